"""What keeps a conversation going: greetings, yes and no, the menu, the change of language."""

from __future__ import annotations

from madoguchi.content import Content
from madoguchi.replies.answers import Answers
from madoguchi.replies.topics import language_button, topics
from madoguchi.replies.turn import QuickReply, Reply, Turn


class Conversation:
    def __init__(self, content: Content, answers: Answers) -> None:
        self.content = content
        self.answers = answers

    def greet(self, turn: Turn) -> Reply:
        return self._with_topics(self.content.interfaces[turn.locale].greeting, turn)

    def thank(self, turn: Turn) -> Reply:
        return Reply(self.content.interfaces[turn.locale].thank)

    def goodbye(self, turn: Turn) -> Reply:
        return Reply(self.content.interfaces[turn.locale].goodbye)

    def bot_challenge(self, turn: Turn) -> Reply:
        return self._with_topics(self.content.interfaces[turn.locale].bot_challenge, turn)

    def affirm(self, turn: Turn) -> Reply:
        """The answer that was offered; without an offer, the menu."""
        if turn.offer:
            return self.answers.reply(turn.offer, turn)
        return self._with_topics(self.content.interfaces[turn.locale].affirm, turn)

    def deny(self, turn: Turn) -> Reply:
        return self._with_topics(self.content.interfaces[turn.locale].deny, turn)

    def list_topics(self, turn: Turn) -> Reply:
        """The groups of questions, or the questions of the group that was chosen."""
        interface = self.content.interfaces[turn.locale]
        if turn.group is None or turn.group not in self.content.groups:
            return self._with_topics(interface.topics, turn)
        text = self.content.fill(interface.topic_questions, turn.locale, group=interface.groups[turn.group])
        return Reply(text, self.answers.questions(list(self.content.groups[turn.group]), turn.locale))

    def change_language(self, turn: Turn) -> Reply:
        """Says so in the language chosen, or asks which one where none was named."""
        interface = self.content.interfaces[turn.locale]
        if turn.language_named:
            return self._with_topics(interface.language_changed, turn)
        return Reply(interface.language_which, self._languages())

    def tell_more(self, turn: Turn) -> Reply:
        """What else the page says about the last answer."""
        interface = self.content.interfaces[turn.locale]
        if turn.last_answer is None:
            return self._with_topics(interface.tell_more_what, turn)
        follow_ups = self.answers.follow_ups(turn.last_answer, turn.locale)
        return self.answers.more(turn.last_answer, turn.locale) or Reply(interface.tell_more_nothing, follow_ups)

    def _with_topics(self, text: str, turn: Turn) -> Reply:
        return Reply(text, topics(self.content, turn.locale))

    def _languages(self) -> tuple[QuickReply, ...]:
        return tuple(
            QuickReply(name, language_button(code, locale).payload)
            for code, language in self.content.languages.items()
            for locale, name in language.locales.items()
        )
