"""The load generator against a real server: Sanic alone."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from benchmarks.serving.load import GENERATOR, IDLE, LENGTH, Plan, load
from benchmarks.serving.processes import memory, processor_seconds, tree
from benchmarks.serving.systems import BOT, System, bare
from madoguchi.serving.ports import HOST, free_ports

QUESTIONS = {"ja": ["無料ですか"], "en": ["Is it free?"]}


@pytest.fixture(scope="module")
def system() -> Iterator[System]:
    with bare() as started:
        yield started


def plan(addresses: tuple[str, ...], **more: object) -> Plan:
    return Plan("website", addresses, QUESTIONS, conversations=3, seconds=0.5, warm_up=0.1, **more)  # type: ignore[arg-type]


def test_what_is_answered_within_the_time_is_counted_and_timed(system: System) -> None:
    one = load(plan(system.addresses, processes=system.processes))
    assert 0 < one.answered <= sum(map(len, one.conversations))
    assert len(one.latencies) > 0
    assert not one.errors
    assert one.processor.keys() == {BOT, GENERATOR, IDLE}
    assert all(len(answers) <= LENGTH for answers in one.conversations)


def test_messages_have_ids_of_their_own(system: System) -> None:
    ids = [answer.id for answers in load(plan(system.addresses)).conversations for answer in answers]
    assert len(set(ids)) == len(ids)


def test_with_a_rate_no_more_is_sent_than_that(system: System) -> None:
    one = load(plan(system.addresses, rate=10))
    # 0.6 seconds, and the first message of each place
    assert sum(map(len, one.conversations)) <= 6 + 3


def test_what_is_no_answer_is_counted_and_not_timed() -> None:
    one = load(plan((f"http://{HOST}:{free_ports(1)[0]}",)))
    assert one.errors.total() > 0
    assert (one.answered, one.latencies) == (0, [])


def test_a_process_is_told_with_all_below_it(system: System) -> None:
    assert set(tree(os.getpid())) >= {os.getpid(), *system.processes[BOT]}
    assert processor_seconds([os.getpid()]) > 0
    own = memory([os.getpid()])
    assert 0 < own.own < own.resident
