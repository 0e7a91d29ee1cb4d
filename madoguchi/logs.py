"""The one place that every log record of a process passes, whoever writes it and at whatever level.

Rasa logs what residents write: at DEBUG most of it, at WARNING any text with a leading slash, at ERROR whole
frames. No list of its messages would stay complete. So what a record says is never taken from the running program,
but from the source: of `logger.debug(f"Received {text}")` it says `Received {}`. Values come through only from our
own code, which passes none of a resident's. An exception is told by its type and where it was raised, without
variables, and unless it is one of ours without its text, which may quote SQL parameters or a message.

The record itself is made so, before any handler sees it: neither `LOG_LEVEL` nor `--log-file` changes it. While a
server starts, nobody can have said anything: until `seal`, records keep their values, so that a fault in a setting
is told in full.
"""

from __future__ import annotations

import ast
import functools
import json
import logging
import sys
import threading
import traceback
import warnings
from collections.abc import Mapping
from datetime import datetime, timezone
from types import FrameType, TracebackType
from typing import Any, TextIO

OURS = ("madoguchi", "actions")
"""The packages whose loggers may give values."""
FRAMES = 12
"""Places that are told of an exception, the innermost ones."""
_MACHINERY = ("logging", "structlog", "rasa.shared.utils.io", "warnings", __name__)
_SPEAKS = {"debug", "info", "warning", "warn", "error", "exception", "critical", "log", "raise_warning"}
_PLAIN = (str, int, float, bool, type(None))


_sealed = False


def seal() -> None:
    """From here on residents may speak, and no value passes."""
    global _sealed
    _sealed = True


def install() -> None:
    """From here on every record is made by `Record` and written as a line of JSON. Can be called again."""
    logging.setLogRecordFactory(Record)
    root = logging.getLogger()
    if not root.handlers:
        root.addHandler(logging.StreamHandler(sys.stdout))
    for handler in root.handlers:
        handler.setFormatter(Lines())
    # It names the whole address, which the client chooses; the proxy in front and the metrics say what it would.
    logging.getLogger("sanic.access").disabled = True
    _hook()


class Record(logging.LogRecord):
    """A record without a resident's words."""

    def __init__(
        self,
        name: str,
        level: int,
        pathname: str,
        lineno: int,
        msg: object,
        args: Any,
        exc_info: Any,
        func: str | None = None,
        sinfo: str | None = None,
        **more: Any,
    ) -> None:
        file, line = _caller(pathname, lineno)
        said = _formatted(str(msg), args) if _is_ours(name) or not _sealed else spoken(file, line)
        super().__init__(name, level, file, line, said, (), None, func)
        # Many say what failed in an f-string alone, and pass no exception.
        self.exception = told(exc_info or (level >= logging.ERROR and sys.exc_info()[1]))


class Lines(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, timezone.utc).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "event": record.msg,
            "place": f"{record.module}:{record.lineno}",
        }
        if exception := getattr(record, "exception", None):
            line["exception"] = exception
        return json.dumps(line, ensure_ascii=False)


def told(exc_info: Any) -> dict[str, Any] | None:
    """An exception's type and the places on its way, innermost last; its causes' types."""
    error = exc_info if isinstance(exc_info, BaseException) else None
    if exc_info and not error:
        error = (exc_info if isinstance(exc_info, tuple) else sys.exc_info())[1]
    if not isinstance(error, BaseException):
        return None
    text = {"text": str(error)} if _is_ours(type(error).__module__) or not _sealed else {}
    return {"type": type(error).__qualname__, **text, "places": _places(error.__traceback__), "causes": _causes(error)}


def _places(trace: TracebackType | None) -> list[str]:
    frames = list(traceback.walk_tb(trace))[-FRAMES:]
    return [f"{frame.f_globals.get('__name__', '?')}.{frame.f_code.co_name}:{line}" for frame, line in frames]


def _causes(error: BaseException) -> list[str]:
    found: list[str] = []
    cause = error.__cause__ or error.__context__
    while cause is not None and len(found) < FRAMES:
        found.append(type(cause).__qualname__)
        cause = cause.__cause__ or cause.__context__
    return found


def _is_ours(name: str) -> bool:
    return name.partition(".")[0] in OURS


def _formatted(template: str, args: Any) -> str:
    """What our own code says. What isn't plain, somebody else's exception say, is told by its type."""
    given = args if isinstance(args, tuple) else (args,)
    if given and isinstance(given[0], Mapping):
        return template
    plain = tuple(map(_plainly, given))
    try:
        return template % plain if plain else template
    except (TypeError, ValueError):
        return template


def _plainly(given: object) -> object:
    if isinstance(given, _PLAIN) or not _sealed:
        return given
    is_ours = isinstance(given, BaseException) and _is_ours(type(given).__module__)
    return str(given) if is_ours else type(given).__qualname__


def _caller(pathname: str, lineno: int) -> tuple[str, int]:
    """Who speaks, behind whatever wraps its logger."""
    frame: FrameType | None = sys._getframe(1)
    while frame is not None and _is_machinery(str(frame.f_globals.get("__name__", ""))):
        frame = frame.f_back
    return (frame.f_code.co_filename, frame.f_lineno) if frame else (pathname, lineno)


def _is_machinery(module: str) -> bool:
    return any(module == one or module.startswith(one + ".") for one in _MACHINERY)


def spoken(file: str, line: int) -> str:
    """What the source says is logged there, `{}` for each value; nothing where it can't be told."""
    return max(
        ((start, said) for (start, end), said in _speeches(file) if start <= line <= end),
        default=(0, ""),
    )[1]


@functools.lru_cache(maxsize=512)
def _speeches(file: str) -> tuple[tuple[tuple[int, int], str], ...]:
    """The lines of each call that logs, and its words."""
    try:
        with open(file, encoding="utf8") as source:
            tree = ast.parse(source.read())
    except (OSError, SyntaxError, ValueError):
        return ()
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call) and _speaks(node))
    return tuple(((call.lineno, call.end_lineno or call.lineno), _words(call)) for call in calls)


def _speaks(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and call.func.attr in _SPEAKS and bool(call.args)


def _words(call: ast.Call) -> str:
    return next(filter(None, map(_literal, call.args)), "")


def _literal(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if isinstance(node, ast.JoinedStr):
        return "".join(_literal(part) or "{}" for part in node.values)
    if isinstance(node, ast.BinOp):
        return _literal(node.left) + _literal(node.right)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return _literal(node.func.value)
    return ""


def _hook() -> None:
    """What Python itself would print goes the same way."""
    sys.excepthook = _uncaught
    sys.unraisablehook = lambda given: _uncaught(given.exc_type, given.exc_value, given.exc_traceback)
    threading.excepthook = lambda given: _uncaught(given.exc_type, given.exc_value, given.exc_traceback)
    warnings.showwarning = _warned


def _uncaught(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    logging.getLogger(__name__).critical("uncaught exception", exc_info=error or kind())


def _warned(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    said = (spoken(filename, lineno) or spoken(*_caller(filename, lineno))) if _sealed else str(message)
    logging.getLogger(__name__).warning("%s: %s", category.__name__, said)
