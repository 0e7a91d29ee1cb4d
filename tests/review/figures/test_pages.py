"""The pages, charts and files, for who may see them, and told to the audit log where residents' words are in them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from review.figures.models import Stale
from review.figures.pages import FIGURES
from review.site.auditing import accessed
from tests.review.figures.conftest import Asked

DAYS = {"since": "2026-11-24", "until": "2026-11-25"}
FORMULA = "=HYPERLINK('http://x.example')"


@pytest.fixture(autouse=True)
def filled(asked: Asked, count: Callable[[], int]) -> None:
    asked("2026-10-05T12:00")
    for _ in range(2):
        asked("2026-11-24T12:00", "faq_penalties", helpful=True)
        asked("2026-11-24T12:00", "out_of_scope", text=FORMULA, outcome="handed_off")
    asked("2026-11-25T12:00", "nlu_fallback", text="<script>alert(1)</script>", language="en")
    count()


@pytest.fixture
def told() -> Iterator[list[tuple[str, str]]]:
    heard: list[tuple[str, str]] = []

    def listen(**said: Any) -> None:
        heard.append((said["action"], said["subject"]))

    accessed.connect(listen)
    yield heard
    accessed.disconnect(listen)


def table(client: Client, address: str) -> list[list[str]]:
    answer = client.get(address, DAYS)
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.reader(io.StringIO(answer.getvalue().decode().removeprefix("\ufeff"))))


def test_the_page_has_every_figure_with_its_chart_its_table_and_its_file(reviewer: Client) -> None:
    page = reviewer.get("/figures/", DAYS | {"language": "ja"}).content.decode()
    for name in FIGURES:
        if name != "precision":  # nothing was judged
            for address in (f"/figures/chart/{name}.svg", f"/figures/table/{name}.csv"):
                assert f"{address}?since=2026-11-24&amp;until=2026-11-25&amp;language=ja" in page
    assert "Nothing in this period" in page


@pytest.mark.parametrize("name", FIGURES)
def test_a_chart_is_a_document_of_its_own(reviewer: Client, name: str) -> None:
    answer = reviewer.get(f"/figures/chart/{name}.svg", DAYS)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/svg+xml; charset=utf-8")
    assert answer["Content-Security-Policy"].startswith("default-src 'none'; style-src 'sha256-")
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("name", FIGURES)
def test_a_file_has_the_figure_s_columns_and_rows(reviewer: Client, name: str) -> None:
    head, *rows = table(reviewer, f"/figures/table/{name}.csv")
    assert len(head) > 2
    assert {len(row) for row in rows} <= {len(head)}


def test_a_file_says_the_numbers_unrounded(reviewer: Client) -> None:
    assert table(reviewer, "/figures/table/outcomes.csv") == [
        [
            "Day",
            "Answered without the telephone",
            "Not understood at least once",
            "Handed over to the telephone",
            "Share: Answered without the telephone",
        ],
        ["2026-11-24", "2", "0", "2", "0.5"],
        ["2026-11-25", "1", "0", "0", "1.0"],
        ["All", "3", "0", "2", "0.6"],
    ]


def test_what_nobody_answered_is_on_its_page_as_text_and_in_its_file_no_formula(reviewer: Client) -> None:
    page = reviewer.get("/figures/unanswered/", DAYS).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page
    assert table(reviewer, "/figures/unanswered.csv")[1:] == [
        ["2", "Japanese", f"'{FORMULA}", ""],
        ["1", "English", "<script>alert(1)</script>", ""],
    ]


@pytest.mark.parametrize(
    ("address", "actions"),
    [
        ("/figures/", []),
        ("/figures/chart/hours.svg", []),
        ("/figures/unanswered/", ["unanswered"]),
        ("/figures/unanswered.svg", ["unanswered"]),
        ("/figures/unanswered.csv", ["export"]),
        ("/figures/report/", ["report"]),
    ],
)
def test_whatever_has_residents_words_in_it_is_told_to_the_audit_log(
    reviewer: Client, told: list[tuple[str, str]], address: str, actions: list[str]
) -> None:
    reviewer.get(address)
    assert told == [(action, address) for action in actions]


@pytest.mark.parametrize("kind", ["chart/x.svg", "table/x.csv", "chart/unanswered.svg"])
def test_a_figure_that_is_none_is_not_found(reviewer: Client, kind: str) -> None:
    assert reviewer.get(f"/figures/{kind}").status_code == 404


def test_a_period_that_is_none_is_told(reviewer: Client) -> None:
    page = reviewer.get("/figures/", {"since": "2026-11-26", "until": "2026-11-25"}).content.decode()
    assert "The first day is after the last." in page


def test_days_that_are_still_counted_are_told(reviewer: Client) -> None:
    assert "still being counted" not in reviewer.get("/figures/", DAYS).content.decode()
    Stale.objects.create(day="2026-11-25")
    assert "still being counted" in reviewer.get("/figures/", DAYS).content.decode()


@pytest.mark.parametrize(
    ("name", "now", "before", "change"),
    [
        ("会話", "5", "1", "+400.0%"),
        ("発言", "5", "1", "+400.0%"),
        ("電話の案内なしで回答", "60.0%", "100.0%", "-40.0ポイント"),
        ("理解できず", "20.0%", "0.0%", "+20.0ポイント"),
        ("「役に立った」の割合（評価のうち）", "100.0%", "–", "–"),
        ("受付時間外の発言の割合", "0.0%", "0.0%", "+0.0ポイント"),
    ],
)
def test_the_report_sets_the_month_beside_the_one_before(
    reviewer: Client, name: str, now: str, before: str, change: str
) -> None:
    page = reviewer.get("/figures/report/", {"month": "2026-11"})
    assert [(one.now, one.before, one.change) for one in page.context["lines"] if one.name == name] == [
        (now, before, change)
    ]


def test_the_report_is_japanese_whoever_reads_it_and_so_are_its_charts(reviewer: Client) -> None:
    page = reviewer.get("/figures/report/", {"month": "2026-11"}).content.decode()
    assert '<html lang="ja">' in page
    assert "月次報告" in page
    chart = reviewer.get("/figures/chart/hours.svg", DAYS | {"paper": "1"}).content.decode()
    assert "受付時間外" in chart
    assert "prefers-color-scheme" not in chart


@pytest.mark.parametrize("month", ["", "x", "2026-13", "0001-01", "9999-12", "2026-11-01"])
def test_a_month_that_is_none_is_the_last_one_that_is_over(reviewer: Client, month: str) -> None:
    page = reviewer.get("/figures/report/", {"month": month})
    assert page.status_code == 200
    assert page.context["is_over"]
