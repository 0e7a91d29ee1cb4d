"""`madoguchi learn` and `madoguchi rollback`: from what staff accepted to a model, and back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from madoguchi.cli.terminal import plainly, project
from madoguchi.serving.training import TrainingFailed

if TYPE_CHECKING:
    from review.learning.models import Trained

Promote = Annotated[bool, typer.Option("--promote", help="Train nothing; make the last model that was tried live.")]


def learn(promote: Promote = False) -> None:
    """Train a model on what staff accepted, and show message by message how it does beside the present one."""
    root = _prepared()
    from review.learning.learning import NothingToLearn, PredictionFailed
    from review.learning.promoting import NotPossible
    from review.learning.promoting import promote as make_live

    with plainly(PredictionFailed, TrainingFailed, NotPossible):
        if promote:
            print(f"{make_live(root).name} is live from the bot's next start on. Back again: madoguchi rollback")
            return
        try:
            _learn(root)
        except NothingToLearn as nothing:
            print(nothing)  # no failure: the job that does it each week has done its work


def rollback() -> None:
    """Take back what the live model learnt from reviews; the model before it is live again."""
    root = _prepared()
    from review.learning.promoting import NotPossible, roll_back

    with plainly(NotPossible):
        print(f"{roll_back(root).name} is taken back; the bot uses the model before it from its next start on.")


def _learn(root: Path) -> None:
    from review.learning.learning import REAL, accepted
    from review.learning.learning import learn as train
    from review.learning.taking_back import take_out

    taken_out = take_out(root, REAL.train)
    if taken_out:
        print(
            f"Taken out of the training data, since whoever wrote them took them back: {taken_out}. "
            "A model without them was trained, and is live from the bot's next start on."
        )
    if accepted() or not taken_out:
        _tell(train(root, REAL))


def _tell(trained: Trained) -> None:
    from review.learning.comparing import report

    for part, scores in trained.scores.items():
        print("\n".join(report(part, scores)))
    print("Nothing has changed yet. To make it live: madoguchi learn --promote")


def _prepared() -> Path:
    root = project()
    from review.site.start import prepare_with_database

    prepare_with_database()
    return root
