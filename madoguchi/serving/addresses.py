"""From where somebody comes, also through proxies of ours."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping, Sequence

VARIABLE = "MADOGUCHI_PROXIES"
"""Networks such as `10.42.0.0/16`, separated by commas, whose word on whom they speak for counts."""
LOOPBACK = ("127.0.0.0/8", "::1/128")

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def proxies(environment: Mapping[str, str]) -> tuple[Network, ...]:
    """This machine, and what the environment names. Raises ValueError for what is no network."""
    named = [one.strip() for one in environment.get(VARIABLE, "").split(",") if one.strip()]
    try:
        return tuple(ipaddress.ip_network(one) for one in (*LOOPBACK, *named))
    except ValueError as error:
        raise ValueError(f"{VARIABLE}: {error}") from None


def client_address(peer: str, forwarded: str, trusted: Sequence[Network]) -> str:
    """The peer's address, or whom it speaks for where it is a trusted proxy; empty for what is no address.

    A proxy adds the address that it sees at the end of X-Forwarded-For. What stands before may be the client's own
    invention, so the last that is no proxy counts.
    """
    seen = _parsed(peer)
    if seen is None or not _is_among(seen, trusted):
        return str(seen or "")
    for given in reversed(forwarded.split(",")):
        address = _parsed(given.strip())
        if address is None:
            break
        if not _is_among(address, trusted):
            return str(address)
    return str(seen)


def _is_among(address: Address, networks: Sequence[Network]) -> bool:
    return any(address in network for network in networks)


def _parsed(given: str) -> Address | None:
    try:
        address = ipaddress.ip_address(given.partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
