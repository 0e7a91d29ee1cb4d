"""`madoguchi evaluate`: scores on questions and dialogues that the bot has not learnt from."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from madoguchi.cli import converse, lines, predict
from madoguchi.cli.terminal import Failure, plainly, project
from madoguchi.evaluation import dialogues, report
from madoguchi.evaluation.questions import Judged
from madoguchi.serving.ports import PortTaken
from madoguchi.serving.supervisor import Died
from madoguchi.serving.training import TrainingFailed

PICTURES = Path("benchmarks/results")
Questions = Annotated[
    Path | None,
    typer.Option(envvar="MADOGUCHI_EVAL", help="A folder with <language>/questions.jsonl and dialogues.jsonl."),
]


def evaluate(questions: Questions = None) -> None:
    """Score the bot on questions and dialogues."""
    import httpx

    from madoguchi.cli.client import Rejected

    with plainly(PortTaken, Died, TrainingFailed, httpx.HTTPError, Rejected):
        folder = _folder(questions)
        asked = [one for path in sorted(folder.glob("*/questions.jsonl")) for one in lines.read(str(path), _fault)]
        played = lines.read(str(folder / "dialogues.jsonl"), converse.fault) if _has_dialogues(folder) else []
        if asked:
            _tell(asked, predict.predictions(asked, project()))
        if played:
            _print(report.of_dialogues(_judged_dialogues(played)))


def _tell(asked: list[lines.Line], predicted: list[lines.Line]) -> None:
    """The scores on the terminal, and as pictures beside those of the benchmarks."""
    from madoguchi.evaluation import pictures  # numpy, for which no other command waits

    told = judged(asked, predicted)
    _print(report.of_questions(told))
    drawn = pictures.draw(told, [one["confidence"] for one in predicted], project() / PICTURES)
    _print([f"{len(drawn)} pictures in {PICTURES}/"])


def judged(asked: list[lines.Line], predicted: list[lines.Line]) -> list[Judged]:
    return [
        Judged(one["lang"], one["text"], one["intent"], frozenset(one.get("accept") or ()), got["intent"])
        for one, got in zip(asked, predicted, strict=True)
    ]


def _judged_dialogues(played: list[lines.Line]) -> dict[str, list[str]]:
    with converse.player(None) as player:
        return faults_by_dialogue(played, player.play(played))


def faults_by_dialogue(played: list[lines.Line], answers: Iterable[lines.Line]) -> dict[str, list[str]]:
    """The faults of each dialogue's turns."""
    expected = {(one["id"], number): turn for one in played for number, turn in enumerate(one["turns"], 1)}
    found: dict[str, list[str]] = {one["id"]: [] for one in played}
    for answer in answers:
        turn = expected[answer["id"], answer["turn"]]
        wrong = dialogues.faults(turn.get("expect") or {}, answer)
        found[answer["id"]] += (f"turn {answer['turn']}: {fault}: {turn['user']}" for fault in wrong)
    return found


def _folder(given: Path | None) -> Path:
    if given is None:
        raise Failure("which questions? Give --questions DIR, or set MADOGUCHI_EVAL to the folder")
    if not any(given.glob("*/questions.jsonl")) and not _has_dialogues(given):
        raise Failure(f"{given}: no <language>/questions.jsonl and no dialogues.jsonl there")
    return given


def _has_dialogues(folder: Path) -> bool:
    return (folder / "dialogues.jsonl").is_file()


def _fault(line: lines.Line) -> lines.Fault:
    if wrong := [key for key in ("lang", "text", "intent") if not isinstance(line.get(key), str)]:
        return f"{' and '.join(wrong)} must be text"
    return None


def _print(told: Iterable[str]) -> None:
    print("\n".join(told), end="\n\n", flush=True)
