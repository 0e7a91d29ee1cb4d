"""Alerts and dashboard name metrics that there are, and every alert is explained."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from madoguchi.rasa.metrics import REGISTRY
from tests.conftest import ROOT
from tests.services import program

FOLDER = ROOT / "deploy/prometheus"
RULES = FOLDER / "rules.yaml"
TESTS = ROOT / "tests/deploy/rules.test.yaml"
OURS = re.compile(r"\bmadoguchi_[a-z0-9_]+")
LABELS = re.compile(r"\b(madoguchi_[a-z0-9_]+)\{([^}]*)\}")
SUFFIXES = {"counter": ("_total",), "histogram": ("_bucket", "_count", "_sum")}
OF_PROMETHEUS = {"le", "instance", "namespace", "pod"}


def samples() -> dict[str, set[str]]:
    """What the bots' metrics port tells, with the labels."""
    labels = {
        collector._name: set(collector._labelnames)
        for collector in REGISTRY._collector_to_names  # type: ignore[attr-defined]
    }
    return {
        metric.name + suffix: labels[metric.name] for metric in REGISTRY.collect() for suffix in SUFFIXES[metric.type]
    }


def alerts() -> list[dict[str, Any]]:
    return [rule for group in yaml.safe_load(RULES.read_text("utf8"))["groups"] for rule in group["rules"]]


def expressions() -> Iterator[tuple[str, str]]:
    yield from ((rule["alert"], rule["expr"]) for rule in alerts())
    for panel in json.loads((ROOT / "deploy/grafana/dashboard.json").read_text(encoding="utf8"))["panels"]:
        yield from ((panel["title"], target["expr"]) for target in panel["targets"])
    for rule in yaml.safe_load((FOLDER / "adapter.yaml").read_text("utf8"))["rules"]:
        yield rule["name"]["as"], rule["seriesQuery"]


EXPRESSIONS = list(expressions())


@pytest.mark.parametrize(("name", "expression"), EXPRESSIONS, ids=[name for name, _ in EXPRESSIONS])
def test_every_metric_that_is_named_exists_with_its_labels(name: str, expression: str) -> None:
    known = samples()
    assert set(OURS.findall(expression)) <= known.keys()
    for metric, chosen in LABELS.findall(expression):
        assert set(re.findall(r"(\w+)\s*[!=]", chosen)) <= known[metric] | OF_PROMETHEUS


def test_every_metric_is_shown() -> None:
    shown = {metric for _, expression in EXPRESSIONS for metric in OURS.findall(expression)}
    assert {metric.name for metric in REGISTRY.collect()} <= {
        re.sub(r"_(total|bucket|count|sum)$", "", metric) for metric in shown
    }


def test_the_panels_do_not_lie_over_each_other() -> None:
    taken: set[tuple[int, int]] = set()
    for panel in json.loads((ROOT / "deploy/grafana/dashboard.json").read_text(encoding="utf8"))["panels"]:
        place = panel["gridPos"]
        cells = {(place["x"] + x, place["y"] + y) for x in range(place["w"]) for y in range(place["h"])}
        assert not cells & taken
        assert max(x for x, _ in cells) < 24
        taken |= cells


@pytest.mark.parametrize("alert", alerts(), ids=lambda alert: str(alert["alert"]))
def test_an_alert_says_how_urgent_it_is_and_where_to_read_on(alert: dict[str, Any]) -> None:
    assert alert["labels"]["severity"] in {"page", "ticket"}
    told = (ROOT / "docs/operation.md").read_text(encoding="utf8")
    assert re.search(rf"^\| `{alert['annotations']['runbook']}` \|", told, re.MULTILINE)


@pytest.mark.parametrize(
    "command", [["check", "rules", RULES], ["check", "config", FOLDER / "prometheus.yaml"], ["test", "rules", TESTS]]
)
def test_prometheus_takes_the_rules_and_they_come_when_they_should(command: list[Any]) -> None:
    done = subprocess.run(
        [program("promtool"), *command], cwd=TESTS.parent, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
