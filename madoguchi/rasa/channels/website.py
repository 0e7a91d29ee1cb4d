"""The channel of the ward's website: one POST per message, answered in the response."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Awaitable, Callable, Sequence
from http import HTTPStatus
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import InputChannel, UserMessage
from rasa.shared.exceptions import InvalidConfigException
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, json

from madoguchi.content import Content
from madoguchi.language.tags import Choice, match
from madoguchi.privacy import clean, harmless_id
from madoguchi.rasa.channels import health
from madoguchi.rasa.channels.feedback import FeedbackRequest, keep, opinion
from madoguchi.rasa.channels.guard import guard
from madoguchi.rasa.channels.origins import Origins
from madoguchi.rasa.channels.problems import Problem, in_problems
from madoguchi.rasa.channels.rates import Rate
from madoguchi.rasa.channels.requests import LONGEST_TEXT, MessageRequest, SessionRequest, read
from madoguchi.rasa.channels.site import Site
from madoguchi.rasa.channels.tokens import Session, Tokens
from madoguchi.rasa.conversation import Message, Said, take_turn
from madoguchi.rasa.nlg import ContentGenerator
from madoguchi.rasa.office import Office
from madoguchi.rasa.start import check_at_start
from madoguchi.rasa.turns import REPLY
from madoguchi.replies import Reply, Turn
from madoguchi.serving.addresses import Network, client_address, proxies
from madoguchi.store.encoding import encoded

MESSAGES_PER_CONVERSATION = "60 per minute"
SESSIONS_PER_ADDRESS = "600 per minute"


class WebsiteInput(InputChannel):
    """`POST session`, `POST messages`, `POST feedback`, `GET health` and `GET ready` below `/webhooks/website/`,
    and what `Site` adds."""

    def __init__(
        self, tokens: Tokens, messages: Rate, sessions: Rate, origins: Origins, proxies: Sequence[Network] = ()
    ) -> None:
        self.tokens = tokens
        self.messages = messages
        self.sessions = sessions
        self.proxies = proxies
        self.site = Site(origins, _content)

    @classmethod
    def name(cls) -> str:
        return "website"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> WebsiteInput:
        """From `credentials.yml`: `secret`, and optionally `allowed_origins`, the limits, and the Redis in which they
        are counted for several bots together."""
        given = credentials or {}
        redis = given.get("redis") or ""
        try:
            tokens = Tokens(given.get("secret"))
            origins = Origins(given.get("allowed_origins", os.environ.get("MADOGUCHI_ALLOWED_ORIGINS")))
            trusted = proxies(os.environ)
        except ValueError as error:
            # Rasa ends on this with the one line that it says.
            raise InvalidConfigException(f"credentials.yml: {error}") from None
        return cls(
            tokens,
            Rate("messages", given.get("messages_per_conversation", MESSAGES_PER_CONVERSATION), redis),
            Rate("sessions", given.get("sessions_per_address", SESSIONS_PER_ADDRESS), redis),
            origins,
            trusted,
        )

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        routes = Blueprint("website", __name__)
        guard(routes)
        check_at_start(routes)
        routes.add_route(in_problems(self.session), "/session", methods=["POST"], stream=True)
        routes.add_route(in_problems(self.message), "/messages", methods=["POST"], stream=True)
        routes.add_route(in_problems(self.feedback), "/feedback", methods=["POST"], stream=True)
        routes.add_route(health.live, "/health", methods=["GET"], name="health")
        routes.add_route(in_problems(health.ready), "/ready", methods=["GET"], name="ready")
        self.site.add_to(routes)
        return routes

    async def session(self, request: Request) -> HTTPResponse:
        """Opens a conversation: a token for it, and the greeting in the page's language."""
        await self.sessions.count(self._address(request))
        body = await read(request, SessionRequest, may_be_empty=True)
        office = _office(request)
        page = match(body.language, office.content.languages) if body.language else None
        shown = page or Choice(next(iter(office.content.languages)))
        locale = office.content.locale(shown.language, shown.script)
        greeting = office.composer.compose("utter_greet", Turn("", locale, dt.datetime.now(dt.timezone.utc)))
        token = self.tokens.issue(page.language, page.script) if page else self.tokens.issue(None, None)
        return json({"token": token, "greeting": [_greeting(greeting)]} | _language(locale, office))

    async def message(self, request: Request) -> HTTPResponse:
        """Answers one message; the same id again gives the same answer."""
        session = self._session(request)
        await self.messages.count(session.conversation)
        said = _said(await read(request, MessageRequest), session, _office(request))
        replies = await take_turn(_agent(request), _office(request), session.conversation, said, self.name())
        locale = replies[-1][REPLY]["locale"]
        shown = [_message(reply, _office(request)) for reply in replies]
        # A letter of Japanese takes three bytes so, and six as an escape.
        return json({"messages": shown} | _language(locale, _office(request)), dumps=encoded)

    async def feedback(self, request: Request) -> HTTPResponse:
        """Keeps what a resident thinks of an answer; the same id again changes nothing."""
        session = self._session(request)
        await self.messages.count(session.conversation)
        said = opinion(await read(request, FeedbackRequest), _office(request).numbers)
        await keep(_agent(request), session.conversation, said)
        return json({"status": "kept"})

    def _address(self, request: Request) -> str:
        return client_address(request.ip, request.headers.get("x-forwarded-for", ""), self.proxies)

    def _session(self, request: Request) -> Session:
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        session = self.tokens.read(token.strip()) if scheme.lower() == "bearer" else None
        if session is None:
            raise Problem(HTTPStatus.UNAUTHORIZED, "A session token is needed.", {"WWW-Authenticate": "Bearer"})
        return session


def _agent(request: Request) -> Agent:
    agent: Agent | None = getattr(request.app.ctx, "agent", None)
    if agent is None or not agent.is_ready():
        raise Problem(HTTPStatus.SERVICE_UNAVAILABLE, "The bot is starting.", {"Retry-After": "5"})
    return agent


def _office(request: Request) -> Office:
    generator = _agent(request).nlg
    if not isinstance(generator, ContentGenerator):
        raise TypeError("endpoints.yml: nlg.type must be madoguchi.rasa.nlg.ContentGenerator")
    return generator.office


def _content(request: Request) -> Content:
    return _office(request).content


def _said(body: MessageRequest, session: Session, office: Office) -> Said:
    """What was sent, with a text in it or a button that is one of ours."""
    page = {"page_language": session.language, "script": session.script}
    metadata = _kept(page | _choice(body.language, office))
    if body.button is not None:
        if body.button not in office.buttons:
            raise _unprocessable("/button", "no such button")
        return Said(harmless_id(body.id), "", office.buttons[body.button], metadata)
    return Said(harmless_id(body.id), _text(body.text or ""), None, metadata)


def _text(text: str) -> str:
    if len(text) > LONGEST_TEXT:
        raise Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"The text is over {LONGEST_TEXT} characters.")
    cleaned = clean(text).strip()
    if not cleaned:
        raise _unprocessable("/text", "nothing is written in it")
    return cleaned


def _choice(tag: str | None, office: Office) -> dict[str, str | None]:
    """The language that the resident chose in the client's own menu."""
    if tag is None:
        return {}
    choice = match(tag, office.content.languages)
    if choice is None:
        raise _unprocessable("/language", "not a language of this bot")
    return {"language": choice.language, "script": choice.script}


def _kept(metadata: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in metadata.items() if value}


def _unprocessable(pointer: str, detail: str) -> Problem:
    errors = [{"pointer": pointer, "detail": detail}]
    return Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "The body has the wrong form.", errors=errors)


def _language(locale: str, office: Office) -> dict[str, str]:
    script = locale.partition("-")[2]
    return {"language": office.content.locales[locale]} | ({"script": script} if script else {})


def _message(reply: Message, office: Office) -> dict[str, Any]:
    beside = reply.get(REPLY) or {}
    buttons = [{"title": one["title"], "button": one["payload"]} for one in reply.get("buttons") or ()]
    shown = {key: beside[key] for key in ("source", "hours", "phones") if key in beside}
    if "phones" in shown:
        # Whether the telephone is answered belongs beside each number that can be called.
        shown.setdefault("hours", office.composer.answers.desk.today(dt.datetime.now(dt.timezone.utc)))
    return {"text": reply["text"], "quick_replies": buttons} | shown


def _greeting(reply: Reply) -> dict[str, Any]:
    buttons = [{"title": one.title, "button": one.payload} for one in reply.quick_replies]
    return {"text": reply.text, "quick_replies": buttons}
