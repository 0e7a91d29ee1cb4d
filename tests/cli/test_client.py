"""A resident at the website channel."""

from __future__ import annotations

from uuid import UUID

import pytest

from madoguchi.cli.client import TRIES, Rejected, Website

from .conftest import Channel

LATER = [(429, {"retry-after": "0"}), (503, {"retry-after": "0"})]


@pytest.mark.parametrize(("status", "headers"), LATER, ids=["too many requests", "not ready"])
def test_what_comes_too_early_is_sent_again(channel: Channel, status: int, headers: dict[str, str]) -> None:
    with Website(channel.url) as website:
        visit = website.open()
        channel.prepared = [(status, headers, {})] * 2
        assert visit.say("hello")["messages"][0]["text"] == "hello"
    assert len({body["id"] for body in channel.asked[1:]}) == 1, "the same message, so that it makes one turn"


def test_patience_ends(channel: Channel) -> None:
    channel.prepared = [(503, {"retry-after": "0"}, {"title": "Service Unavailable"})] * TRIES
    with Website(channel.url) as website, pytest.raises(Rejected, match="503 Service Unavailable"):
        website.open()


def test_each_message_has_an_id_of_its_own(channel: Channel) -> None:
    with Website(channel.url + "/") as website:
        visit = website.open()
        visit.say("hello")
        visit.press("/hours")
    assert len({UUID(body["id"]) for body in channel.asked[1:]}) == 2


PROBLEMS = [
    ({"detail": "A session token is needed.", "title": "Unauthorized"}, "400 A session token is needed."),
    ({"title": "Bad Request"}, "400 Bad Request"),
    (
        {"detail": "Wrong form.", "errors": [{"pointer": "/text", "detail": "nothing is written in it"}]},
        "400 Wrong form. /text: nothing is written in it",
    ),
]


@pytest.mark.parametrize(("document", "told"), PROBLEMS)
def test_a_problem_document_is_told_in_words(channel: Channel, document: dict[str, object], told: str) -> None:
    channel.prepared = [(400, {}, document)]
    with Website(channel.url) as website, pytest.raises(Rejected) as problem:
        website.open()
    assert str(problem.value) == told
