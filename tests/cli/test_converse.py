"""Dialogues played through a channel that says again what it hears."""

from __future__ import annotations

import json
from pathlib import Path

from .conftest import Channel, message, run

DIALOGUES = [
    {"id": "a", "turns": [{"user": "one"}, {"user": "two", "expect": {"intent": "greet"}}]},
    {"id": "b", "turns": [{"user": "three"}]},
]


def written(folder: Path, *dialogues: object) -> Path:
    file = folder / "dialogues.jsonl"
    file.write_text("".join(json.dumps(one) + "\n" for one in dialogues))
    return file


def test_each_turn_is_a_line_and_each_dialogue_a_session(tmp_path: Path, channel: Channel) -> None:
    result = run("converse", written(tmp_path, *DIALOGUES), "--url", channel.url)
    assert result.exit_code == 0
    assert [json.loads(line) for line in result.stdout.splitlines()] == [
        {"id": name, "turn": turn, "user": text, "intent": None, "language": "en", "text": text}
        | {"messages": [message(text, "Ward")]}
        for name, turn, text in [("a", 1, "one"), ("a", 2, "two"), ("b", 1, "three")]
    ]
    assert [body for body in channel.asked if "id" not in body] == [{}, {}], "sessions without a language"


def test_several_messages_are_joined_and_the_script_is_kept(tmp_path: Path, channel: Channel) -> None:
    session = channel.answer("/session", {})
    answer = {"messages": [{"text": "一"}, {"text": "二"}], "language": "zh", "script": "Hant"}
    channel.prepared = [session, (200, {}, answer)]
    result = run("converse", written(tmp_path, DIALOGUES[1]), "--url", channel.url)
    line = json.loads(result.stdout)
    assert (line["language"], line["script"], line["text"]) == ("zh", "Hant", "一\n\n二")


def test_a_turn_that_is_rejected_is_told_and_the_dialogue_goes_on(tmp_path: Path, channel: Channel) -> None:
    channel.prepared = [channel.answer("/session", {}), (422, {}, {"detail": "Wrong form."})]
    result = run("converse", written(tmp_path, DIALOGUES[0]), "--url", channel.url)
    first, second = (json.loads(line) for line in result.stdout.splitlines())
    assert (first["problem"], first["messages"], first["text"]) == ("422 Wrong form.", [], "")
    assert second["text"] == "two"


def test_a_file_with_faults_is_not_played(tmp_path: Path, channel: Channel) -> None:
    result = run("converse", written(tmp_path, DIALOGUES[0], {"id": 1}, []), "--url", channel.url)
    assert (result.exit_code, result.stdout, channel.asked) == (1, "", [])
    assert result.stderr.count("line ") == 2
