"""nginx takes its template with the values of each place."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT
from tests.services import program
from tests.stack.proxy import ACTIONS, Site, certify, write

NAMES = re.compile(r"\b(bot|bot-1|bot-2|review):(?=\d)")
"""Hosts of the places; this machine does not know them."""
REQUIRED = re.compile(r"\$\{\w+:\?[^}]*?(such as ([^}]+))?\}")


def of_compose() -> dict[str, str]:
    """Its values; what whoever sets it up must give, as the file's own examples have it."""
    values = yaml.safe_load((ROOT / "deploy/compose.yaml").read_text("utf8"))["services"]["nginx"]["environment"]
    return {name: REQUIRED.sub(lambda found: found[2] or "review.example.jp", value) for name, value in values.items()}


def of_kubernetes() -> dict[str, str]:
    [values] = [
        dict(one["data"])
        for one in yaml.safe_load_all((ROOT / "deploy/kubernetes/settings.yaml").read_text("utf8"))
        if one["metadata"]["name"] == "site"
    ]
    return values


def of_this_machine() -> dict[str, str]:
    return Site(1, 2, 3, 4, (5, 6), (7, 8), 9).settings(Path("/tmp"))


PLACES = {"compose": of_compose, "kubernetes": of_kubernetes, "make stack": of_this_machine}


@pytest.mark.parametrize("values", PLACES.values(), ids=PLACES)
def test_nginx_takes_the_configuration(values: object, tmp_path: Path) -> None:
    given = values()  # type: ignore[operator]
    certify(tmp_path)
    here = {name: NAMES.sub("127.0.0.1:", value) for name, value in given.items()}
    here |= {"SITE_TEMPORARY": str(tmp_path), "SITE_CERTIFICATES": str(tmp_path)}
    here["SITE_MORE"] = str(tmp_path / ACTIONS)
    file = write(tmp_path, of_this_machine() | here)
    tried = subprocess.run([program("nginx"), "-t", "-p", tmp_path, "-c", file], capture_output=True, text=True)
    assert tried.returncode == 0, tried.stderr


def asked() -> set[str]:
    return set(re.findall(r"\$\{(SITE_\w+)\}", (ROOT / "deploy/nginx/nginx.conf.template").read_text("utf8")))


@pytest.mark.parametrize("values", PLACES.values(), ids=PLACES)
def test_a_place_has_a_value_for_all_that_the_template_asks(values: object) -> None:
    assert asked() - {"SITE_"} <= values().keys()  # type: ignore[operator]
