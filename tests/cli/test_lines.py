"""Files of JSON lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from madoguchi.cli import converse, lines, predict
from madoguchi.cli.terminal import Failure

QUESTION = b'{"lang": "ja", "text": "?"}'
DIALOGUE = b'{"id": "a", "turns": [{"user": "?"}]}'

BAD_QUESTIONS = [
    (b"nonsense", "not JSON in UTF-8"),
    (b'{"lang": "ja", "text": "\xff"}', "not JSON in UTF-8"),
    pytest.param(b"[" * 100_000, "not JSON in UTF-8", id="nested without end"),
    (b"[1]", "not an object"),
    (b"null", "not an object"),
    (b'{"lang": "ja"}', "text must be text"),
    (b'{"lang": null, "text": 1}', "lang and text must be text"),
]
BAD_DIALOGUES = [
    (b'{"turns": []}', "id must be text"),
    (b'{"id": "a"}', "turns must be a list of objects"),
    (b'{"id": "a", "turns": ["?"]}', "turns must be a list of objects"),
    (b'{"id": "a", "turns": [{"user": "?"}, {}, {"user": 1}]}', "user must be text, in turn 2, 3"),
]


@pytest.mark.parametrize(("line", "fault"), BAD_QUESTIONS, ids=repr)
def test_a_bad_question_is_told_with_its_line(tmp_path: Path, line: bytes, fault: str) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_bytes(b"\n".join([QUESTION, b"", line]))
    with pytest.raises(Failure) as failure:
        lines.read(str(file), predict.fault)
    assert str(failure.value) == f"{file}: line 3: {fault}"


@pytest.mark.parametrize(("line", "fault"), BAD_DIALOGUES, ids=repr)
def test_a_bad_dialogue_is_told_with_its_line(tmp_path: Path, line: bytes, fault: str) -> None:
    file = tmp_path / "dialogues.jsonl"
    file.write_bytes(DIALOGUE + b"\n" + line)
    with pytest.raises(Failure) as failure:
        lines.read(str(file), converse.fault)
    assert str(failure.value) == f"{file}: line 2: {fault}"


def test_all_bad_lines_are_told_at_once(tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_bytes(b"x\n" + QUESTION + b"\n{}\n")
    with pytest.raises(Failure) as failure:
        lines.read(str(file), predict.fault)
    assert [line.split(": ")[1] for line in str(failure.value).splitlines()] == ["line 1", "line 3"]


def test_a_file_that_is_not_there_is_told() -> None:
    with pytest.raises(Failure, match="nowhere: No such file or directory"):
        lines.read("nowhere", predict.fault)


GOOD = [
    (b"", []),
    (b"\xef\xbb\xbf" + QUESTION + b"\r\n\r\n" + QUESTION, [{"lang": "ja", "text": "?"}] * 2),
    (
        b'{"lang": "ja", "text": " \\u2028\\ud800", "more": 1}',
        [{"lang": "ja", "text": " \u2028\ud800", "more": 1}],
    ),
]


@pytest.mark.parametrize(("data", "found"), GOOD, ids=["empty", "from Windows", "odd characters"])
def test_good_lines_are_read(tmp_path: Path, data: bytes, found: list[lines.Line]) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_bytes(data)
    assert lines.read(str(file), predict.fault) == found


WRITTEN = [
    ({"text": " 全角　と \u2028\n"}, '{"text": " 全角　と \u2028\\n"}\n'),
    ({"text": "\ud800"}, '{"text": "\\ud800"}\n'),
]


@pytest.mark.parametrize(("line", "written"), WRITTEN, ids=["in UTF-8", "a lone surrogate escaped"])
def test_lines_are_written(capfdbinary: pytest.CaptureFixture[bytes], line: lines.Line, written: str) -> None:
    lines.write([line])
    assert capfdbinary.readouterr().out == written.encode()
