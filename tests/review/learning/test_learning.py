"""From a correction to a model that goes live on request, and back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from madoguchi.serving.training import model_path
from review.conversations.models import Message
from review.learning import learning, promoting, sentences
from review.learning.comparing import Question
from review.learning.learning import NothingToLearn, learn
from review.learning.models import Candidate, Standing, State, Trained
from review.site.roles import Role
from tests.conftest import ROOT
from tests.review.bot import Bot
from tests.review.learning.conftest import MEANS, correct


def test_a_correction_is_a_candidate_with_who_and_what(project: Path, reviewer: Client, message: Message) -> None:
    correct(reviewer, message)
    candidate = Candidate.objects.get()
    assert (candidate.text, candidate.language, candidate.intent) == ("いつまで話せる?", "ja", "hotline_hours")
    assert candidate.by is not None
    assert candidate.state == State.WAITING


@pytest.mark.parametrize("verdict", ["right", ""])
def test_a_correction_that_is_taken_back_is_none(
    project: Path, reviewer: Client, message: Message, verdict: str
) -> None:
    correct(reviewer, message)
    reviewer.post(f"/messages/{message.pk}/judge/", {"verdict": verdict})
    assert not Candidate.objects.exists()


def test_what_the_training_data_have_already_is_shown(project: Path, editor: Client, bot: Bot) -> None:
    bot.ask("c1", "電話は何時まで？", "greet", known_as="m1")
    bot.read_on()
    correct(editor, Message.objects.get(known_as="m1"))
    shown = editor.get("/learning/").content.decode()
    assert "already known" in shown
    assert "電話は何時まで</span>" in shown


def test_what_is_like_an_example_of_another_intent_is_shown(project: Path, editor: Client, bot: Bot) -> None:
    bot.ask("c1", "電話は何時まで?", "greet", known_as="m1")
    bot.read_on()
    correct(editor, Message.objects.get(known_as="m1"), "hotline_cost")
    assert "near another intent" in editor.get("/learning/").content.decode()


def test_only_an_editor_accepts(project: Path, client_of: Callable[[Role], Client], message: Message) -> None:
    correct(client_of(Role.REVIEWER), message)
    candidate = Candidate.objects.get()
    assert client_of(Role.REVIEWER).post(f"/learning/{candidate.pk}/", {"decision": "accept"}).status_code == 403
    answer = client_of(Role.EDITOR).post(
        f"/learning/{candidate.pk}/", {"decision": "accept"}, headers={"HX-Request": "true"}
    )
    assert "accepted" in answer.content.decode()
    candidate.refresh_from_db()
    assert candidate.state == State.ACCEPTED


def test_learning_shows_what_gets_better_and_changes_nothing_yet(project: Path, accepted: Candidate) -> None:
    before = sorted(path.name for path in (project / "data").rglob("*"))
    trained = learn(project, MEANS)
    assert trained.scores["tests"] == {"messages": 1, "before": 1, "after": 1, "changed": []}
    [change] = trained.scores["corrections"]["changed"]
    assert (change["text"], change["before"], change["after"], change["better"]) == (
        accepted.text,
        "greet",
        "hotline_hours",
        True,
    )
    assert sorted(path.name for path in (project / "data").rglob("*")) == before
    assert model_path(project).name == f"{trained.before}.tar.gz"
    assert list((project / "var").iterdir()) == []


def test_a_model_goes_live_on_request_and_back_with_what_was_learnt(project: Path, accepted: Candidate) -> None:
    trained = learn(project, MEANS)
    promoting.promote(project)
    assert sentences.reviewed(project / "data") == {"ja": {"hotline_hours": [accepted.text]}}
    assert model_path(project).name == f"{trained.name}.tar.gz"
    assert model_path(project).exists()
    accepted.refresh_from_db()
    assert accepted.state == State.LEARNT
    with pytest.raises(NothingToLearn):
        learn(project, MEANS)
    promoting.roll_back(project)
    assert model_path(project).name == f"{trained.before}.tar.gz"
    accepted.refresh_from_db()
    assert (accepted.state, sentences.reviewed(project / "data")) == (State.ACCEPTED, {})


def test_a_second_model_keeps_what_the_first_learnt(
    project: Path, editor: Client, accepted: Candidate, bot: Bot
) -> None:
    first = learn(project, MEANS)
    promoting.promote(project)
    bot.ask("c2", "ただ?", "greet", known_as="m2")
    bot.read_on()
    correct(editor, Message.objects.get(known_as="m2"), "hotline_cost")
    editor.post(f"/learning/{Candidate.objects.get(text='ただ?').pk}/", {"decision": "accept"})
    second = learn(project, MEANS)
    promoting.promote(project)
    assert second.before == first.name
    learnt = sentences.reviewed(project / "data")["ja"]
    assert learnt == {"hotline_hours": [accepted.text], "hotline_cost": ["ただ?"]}
    promoting.roll_back(project)
    first.refresh_from_db()
    assert first.standing == Standing.LIVE
    assert model_path(project).name == f"{first.name}.tar.gz"


def test_data_that_changed_in_the_meantime_are_not_overwritten(project: Path, accepted: Candidate) -> None:
    learn(project, MEANS)
    sentences.write(project / "data", {"ja": {"greet": ["やあ"]}})
    with pytest.raises(promoting.NotPossible):
        promoting.promote(project)
    assert sentences.reviewed(project / "data") == {"ja": {"greet": ["やあ"]}}


def test_where_nothing_can_be_written_the_page_says_so_and_all_stays_as_it_was(
    project: Path, editor: Client, accepted: Candidate
) -> None:
    trained = learn(project, MEANS)
    (project / "data/nlu/ja/reviewed.part").mkdir()  # also for root nothing to be written to
    told = editor.post(f"/learning/models/{trained.pk}/promote/", follow=True).content.decode()
    assert "Nothing can be written to data/nlu/ here." in told
    trained.refresh_from_db()
    accepted.refresh_from_db()
    assert (trained.standing, accepted.state) == (Standing.TRIED, State.ACCEPTED)


@pytest.mark.parametrize("work", [promoting.promote, promoting.roll_back])
def test_where_nothing_was_trained_nothing_goes_live_or_back(project: Path, work: Callable[[Path], Trained]) -> None:
    with pytest.raises(promoting.NotPossible):
        work(project)


def test_an_editor_promotes_on_the_page_of_the_models(project: Path, editor: Client, accepted: Candidate) -> None:
    trained = learn(project, MEANS)
    page = editor.get("/learning/models/").content.decode()
    assert "Make it live" in page
    assert accepted.text in page
    assert editor.post(f"/learning/models/{trained.pk}/promote/").status_code == 302
    assert "live since" in editor.get("/learning/models/").content.decode()
    editor.post("/learning/models/rollback/")
    trained.refresh_from_db()
    assert trained.standing == Standing.RETIRED
    assert "No model from reviews is live." in editor.post("/learning/models/rollback/", follow=True).content.decode()


def test_the_messages_of_the_tests_are_those_of_the_stories() -> None:
    asked = learning.tests(ROOT)
    assert len(asked) > 250
    assert {one.language for one in asked} == {"ja", "en", "zh", "ko", "es", "pt"}
    assert not any("{" in one.text for one in asked)


def test_a_real_model_is_asked(model: Path) -> None:
    asked = [Question("ja", "電話は何時まで", "hotline_hours"), Question("pt", "Qual é o telefone?", "hotline_number")]
    assert learning.predict(ROOT, model, asked) == ["hotline_hours", "hotline_number"]
