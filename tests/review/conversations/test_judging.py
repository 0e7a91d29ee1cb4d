"""A conversation's page, and what staff do on it, with script and without."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from review.conversations import intents
from review.conversations.models import Conversation, Judgement, Message, Note
from review.site.auditing import accessed
from review.site.roles import Role
from tests.review.bot import Bot, opinion, replied, said

HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def filled(bot: Bot) -> None:
    bot.ask("c1", "Qual é o horário?", language="pt", confidence=0.62, runner_up=0.3, known_as="m1")
    bot.turn("c1", opinion("m1", False, "não era isso"))
    bot.turn("c1", said("⟦my_number⟧", "out_of_scope", masked=["my_number"]), replied("x", handoff="out_of_scope"))
    bot.turn("c1", said("Menu", "list_topics", is_button=True), replied("Menu"))
    bot.read_on()


@pytest.fixture
def conversation(filled: None) -> Conversation:
    return Conversation.objects.get()


@pytest.fixture
def message(filled: None) -> Message:
    return Message.objects.get(known_as="m1")


def page(client: Client, conversation: Conversation, language: str = "en") -> str:
    answer = client.get(f"/conversations/{conversation.pk}/", headers={"accept-language": language})
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_clerk_who_reads_no_portuguese_sees_what_was_asked_and_answered(
    reviewer: Client, conversation: Conversation
) -> None:
    shown = page(reviewer, conversation, "ja")
    assert "電話の受付時間" in shown
    assert "62 %" in shown
    assert "ポルトガル語" in shown
    assert intents.content().passages["P26"] in shown
    assert "住民の評価：役に立たなかった" in shown


def test_what_was_removed_is_told_in_words(reviewer: Client, conversation: Conversation) -> None:
    shown = page(reviewer, conversation, "ja")
    assert "［マイナンバー］" in shown
    assert "保存前に消去： マイナンバー" in shown


def test_a_button_is_not_judged(reviewer: Client, conversation: Conversation) -> None:
    assert page(reviewer, conversation).count("data-judgeable") == 2


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["without script", "with script"])
def test_right_and_wrong_are_kept_with_who_said_so(reviewer: Client, message: Message, headers: Any) -> None:
    answer = reviewer.post(f"/messages/{message.pk}/judge/?in=queue", {"verdict": "right"}, headers=headers)
    assert answer.status_code == (200 if headers else 302)
    judged = Judgement.objects.get()
    assert (judged.verdict, judged.understood, judged.intent) == ("right", "hotline_hours", "")
    assert (judged.by, judged.language) == (User.objects.get(), "pt")
    reviewer.post(f"/messages/{message.pk}/judge/", {"verdict": "wrong"}, headers=headers)
    assert Judgement.objects.get().verdict == "wrong"
    reviewer.post(f"/messages/{message.pk}/judge/", {"verdict": ""}, headers=headers)
    assert not Judgement.objects.exists()


CHOSEN = [
    # what is typed, and what comes of it
    ("電話番号", "wrong", "hotline_number"),
    ("hotline_number", "wrong", "hotline_number"),
    ("運営者", "wrong", "hotline_operator"),
    ("電話の受付時間", "right", ""),
]


@pytest.mark.parametrize(("typed", "verdict", "intent"), CHOSEN)
def test_an_intent_is_chosen_by_its_japanese_name_or_a_part_of_it(
    reviewer: Client, message: Message, typed: str, verdict: str, intent: str
) -> None:
    reviewer.post(f"/messages/{message.pk}/judge/", {"intent": typed}, headers={"accept-language": "ja"})
    judged = Judgement.objects.get()
    assert (judged.verdict, judged.intent) == (verdict, intent)


@pytest.mark.parametrize("typed", ["電話", "no such thing", "nlu_fallback", "<script>"])
def test_a_name_that_is_none_or_several_is_told_and_nothing_is_kept(
    reviewer: Client, message: Message, typed: str
) -> None:
    answer = reviewer.post(f"/messages/{message.pk}/judge/", {"intent": typed}, headers=HTMX)
    assert "No intent has that name, or several have." in answer.content.decode()
    assert "<script>" not in answer.content.decode()
    assert not Judgement.objects.exists()


def test_once_what_brought_it_here_is_judged_a_conversation_is_through(
    reviewer: Client, message: Message, conversation: Conversation
) -> None:
    other = Message.objects.get(intent="out_of_scope")
    reviewer.post(f"/messages/{other.pk}/judge/", {"verdict": "right"})
    conversation.refresh_from_db()
    assert conversation.done is None
    reviewer.post(f"/messages/{message.pk}/judge/", {"verdict": "wrong"})
    conversation.refresh_from_db()
    assert conversation.done is not None


def test_done_leads_on_to_the_next_in_the_list(reviewer: Client, bot: Bot, conversation: Conversation) -> None:
    bot.ask("c2", "二", "nlu_fallback")
    bot.read_on()
    following = Conversation.objects.get(reference="c2")
    answer = reviewer.post(f"/conversations/{conversation.pk}/done/?in=queue")
    assert answer["Location"] == f"/conversations/{following.pk}/?in=queue"
    assert reviewer.post(f"/conversations/{following.pk}/done/?in=queue")["Location"] == "/queue/"
    assert Conversation.objects.filter(done__isnull=True).count() == 0
    reviewer.post(f"/conversations/{conversation.pk}/done/", {"reopen": "1"})
    assert Conversation.objects.filter(done__isnull=True).count() == 1


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["without script", "with script"])
def test_notes_tags_and_flags_are_kept(
    reviewer: Client, user: Callable[..., User], conversation: Conversation, headers: Any
) -> None:
    colleague = user(Role.EDITOR, "suzuki")
    base = f"/conversations/{conversation.pk}"
    reviewer.post(f"{base}/note/", {"text": " 電話したい人 "}, headers=headers)
    reviewer.post(f"{base}/tag/", {"name": "受付時間"}, headers=headers)
    reviewer.post(f"{base}/flag/", {"colleague": "suzuki"}, headers=headers)
    conversation.refresh_from_db()
    assert Note.objects.get().text == "電話したい人"
    assert [tag.name for tag in conversation.tags.all()] == ["受付時間"]
    assert conversation.flagged_for == colleague
    reviewer.post(f"{base}/tag/", {"name": "受付時間"}, headers=headers)
    reviewer.post(f"{base}/flag/", {"colleague": ""}, headers=headers)
    conversation.refresh_from_db()
    assert (conversation.tags.count(), conversation.flagged_for) == (0, None)


def test_nobody_is_flagged_who_could_not_see_it(
    reviewer: Client, user: Callable[..., User], conversation: Conversation
) -> None:
    user(Role.ANYONE, "outsider")
    reviewer.post(f"/conversations/{conversation.pk}/flag/", {"colleague": "outsider"})
    conversation.refresh_from_db()
    assert conversation.flagged_for is None


@pytest.mark.parametrize("path", ["conversations/{0}/note/", "conversations/{0}/done/", "messages/{0}/judge/"])
def test_what_changes_something_is_never_a_mere_link(reviewer: Client, message: Message, path: str) -> None:
    pk = message.pk if path.startswith("messages") else message.conversation_id
    assert reviewer.get("/" + path.format(pk)).status_code == 405


def test_every_look_is_told_to_the_audit_log_before_anything_is_shown(
    reviewer: Client, message: Message, conversation: Conversation
) -> None:
    told: list[tuple[str, str]] = []

    def listen(action: str, subject: str, **_more: Any) -> None:
        told.append((action, subject))

    accessed.connect(listen)
    try:
        reviewer.get("/queue/")
        reviewer.get("/conversations/?q=x")
        reviewer.get(f"/conversations/{conversation.pk}/")
        reviewer.post(f"/messages/{message.pk}/judge/", {"verdict": "right"})
    finally:
        accessed.disconnect(listen)
    assert [action for action, _subject in told] == ["queue", "search", "conversation", "correction"]


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7*7 }}",
    "javascript:alert(1)",
    "\u202etxt",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_only_words(reviewer: Client, bot: Bot, words: str) -> None:
    bot.ask("c9", words, "nlu_fallback", known_as="m9")
    bot.turn("c9", opinion("m9", False, words))
    bot.read_on()
    hostile = Conversation.objects.get(reference="c9")
    reviewer.post(f"/conversations/{hostile.pk}/note/", {"text": words})
    reviewer.post(f"/conversations/{hostile.pk}/tag/", {"name": words})
    for shown in (page(reviewer, hostile), reviewer.get("/queue/").content.decode()):
        assert "\u202e" not in shown
        assert "<script>alert" not in shown
        assert "<img src=x" not in shown
        assert 'href="javascript' not in shown
    assert "49" not in page(reviewer, hostile).replace("{{ 7*7 }}", "") or words != "{{ 7*7 }}"


def test_a_conversation_that_is_gone_is_not_found(reviewer: Client) -> None:
    assert reviewer.get("/conversations/999999/").status_code == 404
