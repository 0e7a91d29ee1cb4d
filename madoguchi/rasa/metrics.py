"""What is counted of the bot's work, for Prometheus, on a port of its own. Labels hold nothing of a resident's.

Intents, languages and recognisers are ours to name, so that nobody can grow the table by what they send.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from wsgiref.simple_server import WSGIServer

from prometheus_client import CollectorRegistry, Counter, Histogram, disable_created_metrics, start_http_server

PORT, HOST = "MADOGUCHI_METRICS_PORT", "MADOGUCHI_METRICS_HOST"
"""The environment's variables. Without a port nothing is served."""
LOOPBACK = "127.0.0.1"
SECONDS = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10)
FALLBACK = "nlu_fallback"

# A line more for each, and nobody asks since when it has been counted.
disable_created_metrics()  # type: ignore[no-untyped-call]
REGISTRY = CollectorRegistry()
MESSAGES = Counter(
    "madoguchi_messages", "Residents' messages that were answered", ["channel", "language", "intent"], registry=REGISTRY
)
FALLBACKS = Counter("madoguchi_fallbacks", "Messages that were not understood", ["language"], registry=REGISTRY)
HANDOFFS = Counter("madoguchi_handoffs", "Answers that hand off to the telephone", ["language"], registry=REGISTRY)
MASKED = Counter("madoguchi_masked", "What the privacy gate removed", ["recogniser"], registry=REGISTRY)
TURNS = Histogram(
    "madoguchi_turn_seconds", "From a message to its answer", ["channel"], buckets=SECONDS, registry=REGISTRY
)
STORE_FAILURES = Counter("madoguchi_store_failures", "What the store could not do", ["kind"], registry=REGISTRY)
ACTION_FAILURES = Counter("madoguchi_action_failures", "Turns answered by the apology", registry=REGISTRY)


def answered(channel: str, language: str, intent: str, handoff: bool) -> None:
    """Counts a message with the reply that was composed to it."""
    MESSAGES.labels(channel, language, intent).inc()
    if intent == FALLBACK:
        FALLBACKS.labels(language).inc()
    if handoff:
        HANDOFFS.labels(language).inc()


def masked(found: Mapping[str, int]) -> None:
    """Counts what was masked, by recogniser."""
    for recogniser, count in found.items():
        MASKED.labels(recogniser).inc(count)


def store_failed(kind: str) -> None:
    """Counts a failure of the tracker store; `kind` is a word of the store's own, such as `unavailable`."""
    STORE_FAILURES.labels(kind).inc()


def action_failed() -> None:
    """Counts a turn in which Rasa had nothing to say."""
    ACTION_FAILURES.inc()


@contextmanager
def turn(channel: str) -> Iterator[None]:
    """Measures how long a turn takes, failed ones included."""
    begin = time.perf_counter()
    try:
        yield
    finally:
        TURNS.labels(channel).observe(time.perf_counter() - begin)


class MetricsPortError(Exception):
    """The metrics cannot be served where the environment says."""


_serving: list[WSGIServer] = []


def serve(environment: Mapping[str, str] = os.environ) -> None:
    """Serves the metrics, if the environment names a port. Raises MetricsPortError, in one line."""
    port, host = environment.get(PORT, ""), environment.get(HOST) or LOOPBACK
    if not port or _serving:
        return
    if not port.isdecimal() or not 0 < int(port) <= 65535:
        raise MetricsPortError(f"{PORT}: not a port: {port}")
    try:
        server, _ = start_http_server(int(port), host, REGISTRY)
    except OSError as error:
        raise MetricsPortError(f"{PORT}: metrics cannot be served on {host}:{port}: {error.strerror}") from None
    _serving.append(server)


def stop() -> None:
    """Frees the port."""
    for server in _servers():
        server.shutdown()
        server.server_close()


def _servers() -> Iterable[WSGIServer]:
    while _serving:
        yield _serving.pop()
