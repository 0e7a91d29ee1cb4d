"""Training a model where there is none for the present data."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from madoguchi.serving.environment import environment
from madoguchi.serving.fingerprint import fingerprint

PREFIX = 16
"""Digits of the fingerprint in a model's name: 64 bits."""


class TrainingFailed(Exception):
    """Rasa did not make a model; what it said was on the terminal."""


def ensure_model(root: Path) -> Path:
    """The model for the present data; trained now, Rasa's progress on the terminal, if there is none.

    Raises TrainingFailed.
    """
    model = model_path(root)
    if not model.exists():
        print("Training a model for the present data; this takes some minutes.", file=sys.stderr, flush=True)
        _train(root, model)
    return model


def model_path(root: Path) -> Path:
    return root / "models" / f"{fingerprint(root)[:PREFIX]}.tar.gz"


def _train(root: Path, model: Path) -> None:
    """Trains beside the place where the model goes, so that no half-written one is ever found there."""
    model.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".training-", dir=model.parent) as folder:
        # Standard output is for what a command answers: predictions, say.
        done = subprocess.run(_command(folder), cwd=root, env=environment(root), stdout=sys.stderr, check=False)
        trained = Path(folder, "model.tar.gz")
        if done.returncode or not trained.exists():
            raise TrainingFailed(f"rasa train failed with status {done.returncode}; see above why")
        trained.replace(model)


def _command(folder: str) -> list[str]:
    files = ["--config", "config.yml", "--domain", "domain.yml", "--data", "data"]
    # `make test` validates the data; here it would read all of it once more, for most of a minute.
    output = ["--out", folder, "--fixed-model-name", "model", "--skip-validation"]
    return [sys.executable, "-m", "madoguchi.rasa", "train", *files, *output]
