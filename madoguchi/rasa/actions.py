"""Rasa's action server, at a cost that does not come from calling it as if for the first time each time."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import BasicAuth, ClientSession, ClientTimeout, ServerDisconnectedError, TCPConnector
from jsonschema_rs import ValidationError, validator_for
from rasa.core.actions.action import RemoteAction
from rasa.shared.exceptions import RasaException
from rasa.utils.endpoints import DEFAULT_REQUEST_TIMEOUT, EndpointConfig

from madoguchi.store.encoding import encoded

KEPT = 3
"""Seconds that an idle connection is kept: the action server, which is a Sanic, closes it after five."""
_ANSWER = validator_for(RemoteAction.action_response_format_spec())


class ServedAction(RemoteAction):
    """Holds what the action server answers to Rasa's schema for it, which is read once."""

    def _validate_action_result(self, result: dict[str, Any]) -> bool:
        """Raises RasaException, without the answer's words."""
        try:
            _ANSWER.validate(result)
        except ValidationError as error:
            place = "/".join(map(str, error.instance_path))
            raise RasaException(f"{self.name()}: the action server's answer has the wrong form at /{place}") from None
        return True


class ActionServer(EndpointConfig):
    """Rasa's endpoint, which connects anew for each call, over connections that are kept."""

    _open: ClientSession | None = None

    @classmethod
    def of(cls, endpoint: EndpointConfig) -> ActionServer:
        """The same endpoint."""
        made = cls.__new__(cls)
        made.__dict__.update(endpoint.__dict__)
        return made

    @asynccontextmanager
    async def session(self) -> AsyncIterator[ClientSession]:
        """The one session, which stays open."""
        if self._open is None or self._open.closed:
            self._open = ClientSession(
                headers=self.headers,
                auth=BasicAuth(self.basic_auth["username"], self.basic_auth["password"]) if self.basic_auth else None,
                timeout=ClientTimeout(total=DEFAULT_REQUEST_TIMEOUT),
                connector=TCPConnector(keepalive_timeout=KEPT, limit=0),
                json_serialize=encoded,
            )
        yield self._open

    async def request(self, *given: Any, **named: Any) -> Any:
        """As Rasa's, and once more where a kept connection turns out to have ended: actions only say what to do."""
        try:
            return await super().request(*given, **named)
        except ServerDisconnectedError:
            return await super().request(*given, **named)

    async def close(self) -> None:
        """Gives the connections back."""
        if self._open is not None:
            await self._open.close()
