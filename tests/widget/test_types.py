"""The types that the modules' comments promise, checked by TypeScript; nobody needs it to run the widget."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from madoguchi.rasa.channels.widget import FOLDER

CHECKER = shutil.which("tsc")
pytestmark = pytest.mark.skipif(CHECKER is None, reason="TypeScript is not installed: apt-get install node-typescript")


def faults(folder: Path) -> list[str]:
    checked = subprocess.run(
        [str(CHECKER), "-p", str(folder / "jsconfig.json")], capture_output=True, text=True, timeout=240
    )
    return checked.stdout.splitlines()


def test_the_modules_are_what_their_types_say() -> None:
    assert faults(FOLDER) == []


WRONG = [
    ("a word that is no text", "/** @type {Words} */ (/** @type {any} */ (null)).words.send = 1;", "TS2322"),
    ("a member that is not there", 'new Conversation("", "").say({ text: 1 }, "en");', "TS2322"),
    ("what may be missing", "document.querySelector('p').focus();", "TS2531"),
]


@pytest.mark.parametrize(("line", "fault"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_what_has_the_wrong_type_is_found(tmp_path: Path, line: str, fault: str) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "widget")
    with (folder / "conversation.js").open("a", encoding="utf8") as module:
        module.write(f"{line}\n")
    assert [fault in found for found in faults(folder)] == [True]
