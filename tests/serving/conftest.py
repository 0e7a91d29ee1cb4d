"""Real processes: stubs in place of servers, and a project whose Rasa is a stub too."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from madoguchi.serving.process import Program

HERE = Path(__file__).parent


def stub(name: str, *arguments: str) -> Program:
    """A program that says `<name> <its process id>` and then runs until it is stopped."""
    command = [sys.executable, str(HERE / "stub.py"), "--say", name, *arguments]
    return Program(name, command, os.environ, HERE)


def pids(log: Path, wanted: int = 1) -> list[int]:
    """The process ids that a stub's log tells, once all are there."""
    while True:
        lines = log.read_text().splitlines() if log.exists() else []
        if len(lines) >= wanted:
            return [int(line.split()[1]) for line in lines[:wanted]]


def is_running(pid: int) -> bool:
    """A zombie has ended, even where nobody has asked for its status."""
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return state.stdout.strip()[:1] not in ("", "Z")


def until_gone(pid: int) -> None:
    while is_running(pid):
        pass


def children() -> str:
    """The process ids of what this process has started and not yet buried."""
    return subprocess.run(["pgrep", "-P", str(os.getpid())], capture_output=True, text=True, check=False).stdout


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project's folder with nothing in it but what `madoguchi serve` looks at."""
    folder = tmp_path / "project"
    shutil.copytree(HERE.parents[1] / "content", folder / "content")
    shutil.copytree(HERE.parents[1] / "madoguchi/rasa/channels", folder / "madoguchi/rasa/channels")
    for name in ("credentials.yml", "endpoints.yml"):
        shutil.copy(HERE.parents[1] / name, folder)
    (folder / "config.yml").write_text("pipeline: []\n")
    for name in ("rasa", "rasa_sdk"):
        (folder / name).mkdir()
        (folder / name / "__init__.py").touch()
        shutil.copy(HERE / "fake_rasa.py", folder / name / "__main__.py")
    return folder
