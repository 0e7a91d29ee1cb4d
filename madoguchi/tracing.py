"""Traces of turns by OpenTelemetry, where the environment names a collector; else nothing is even imported.

A span holds what kind of turn it was, never a word, an id or an address: exceptions are told by their type alone.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT"
"""OpenTelemetry's own variable, as are those for sampling and the service's name."""
SERVICE, NAME = "OTEL_SERVICE_NAME", "madoguchi"

Told = Callable[[Any], Mapping[str, str]]
_tracer: Any = None


def start(environment: Mapping[str, str] = os.environ, exporter: Any = None) -> bool:
    """Whether spans are made from here on; `exporter` stands in for the collector."""
    global _tracer
    if exporter is None and not environment.get(ENDPOINT):
        return False
    from opentelemetry.sdk.resources import SERVICE_NAME, Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor, SimpleSpanProcessor

    provider = TracerProvider(resource=Resource.create({SERVICE_NAME: environment.get(SERVICE) or NAME}))
    if exporter is not None:
        provider.add_span_processor(SimpleSpanProcessor(exporter))
    else:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter

        provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    _tracer = provider.get_tracer(NAME)
    return True


def stop() -> None:
    """No more spans from here on."""
    global _tracer
    _tracer = None


def span(name: str, **attributes: str) -> AbstractContextManager[Any]:
    """Within, this is what is being done. Costs nothing while tracing is off."""
    return nullcontext() if _tracer is None else _span(name, attributes)


@contextmanager
def _span(name: str, attributes: Mapping[str, str]) -> Iterator[Any]:
    from opentelemetry.trace import Status, StatusCode

    given = {f"{NAME}.{key}": value for key, value in attributes.items()}
    # OpenTelemetry would write down an exception's text, which may quote a resident.
    with _tracer.start_as_current_span(
        name, attributes=given, record_exception=False, set_status_on_exception=False
    ) as current:
        try:
            yield current
        except BaseException as error:
            current.set_status(Status(StatusCode.ERROR, type(error).__name__))
            raise


def follow(part: Any, method: str, name: str, told: Told = lambda result: {}) -> None:
    """From here on each call of the part's method makes a span, with what is told of its result."""
    followed: Callable[..., Awaitable[Any]] = getattr(part, method)

    @functools.wraps(followed)
    async def call(*given: Any, **named: Any) -> Any:
        with span(name) as current:
            result = await followed(*given, **named)
            if current is not None:
                current.set_attributes({f"{NAME}.{key}": value for key, value in told(result).items()})
            return result

    setattr(part, method, call)
