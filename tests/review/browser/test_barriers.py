"""axe-core finds no barrier on any page, in light and dark, in Japanese and English, for a desk and for a tablet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone
from playwright.sync_api import Browser, Page

from review.conversations.models import Conversation, Message, SavedFilter
from review.figures.sums import day_of, mark, refresh
from review.learning import candidates
from review.learning.models import Standing, Trained
from review.learning.sentences import Example
from review.site.roles import Role
from tests.review.bot import Bot, opinion
from tests.review.browser.serving import serving
from tests.review.test_roles import address, patterns

LONG = "とても長い質問です。" * 40 + "W" * 300
ASKED = {
    "queue": [""],
    "search": ["", "?q=電話", "?language=pt&outcome=fell_back", "?since=x"],
    "conversation": ["", "?in=queue"],
    "candidates": ["", "?state=accepted", "?state=rejected"],
    "figures": ["", "?since=2026-01-01", "?since=2026-12-01&until=2026-11-01", "?language=es"],
}
"""What is asked of a page beside its address."""


@pytest.fixture(autouse=True)
def database(tables: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """That of the other tests: no server of its own runs here. Playwright's loop runs in this very thread."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def chief(user: Callable[..., User]) -> User:
    return user(Role.ADMINISTRATOR, "chief")


@pytest.fixture
def client(chief: User) -> Client:
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(chief)
    return client


@pytest.fixture(autouse=True)
def filled(
    database: None, bot: Bot, client: Client, user: Callable[..., User], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Something of everything that a page can show, today."""
    near = (Example("pt", "hotline_cost", "Posso telefonar aos sábados?"),)
    monkeypatch.setattr(candidates, "examples", lambda _language: near)
    _talk(bot)
    _judge(client)
    _keep(user)
    SavedFilter.objects.create(name="電話", query="q=電話", by=User.objects.get(username="chief"), is_shared=True)
    now = timezone.now()
    Conversation.objects.update(started=now, last=now)
    Message.objects.update(at=now)
    mark([day_of(now)])
    refresh()


def _talk(bot: Bot) -> None:
    bot.ask("c1", "Posso telefonar no sábado?", "nlu_fallback", language="pt", known_as="m1", confidence=0.4)
    bot.turn("c1", opinion("m1", False, "Não entendi"))
    bot.ask("c1", "pessoa", "human_handoff", language="pt", after="hotline_hours", known_as="m2")
    for number in range(30):
        bot.ask(f"d{number}", "電話は何時までですか", confidence=0.5, runner_up=0.45)
    bot.ask("c2", LONG, "out_of_scope", masked=["my_number"])
    for one in ("c3", "c4"):
        bot.ask(one, "公園は何時までですか", "out_of_scope")
    bot.ask("c5", "", "greet", is_button=True, channel="line")
    bot.ask("c6", "取り消し", known_as="m6")
    bot.unsend("m6")
    bot.read_on()


def _judge(client: Client) -> None:
    first = Message.objects.get(known_as="m1")
    client.post(f"/messages/{first.pk}/judge/", {"intent": "hotline_hours"})
    client.post(f"/messages/{Message.objects.get(known_as='m2').pk}/judge/", {"verdict": "right"})
    for what, given in (("note", {"text": LONG}), ("tag", {"name": "土曜日"}), ("flag", {"colleague": "chief"})):
        client.post(f"/conversations/{first.conversation_id}/{what}/", given)


def _keep(user: Callable[..., User]) -> None:
    user(Role.REVIEWER, "sato")
    User.objects.filter(pk=user(Role.EDITOR, "x" * 150).pk).update(is_active=False)
    changed = {"language": "pt", "text": LONG, "intent": "hotline_hours", "before": "greet", "after": "hotline_hours"}
    scores = {"messages": 2, "before": 1, "after": 1, "changed": [changed | {"better": one} for one in (True, False)]}
    for number, standing in enumerate(Standing.values):
        parts = {"tests": scores, "corrections": scores}
        Trained.objects.create(name=f"{number}" * 16, before="f" * 16, standing=standing, scores=parts, taken_out=1)


def pages() -> Iterator[tuple[str, str]]:
    """The name and the address of everything that can be opened, by the addresses themselves."""
    samples = {
        "conversation": f"/conversations/{Message.objects.get(known_as='m1').conversation_id}/",
        "account_of": f"/accounts/{User.objects.get(username='sato').pk}/",
    }
    for route, pattern in patterns(get_resolver()):
        where = samples.get(str(pattern.name)) or address(route)
        yield from ((str(pattern.name), where + asked) for asked in ASKED.get(str(pattern.name), [""]))


def opened(client: Client) -> list[str]:
    """Of these, the pages; what is only sent to, leads on or is a file is none."""
    found = []
    for name, where in pages():
        answer = client.get(where) if name != "logout" else None
        if answer is not None and answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            found.append(where)
    return found


def answers(client: Client) -> Iterator[tuple[str, Any]]:
    """What is shown to forms and to who is not let in."""
    stranger = Client(headers={"host": "127.0.0.1"})
    yield "login", stranger.get("/login/")
    yield "login refused", stranger.post("/login/", {"username": "x", "password": "x"})
    for _ in range(10):
        locked = stranger.post("/login/", {"username": "x", "password": "x"})
    yield "locked out", locked
    yield "not found", client.get("/nothing/")
    reviewer = Client(headers={"host": "127.0.0.1"})
    reviewer.force_login(User.objects.get(username="sato"))
    yield "forbidden", reviewer.get("/accounts/")
    yield "account refused", client.post("/accounts/new/", {"username": "a b", "role": "1"})
    yield "account made", client.post("/accounts/new/", {"username": "suzuki", "role": "1"})
    yield "password refused", client.post("/account/password/", {"old_password": "x", "new_password1": "x"})


SEEN = {
    "Japanese, light": {"locale": "ja", "color_scheme": "light", "viewport": {"width": 1280, "height": 900}},
    "Japanese, dark, a tablet": {"locale": "ja", "color_scheme": "dark", "viewport": {"width": 820, "height": 1180}},
    "English, light, a telephone": {"locale": "en", "color_scheme": "light", "viewport": {"width": 390, "height": 800}},
    "English, dark": {"locale": "en", "color_scheme": "dark", "viewport": {"width": 1280, "height": 900}},
}


@pytest.mark.parametrize("seen", SEEN.values(), ids=SEEN)
def test_no_page_has_a_barrier(browser: Browser, client: Client, seen: dict[str, Any]) -> None:
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = seen["locale"]
    addresses, others = opened(client), dict(answers(client))
    with serving() as server, browser.new_context(base_url=server, reduced_motion="reduce", **seen) as context:
        context.add_cookies([{"name": one.key, "value": one.value, "url": server} for one in client.cookies.values()])
        page = context.new_page()
        found = {where: barriers(page, where) for where in addresses}
        for name, answer in others.items():
            page.set_content(answer.content.decode())
            found[name] = barriers(page)
    assert len(found) > 25
    assert {where: wrong for where, wrong in found.items() if wrong} == {}


def barriers(page: Page, address: str = "") -> list[str]:
    if address:
        page.goto(address)
    wrong = [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in Axe().run(page).response["violations"]]
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return wrong + ([f"{wide} pixels too wide"] if wide > 0 else [])
