"""The terminal client, against a channel that says again what it hears."""

from __future__ import annotations

import pytest

from madoguchi.cli.chat import answer, show

from .conftest import Channel, message, run


def test_the_greeting_comes_with_numbered_quick_replies_and_telephone_numbers(channel: Channel) -> None:
    result = run("chat", "--url", channel.url, typed=":q\n")
    assert result.exit_code == 0
    assert "\nHello\n  ☎ Call centre  0120-0178-26\n  [1] Hours\n  [2] Cost\n" in result.stdout


TYPED = [
    # words, a number that is shown, numbers that are not
    ("when are you open?", {"text": "when are you open?"}),
    ("2", {"button": "/cost"}),
    (" 1 ", {"button": "/hours"}),
    ("3", {"text": "3"}),
    ("0", {"text": "0"}),
    ("123456789018", {"text": "123456789018"}),
    ("２", {"button": "/cost"}),
    ("²", {"text": "²"}),
]


@pytest.mark.parametrize(("typed", "sent"), TYPED)
def test_a_line_is_sent_as_text_or_as_the_button_of_its_number(
    channel: Channel, typed: str, sent: dict[str, str]
) -> None:
    run("chat", "--url", channel.url, typed=f"{typed}\n")
    body = channel.asked[-1]
    assert {key: value for key, value in body.items() if key != "id"} == sent


def test_numbers_are_those_of_the_latest_answer(channel: Channel) -> None:
    result = run("chat", "--url", channel.url, typed="1\n1\n\n   \n:q\nnever sent\n")
    assert "pressed /hours" in result.stdout
    assert "pressed /ward" in result.stdout
    assert len(channel.asked) == 3


def test_the_page_s_language_is_told(channel: Channel) -> None:
    run("chat", "--url", channel.url, "--language", "ko", typed="")
    assert channel.asked == [{"language": "ko"}]


def test_a_message_that_is_rejected_does_not_end_the_conversation(channel: Channel) -> None:
    problem = {"title": "Too large", "detail": "The text is over 2000 characters."}
    hello = channel.answer("/session", {})
    channel.prepared = [hello, (413, {}, problem)]
    result = run("chat", "--url", channel.url, typed="long\nshort\n")
    assert "(413 The text is over 2000 characters.)" in result.stderr
    assert "\nshort\n" in result.stdout


def test_an_address_where_nobody_answers_is_told_in_one_line() -> None:
    result = run("chat", "--url", "http://127.0.0.1:9", typed="")
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1


def test_quick_replies_are_numbered_through_all_messages(capsys: pytest.CaptureFixture[str]) -> None:
    show([message("first", "A"), message("second", "B")])
    assert capsys.readouterr().out.endswith("  [1] A\n  [2] B\n")


def test_the_client_never_presses_what_is_not_shown() -> None:
    class Visit:
        def say(self, text: str) -> dict[str, list[dict[str, str]]]:
            return {"messages": [{"text": text}]}

    assert answer(Visit(), "1", []) == [{"text": "1"}]  # type: ignore[arg-type]
