"""TCP ports of this machine."""

from __future__ import annotations

import random
import socket
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, suppress
from itertools import islice

HOST = "127.0.0.1"
"""Who may reach the servers: this machine alone, a proxy in front of them included."""
BOT = 5005
ACTIONS = 5055
METRICS = 5065
REVIEW = 5075
OUR_OWN = range(20_000, 32_768)
"""Below those that Linux and macOS give to whoever calls out: such a port may be taken while its server is down."""
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
    """Ports that nobody listens on, all different; a server that is restarted will find its own free again."""
    with ExitStack() as held:
        return list(islice(_bound(held), count))


def _bound(held: ExitStack) -> Iterator[int]:
    for port in random.sample(OUR_OWN, len(OUR_OWN)):
        trial = held.enter_context(socket.socket())
        with suppress(OSError):
            trial.bind((HOST, port))
            yield port
