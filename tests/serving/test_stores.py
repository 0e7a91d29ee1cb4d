"""Which database and Redis the environment names."""

from __future__ import annotations

from pathlib import Path

import pytest

from madoguchi.serving.stores import BadSetting, database, days_kept, variables
from madoguchi.store.database import Settings, connect
from tests.conftest import ROOT

FILE = Path("var/madoguchi.db")
SERVER = {
    "MADOGUCHI_DB": "ward",
    "MADOGUCHI_DB_DIALECT": "postgresql",
    "MADOGUCHI_DB_HOST": "db.example:5433",
    "MADOGUCHI_DB_USER": "bot",
    "MADOGUCHI_DB_PASSWORD": "p@ss",
}


def test_without_a_word_it_is_a_file() -> None:
    assert database({}, FILE) == Settings("var/madoguchi.db", "sqlite")


def test_what_the_environment_names_is_what_rasa_is_told() -> None:
    settings = database(SERVER, FILE)
    assert variables(settings, "redis://x") == SERVER | {"MADOGUCHI_REDIS": "redis://x"}
    url = connect(settings).url
    assert (url.host, url.port, url.database, url.password) == ("db.example", 5433, "ward", "p@ss")


def test_a_whole_url_will_do() -> None:
    settings = database({"MADOGUCHI_DB_HOST": "postgresql://bot:x@db.example/ward"}, FILE)
    assert connect(settings).url.host == "db.example"


def test_endpoints_ask_for_nothing_else() -> None:
    asked = (ROOT / "endpoints.yml").read_text(encoding="utf8")
    assert all(f"${{{name}}}" in asked for name in variables(Settings("x")))
    assert asked.count("${") == len(variables(Settings("x"))) + 1  # the action server


@pytest.mark.parametrize(
    ("given", "days"), [({}, 90), ({"MADOGUCHI_KEEP_DAYS": ""}, 90), ({"MADOGUCHI_KEEP_DAYS": "7"}, 7)]
)
def test_days_are_those_of_the_setting(given: dict[str, str], days: int) -> None:
    assert days_kept(given) == days


@pytest.mark.parametrize("given", ["0", "-1", "ninety", "1.5"])
def test_what_is_no_number_of_days_is_refused(given: str) -> None:
    with pytest.raises(BadSetting, match="MADOGUCHI_KEEP_DAYS"):
        days_kept({"MADOGUCHI_KEEP_DAYS": given})
