"""Spans say what was done, and nothing that a resident wrote."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from madoguchi import tracing

WORDS = "my number is secret"


@pytest.fixture
def spans() -> Iterator[InMemorySpanExporter]:
    exporter = InMemorySpanExporter()
    assert tracing.start({}, exporter)
    yield exporter
    tracing.stop()


def only(spans: InMemorySpanExporter, name: str) -> ReadableSpan:
    [found] = [one for one in spans.get_finished_spans() if one.name == name]
    return found


async def test_a_part_of_a_turn_lies_within_it(spans: InMemorySpanExporter) -> None:
    async def parse(text: str) -> dict[str, Any]:
        return {"intent": {"name": "greet"}, "text": text}

    part = SimpleNamespace(parse=parse)
    tracing.follow(part, "parse", "understand", lambda result: {"intent": result["intent"]["name"]})
    with tracing.span("turn", channel="website"):
        assert (await part.parse(WORDS))["text"] == WORDS
    turn, understood = only(spans, "turn"), only(spans, "understand")
    assert understood.parent is not None
    assert turn.context is not None
    assert understood.parent.span_id == turn.context.span_id
    assert dict(turn.attributes or {}) == {"madoguchi.channel": "website"}
    assert dict(understood.attributes or {}) == {"madoguchi.intent": "greet"}
    assert turn.resource.attributes["service.name"] == "madoguchi"


async def test_an_exception_is_told_by_its_type_alone(spans: InMemorySpanExporter) -> None:
    with pytest.raises(ValueError, match=WORDS), tracing.span("turn"):
        raise ValueError(WORDS)
    failed = only(spans, "turn")
    assert failed.status.description == "ValueError"
    assert not failed.events
    assert WORDS not in failed.to_json()


async def test_while_tracing_is_off_a_part_does_what_it_did() -> None:
    async def save(what: int) -> int:
        return what + 1

    part = SimpleNamespace(save=save)
    tracing.follow(part, "save", "write")
    assert await part.save(1) == 2


def test_without_a_collector_nothing_of_opentelemetry_is_imported() -> None:
    asked = "import sys; from madoguchi import tracing; on = tracing.start({}); "
    told = asked + "print(on, any(name.startswith('opentelemetry') for name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]
