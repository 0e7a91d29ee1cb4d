"""Who takes back what was learnt of them has it unlearnt; what only grows old stays learnt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from madoguchi.serving.training import model_path
from review.conversations.models import Conversation, Message
from review.learning import promoting, sentences
from review.learning.learning import NothingToLearn, learn
from review.learning.models import Candidate, State, Trained, Withdrawn
from review.learning.taking_back import take_out, waiting
from tests.review.bot import Bot
from tests.review.learning.conftest import MEANS, correct, train

TEXT = "いつまで話せる?"
LEARNT = {"ja": {"hotline_hours": [TEXT]}}
Way = Callable[[Bot], None]
WAYS = {"deleted": lambda bot: bot.purge("c1"), "unsent": lambda bot: bot.unsend("m1")}


@pytest.fixture(params=list(WAYS))
def take_back(request: pytest.FixtureRequest, bot: Bot) -> Callable[[], None]:
    """Its sender takes the message back, and the review app reads on."""

    def taken_back() -> None:
        WAYS[request.param](bot)
        bot.read_on()

    return taken_back


@pytest.fixture
def live(project: Path, accepted: Candidate) -> Trained:
    learn(project, MEANS)
    return promoting.promote(project)


@pytest.fixture(autouse=True)
def recent(request: pytest.FixtureRequest) -> None:
    """The bot of the tests writes in November 2026: its conversations are as old as the day that the tests are run."""
    request.getfixturevalue("accepted")
    Conversation.objects.update(last=timezone.now())


def everything_kept() -> str:
    """All that learning keeps of sentences, as text."""
    kept = [(one.sentences, one.sentences_before, one.scores) for one in Trained.objects.all()]
    return repr(kept) + repr(list(Candidate.objects.values())) + repr(list(Withdrawn.objects.values()))


def test_what_its_sender_took_back_is_not_learnt(take_back: Callable[[], None]) -> None:
    take_back()
    assert not Candidate.objects.exists()


def test_what_was_learnt_goes_from_the_tables_at_once(live: Trained, take_back: Callable[[], None]) -> None:
    assert TEXT in everything_kept()
    take_back()
    assert TEXT not in everything_kept()


def test_what_was_learnt_goes_from_the_data_with_the_next_learning(
    project: Path, live: Trained, take_back: Callable[[], None]
) -> None:
    old = model_path(project)
    take_back()
    assert (sentences.reviewed(project / "data"), waiting(project)) == (LEARNT, 1)
    assert take_out(project, train) == 1
    assert (sentences.reviewed(project / "data"), waiting(project)) == ({}, 0)
    assert model_path(project).exists()
    assert not old.exists()
    live.refresh_from_db()
    assert (f"{live.name}.tar.gz", live.taken_out, live.learnt) == (model_path(project).name, 1, 0)
    assert not Withdrawn.objects.exists()
    with pytest.raises(NothingToLearn):
        learn(project, MEANS)


def test_the_other_sentences_stay_learnt(
    project: Path, live: Trained, editor: Client, bot: Bot, take_back: Callable[[], None]
) -> None:
    bot.ask("c2", "ただ?", "greet", known_as="m2")
    bot.read_on()
    correct(editor, Message.objects.get(known_as="m2"), "hotline_cost")
    editor.post(f"/learning/{Candidate.objects.get(text='ただ?').pk}/", {"decision": "accept"})
    learn(project, MEANS)
    promoting.promote(project)
    take_back()
    assert take_out(project, train) == 1
    assert sentences.reviewed(project / "data") == {"ja": {"hotline_cost": ["ただ?"]}}


def test_the_clerk_sees_that_it_is_to_go_and_that_it_is_gone(
    project: Path, live: Trained, editor: Client, take_back: Callable[[], None]
) -> None:
    take_back()
    for address in ("/learning/", "/learning/models/"):
        assert "1 sentence that was learnt has been taken back" in editor.get(address).content.decode()
    assert "has learnt what was taken back" in editor.get("/learning/models/").content.decode()
    take_out(project, train)
    page = editor.get("/learning/models/").content.decode()
    assert "trained again without 1 sentence that was taken back" in page
    assert "has been taken back" not in page


def test_a_model_that_was_only_tried_cannot_go_live_with_it(
    project: Path, accepted: Candidate, take_back: Callable[[], None]
) -> None:
    tried = learn(project, MEANS)
    take_back()
    with pytest.raises(promoting.NotPossible):
        promoting.promote(project, tried)
    assert sentences.reviewed(project / "data") == {}


def test_going_back_takes_it_out_as_well(project: Path, live: Trained, take_back: Callable[[], None]) -> None:
    take_back()
    promoting.roll_back(project)
    assert (sentences.reviewed(project / "data"), waiting(project)) == ({}, 0)


def test_what_somebody_else_has_said_too_stays_learnt(
    project: Path, live: Trained, editor: Client, bot: Bot, take_back: Callable[[], None]
) -> None:
    bot.ask("c2", TEXT, "greet", known_as="m2")
    bot.read_on()
    correct(editor, Message.objects.get(known_as="m2"))
    editor.post(f"/learning/{Candidate.objects.get(message__known_as='m2').pk}/", {"decision": "accept"})
    take_back()
    assert take_out(project, train) == 0
    assert sentences.reviewed(project / "data") == LEARNT


def test_what_is_deleted_for_its_age_stays_learnt(project: Path, live: Trained, bot: Bot) -> None:
    Conversation.objects.update(last=timezone.now() - dt.timedelta(days=91))
    bot.purge("c1")
    bot.read_on()
    assert (Candidate.objects.get().state, Candidate.objects.get().message) == (State.LEARNT, None)
    assert take_out(project, train) == 0
    assert sentences.reviewed(project / "data") == LEARNT


def test_the_clerk_is_told_in_japanese(live: Trained, editor: Client, take_back: Callable[[], None]) -> None:
    take_back()
    page = editor.get("/learning/models/", headers={"accept-language": "ja"}).content.decode()
    assert "学習済みの文1件が、送信者により取り消されました。" in page
    assert "取り消された文を学習しています" in page
