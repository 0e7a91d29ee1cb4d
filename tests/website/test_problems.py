"""Bad input: each gets a small clear error, and the next message works."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import httpx
import pytest

from madoguchi.serving.service import Service
from tests.website.conftest import Resident, text, user_events

ID = "4f7c9c1e-52a4-4f0e-9d0c-1c6f6f2a9a10"


def body(**members: Any) -> bytes:
    return json.dumps({"id": ID, "text": "hello"} | members).encode()


BODIES: list[tuple[str, bytes, int]] = [
    # not JSON
    ("nothing at all", b"", 400),
    ("half an object", b'{"id": "', 400),
    ("not UTF-8", b'{"text": "\xff\xfe"}', 400),
    ("brackets ten thousand deep", b"[" * 10_000, 400),
    ("a NUL", b"\x00", 400),
    # JSON of the wrong form
    ("a list", b"[]", 422),
    ("a number", b"1", 422),
    ("null", b"null", 422),
    ("no id", b'{"text": "hello"}', 422),
    ("an id that is no UUID", body(id="1"), 422),
    ("an id with a NUL", body(id="\0"), 422),
    ("an id that is a number", body(id=1), 422),
    ("an id of a megabyte less a lot", body(id="a" * 9000), 422),
    ("a text that is a list", body(text=["hello"]), 422),
    ("a text that is null, and no button", body(text=None), 422),
    ("an empty text", body(text=""), 422),
    ("a text of white space", body(text=" \n\t　"), 422),
    ("a text of NULs", body(text="\0\0"), 422),
    ("a lone surrogate", b'{"id": "%s", "text": "\\ud800"}' % ID.encode(), 422),
    ("text and button", body(button="/affirm"), 422),
    ("a key that nobody knows", body(sender="me"), 422),
    ("a language that the bot lacks", body(language="fr"), 422),
    ("a language that is a number", body(language=1), 422),
    # buttons that are not ours
    ("an unknown button", b'{"id": "%s", "button": "/restart"}' % ID.encode(), 422),
    ("an internal button", b'{"id": "%s", "button": "/session_start"}' % ID.encode(), 422),
    (
        "a button with entities of its own",
        b'{"id": "%s", "button": "/greet{\\"a\\": \\"b\\"}"}' % ID.encode(),
        422,
    ),
    # too much
    ("2,001 characters", body(text="a" * 2001), 413),
    ("a million characters", body(text="a" * 1_000_000), 413),
    ("5 MB", b'"' + b"a" * 5_000_000 + b'"', 413),
]


@pytest.mark.parametrize(("sent", "status"), [row[1:] for row in BODIES], ids=[row[0] for row in BODIES])
def test_a_body_that_is_wrong_is_told_so(resident: Resident, sent: bytes, status: int) -> None:
    headers = resident.headers | {"Content-Type": "application/json"}
    refuses(resident.http.post("/messages", content=sent, headers=headers), status)
    assert text(resident.say("What is My Number?"))


TOKENS: list[tuple[str, Callable[[str], dict[str, str]]]] = [
    ("none", lambda token: {}),
    ("an empty one", lambda token: {"Authorization": "Bearer"}),
    ("another scheme", lambda token: {"Authorization": f"Basic {token}"}),
    ("no scheme", lambda token: {"Authorization": token}),
    ("a forged signature", lambda token: {"Authorization": f"Bearer {token[:-4]}AAAA"}),
    ("a changed payload", lambda token: {"Authorization": f"Bearer A{token[1:]}"}),
    ("only the payload", lambda token: {"Authorization": f"Bearer {token.partition('.')[0]}"}),
    ("a word", lambda token: {"Authorization": "Bearer x"}),
    ("ten thousand dots", lambda token: {"Authorization": "Bearer " + "." * 5000}),
    ("bytes that are no ASCII", lambda token: {"Authorization": "Bearer é"}),
]


@pytest.mark.parametrize("headers", [row[1] for row in TOKENS], ids=[row[0] for row in TOKENS])
def test_a_token_that_is_not_ours_opens_nothing(resident: Resident, headers: Callable[[str], dict[str, str]]) -> None:
    encoded = [(name.encode(), value.encode("latin-1")) for name, value in headers(resident.session["token"]).items()]
    response = resident.http.post("/messages", json={"id": str(uuid4()), "text": "hi"}, headers=encoded)
    refuses(response, 401)
    assert response.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", "", "application/jsonp"])
def test_a_body_of_another_type_is_refused(resident: Resident, content_type: str) -> None:
    headers = resident.headers | {"Content-Type": content_type}
    refuses(resident.http.post("/messages", content=body(), headers=headers), 415)


@pytest.mark.parametrize("path", ["/messages", "/session"])
@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH"])
def test_another_method_is_refused(http: httpx.Client, method: str, path: str) -> None:
    assert http.request(method, path).status_code == 405


@pytest.mark.parametrize("session", ["[]", '{"language": 1}', '{"language": "%s"}' % ("x" * 200), '{"sender": "x"}'])
def test_a_session_request_that_is_wrong_is_told_so(http: httpx.Client, session: str) -> None:
    refuses(http.post("/session", content=session, headers={"Content-Type": "application/json"}), 422)


@pytest.mark.parametrize(
    "wanted", ["/restart", "／restart", "  /restart", "//restart", "/session_start", "/back", "⁄restart"]
)
def test_a_typed_command_is_only_a_text(resident: Resident, wanted: str) -> None:
    chosen = '/change_language{"chosen_language": "ko"}'
    assert resident.press(chosen)["language"] == "ko"
    answer = resident.say(wanted)
    assert text(answer)
    assert answer["language"] == "ko", "the conversation was not restarted"


@pytest.mark.parametrize("said", ["🍣🐼🎉", "?", "....", "a" * 2000, "あ" * 2000, "12", "\u202edcba", "e\u0301" * 400])
def test_what_nobody_understands_is_answered_all_the_same(resident: Resident, said: str) -> None:
    assert text(resident.say(said))


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("Quisiera saber para qué sirve el número, porque mi hermana me lo preguntó. ", "es"),
        ("마이넘버가 무엇에 쓰이는지 알고 싶습니다. 동생이 물어봤어요. ", "ko"),
        ("マイナンバーは何に使うのか知りたいです。妹に聞かれました。", "ja"),
    ],
)
def test_a_long_message_is_answered_and_kept(
    service: Service, http: httpx.Client, sentence: str, language: str
) -> None:
    resident = Resident(http, language)
    said = (sentence * 100)[:1600].strip()
    answer = resident.say(said)
    assert answer["language"] == language
    assert answer["messages"][0]["quick_replies"]
    assert user_events(service.database)[-1]["text"] == said


def test_too_many_messages_are_asked_to_wait(http: httpx.Client) -> None:
    resident = Resident(http)
    repeated = {"id": str(uuid4()), "button": "/affirm"}
    answers = [http.post("/messages", json=repeated, headers=resident.headers) for _ in range(61)]
    refuses(answers[-1], 429)
    assert 1 <= int(answers[-1].headers["Retry-After"]) <= 60
    assert text(Resident(http).say("hello")), "others are not held up"


def refuses(response: httpx.Response, status: int) -> None:
    """The problem document of RFC 9457, which names nothing of what was sent."""
    assert response.status_code == status
    assert response.headers["Content-Type"] == "application/problem+json"
    problem = response.json()
    assert problem["status"] == status
    assert problem["title"]
    assert problem["detail"]
    assert len(response.content) < 1000
