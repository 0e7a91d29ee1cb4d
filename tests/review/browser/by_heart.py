"""`madoguchi learn` with a model that is not trained but knows its sentences by heart: training takes minutes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from madoguchi.serving.training import model_path
from review.learning.comparing import Question
from review.site import start


def predict(root: Path, model: Path, asked: Sequence[Question]) -> list[str]:
    """The present model knows the tests alone, any other one everything."""
    is_present = model.name == model_path(root).name
    return [one.intent if not is_present or one in known(root) else "greet" for one in asked]


def known(root: Path) -> set[Question]:
    from review.learning.learning import tests

    return set(tests(root))


if __name__ == "__main__":
    start.prepare()
    from review.learning.learning import Means, learn

    print(learn(Path.cwd(), Means(model_path, predict)).name)
