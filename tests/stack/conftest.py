"""One stack for all of these tests, connected to a platform of LINE's and to a collector of traces."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from madoguchi.line.menus import alias
from tests.conftest import LOCALES
from tests.line.conftest import SECRET, TOKEN
from tests.line.platform import Platform, Running
from tests.stack.collector import Collector
from tests.stack.topology import Stack, stack


@pytest.fixture(scope="session")
def platform() -> Iterator[Platform]:
    with Running(Platform(TOKEN)) as platform:
        platform.menus.aliases = {alias(locale): f"richmenu-{locale}" for locale in LOCALES}
        yield platform


@pytest.fixture(scope="session")
def collector() -> Iterator[Collector]:
    with Collector() as collector:
        yield collector


@pytest.fixture(scope="session")
def running(platform: Platform, collector: Collector) -> Iterator[Stack]:
    line = {"MADOGUCHI_LINE_SECRET": SECRET, "MADOGUCHI_LINE_TOKEN": TOKEN, "MADOGUCHI_LINE_API": platform.address}
    traces = {"OTEL_EXPORTER_OTLP_ENDPOINT": collector.address, "OTEL_BSP_SCHEDULE_DELAY": "200"}
    with stack(line | traces) as running:
        yield running


@pytest.fixture
def http(running: Stack) -> Iterator[httpx.Client]:
    """Through nginx."""
    address = f"{running.address}/webhooks/website"
    with httpx.Client(base_url=address, timeout=60, trust_env=False, verify=running.nginx.trust) as client:
        yield client
