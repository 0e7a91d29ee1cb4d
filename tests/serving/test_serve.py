"""`madoguchi serve` as a process, with a Rasa that is a stub."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from madoguchi.serving.ports import HOST, free_ports, is_taken
from madoguchi.store.conversations import Conversations, Turn
from madoguchi.store.database import Settings, connect
from madoguchi.store.past import Place
from tests.services import until

from .conftest import is_running, pids, until_gone

REPOSITORY = Path(__file__).parents[2]


class Serve:
    """A running `madoguchi serve` and what it said up to now."""

    def __init__(self, project: Path, *arguments: str, **environment: str) -> None:
        self._project = project
        self.port, self.actions_port, self.metrics_port, self.review_port = free_ports(4)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "madoguchi", "serve", *arguments],
            cwd=project,
            env=os.environ
            | {"PYTHONPATH": str(REPOSITORY)}
            | {"MADOGUCHI_PORT": str(self.port), "MADOGUCHI_ACTIONS_PORT": str(self.actions_port)}
            | {"MADOGUCHI_METRICS_PORT": str(self.metrics_port), "MADOGUCHI_REVIEW_PORT": str(self.review_port)}
            | {"MADOGUCHI_REVIEW_DATABASE": str(project / "review.db"), "MADOGUCHI_REVIEW_SECRET": "only for tests"}
            | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.said = ""

    def until(self, words: str) -> None:
        assert self.process.stdout
        while words not in self.said:
            line = self.process.stdout.readline()
            assert line, f"ended without saying {words!r}: {self.said}"
            self.said += line

    def status(self) -> int:
        assert self.process.stdout
        self.said += self.process.stdout.read()
        return self.process.wait()

    def children(self) -> list[int]:
        """The process ids of the bot and the action server, from their logs."""
        logs = self._project / "var/log"
        return [*pids(logs / "bot.log"), *pids(logs / "actions.log")]


@contextmanager
def serving(project: Path, *arguments: str, **environment: str) -> Iterator[Serve]:
    one = Serve(project, *arguments, **environment)
    try:
        yield one
    finally:
        one.process.terminate()
        one.process.communicate()


def test_a_start_says_what_to_open_once_both_servers_answer(project: Path) -> None:
    with serving(project) as one:
        one.until("logs")
        assert f"http://127.0.0.1:{one.port}/webhooks/website" in one.said
        assert is_taken(one.port)
        assert is_taken(one.actions_port)
        assert str(project / "var/madoguchi.db") in (project / "var/log/bot.log").read_text()


def test_the_review_app_follows_once_the_bot_answers(project: Path) -> None:
    with serving(project) as one:
        one.until("review app")
        assert f"http://127.0.0.1:{one.review_port}/" in one.said
        assert is_taken(one.review_port)


def test_the_first_start_trains_visibly_and_the_second_does_not(project: Path) -> None:
    with serving(project) as first:
        first.until("logs")
    with serving(project) as second:
        second.until("logs")
    assert re.search(r"^train \d+", first.said, re.MULTILINE)
    assert not re.search(r"^train ", second.said, re.MULTILINE)
    assert len(list((project / "models").iterdir())) == 1


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP], ids=lambda one: one.name)
def test_a_signal_stops_everything_and_is_no_failure(project: Path, number: signal.Signals) -> None:
    with serving(project) as one:
        one.until("logs")
        children = one.children()
        one.process.send_signal(number)
        assert one.status() == 0
    assert "Stopped." in one.said
    assert not any(map(is_running, children))


@pytest.mark.parametrize(("victim", "name"), [(0, "bot"), (1, "actions")], ids=["the bot", "the action server"])
def test_a_server_that_dies_is_named_and_ends_the_other(project: Path, victim: int, name: str) -> None:
    with serving(project) as one:
        one.until("logs")
        children = one.children()
        os.kill(children[victim], signal.SIGKILL)
        assert one.status() == 1
    assert f"{name} ended by itself (signal SIGKILL)" in one.said
    assert "Traceback" not in one.said
    for pid in children:
        until_gone(pid)


FAILURES = [
    # which part fails, and what is said of it
    ("train", "rasa train failed with status 1"),
    ("run", "bot ended by itself (status 1)"),
    ("actions", "actions ended by itself (status 1)"),
]


@pytest.mark.parametrize(("part", "told"), FAILURES, ids=["training", "the bot", "the action server"])
def test_a_start_that_fails_says_why(project: Path, part: str, told: str) -> None:
    (project / "fail").write_text(part)
    with serving(project) as one:
        assert one.status() == 1
    assert told in one.said
    assert f"ERROR {part} has no luck today" in one.said
    assert "Traceback" not in one.said


def test_a_failed_training_leaves_nothing_that_looks_like_a_model(project: Path) -> None:
    (project / "fail").write_text("train")
    with serving(project) as one:
        one.status()
    assert list((project / "models").iterdir()) == []


@pytest.mark.parametrize(
    ("role", "told"),
    [
        ("MADOGUCHI_PORT", "choose another by --port or MADOGUCHI_PORT"),
        ("MADOGUCHI_ACTIONS_PORT", "choose another by --actions-port or MADOGUCHI_ACTIONS_PORT"),
        ("MADOGUCHI_METRICS_PORT", "choose another by --metrics-port or MADOGUCHI_METRICS_PORT"),
        ("MADOGUCHI_REVIEW_PORT", "choose another by --review-port or MADOGUCHI_REVIEW_PORT"),
    ],
    ids=["the bot's", "the action server's", "the metrics'", "the review app's"],
)
def test_a_port_that_is_taken_is_told_in_one_line_before_anything_starts(project: Path, role: str, told: str) -> None:
    with socket.create_server((HOST, 0)) as other:
        port = other.getsockname()[1]
        with serving(project, **{role: str(port)}) as one:
            assert one.status() == 1
    assert one.said == f"port {port} is taken; {told}\n"
    assert not (project / "models").exists()


def test_outside_of_a_project_it_says_where_to_run_it(tmp_path: Path) -> None:
    with serving(tmp_path) as one:
        assert one.status() == 1
    assert one.said == "run this in the project's folder; there is no content/ and config.yml here\n"


def test_a_configuration_with_faults_is_refused_before_anything_starts(project: Path) -> None:
    with (project / "credentials.yml").open("a") as file:
        file.write("rest:\nsocketio:\n")
    with serving(project) as one:
        assert one.status() == 1
    assert one.said.splitlines() == [
        "credentials.yml: rest: a channel without the privacy gate; remove it",
        "credentials.yml: socketio: a channel without the privacy gate; remove it",
    ]
    assert not (project / "models").exists()


def test_a_start_deletes_what_is_too_old(project: Path) -> None:
    file = project / "var/madoguchi.db"
    file.parent.mkdir()
    store = Conversations(connect(Settings(str(file))))
    for conversation, at in (("old", 0.0), ("new", time.time())):
        event = {"event": "user", "text": "", "timestamp": at}
        store.append(Turn(conversation, [event], {}), Place())
    with serving(project) as one:
        one.until("logs")
        until(lambda: store.references() == ["new"])
    store.engine.dispose()
