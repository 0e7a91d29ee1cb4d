"""Training data in Rasa's format: reading all of it, and writing what was learnt from reviews. Knows no database."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

FILE = "reviewed.yml"
"""In each language's folder: what staff accepted, and nothing else."""
Sentences = Mapping[str, Mapping[str, list[str]]]
"""Language, intent, texts."""

_INTENT = re.compile(r"- intent: (\w+)")
_EXAMPLE = re.compile(r" +- (.+)")
_MARKS = str.maketrans({"[": "［", "]": "］", "{": "｛", "}": "｝"})
"""Rasa's marks for entities, which a resident's text must not make; once folded, they are the same to the model."""


@dataclass(frozen=True)
class Example:
    language: str
    intent: str
    text: str


def examples(data: Path, language: str) -> list[Example]:
    """Everything that a language's model learns from."""
    files = sorted((data / "nlu" / language).glob("*.yml"))
    return [example for file in files for example in _read(file)]


def reviewed(data: Path) -> dict[str, dict[str, list[str]]]:
    """What was learnt from reviews by now."""
    found: dict[str, dict[str, list[str]]] = {}
    for file in sorted((data / "nlu").glob(f"*/{FILE}")):
        for example in _read(file):
            found.setdefault(example.language, {}).setdefault(example.intent, []).append(example.text)
    return found


def together(before: Sentences, more: Sentences) -> dict[str, dict[str, list[str]]]:
    """Both, each sentence once, in the order in which they came."""
    merged = {language: {intent: list(texts) for intent, texts in of.items()} for language, of in before.items()}
    for language, intents in more.items():
        for intent, texts in intents.items():
            known = merged.setdefault(language, {}).setdefault(intent, [])
            known += [text for text in dict.fromkeys(map(line, texts)) if text and text not in known]
    return merged


def kept(learnt: Sentences, is_kept: Callable[[Example], bool]) -> dict[str, dict[str, list[str]]]:
    """Those of the sentences that are to stay."""
    found: dict[str, dict[str, list[str]]] = {}
    for language, intents in learnt.items():
        for intent, texts in intents.items():
            if left := [text for text in texts if is_kept(Example(language, intent, text))]:
                found.setdefault(language, {})[intent] = left
    return found


def count(learnt: Sentences) -> int:
    return sum(len(texts) for intents in learnt.values() for texts in intents.values())


def write(data: Path, sentences: Sentences) -> None:
    """Makes each language's file say exactly this; a language without a sentence has no file."""
    for folder in sorted(path for path in (data / "nlu").iterdir() if path.is_dir()):
        _write(folder / FILE, sentences.get(folder.name, {}))


def line(text: str) -> str:
    """A text as one example: on one line, with nothing in it that Rasa would read as more than words."""
    return " ".join(text.translate(_MARKS).split()).lstrip("-*+ ")


def _write(file: Path, intents: Mapping[str, list[str]]) -> None:
    if not any(intents.values()):
        file.unlink(missing_ok=True)
        return
    written = ["# What staff accepted from conversations; written by `madoguchi learn`.", 'version: "3.1"', "nlu:"]
    for intent, texts in sorted(intents.items()):
        written += [f"- intent: {intent}", "  examples: |", *(f"    - {line(text)}" for text in texts)]
    part = file.with_suffix(".part")
    part.write_text("\n".join(written) + "\n", encoding="utf8")
    part.replace(file)


def _read(file: Path) -> Iterator[Example]:
    intent = ""
    for written in file.read_text(encoding="utf8").splitlines():
        if head := _INTENT.match(written):
            intent = head[1]
        elif intent and (example := _EXAMPLE.match(written)):
            yield Example(file.parent.name, intent, example[1].strip())
