"""The shape of each file below `content/`; unknown keys are faults."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Filled = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Time = Annotated[str, StringConstraints(pattern=r"^([01]?\d|2[0-3]):[0-5]\d$")]
Address = Annotated[str, StringConstraints(pattern=r"^https://[^\s/]+(/\S*)?$")]
Day = Annotated[str, StringConstraints(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")]


class ContentError(Exception):
    """The content cannot be used; `faults` has one line each, `file: key: what is wrong`."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=False)


class Page(Strict):
    """The ward's page (passage P28); `url` is its address, to which the sources link where a ward gives it."""

    id: Filled
    updated: dt.date
    url: Address | None = None


class Span(Strict):
    """Opening hours of one kind of day, written H:MM in Japan time."""

    open: Time
    close: Time


class Hours(Strict):
    weekday: Span
    holiday: Span


class Closed(Strict):
    """The year-end days on which nobody answers, MM-DD, both included."""

    from_: Day = Field(alias="from")
    to: Day


class Phones(Strict):
    hotline_japanese: Filled
    hotline_foreign: Filled
    ward_phone: Filled
    ward_fax: Filled


class Facts(Strict):
    """`facts.yml`: the only place for numbers, hours and dates."""

    page: Page
    phones: Phones
    timezone: Filled
    hours: Hours
    closed: Closed


class Language(Strict):
    """One entry of `languages.yml`; `hotline` is a key of the phones, `locales` maps BCP 47 tags to names.

    `also` are names by which residents ask for it, beside those that Babel knows in every language.
    """

    hotline: Literal["hotline_japanese", "hotline_foreign"]
    locales: dict[str, Filled] = Field(min_length=1)
    also: list[Filled] = []


class Intent(Strict):
    """One entry of `intents.yml`: what an answer rests on, must state, and leads on to."""

    passages: list[str] = Field(min_length=1)
    facts: list[str] = Field(min_length=1)
    follow_ups: list[str] = Field(min_length=2, max_length=3)
    offer: str | None = None


class AnswerText(Strict):
    title: Filled
    text: str | None = None
    more: str | None = None


class Handoff(Strict):
    near: Filled
    far: Filled
    not_understood: Filled
    not_helpful: Filled
    human: Filled
    hotline: Filled
    open: Filled
    closed: Filled
    ward: Filled


class Warning_(Strict):
    my_number: Filled
    other: Filled
    ask: Filled


class Labels(Strict):
    hotline: Filled
    ward: Filled
    fax: Filled
    source: Filled


class Widget(Strict):
    """What the widget on the website says by itself; `{open}`, `{close}` and `{day}` are filled in by the browser."""

    open: Filled
    title: Filled
    automatic: Filled
    log: Filled
    input: Filled
    send: Filled
    topics: Filled
    person: Filled
    language: Filled
    menu: Filled
    minimise: Filled
    copy_all: Filled
    copied: Filled
    download: Filled
    new: Filled
    new_ask: Filled
    new_yes: Filled
    cancel: Filled
    you: Filled
    bot: Filled
    typing: Filled
    waiting: Filled
    failed: Filled
    retry: Filled
    offline: Filled
    back: Filled
    source: Filled
    original: Filled
    rate: Filled
    helpful: Filled
    unhelpful: Filled
    reason: Filled
    reason_send: Filled
    thanks: Filled
    number: Filled
    number_remove: Filled
    number_edit: Filled
    open_until: Filled
    opens_today: Filled
    opens_on: Filled
    noscript: Filled
    ward: Filled
    page: Filled


class LineMenu(Strict):
    """The rich menu: the bar that opens it, and its four buttons."""

    bar: Filled
    topics: Filled
    hours: Filled
    phone: Filled
    language: Filled


class Line(Strict):
    """What is said on LINE alone: to what is no text, above numbered choices, on buttons that dial."""

    welcome_back: Filled
    choose: Filled
    sticker: Filled
    picture: Filled
    audio: Filled
    file: Filled
    location: Filled
    other: Filled
    call: Filled
    menu: LineMenu


class Interface(Strict):
    """`interface/<locale>.yml`: what is said around the answers."""

    greeting: Filled
    goodbye: Filled
    thank: Filled
    affirm: Filled
    deny: Filled
    bot_challenge: Filled
    topics: Filled
    topic_questions: Filled
    groups: dict[str, Filled]
    language_changed: Filled
    language_which: Filled
    tell_more_nothing: Filled
    tell_more_what: Filled
    offer: Filled
    yes: Filled
    no: Filled
    did_you_mean: Filled
    none_of_these: Filled
    handoff: Handoff
    warning: Warning_
    apology: Filled
    labels: Labels
    widget: Widget
    line: Line


class OutsideTopic(Strict):
    """A near topic that the page says nothing about, and the words by which it is known."""

    name: Filled
    words: list[Filled] = Field(min_length=1)
