"""Webhooks sent to a bot from a process of their own, so that sending takes nothing from what is measured."""

from __future__ import annotations

import asyncio
import multiprocessing
import time
from http import HTTPStatus

import aiohttp

from tests.line.webhooks import signature

CONNECTIONS = 50


def load(address: str, deliveries: list[bytes], secret: str, rate: float) -> list[float]:
    """Seconds until each was answered. Raises RuntimeError where one gets no 200."""
    signed = [(body, signature(secret, body)) for body in deliveries]
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_run, (address, signed, rate))


def _run(address: str, signed: list[tuple[bytes, str]], rate: float) -> list[float]:
    return asyncio.run(_send(address, signed, rate))


async def _send(address: str, signed: list[tuple[bytes, str]], rate: float) -> list[float]:
    """`rate` webhooks a second, whether or not those before were answered."""
    connector = aiohttp.TCPConnector(limit=CONNECTIONS)
    async with aiohttp.ClientSession(connector=connector) as client:
        tasks = []
        start = time.perf_counter()
        for number, (body, signature) in enumerate(signed):
            await asyncio.sleep(max(0.0, start + number / rate - time.perf_counter()))
            tasks.append(asyncio.create_task(_post(client, address, body, signature)))
        return list(await asyncio.gather(*tasks))


async def _post(client: aiohttp.ClientSession, address: str, body: bytes, signature: str) -> float:
    start = time.perf_counter()
    async with client.post(address, data=body, headers={"x-line-signature": signature}) as response:
        if response.status != HTTPStatus.OK:
            raise RuntimeError(f"a webhook got {response.status}")
    return time.perf_counter() - start
