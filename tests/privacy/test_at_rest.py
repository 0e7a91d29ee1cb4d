"""A conversation full of numbers through the real server, at DEBUG; then every file it wrote, byte by byte."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from uuid import uuid4

import httpx
import pytest

from madoguchi.evaluation import notations
from tests.website.conftest import Resident, text

from .bots import Bot, on_postgresql, running
from .digits import digits, files, found

SEED = 20261125
WORDS = ["zebrafinch", "きりんそう", "霓虹灯泡", "고슴도치", "murciélago", "jabuticaba"]
"""What residents say in these tests, and nobody else ever: not the bot, not Rasa, not a library."""
FACT = "0120-95-0178"
SAFE = ["安全ですか", "is it safe?", "安全吗", "안전한가요", "¿es seguro?", "é seguro?"]


@pytest.fixture(scope="module", params=["SQLite", "PostgreSQL"])
def bot(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    start = running if request.param == "SQLite" else on_postgresql
    with start(tmp_path_factory.mktemp("bot")) as bot:
        yield bot


@pytest.fixture(scope="module")
def http(bot: Bot) -> Iterator[httpx.Client]:
    with bot.client() as client:
        yield client


def notation(grouping: tuple[int, ...], sign: str, numerals: str) -> Callable[[str], str]:
    return lambda number: notations.in_numerals(sign.join(notations.parts(number, grouping)), numerals)


NOTATIONS = [
    *(notation((4, 4, 4), sign, notations.WIDTHS[0]) for sign in notations.SIGNS),
    *(notation(grouping, "-", numerals) for grouping in notations.GROUPINGS for numerals in notations.WIDTHS),
    *(notation((4, 4, 4), " ", numerals) for numerals in (*notations.HANZI, *notations.HANGUL, *notations.ENCLOSED)),
]
Send = Callable[[httpx.Client, Resident, str], httpx.Response]
FIELDS: dict[str, Send] = {
    "a button": lambda http, resident, number: resident.send(button=number),
    "a button's entity": lambda http, resident, number: resident.send(button=f'/greet{{"a": "{number}"}}'),
    "the language chosen": lambda http, resident, number: resident.send(text="hi", language=number),
    "the page's language": lambda http, resident, number: http.post("/session", json={"language": f"x-{number}"}),
    "an id": lambda http, resident, number: resident.send(id=number, text="hi"),
    "an id that is a UUID": lambda http, resident, number: resident.send(id=uuid_with(number), text="hi"),
    "a key": lambda http, resident, number: resident.send(**{"text": "hi", number: number}),
    "metadata": lambda http, resident, number: resident.send(text="hi", metadata={"name": number}),
    "a number in JSON": lambda http, resident, number: resident.send(text=int(number)),
    "broken JSON": lambda http, resident, number: _post(http, resident, b'{"text": "' + number.encode()),
    "a token": lambda http, resident, number: http.post("/messages", headers={"Authorization": f"Bearer {number}"}),
    "headers": lambda http, resident, number: http.get("/ready", headers={"User-Agent": number, "Forwarded": number}),
    "an address": lambda http, resident, number: http.get(f"/{number}?{number}={number}"),
    "an address at the root": lambda http, resident, number: http.get(http.base_url.join(f"/{number}")),
    "a method": lambda http, resident, number: http.request(f"N{number}", "/session"),
    "a typed command": lambda http, resident, number: resident.send(text=f"/restart{number}"),
    "a typed command with JSON": lambda http, resident, number: resident.send(text=f'/greet{{"a": "{number}"}}'),
    "what can't be seen": lambda http, resident, number: resident.send(text="\u200b".join(number)),
}


def uuid_with(number: str) -> str:
    return f"{number[:8]}-{number[8:]}-4abc-8abc-{uuid4().hex[:12]}"


def _post(http: httpx.Client, resident: Resident, body: bytes) -> httpx.Response:
    return http.post("/messages", content=body, headers=resident.headers | {"Content-Type": "application/json"})


def test_no_digit_of_a_my_number_is_in_any_file(bot: Bot, http: httpx.Client) -> None:
    random = Random(SEED)
    numbers = [notations.number(random) for _ in range(len(NOTATIONS) + len(FIELDS) + 3)]
    left = iter(numbers)
    residents = [Resident(http) for _ in range(6)]
    for index, spell in enumerate(NOTATIONS):
        answer = residents[index % 6].say(f"{WORDS[index % 6]} {spell(next(left))} {SAFE[index % 6]}")
        assert "\n\n" in text(answer), "a warning, then the answer"
    resident = Resident(http)
    for send in FIELDS.values():
        send(http, resident, next(left))
    for size in (3, 4, 6):
        whole, resident = next(left), Resident(http)
        for at in range(0, 12, size):
            resident.say(whole[at : at + size])
    resident.say(f"{FACT} is free?")
    paths = files(*bot.folders)
    assert found(numbers, paths) == []
    fact = FACT.replace("-", "").encode()
    assert [path for path in paths if fact in digits(path.read_bytes())], "what was kept would have been found"


PIECES = [
    # as one may be asked for a number over the telephone, in six languages
    ["最初は{}です", "次は{}", "そして{}", "最後は{}"],
    ["zebrafinch {}", "then {}", "and {}", "{} is the rest"],
    ["开头是{}", "然后{}", "{}", "最后{}"],
    ["처음은 {}", "다음은 {}", "{}", "끝은 {}"],
    ["primero {}", "luego {}", "después {}", "y {}"],
    ["começa com {}", "depois {}", "{}", "e {}"],
]


def test_pieces_that_came_before_the_number_was_known_as_one_are_gone_as_well(bot: Bot, http: httpx.Client) -> None:
    random = Random(SEED)
    said = []
    for messages in PIECES:
        number, resident = notations.number(random), Resident(http)
        said += [one.format(part) for one, part in zip(messages, notations.parts(number, (3, 3, 3, 3)), strict=True)]
        for one in said[-len(messages) :]:
            resident.say(one)
    bot.pass_a_day()
    # PostgreSQL was told to log its statements, so that what was written is there to be found.
    kept = [path.read_bytes() for path in files(*bot.folders) if path != bot.statements]
    spellings = [[one.encode(), json.dumps(one)[1:-1].encode()] for one in said if not one.isdecimal()]
    assert [one for one in spellings if any(spelt in content for spelt in one for content in kept)] == []
    around = "zebrafinch ⟦stray_digits⟧"
    assert [content for content in kept if json.dumps(around)[1:-1].encode() in content], "what was kept is found"


def test_no_word_of_a_resident_is_in_any_log(bot: Bot, http: httpx.Client) -> None:
    resident = Resident(http)
    for said in [
        *WORDS,
        *(f"/{word}" for word in WORDS),
        *(f"{word} 1234 5678 9018 {word}@example.com" for word in WORDS),
        *(f"I want to talk to a person {word}" for word in WORDS),
        *("%s {} %(zebrafinch)s {zebrafinch} \\n", "zebrafinch\n\nERROR zebrafinch\r", "zebrafinch" * 150),
        *("\u202ezebrafinch\u2066", "🍣zebrafinch🐼" * 40, '{"zebrafinch": "zebrafinch"}', "<b>zebrafinch</b>"),
    ]:
        resident.say(said)
    for body in ({"text": ["zebrafinch"]}, {"zebrafinch": 1}, {"button": "/zebrafinch"}, {"language": "zebrafinch"}):
        resident.send(**body)
    http.get("/zebrafinch?zebrafinch", headers={"User-Agent": "zebrafinch", "Cookie": "zebrafinch"})
    _post(http, resident, b'{"zebrafinch')
    logs = [path for path in files(*bot.folders) if path.suffix == ".log"]
    assert len(logs) == 2
    said_at_debug = [line for path in logs for line in path.read_text().splitlines() if '"DEBUG"' in line]
    assert len(said_at_debug) > 400, "the logs are as talkative as can be"
    assert [line for path in logs for line in path.read_text().splitlines() if spoken(line)] == []


def spoken(line: str) -> list[str]:
    escaped = [json.dumps(word)[1:-1] for word in WORDS]
    return [word for word in (*WORDS, *escaped) if word.casefold() in line.casefold()]


@pytest.mark.parametrize("numerals", [*notations.WIDTHS, *notations.HANZI, *notations.HANGUL, *notations.ENCLOSED])
@pytest.mark.parametrize("sign", ["", " - ", "\r\n", "・"])
@pytest.mark.parametrize("encode", [str.encode, lambda spelt: json.dumps(spelt).encode()], ids=["as it is", "in JSON"])
def test_a_number_in_a_file_would_be_found(
    tmp_path: Path, numerals: str, sign: str, encode: Callable[[str], bytes]
) -> None:
    spelt = notation((4, 4, 4), sign, numerals)("123456789018")
    (tmp_path / "log").write_bytes(b"\x00at 17:" + encode(f"[{spelt}]") + b"7\xff")
    assert found(["123456789018"], files(tmp_path)) == [("123456789018", "log")]
