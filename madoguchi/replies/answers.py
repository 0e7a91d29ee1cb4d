"""Answers from the ward's page, each with its source and the questions that lead on from it."""

from __future__ import annotations

from dataclasses import replace

from madoguchi.content import Content
from madoguchi.hotline import HoursDesk
from madoguchi.replies.phones import hotline, ward
from madoguchi.replies.turn import Button, Phone, QuickReply, Reply, Turn

HOURS = "hotline_hours"


class Answers:
    """The intents of `content/intents.yml`."""

    def __init__(self, content: Content, desk: HoursDesk) -> None:
        self.content = content
        self.desk = desk

    def reply(self, intent: str, turn: Turn) -> Reply:
        """The answer, and an offer to go on where the content has one for it."""
        reply, offer = self.plain(intent, turn), self.content.intents[intent].offer
        return self.offering(reply, offer, turn.locale) if offer else reply

    def both(self, first: str, second: str, turn: Turn) -> Reply:
        """Two questions of one message, with the offer of the second unless the first answered that."""
        answered = self.content.intents[second].offer == first
        return self.plain(first, turn).then((self.plain if answered else self.reply)(second, turn))

    def plain(self, intent: str, turn: Turn) -> Reply:
        return self.hours(turn) if intent == HOURS else self.text(intent, turn.locale)

    def text(self, intent: str, locale: str) -> Reply:
        return Reply(
            text=self.content.answer(intent, locale).text or "",
            quick_replies=self.follow_ups(intent, locale),
            source=self.content.source(intent),
            phones=self.phones(intent, locale),
            answers=intent,
        )

    def hours(self, turn: Turn) -> Reply:
        """The day's hours, whether the phone is answered, and the weekly hours (passage P26)."""
        report, text = self.desk.answer(turn.text, turn.locale, turn.now, turn.last_day)
        return Reply(
            text=text,
            quick_replies=self.follow_ups(HOURS, turn.locale),
            source=self.content.source(HOURS),
            hours=report,
            phones=(hotline(self.content, turn.locale),),
            answers=HOURS,
        )

    def more(self, intent: str, locale: str) -> Reply | None:
        """What else the page says about it, if anything."""
        more = self.content.answer(intent, locale).more
        if not more:
            return None
        return Reply(more, self.follow_ups(intent, locale), self.content.source(intent), answers=intent)

    def offering(self, reply: Reply, offer: str, locale: str) -> Reply:
        """The reply with a question after it that can be answered by yes or no."""
        interface = self.content.interfaces[locale]
        question = self.content.fill(interface.offer, locale, title=self.content.answer(offer, locale).title)
        buttons = (
            QuickReply(interface.yes, Button("affirm").payload),
            QuickReply(interface.no, Button("deny").payload),
        )
        others = tuple(one for one in reply.quick_replies if one.payload != Button(offer).payload)
        return replace(reply, text=f"{reply.text}\n\n{question}", quick_replies=buttons + others[:2], offer=offer)

    def follow_ups(self, intent: str, locale: str) -> tuple[QuickReply, ...]:
        return self.questions(self.content.intents[intent].follow_ups, locale)

    def questions(self, intents: list[str], locale: str) -> tuple[QuickReply, ...]:
        return tuple(QuickReply(self.content.answer(one, locale).title, Button(one).payload) for one in intents)

    def phones(self, intent: str, locale: str) -> tuple[Phone, ...]:
        """The numbers that the answer is about, so that a phone can dial them."""
        if intent == "ward_contact":
            return (ward(self.content, locale),)
        return (hotline(self.content, locale),) if intent.startswith("hotline_") else ()
