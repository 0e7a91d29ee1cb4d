"""TCP ports of this machine."""

from __future__ import annotations

import socket
from collections.abc import Iterator, Mapping
from contextlib import ExitStack

HOST = "127.0.0.1"
"""Who may reach the servers: this machine alone, a proxy in front of them included."""
BOT = 5005
ACTIONS = 5055
METRICS = 5065
REVIEW = 5075
HOW_TO_CHANGE = {
    BOT: "--port or MADOGUCHI_PORT",
    ACTIONS: "--actions-port or MADOGUCHI_ACTIONS_PORT",
    METRICS: "--metrics-port or MADOGUCHI_METRICS_PORT",
    REVIEW: "--review-port or MADOGUCHI_REVIEW_PORT",
}


class PortTaken(Exception):
    """Another program listens where one of ours should."""


def refuse_taken(ports: Mapping[int, str]) -> None:
    """Raises PortTaken for each of the ports that is taken; the value says how to choose another."""
    taken = [f"port {port} is taken; choose another by {how}" for port, how in ports.items() if is_taken(port)]
    if taken:
        raise PortTaken("\n".join(taken))


def is_taken(port: int) -> bool:
    with socket.socket() as trial:
        # As servers do: what a stopped server left behind for a minute does not count.
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((HOST, port))
        except OSError:
            return True
    return False


def free_ports(count: int) -> list[int]:
    """Ports that nobody listens on, all different."""
    with ExitStack() as held:
        return list(_bound(held, count))


def _bound(held: ExitStack, count: int) -> Iterator[int]:
    for _ in range(count):
        trial = held.enter_context(socket.socket())
        trial.bind((HOST, 0))
        yield trial.getsockname()[1]
