"""Every response in every language."""

from __future__ import annotations

from dataclasses import replace

import pytest
import regex
from ruamel.yaml import YAML

from madoguchi.content import Content, load
from madoguchi.content.check import utf16_units
from madoguchi.replies import Composer, Reply
from tests.conftest import CONTENT, LOCALES, ROOT

from .conftest import PHONE, is_complete, turn, wrong_line

INTENTS = sorted(load(CONTENT).intents)
DOMAIN = YAML(typ="safe").load((ROOT / "domain.yml").read_text(encoding="utf8"))
RESPONSES = sorted(action for action in DOMAIN["actions"] if action.startswith("utter_"))
BOTH_LINES = {"utter_hotline_number", "utter_hotline_languages", "utter_hotline_cost"}
"""Answers that give the numbers of both lines."""


def test_the_responses_are_those_that_the_domain_names(composer: Composer) -> None:
    assert sorted(composer.responses) == RESPONSES


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("response", RESPONSES)
def test_every_response_is_complete_in_every_language(composer: Composer, response: str, locale: str) -> None:
    reply = composer.compose(response, turn("...", locale))
    assert is_complete(reply)
    assert utf16_units(reply.text) <= 1000


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("response", sorted(set(RESPONSES) - BOTH_LINES))
def test_the_line_given_is_the_one_that_speaks_the_language(
    content: Content, composer: Composer, response: str, locale: str
) -> None:
    reply = composer.compose(response, turn("...", locale))
    given = {*PHONE.findall(reply.text), *(phone.number for phone in reply.phones)}
    assert wrong_line(content, locale) not in given
    assert given <= {*content.facts.phones.model_dump().values()}


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("response", RESPONSES)
def test_quick_replies_fit_a_phone(composer: Composer, response: str, locale: str) -> None:
    """Labels of 20 characters, 13 of them (LINE Messaging API, quick replies), and no two alike."""
    shown = composer.compose(response, turn("...", locale)).quick_replies
    titles = [one.title for one in shown]
    assert len(titles) <= 13
    assert len(set(titles)) == len(titles)
    assert len({one.payload for one in shown}) == len(shown)
    assert all(len(regex.findall(r"\X", title)) <= 20 for title in titles)


@pytest.mark.parametrize("intent", INTENTS)
def test_an_answer_names_its_source_and_leads_on(content: Content, composer: Composer, intent: str) -> None:
    reply = composer.compose(f"utter_{intent}", turn())
    assert reply.answers == intent
    assert reply.source == content.source(intent)
    assert reply.offer == content.intents[intent].offer
    assert 2 <= len(reply.quick_replies) <= 4
    assert (reply.hours is not None) is (intent == "hotline_hours")


def test_a_response_that_nobody_knows_is_an_error(composer: Composer) -> None:
    with pytest.raises(KeyError):
        composer.compose("utter_weather", turn())


MASKED = [
    # what was removed, and the warning for it
    ({"my_number"}, "my_number"),
    ({"stray_digits"}, "my_number"),
    ({"my_number", "email"}, "my_number"),
    ({"email"}, "other"),
    ({"phone_number", "postal_address"}, "other"),
]


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(("masked", "warning"), MASKED, ids=[" and ".join(sorted(row[0])) for row in MASKED])
def test_a_warning_comes_before_the_answer(
    content: Content, composer: Composer, masked: set[str], warning: str, locale: str
) -> None:
    plain = composer.compose("utter_faq_penalties", turn(locale=locale))
    warned = composer.compose("utter_faq_penalties", turn(locale=locale, masked=frozenset(masked)))
    said = getattr(content.interfaces[locale].warning, warning)
    assert warned == replace(plain, text=f"{said}\n\n{plain.text}")


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("response", ["utter_nlu_fallback", "utter_out_of_scope"])
@pytest.mark.parametrize(("masked", "warning"), [("my_number", "my_number"), ("email", "other")])
def test_where_nothing_was_asked_beside_it_the_warning_asks(
    content: Content, composer: Composer, response: str, masked: str, warning: str, locale: str
) -> None:
    reply = composer.compose(response, turn("⟦my_number⟧", locale, masked=frozenset({masked})))
    said = content.interfaces[locale].warning
    assert reply == Reply(f"{getattr(said, warning)}\n\n{said.ask}")


def test_guesses_come_after_the_warning(content: Content, composer: Composer) -> None:
    asked = turn(guesses=("faq_penalties",), masked=frozenset({"email"}))
    reply = composer.compose("utter_nlu_fallback", asked)
    assert reply.text.startswith(content.interfaces["ja"].warning.other)
    assert reply.text.endswith(content.interfaces["ja"].did_you_mean)
    assert [one.payload for one in reply.quick_replies] == ["/faq_penalties", "/none_of_these"]


@pytest.mark.parametrize("locale", LOCALES)
def test_the_apology_has_the_telephone_numbers(content: Content, composer: Composer, locale: str) -> None:
    apology = composer.apology(locale)
    assert PHONE.findall(apology) == [content.fields(locale)["hotline"], content.facts.phones.ward_phone]
    assert "{" not in apology
