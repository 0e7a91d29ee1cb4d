"""A project beside the project, with other training data: what is tried there changes nothing here."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from review.learning import sentences

COPIED = "data"
LEFT_OUT = {"data", "var", ".venv", ".uv", ".git", ".rasa"}


@contextmanager
def staged(root: Path, learnt: sentences.Sentences) -> Iterator[Path]:
    """Within, a folder that is the project, but for what was learnt from reviews.

    Models are shared: one that is trained there is found here once the data are the same.
    """
    (root / "models").mkdir(exist_ok=True)
    var = root / "var"
    var.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="learning-", dir=var) as folder:
        stage = Path(folder)
        for path in root.iterdir():
            if path.name not in LEFT_OUT:
                (stage / path.name).symlink_to(path)
        shutil.copytree(root / COPIED, stage / COPIED)
        sentences.write(stage / COPIED, learnt)
        yield stage
