"""From where somebody comes, also behind a proxy on the same machine."""

from __future__ import annotations

import ipaddress

from django.http import HttpRequest

FORWARDED = "HTTP_X_FORWARDED_FOR"


def client_address(request: HttpRequest) -> str:
    """The peer's address; what a proxy says of whom it speaks for is believed only if that proxy is this machine.

    A proxy adds the address that it sees at the end of X-Forwarded-For. What stands before may be the client's own
    invention, so the last that is not this machine counts.
    """
    peer = _parsed(request.META.get("REMOTE_ADDR", ""))
    if peer is None or not peer.is_loopback:
        return str(peer or "")
    for given in reversed(request.META.get(FORWARDED, "").split(",")):
        address = _parsed(given.strip())
        if address is None:
            break
        if not address.is_loopback:
            return str(address)
    return str(peer)


def _parsed(given: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        address = ipaddress.ip_address(given.partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
