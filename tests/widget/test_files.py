"""What the bot serves for browsers: files, headers and the allow list."""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import replace
from typing import Any

import httpx
import pytest
from jsonschema import Draft202012Validator

from madoguchi.content import Content
from madoguchi.rasa.channels.assets import accepts_gzip
from madoguchi.rasa.channels.demo import POLICY
from madoguchi.rasa.channels.origins import Origins
from madoguchi.rasa.channels.widget import FOLDER, Widget
from tests.conftest import LOCALES
from tests.website.test_description import DESCRIPTION
from tests.widget.conftest import ALLOWED

ENTRY = "/webhooks/website/widget/madoguchi.js"
LARGEST = 20_000
"""Bytes of the whole widget, compressed."""
MOST_REQUESTS = 6
FOREIGN = "https://elsewhere.example"


@pytest.mark.parametrize("locale", LOCALES)
def test_the_widget_is_small(content: Content, locale: str) -> None:
    widget = Widget(content)
    modules = [path.name for path in FOLDER.glob("*.js") if path.name != widget.entry.name]
    loaded = [widget.entry, *filter(None, map(widget.asset, [*modules, f"words/{locale}.json"]))]
    assert len(loaded) == len(modules) + 2
    assert len(loaded) <= MOST_REQUESTS
    assert sum(len(asset.zipped) for asset in loaded) < LARGEST


def test_the_entry_is_asked_for_anew_and_names_the_version(http: httpx.Client, content: Content) -> None:
    entry = http.get(ENTRY, headers={"Accept-Encoding": "gzip"})
    assert entry.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert entry.headers["Content-Encoding"] == "gzip"
    assert entry.headers["Cache-Control"] == "public, max-age=300"
    assert f"import(`./{Widget(content).version}/$" in entry.text
    assert "`./$" not in entry.text
    again = http.get(ENTRY, headers={"If-None-Match": entry.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


TYPES = [
    ("conversation.js", "text/javascript; charset=utf-8"),
    ("demo.css", "text/css; charset=utf-8"),
    ("words/ko.json", "application/json"),
    ("passages.json", "application/json"),
]


@pytest.mark.parametrize(("name", "content_type"), TYPES)
def test_a_file_of_the_present_version_is_kept_for_good(
    http: httpx.Client, content: Content, name: str, content_type: str
) -> None:
    version = Widget(content).version
    plain = http.get(f"/webhooks/website/widget/{version}/{name}", headers={"Accept-Encoding": "identity"})
    assert plain.headers["Content-Type"] == content_type
    assert "Content-Encoding" not in plain.headers
    assert "immutable" in plain.headers["Cache-Control"]
    assert plain.headers["Vary"] == "Origin, Accept-Encoding"
    older = http.get(f"/webhooks/website/widget/0123456789ab/{name}")
    assert (older.text, older.headers["Cache-Control"]) == (plain.text, "no-cache")


@pytest.mark.parametrize("name", ["nothing.js", "..%2Fdemo%2Fpage.html", "page.html", "words", "words/fr.json"])
def test_what_is_not_there_is_a_problem(http: httpx.Client, name: str) -> None:
    missing = http.get(f"/webhooks/website/widget/x/{name}")
    assert missing.status_code == 404


ENCODINGS = [
    ("gzip", True),
    ("gzip, deflate, br", True),
    ("br, gzip;q=0.5", True),
    ("*", True),
    ("", False),
    ("br", False),
    ("gzip;q=0", False),
    ("gzip;q=0.000", False),
    ("*;q=0", False),
]


@pytest.mark.parametrize(("accepted", "allowed"), ENCODINGS)
def test_compression_is_negotiated(accepted: str, allowed: bool) -> None:
    assert accepts_gzip(accepted) is allowed


@pytest.mark.parametrize("locale", LOCALES)
def test_the_widget_has_its_words_in_each_locale(http: httpx.Client, content: Content, locale: str) -> None:
    words = http.get(f"/webhooks/website/widget/x/words/{locale}.json").json()
    assert (words["locale"], words["words"]["send"]) == (locale, content.interfaces[locale].widget.send)
    conforms(words, "Words")


def test_the_entry_knows_what_its_button_is_called(http: httpx.Client, content: Content) -> None:
    names = re.search(r"const NAMES = .*\(({.*})\);", http.get(ENTRY).text)
    assert names is not None
    assert json.loads(names[1]) == {one: content.interfaces[one].widget.open for one in content.locales}


def conforms(value: Any, schema: str) -> None:
    components = DESCRIPTION["components"]
    Draft202012Validator({"$ref": f"#/components/schemas/{schema}", "components": components}).validate(value)


def test_the_page_stands_behind_the_sources(http: httpx.Client, content: Content) -> None:
    passages = http.get("/webhooks/website/widget/x/passages.json").json()
    assert passages["passages"] == dict(content.passages)
    conforms(passages, "Passages")


def test_a_source_links_to_the_page_where_a_ward_gives_its_address(content: Content) -> None:
    address = "https://www.ward.example/my-number.html"
    page = content.facts.page.model_copy(update={"url": address})
    ward = replace(content, facts=content.facts.model_copy(update={"page": page}))
    told = Widget(ward).asset("passages.json")
    assert told is not None
    passages = json.loads(told.body)
    assert passages["url"] == address
    conforms(passages, "Passages")


@pytest.mark.parametrize("locale", LOCALES)
def test_the_root_is_a_page_of_the_ward(http: httpx.Client, content: Content, locale: str) -> None:
    page = http.get(f"/?lang={locale}")
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    assert page.headers["Content-Security-Policy"].startswith(POLICY)
    assert "unsafe" not in page.headers["Content-Security-Policy"]
    assert f'<html lang="{locale}">' in page.text
    assert content.interfaces[locale].widget.page in page.text
    assert content.fields(locale)["hotline"] in page.text
    assert "$" not in page.text


def test_comments_stay_at_home_and_every_line_in_its_place(content: Content) -> None:
    sent, kept = Widget(content).asset("log.js"), (FOLDER / "log.js").read_bytes().splitlines()
    assert sent is not None
    left = [(was.strip(), line) for was, line in zip(kept, sent.body.splitlines(), strict=True) if was != line]
    assert {(was[:2], line) for was, line in left} == {(b"//", b""), (b"/*", b"")}


def test_the_page_asks_for_the_modules_that_its_script_imports(http: httpx.Client) -> None:
    asked = re.findall(r'<link rel="modulepreload" href="/?(.*?)">', http.get("/").text)
    folder, names = re.search(r"import\(`\./(\w+)/\$", http.get(ENTRY).text), ["panel", "conversation", "log", "parts"]
    assert folder is not None
    assert sorted(asked) == sorted(f"{ENTRY[1:].rpartition('/')[0]}/{folder[1]}/{name}.js" for name in names)


def test_nothing_else_is_at_the_root(http: httpx.Client) -> None:
    assert http.head("/").status_code == 200
    assert http.post("/").status_code == 404
    assert http.get("/nothing").status_code == 404


def preflight(http: httpx.Client, origin: str, path: str) -> httpx.Response:
    headers = {
        "Origin": origin,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization",
    }
    return http.options(f"/webhooks/website/{path}", headers=headers)


@pytest.mark.parametrize("path", ["session", "messages", "feedback"])
@pytest.mark.parametrize(("origin", "allowed"), [(ALLOWED, ALLOWED), (FOREIGN, None), ("null", None)])
def test_only_listed_websites_may_use_the_bot(http: httpx.Client, path: str, origin: str, allowed: str | None) -> None:
    asked, answered = preflight(http, origin, path), http.post(f"/webhooks/website/{path}", headers={"Origin": origin})
    for response in (asked, answered):
        assert response.headers.get("Access-Control-Allow-Origin") == allowed
        assert response.headers["Vary"].startswith("Origin")
    assert ("authorization" in asked.headers.get("Access-Control-Allow-Headers", "").lower()) is bool(allowed)


def test_only_listed_websites_may_frame_the_page(http: httpx.Client) -> None:
    policy = http.get("/").headers["Content-Security-Policy"]
    assert f"frame-ancestors 'self' {ALLOWED} https://other.example" in policy


@pytest.mark.parametrize("path", ["session", "messages", "health", "ready"])
def test_no_cache_keeps_a_conversation(http: httpx.Client, path: str) -> None:
    response = http.request("GET" if path in {"health", "ready"} else "POST", f"/webhooks/website/{path}")
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Content-Type-Options"] == "nosniff"


WRONG = ["*", "www.ward.example", "https://ward.example/", "https://ward.example/path", "HTTPS://WARD.EXAMPLE", "null"]


@pytest.mark.parametrize("listed", WRONG)
def test_what_is_no_origin_stops_the_start(listed: str) -> None:
    with pytest.raises(ValueError, match="allowed_origins"):
        Origins(f"https://ward.example {listed}")


RIGHT = [
    (None, ()),
    ("", ()),
    ("https://a.example", ("https://a.example",)),
    ("https://a.example,http://localhost:8080", ("https://a.example", "http://localhost:8080")),
    (["https://a.example"], ("https://a.example",)),
]


@pytest.mark.parametrize(("listed", "allowed"), RIGHT)
def test_the_allow_list_is_a_string_or_a_list(listed: Any, allowed: tuple[str, ...]) -> None:
    assert Origins(listed).allowed == allowed


def test_what_is_compressed_is_the_same(http: httpx.Client) -> None:
    with http.stream("GET", ENTRY, headers={"Accept-Encoding": "gzip"}) as zipped:
        body = gzip.decompress(b"".join(zipped.iter_raw()))
    assert body == http.get(ENTRY, headers={"Accept-Encoding": "identity"}).content
