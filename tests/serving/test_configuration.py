"""A configuration that would let a word past the gate or the wall is refused, all its faults at once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from madoguchi.serving.configuration import faults
from tests.conftest import ROOT


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in ("credentials.yml", "endpoints.yml"):
        shutil.copy(ROOT / name, tmp_path)
    shutil.copytree(ROOT / "madoguchi/rasa/channels", tmp_path / "madoguchi/rasa/channels")
    return tmp_path


def test_our_own_has_no_fault() -> None:
    assert faults(ROOT) == []


def write(project: Path, name: str, text: str) -> list[str]:
    (project / name).write_text(text)
    return faults(project)


@pytest.mark.parametrize("channel", ["rest", "socketio", "slack", "rasa.core.channels.rest.RestInput", "x.Channel"])
def test_a_channel_that_nobody_guards_is_refused(project: Path, channel: str) -> None:
    found = write(project, "credentials.yml", f"{channel}:\n  secret: x\n")
    assert found == [f"credentials.yml: {channel}: a channel without the privacy gate; remove it"]


@pytest.mark.parametrize("channel", ["website.WebsiteInputs", "webside.WebsiteInput", "line.LineInputs"])
def test_a_mistyped_channel_is_told(project: Path, channel: str) -> None:
    found = write(project, "credentials.yml", f"madoguchi.rasa.channels.{channel}:\n")
    assert found == [f"credentials.yml: madoguchi.rasa.channels.{channel}: there is no such class"]


BROKEN = {
    "empty": ("", "credentials.yml: not a mapping"),
    "no channel": ("{}", "credentials.yml: names no channel, so that nobody could talk to the bot"),
    "a list": ("- rest", "credentials.yml: not a mapping"),
    "not YAML": ("a: [", "credentials.yml: not YAML"),
}


@pytest.mark.parametrize(("text", "told"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_file_is_told(project: Path, text: str, told: str) -> None:
    [found] = write(project, "credentials.yml", text)
    assert found.startswith(told)


def test_a_file_that_is_missing_is_told(project: Path) -> None:
    (project / "endpoints.yml").unlink()
    assert faults(project) == ["endpoints.yml: missing"]


STORES = {
    "Rasa's own": ("type: SQL", "tracker_store.type: SQL: a store without the privacy wall"),
    "mistyped": ("type: madoguchi.rasa.tracker_store.Store", "a store without the privacy wall"),
    "none": ("kind: SQL", "tracker_store.type: missing: a store without the privacy wall"),
}


@pytest.mark.parametrize(("given", "told"), STORES.values(), ids=STORES.keys())
def test_a_store_without_the_wall_is_refused(project: Path, given: str, told: str) -> None:
    ours = (project / "endpoints.yml").read_text()
    changed = ours.replace("type: madoguchi.rasa.tracker_store.ConversationStore", given)
    [found] = write(project, "endpoints.yml", changed)
    assert told in found
    assert "it must be madoguchi.rasa.tracker_store.ConversationStore" in found


def test_all_faults_come_at_once(project: Path) -> None:
    (project / "credentials.yml").write_text("rest:\nsocketio:\n")
    told = write(project, "endpoints.yml", "event_broker: {type: pika}\nnlu: {url: x}\nlock_store: redis\n")
    assert [line.split(": ")[:2] for line in told] == [
        ["credentials.yml", "rest"],
        ["credentials.yml", "socketio"],
        ["endpoints.yml", "tracker_store.type"],
        ["endpoints.yml", "lock_store.type"],
        ["endpoints.yml", "nlg.type"],
        ["endpoints.yml", "event_broker"],
        ["endpoints.yml", "nlu"],
    ]
