"""Whose address counts: a proxy is believed only if it is this machine."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from review.audit.address import client_address

CASES = [
    # peer, X-Forwarded-For, whom it counts for
    ("192.0.2.1", "", "192.0.2.1"),
    ("127.0.0.1", "", "127.0.0.1"),
    ("127.0.0.1", "203.0.113.5", "203.0.113.5"),
    ("::1", "2001:db8::5", "2001:db8::5"),
    ("::ffff:127.0.0.1", "203.0.113.5", "203.0.113.5"),
    # what comes from elsewhere invents its header
    ("192.0.2.1", "203.0.113.5", "192.0.2.1"),
    ("10.0.0.7", "127.0.0.1", "10.0.0.7"),
    # a client's own header comes before what the proxy adds
    ("127.0.0.1", "198.51.100.9, 203.0.113.5", "203.0.113.5"),
    ("127.0.0.1", "x, 203.0.113.5", "203.0.113.5"),
    # two proxies on this machine
    ("127.0.0.1", "203.0.113.5, 127.0.0.1", "203.0.113.5"),
    # nonsense
    ("127.0.0.1", "nobody", "127.0.0.1"),
    ("127.0.0.1", "203.0.113.5, <script>", "127.0.0.1"),
    ("127.0.0.1", ",,", "127.0.0.1"),
    ("", "203.0.113.5", ""),
    ("fe80::1%eth0", "", "fe80::1"),
]


@pytest.mark.parametrize(("peer", "forwarded", "expected"), CASES)
def test_an_address_is_the_clients(peer: str, forwarded: str, expected: str) -> None:
    request = RequestFactory().get("/", REMOTE_ADDR=peer, HTTP_X_FORWARDED_FOR=forwarded)
    assert client_address(request) == expected
