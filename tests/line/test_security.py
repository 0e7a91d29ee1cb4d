"""Signatures, secrets, pseudonyms and seals."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from madoguchi.line.identity import Identity
from madoguchi.line.settings import Settings
from madoguchi.line.signature import Signature
from tests.line.webhooks import signature, user_id

SECRET = "the channel secret"
BODY = '{"destination":"U","events":[]} 日本語'.encode()
RIGHT = signature(SECRET, BODY)

FORGED: list[tuple[str, Callable[[], tuple[bytes, str | None]]]] = [
    ("missing", lambda: (BODY, None)),
    ("empty", lambda: (BODY, "")),
    ("of another secret", lambda: (BODY, signature("another", BODY))),
    ("of another body", lambda: (BODY + b" ", RIGHT)),
    ("truncated", lambda: (BODY, RIGHT[:-1])),
    ("longer", lambda: (BODY, RIGHT + "A")),
    ("not ASCII", lambda: (BODY, "署名" + RIGHT)),
    ("a lone surrogate", lambda: (BODY, chr(0xDCFF))),
    ("in hexadecimal", lambda: (BODY, RIGHT.encode().hex())),
    ("of bytes that are no text", lambda: (b"\xff\xfe", signature(SECRET, b"\xff\xfe"))),
]


def test_what_line_signed_is_let_in() -> None:
    assert Signature(SECRET).signs(BODY, RIGHT)


@pytest.mark.parametrize(("how", "forged"), FORGED, ids=[row[0] for row in FORGED])
def test_a_signature_that_is_not_lines_is_refused(how: str, forged: Callable[[], tuple[bytes, str | None]]) -> None:
    assert not Signature(SECRET).signs(*forged())


GOOD = {"MADOGUCHI_LINE_SECRET": "s", "MADOGUCHI_LINE_TOKEN": "t", "MADOGUCHI_SECRET": "k" * 32}


def test_settings_come_from_the_environment() -> None:
    assert Settings.read(GOOD) == Settings("s", "t", "k" * 32, None)
    assert Settings.read(GOOD | {"MADOGUCHI_LINE_API": "http://x/"}) == Settings("s", "t", "k" * 32, "http://x")


@pytest.mark.parametrize("secret", [{}, {"MADOGUCHI_LINE_SECRET": ""}, {"MADOGUCHI_LINE_SECRET": " "}])
def test_without_a_secret_the_channel_is_off(secret: dict[str, str]) -> None:
    assert Settings.read({"MADOGUCHI_LINE_TOKEN": "t"} | secret) is None


@pytest.mark.parametrize(
    ("missing", "named"), [("MADOGUCHI_LINE_TOKEN", "MADOGUCHI_LINE_TOKEN"), ("MADOGUCHI_SECRET", "MADOGUCHI_SECRET")]
)
def test_half_of_the_settings_are_refused_by_name(missing: str, named: str) -> None:
    with pytest.raises(ValueError, match=named):
        Settings.read({key: value for key, value in GOOD.items() if key != missing})


class TestIdentity:
    def test_a_pseudonym_depends_on_the_secret_and_holds_nothing_of_the_id(self) -> None:
        one, other = Identity("a" * 32), Identity("b" * 32)
        assert one.conversation(user_id(1)) == Identity("a" * 32).conversation(user_id(1))
        assert one.conversation(user_id(1)) != other.conversation(user_id(1))
        assert user_id(1)[1:] not in one.conversation(user_id(1))

    def test_ids_do_not_run_into_each_other(self) -> None:
        identity = Identity("a" * 32)
        assert identity.conversation("ab", "c") != identity.conversation("a", "bc")

    def test_a_seal_opens_for_its_own_secret_alone(self) -> None:
        sealed = Identity("a" * 32).seal({"user": user_id(1), "text": "日本\ud800"})
        assert Identity("a" * 32).open(sealed) == {"user": user_id(1), "text": "日本\ud800"}
        assert Identity("b" * 32).open(sealed) is None
        assert user_id(1).encode() not in sealed

    def test_what_was_changed_does_not_open(self) -> None:
        identity = Identity("a" * 32)
        sealed = bytearray(identity.seal("x"))
        sealed[20] ^= 1
        assert identity.open(bytes(sealed)) is None
