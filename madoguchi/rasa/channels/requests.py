"""Untrusted JSON bodies: how large, of which form, with which values."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any, TypeVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from sanic.request import Request

from madoguchi.rasa.channels.problems import Problem

LARGEST_BODY = 16 * 1024
"""Bytes."""
LONGEST_TEXT = 2000
"""Characters."""

Body = TypeVar("Body", bound=BaseModel)


class SessionRequest(BaseModel):
    """`language` is the page's, as a BCP 47 tag."""

    model_config = ConfigDict(extra="forbid")

    language: str | None = Field(None, max_length=100)


class MessageRequest(BaseModel):
    """A message by text or by button; `language` is the resident's explicit choice."""

    model_config = ConfigDict(extra="forbid")

    id: UUID
    text: str | None = None
    button: str | None = Field(None, max_length=1000)
    language: str | None = Field(None, max_length=100)

    @model_validator(mode="after")
    def _one_of_both(self) -> MessageRequest:
        if (self.text is None) == (self.button is None):
            raise ValueError("either text or button")
        return self


async def read(request: Request, form: type[Body], *, may_be_empty: bool = False) -> Body:
    """The body as the form; none at all stands for `{}` where it may. Raises Problem 415, 413, 400 or 422."""
    body = await read_body(request, LARGEST_BODY)
    if may_be_empty and not body:
        return form()
    content_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if content_type != "application/json":
        raise Problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "The body must be application/json.")
    return _validated(_decoded(body), form)


async def read_body(request: Request, most: int) -> bytes:
    """The body, read no further than so many bytes whatever its length is said to be. Raises Problem 413."""
    body = bytearray()
    while (chunk := await request.stream.read()) is not None:  # type: ignore[union-attr]
        body += chunk
        if len(body) > most:
            raise Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"The body is over {most} bytes.")
    return bytes(body)


def _decoded(body: bytes) -> Any:
    try:
        return json.loads(body.decode("utf8"))
    except (ValueError, RecursionError):
        raise Problem(HTTPStatus.BAD_REQUEST, "The body is not JSON.") from None


def _validated(data: Any, form: type[Body]) -> Body:
    try:
        return form.model_validate(data)
    except ValidationError as error:
        found = error.errors(include_input=False)
        errors = [{"pointer": _pointer(one["loc"], form), "detail": one["msg"]} for one in found]
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "The body has the wrong form.", errors=errors) from None


def _pointer(location: tuple[int | str, ...], form: type[BaseModel]) -> str:
    """A JSON Pointer (RFC 6901) to what is wrong; unknown keys are the client's words and stay out."""
    return "".join(f"/{part}" for part in location if part in form.model_fields)
