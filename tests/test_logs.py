"""What a log says is in the source; what a resident says is in no log."""

from __future__ import annotations

import io
import json
import logging
import subprocess
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog

from madoguchi import logs
from madoguchi.serving.ports import PortTaken
from tests.conftest import ROOT

SECRET = "zebrafinch 123456789018"
foreign = logging.getLogger("rasa.core.processor")
ours = logging.getLogger("madoguchi.rasa.conversation")


@pytest.fixture(autouse=True)
def output(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """What is written while the logs are installed; afterwards everything is as before."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    root = logging.getLogger()
    before = (logging.getLogRecordFactory(), root.level, root.handlers[:])
    for owner, name in ((sys, "excepthook"), (sys, "unraisablehook"), (threading, "excepthook")):
        monkeypatch.setattr(owner, name, getattr(owner, name))
    monkeypatch.setattr(warnings, "showwarning", warnings.showwarning)
    monkeypatch.setattr(logs, "_sealed", True)
    root.handlers[:] = [handler]
    root.setLevel(logging.DEBUG)
    foreign.setLevel(logging.DEBUG)
    logs.install()
    yield written
    logging.setLogRecordFactory(before[0])
    root.setLevel(before[1])
    root.handlers[:] = before[2]
    logging.getLogger("sanic.access").disabled = False


def lines(output: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.getvalue().splitlines()]


def raised() -> None:
    try:
        int(SECRET)
    except ValueError as error:
        raise RuntimeError(SECRET) from error


def with_a_traceback() -> None:
    try:
        raised()
    except RuntimeError:
        foreign.exception(f"It failed with {SECRET}")


def in_an_f_string_alone() -> None:
    try:
        raised()
    except RuntimeError as error:
        foreign.error(f"It failed with {error}")


def over_several_lines() -> None:
    foreign.warning(
        f"Received {SECRET} from {SECRET!r}",
    )


WAYS: list[tuple[str, Callable[[], None], str]] = [
    ("an f-string", lambda: foreign.debug(f"Received {SECRET} at {1 + 1}"), "Received {} at {}"),
    ("an f-string over lines", over_several_lines, "Received {} from {}"),
    ("arguments", lambda: foreign.info("Received %s", SECRET), "Received %s"),
    ("a dictionary of arguments", lambda: foreign.info("Received %(a)s", {"a": SECRET}), "Received %(a)s"),
    ("format", lambda: foreign.error("Received {}".format(SECRET)), "Received {}"),  # noqa: UP032
    ("the operator", lambda: foreign.error("Received %s" % SECRET), "Received %s"),  # noqa: UP031
    ("nothing but the text", lambda: foreign.critical(SECRET), ""),
    ("a level", lambda: foreign.log(logging.WARNING, f"Received {SECRET}"), "Received {}"),
    ("an exception", with_a_traceback, "It failed with {}"),
    ("an exception's text alone", in_an_f_string_alone, "It failed with {}"),
    ("our own code", lambda: ours.error("turn %s failed: %s", 3, ValueError(SECRET)), "turn 3 failed: ValueError"),
    (
        "our own code, our own fault",
        lambda: ours.error("it is %s", PortTaken("port 1 is taken")),
        "it is port 1 is taken",
    ),
    ("our own code, a dictionary", lambda: ours.error("%(a)s", {"a": SECRET}), "%(a)s"),
    ("a per cent sign", lambda: ours.warning("100% done"), "100% done"),
]


@pytest.mark.parametrize(("speak", "event"), [row[1:] for row in WAYS], ids=[row[0] for row in WAYS])
def test_only_what_stands_in_the_source_is_said(output: io.StringIO, speak: Callable[[], None], event: str) -> None:
    speak()
    assert [line["event"] for line in lines(output)] == [event]
    assert "zebrafinch" not in output.getvalue()
    assert "1234" not in output.getvalue()


def test_a_line_says_when_and_where(output: io.StringIO) -> None:
    foreign.warning("hello")
    [line] = lines(output)
    assert line["level"] == "WARNING"
    assert line["logger"] == "rasa.core.processor"
    assert line["place"].startswith("test_logs:")
    assert line["time"].endswith("+00:00")


def test_an_exception_is_told_by_type_and_places(output: io.StringIO) -> None:
    with_a_traceback()
    [line] = lines(output)
    told = line["exception"]
    assert (told["type"], told["causes"]) == ("RuntimeError", ["ValueError"])
    assert [place.rpartition(":")[0].rpartition(".")[2] for place in told["places"]] == ["with_a_traceback", "raised"]


def test_structlog_says_its_event_and_none_of_its_values(output: io.StringIO) -> None:
    as_rasa_does = [structlog.stdlib.add_log_level, structlog.processors.JSONRenderer()]
    logger = structlog.wrap_logger(foreign, as_rasa_does, structlog.stdlib.BoundLogger)
    logger.warning("processor.message.parse", text=SECRET)
    assert [line["event"] for line in lines(output)] == ["processor.message.parse"]
    assert "zebrafinch" not in output.getvalue()


def test_a_handler_that_comes_later_gets_no_more(output: io.StringIO) -> None:
    late = io.StringIO()
    handler = logging.StreamHandler(late)
    handler.setFormatter(logging.Formatter("%(message)s %(args)s %(exc_info)s"))
    foreign.addHandler(handler)
    with_a_traceback()
    foreign.removeHandler(handler)
    assert late.getvalue() == "It failed with {} () None\n"


def test_warnings_and_threads_speak_through_it_too(output: io.StringIO) -> None:
    warnings.showwarning(UserWarning(SECRET), UserWarning, __file__, 1)
    thread = threading.Thread(target=raised)
    with warnings.catch_warnings():
        thread.start()
        thread.join()
    assert [line["event"] for line in lines(output)] == ["UserWarning: ", "uncaught exception"]
    assert "zebrafinch" not in output.getvalue()


def test_what_cannot_be_read_says_nothing() -> None:
    assert logs.spoken("no such file", 1) == ""
    assert logs.spoken(__file__, 10**6) == ""


def test_before_anyone_can_speak_a_fault_is_told_in_full(output: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "_sealed", False)
    foreign.error(f"Could not load {'endpoints.yml'}")
    assert [line["event"] for line in lines(output)] == ["Could not load endpoints.yml"]


def test_the_action_server_logs_through_it(tmp_path: Path) -> None:
    code = (
        "import sys, types, logging;"
        "sys.modules['__main__'].__spec__ = types.SimpleNamespace(name='rasa_sdk.__main__');"
        f"import actions; logging.getLogger('rasa_sdk').error('{SECRET}' + str(1))"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "zebrafinch" not in run.stdout + run.stderr
    assert json.loads(run.stdout)["logger"] == "rasa_sdk"
