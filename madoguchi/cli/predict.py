"""`madoguchi predict`: what the bot takes messages for."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from madoguchi.cli import lines
from madoguchi.cli.terminal import plainly, project, without_warnings
from madoguchi.serving.training import TrainingFailed, ensure_model

File = Annotated[str, typer.Argument(help='JSON lines of {"lang","text"}; - for standard input.')]
Model = Annotated[Path | None, typer.Option(exists=True, help="A model; without it, the one for the present data.")]


def predict(file: File, model: Model = None) -> None:
    """Write what the bot takes each message of FILE for, as the first message of a conversation."""
    with plainly(TrainingFailed):
        messages = lines.read(file, fault)
        lines.write(predictions(messages, project(), model))


def predictions(messages: list[lines.Line], root: Path, model: Path | None = None) -> list[lines.Line]:
    """Each message with its intent, confidence and language; progress on standard error."""
    from tqdm import tqdm

    model = model or ensure_model(root)
    with without_warnings():
        from madoguchi.rasa.left_out import leave_out

        leave_out(root / "config.yml")
        from madoguchi.rasa.understanding import Understanding

        understanding = Understanding(model, root / "content")
    told = tqdm(messages, desc="predict", unit="message", disable=None)
    return [{"lang": one["lang"], "text": one["text"]} | understanding.of(one["text"]) for one in told]


def fault(line: lines.Line) -> lines.Fault:
    wrong = [key for key in ("lang", "text") if not isinstance(line.get(key), str)]
    return f"{' and '.join(wrong)} must be text" if wrong else None
