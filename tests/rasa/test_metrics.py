"""Counting, and the port of its own."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from urllib.request import urlopen

import pytest

from madoguchi.rasa import metrics
from madoguchi.serving.ports import HOST, free_ports, is_taken


@pytest.fixture
def port() -> Iterator[int]:
    [port] = free_ports(1)
    yield port
    metrics.stop()


def count(name: str, **labels: str) -> float:
    return metrics.REGISTRY.get_sample_value(name, labels) or 0


def test_they_are_served_on_a_port_of_their_own_until_the_end(port: int) -> None:
    metrics.serve({metrics.PORT: str(port)})
    metrics.serve({metrics.PORT: str(port)})
    with urlopen(f"http://{HOST}:{port}/metrics") as answer:
        assert b"madoguchi_messages_total" in answer.read()
    metrics.stop()
    assert not is_taken(port)


def test_without_a_port_none_are_served() -> None:
    metrics.serve({})
    assert not metrics._serving


def test_a_port_that_is_taken_is_told_in_one_line() -> None:
    with socket.create_server((HOST, 0)) as other:
        address = f"{HOST}:{other.getsockname()[1]}"
        with pytest.raises(metrics.MetricsPortError) as error:
            metrics.serve({metrics.PORT: address.partition(":")[2]})
    told = f"MADOGUCHI_METRICS_PORT: metrics cannot be served on {address}: Address already in use"
    assert str(error.value) == told


@pytest.mark.parametrize("port", ["http", "0", "65536", "-1"])
def test_a_port_that_is_none_is_told(port: str) -> None:
    with pytest.raises(metrics.MetricsPortError, match="MADOGUCHI_METRICS_PORT: not a port"):
        metrics.serve({metrics.PORT: port})


def test_a_fallback_and_a_handoff_count_beside_the_message() -> None:
    before = [count("madoguchi_fallbacks_total", language="ko"), count("madoguchi_handoffs_total", language="ko")]
    metrics.answered("line", "ko", "nlu_fallback", True)
    metrics.answered("line", "ko", "greet", False)
    assert count("madoguchi_messages_total", channel="line", language="ko", intent="greet") == 1
    assert count("madoguchi_fallbacks_total", language="ko") == before[0] + 1
    assert count("madoguchi_handoffs_total", language="ko") == before[1] + 1


def test_failures_of_the_store_count_by_kind_and_of_the_actions_together() -> None:
    before = [count("madoguchi_store_failures_total", kind="unavailable"), count("madoguchi_action_failures_total")]
    metrics.store_failed("unavailable")
    metrics.action_failed()
    assert count("madoguchi_store_failures_total", kind="unavailable") == before[0] + 1
    assert count("madoguchi_action_failures_total") == before[1] + 1


def test_a_turn_that_fails_took_time_too() -> None:
    with pytest.raises(KeyError), metrics.turn("line"):
        raise KeyError
    assert count("madoguchi_turn_seconds_count", channel="line") == 1
