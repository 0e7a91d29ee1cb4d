"""A turn as the collector sees it: its parts, and no word of it."""

from __future__ import annotations

import httpx
import pytest
from opentelemetry.proto.trace.v1.trace_pb2 import Span

from tests.services import until
from tests.stack.collector import Collector
from tests.website.conftest import Resident, text

pytestmark = pytest.mark.timeout(600)
PARTS = {"understand", "answer", "action", "read", "write"}
SAID = "I want to talk to a person"  # goes through the action server


def trace_of(collector: Collector, intent: str) -> list[Span]:
    """The spans of the turn in which this was understood."""
    spans = collector.spans
    traces = {one.trace_id for one in spans if intent in {value.value.string_value for value in one.attributes}}
    return [one for one in spans if one.trace_id in traces]


def test_a_turn_is_told_in_its_parts_and_without_a_word(http: httpx.Client, collector: Collector) -> None:
    resident = Resident(http, "en")
    answer = text(resident.say(SAID))
    until(lambda: {one.name for one in trace_of(collector, "human_handoff")} >= {"turn", *PARTS})
    spans = trace_of(collector, "human_handoff")
    turns = {one.span_id for one in spans if one.name == "turn"}
    assert {one.name for one in spans if one.parent_span_id in turns} >= PARTS
    told = b"".join(collector.came)
    assert SAID.encode() not in told
    assert answer.encode()[:40] not in told
    assert resident.session["token"].encode() not in told
