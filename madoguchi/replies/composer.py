"""From the name of a Rasa response (`utter_<intent>`) to the reply."""

from __future__ import annotations

from collections.abc import Callable

from madoguchi.content import Content
from madoguchi.hotline import HoursDesk
from madoguchi.replies.answers import Answers
from madoguchi.replies.conversation import Conversation
from madoguchi.replies.handoff import Handoff
from madoguchi.replies.turn import Reply, Turn

PREFIX = "utter_"
LEFT_OPEN = {"nlu_fallback", "out_of_scope"}
"""What a message is taken for when masking left nothing of it to answer."""


class Composer:
    """Makes every reply of the bot; a response without one is an error at start-up, never a silent bot."""

    def __init__(self, content: Content, desk: HoursDesk) -> None:
        self.content = content
        self.answers = Answers(content, desk)
        conversation = Conversation(content, self.answers)
        handoff = Handoff(content, desk)
        self._replies: dict[str, Callable[[Turn], Reply]] = {
            "greet": conversation.greet,
            "goodbye": conversation.goodbye,
            "thank": conversation.thank,
            "affirm": conversation.affirm,
            "deny": conversation.deny,
            "bot_challenge": conversation.bot_challenge,
            "list_topics": conversation.list_topics,
            "change_language": conversation.change_language,
            "tell_more": conversation.tell_more,
            "human_handoff": handoff.human,
            "not_helpful": handoff.not_helpful,
            "none_of_these": handoff.none_of_these,
            "out_of_scope": handoff.outside,
            "nlu_fallback": handoff.not_understood,
        }
        self.responses = frozenset(PREFIX + name for name in (*self._replies, *content.intents))
        """The names of all responses that can be composed."""

    def compose(self, response: str, turn: Turn) -> Reply:
        """The reply to a turn, after a warning where something in it had to be removed.

        Raises KeyError for a response that is not one of `responses`.
        """
        name = response.removeprefix(PREFIX)
        if turn.masked and name in LEFT_OPEN and not turn.guesses:
            return Reply(self.content.interfaces[turn.locale].warning.ask).after(self._warning(turn))
        reply = self._reply(name, turn)
        return reply.after(self._warning(turn)) if turn.masked else reply

    def apology(self, locale: str) -> str:
        """What is said when no reply could be made: the telephone numbers need nothing that can fail."""
        return self.content.fill(self.content.interfaces[locale].apology, locale)

    def _reply(self, name: str, turn: Turn) -> Reply:
        if name not in self.content.intents:
            return self._replies[name](turn)
        if turn.second in self.content.intents and turn.second != name:
            return self.answers.both(name, turn.second, turn)
        return self.answers.reply(name, turn)

    def _warning(self, turn: Turn) -> str:
        warning = self.content.interfaces[turn.locale].warning
        return warning.my_number if turn.masked & {"my_number", "stray_digits"} else warning.other
