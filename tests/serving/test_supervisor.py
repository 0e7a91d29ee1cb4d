"""Programs that live and die together."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Any

import pytest

from madoguchi.serving import process
from madoguchi.serving.process import Program
from madoguchi.serving.supervisor import Died, Supervisor

from .conftest import children, is_running, pids, stub, until_gone


def test_all_programs_run_until_the_end_and_none_after_it(tmp_path: Path) -> None:
    with Supervisor([stub("bot"), stub("actions")], tmp_path):
        started = [*pids(tmp_path / "bot.log"), *pids(tmp_path / "actions.log")]
        assert all(map(is_running, started))
    assert not any(map(is_running, started))


@pytest.mark.parametrize("deaf", [[], ["--deaf"]], ids=["that stop when asked", "that must be killed"])
def test_programs_are_stopped_with_all_that_they_started(tmp_path: Path, deaf: list[str]) -> None:
    with Supervisor([stub("bot", "--child", *deaf)], tmp_path, grace=0.5):
        started = pids(tmp_path / "bot.log", wanted=2)
    for pid in started:
        until_gone(pid)


def test_an_error_within_stops_the_programs(tmp_path: Path) -> None:
    supervisor = Supervisor([stub("bot")], tmp_path)
    with pytest.raises(ZeroDivisionError), supervisor:
        raise ZeroDivisionError(pids(tmp_path / "bot.log"))
    assert not any(map(is_running, pids(tmp_path / "bot.log")))


def test_a_program_that_cannot_start_stops_those_before_it(tmp_path: Path) -> None:
    before = children()
    missing = stub("actions")
    missing.command[0] = str(tmp_path / "no-such-program")
    with pytest.raises(FileNotFoundError), Supervisor([stub("bot"), missing], tmp_path):
        pass
    assert children() == before


def test_a_signal_while_a_program_starts_stops_that_one_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    start = process._start

    def interrupted(program: Program) -> Any:
        child = start(program)
        os.kill(os.getpid(), signal.SIGTERM)
        return child

    before = children()
    with Supervisor([stub("bot")], tmp_path) as one:
        monkeypatch.setattr(process, "_start", interrupted)
        with pytest.raises(KeyboardInterrupt):
            one.start(stub("review"), are_dispensable=True)
    assert children() == before


ENDS = [
    # what it does, and how that is told
    (["--exit", "3"], "bot ended by itself (status 3):"),
    (["--exit", "0"], "bot ended by itself (status 0):"),
]


@pytest.mark.parametrize(("arguments", "told"), ENDS, ids=["by failing", "without failing"])
def test_a_program_that_ends_is_told_with_its_last_words_and_ends_the_others(
    tmp_path: Path, arguments: list[str], told: str
) -> None:
    with Supervisor([stub("bot", *arguments), stub("actions")], tmp_path) as one:
        other = pids(tmp_path / "actions.log")
        with pytest.raises(Died) as death:
            one.watch()
    assert str(death.value).startswith(f"{told}\nbot ")
    assert not any(map(is_running, other))


def test_a_program_that_is_killed_is_told_with_the_signal(tmp_path: Path) -> None:
    with Supervisor([stub("bot")], tmp_path) as one:
        os.kill(pids(tmp_path / "bot.log")[0], signal.SIGKILL)
        with pytest.raises(Died, match=r"bot ended by itself \(signal SIGKILL\)"):
            one.watch()


def test_a_program_that_the_others_can_do_without_is_told_of_and_ends_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rounds = iter(range(3))
    with Supervisor([stub("bot")], tmp_path) as one:
        one.start(stub("review"), are_dispensable=True)
        [bot], [review] = pids(tmp_path / "bot.log"), pids(tmp_path / "review.log")
        os.kill(review, signal.SIGKILL)
        until_gone(review)
        with pytest.raises(StopIteration):
            one.watch(meanwhile=lambda: next(rounds))
        assert is_running(bot)
    assert capsys.readouterr().err.count("review ended by itself (signal SIGKILL):") == 1


def test_a_program_that_the_others_can_do_without_must_start_nevertheless(tmp_path: Path) -> None:
    with Supervisor([stub("bot")], tmp_path) as one:
        one.start(stub("review", "--exit", "3"), are_dispensable=True)
        with pytest.raises(Died, match="review ended by itself"):
            one.wait_until(lambda: "the review app")


def test_waiting_ends_when_nothing_is_missing(tmp_path: Path) -> None:
    answers = iter(["the bot", "the store", None])
    with Supervisor([stub("bot")], tmp_path) as one:
        one.wait_until(lambda: next(answers))
    assert next(answers, "asked until nothing was missing") == "asked until nothing was missing"


def test_waiting_ends_when_a_program_does(tmp_path: Path) -> None:
    with pytest.raises(Died, match="status 1"), Supervisor([stub("bot", "--exit", "1")], tmp_path) as one:
        one.wait_until(lambda: "the bot")


def test_patience_ends_with_what_is_missing(tmp_path: Path) -> None:
    with (
        pytest.raises(Died, match="not ready after 0 s: the store"),
        Supervisor([stub("bot")], tmp_path) as one,
    ):
        one.wait_until(lambda: "the store", patience=0)


def test_output_is_logged_and_errors_are_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = ["--say", "all is well", "--say", "2026 ERROR  rasa - no store", "--exit", "0"]
    with pytest.raises(Died), Supervisor([stub("bot", *said)], tmp_path) as one:
        one.watch()
    assert [line.rpartition(" ")[0] for line in (tmp_path / "bot.log").read_text().splitlines()] == [
        "bot",
        "all is well",
        "2026 ERROR  rasa - no store",
    ]
    shown = capsys.readouterr().err
    assert "bot: 2026 ERROR  rasa - no store" in shown
    assert "all is well" not in shown


def test_the_log_of_the_start_before_is_kept(tmp_path: Path) -> None:
    for word in ("first", "second", "third"):
        with Supervisor([stub("bot", "--say", word)], tmp_path):
            pids(tmp_path / "bot.log", wanted=2)
    assert "third" in (tmp_path / "bot.log").read_text()
    assert "second" in (tmp_path / "bot.1.log").read_text()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bot.1.log", "bot.log"]
