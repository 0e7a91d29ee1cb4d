"""What is asked for is found, in order, a page at a time, and the way through it leads to all of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.contrib.auth.models import User
from django.http import QueryDict
from django.test import Client

from review.conversations import listing
from review.conversations.filters import Filter
from review.conversations.models import Conversation, Message, SavedFilter
from review.conversations.neighbours import way
from review.site.roles import Role
from tests.review.bot import Bot, replied, said


@pytest.fixture(autouse=True)
def filled(bot: Bot) -> None:
    bot.ask("hours", "土曜日も電話できますか", confidence=0.95)
    bot.ask("number", "マイナンバーとは", "faq_what_is_my_number", confidence=0.4, runner_up=0.3)
    bot.ask("korean", "개인번호가 뭐예요", "faq_what_is_my_number", language="ko", confidence=0.6)
    bot.ask("line", "電話番号は", "hotline_number", channel="line")
    bot.turn("lost", said("カードを落とした", "out_of_scope"), replied("お電話で", handoff="out_of_scope"))
    bot.ask("lost", "それで電話は", "hotline_number")
    bot.read_on()


def found(**asked: str) -> list[str]:
    entries = listing.listed(Filter(asked)).entries
    names = dict(Conversation.objects.values_list("pk", "reference"))
    return [names[entry.conversation] for entry in entries]


ASKED = [
    ({}, ["lost", "line", "korean", "number", "hours"]),
    ({"language": "ko"}, ["korean"]),
    ({"channel": "line"}, ["line"]),
    ({"outcome": "handed_off"}, ["lost"]),
    ({"confidence": "0-50"}, ["number"]),
    ({"confidence": "50-70"}, ["korean"]),
    ({"intent": "faq_what_is_my_number"}, ["korean", "number"]),
    ({"intent": "hotline_number"}, ["lost", "line"]),
    ({"intent": "hotline_number", "channel": "line"}, ["line"]),
    ({"state": "waiting"}, ["number"]),
    ({"state": "done"}, []),
    ({"state": "flagged"}, []),
    ({"q": "電話"}, ["lost", "line", "hours"]),
    ({"q": "電話", "channel": "website"}, ["lost", "hours"]),
    ({"q": "電話", "intent": "hotline_hours"}, ["hours"]),
    ({"q": "번호"}, ["korean"]),
    ({"q": "nowhere"}, []),
    ({"q": "!!"}, []),
    ({"since": "2026-11-01"}, ["lost", "line", "korean", "number", "hours"]),
    ({"since": "2027-01-01"}, []),
    ({"until": "2026-11-01"}, []),
    # what is no choice asks for nothing
    ({"language": "xx"}, ["lost", "line", "korean", "number", "hours"]),
    ({"since": "yesterday"}, ["lost", "line", "korean", "number", "hours"]),
]


@pytest.mark.parametrize(("asked", "expected"), ASKED, ids=str)
def test_what_is_asked_for_is_found_latest_first(asked: dict[str, str], expected: list[str]) -> None:
    assert found(**asked) == expected


def test_tags_and_reviewers_are_asked_for(reviewer: Client) -> None:
    hours = Conversation.objects.get(reference="hours")
    message = Message.objects.get(text__contains="土曜日")
    reviewer.post(f"/conversations/{hours.pk}/tag/", {"name": "要検討"})
    reviewer.post(f"/messages/{message.pk}/judge/", {"verdict": "right"})
    assert found(tag=str(hours.tags.get().pk)) == ["hours"]
    assert found(reviewer=str(User.objects.get().pk)) == ["hours"]
    assert found(reviewer=str(User.objects.get().pk), q="番号") == []


@pytest.mark.parametrize("asked", [{}, {"q": "電話"}, {"intent": "hotline_number"}, {"channel": "website"}], ids=str)
@pytest.mark.parametrize("size", [1, 2, 100])
def test_pages_together_show_all_once(asked: dict[str, str], size: int) -> None:
    everything = [entry.conversation for entry in listing.listed(Filter(asked), size=1000).entries]
    shown: list[int] = []
    place = ""
    for _page in range(len(everything) + 1):
        page = listing.listed(Filter(asked), place, size=size)
        shown += [entry.conversation for entry in page.entries]
        place = page.further
        if not place:
            break
    assert shown == everything


@pytest.mark.parametrize("asked", [{}, {"q": "電話"}, {"intent": "hotline_number"}, {"channel": "website"}], ids=str)
def test_the_way_leads_through_all_and_back(asked: dict[str, str]) -> None:
    entries = listing.listed(Filter(asked)).entries
    here = f"?in=search&place={entries[0].place}&" + "&".join(f"{key}={value}" for key, value in asked.items())
    forth = walk(entries[0].conversation, here, "after")
    assert [pk for pk, _query in forth] == [entry.conversation for entry in entries]
    back = walk(*forth[-1], "before")
    assert [pk for pk, _query in back] == [entry.conversation for entry in reversed(entries)]


def walk(pk: int, query: str, direction: str) -> list[tuple[int, str]]:
    passed = [(pk, query)]
    while address := getattr(way(Conversation.objects.get(pk=pk), QueryDict(query.lstrip("?"))), direction):
        pk, query = int(re.findall(r"\d+", urlsplit(address).path)[0]), urlsplit(address).query
        passed.append((pk, query))
        assert len(passed) < 20
    return passed


def test_a_list_that_has_looked_far_enough_says_so_and_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "LOOKED_AT", (1, 1))
    first = listing.listed(Filter({"q": "電話", "intent": "hotline_hours"}))
    assert (first.entries, bool(first.further)) == ([], True)
    second = listing.listed(Filter({"q": "電話", "intent": "hotline_hours"}), first.further)
    assert len(second.entries) == 1


def test_a_filter_is_kept_under_a_name(reviewer: Client, client_of: Callable[[Role], Client]) -> None:
    kept = {"name": "韓国語", "query": "language=ko&evil=1&place=3", "is_shared": "on"}
    answer = reviewer.post("/filters/", kept)
    assert dict(parse_qsl(urlsplit(answer["Location"]).query)) == {"language": "ko"}
    assert "韓国語" in client_of(Role.EDITOR).get("/conversations/").content.decode()
    mine = SavedFilter.objects.get()
    assert client_of(Role.EDITOR).post(f"/filters/{mine.pk}/forget/").status_code == 404
    reviewer.post(f"/filters/{mine.pk}/forget/")
    assert not SavedFilter.objects.exists()


def test_what_is_shown_of_a_conversation_is_what_was_searched_for(reviewer: Client) -> None:
    rows: Any = reviewer.get("/conversations/", {"q": "それで"}).context["rows"]
    assert [row.first for row in rows] == ["それで電話は"]


def test_what_its_sender_took_back_is_told_in_words(reviewer: Client, bot: Bot) -> None:
    bot.ask("back", "取り消します", known_as="m1")
    bot.unsend("m1")
    bot.read_on()
    page = reviewer.get("/conversations/").content.decode()
    assert "Taken back by the sender." in page
    assert "unsent" not in page
