"""The worst first, and languages of which few were reviewed before those of which many were."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from review.conversations import intents
from review.conversations.models import Conversation, Judgement, Message
from review.queue import order
from review.queue.order import rare_languages, waiting
from tests.review.bot import Bot, opinion

LANGUAGES = ["ja", "en", "zh", "ko", "es", "pt"]


@pytest.fixture(autouse=True)
def filled(bot: Bot) -> None:
    """One conversation for each reason, one without any, and one in Korean without any; named by why they are there."""
    bot.ask("fine", "一")
    bot.ask("near", "二", confidence=0.5, runner_up=0.4)
    bot.ask("fallback", "三", "nlu_fallback", confidence=0.3)
    bot.ask("disliked", "四", known_as="m4")
    bot.turn("disliked", opinion("m4", False))
    bot.ask("korean", "오", language="ko")
    bot.read_on()


@pytest.fixture
def japanese_is_known() -> None:
    """Enough of it was reviewed; of no other language."""
    message = Message.objects.get(text="一")
    for _ in range(order.FEW):
        message.pk = None
        message.event = Message.objects.order_by("-event")[0].event + 1
        message.save()
        Judgement.objects.create(message=message, verdict="right", understood="x", language="ja", at=timezone.now())


def names(here: str | None = None, *, backwards: bool = False) -> list[str]:
    place = Conversation.objects.get(reference=here) if here else None
    return [
        one.conversation.reference for one in waiting(LANGUAGES, rare_languages(LANGUAGES), place, backwards=backwards)
    ]


def test_where_no_language_was_reviewed_all_is_waiting_the_worst_first() -> None:
    assert names() == ["disliked", "fallback", "near", "korean", "fine"]


@pytest.mark.usefixtures("japanese_is_known")
def test_a_language_with_few_reviews_comes_before_a_near_thing_of_one_with_many() -> None:
    assert names() == ["disliked", "fallback", "korean", "near"]


@pytest.mark.parametrize(
    ("here", "after", "before"),
    [("disliked", "fallback", None), ("near", "korean", "fallback"), ("fine", None, "korean")],
)
def test_the_way_through_the_queue_leads_on_and_back(here: str, after: str | None, before: str | None) -> None:
    assert next(iter(names(here)), None) == after
    assert next(iter(names(here, backwards=True)), None) == before


def test_what_staff_were_through_with_is_not_waiting() -> None:
    Conversation.objects.filter(reference="disliked").update(done=timezone.now())
    assert names() == ["fallback", "near", "korean", "fine"]
    assert names("disliked") == ["fallback", "near", "korean", "fine"]


def test_the_page_says_why_each_is_there(reviewer: Client) -> None:
    page = reviewer.get("/queue/").content.decode()
    for reason in ("thumbs down", "not understood", "a near thing", "few reviewed in this language"):
        assert reason in page


def test_the_page_says_the_reasons_in_japanese(reviewer: Client) -> None:
    page = reviewer.get("/queue/", headers={"accept-language": "ja"}).content.decode()
    assert "低評価" in page


def test_a_long_queue_has_pages(reviewer: Client, bot: Bot) -> None:
    for number in range(30):
        bot.ask(f"c{number}", f"発言{number}")
    bot.read_on()
    first = reviewer.get("/queue/")
    further = first.context["further"]
    second = reviewer.get(f"/queue/?after={further}")
    shown = [row.conversation.pk for page in (first, second) for row in page.context["rows"]]
    assert len(shown) == len(set(shown)) == Conversation.objects.count() == 35
    assert second.context["further"] is None


@pytest.mark.parametrize("after", ["", "x", "-1", "99999999999999999999", "'", "0"])
def test_a_place_that_is_none_is_the_beginning(reviewer: Client, after: str) -> None:
    assert len(reviewer.get("/queue/", {"after": after}).context["rows"]) == 5


def test_every_language_of_the_bot_has_its_place_in_the_queue() -> None:
    assert list(intents.content().languages) == LANGUAGES
