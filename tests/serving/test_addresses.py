"""Whose address counts: a proxy is believed only if it is one of ours."""

from __future__ import annotations

import pytest

from madoguchi.serving.addresses import VARIABLE, client_address, proxies

OURS = proxies({VARIABLE: "10.42.0.0/16, fd00::/8"})
CASES = [
    # peer, X-Forwarded-For, whom it counts for
    ("192.0.2.1", "", "192.0.2.1"),
    ("127.0.0.1", "203.0.113.5", "203.0.113.5"),
    ("10.42.0.7", "203.0.113.5", "203.0.113.5"),
    ("fd00::7", "2001:db8::5", "2001:db8::5"),
    # two of our proxies, one behind the other
    ("10.42.0.7", "203.0.113.5, 10.42.3.9", "203.0.113.5"),
    # what comes from elsewhere invents its header
    ("10.43.0.7", "203.0.113.5", "10.43.0.7"),
    # a client's own header comes before what the proxy adds
    ("10.42.0.7", "198.51.100.9, 203.0.113.5", "203.0.113.5"),
    # nonsense
    ("10.42.0.7", "nobody", "10.42.0.7"),
    ("", "203.0.113.5", ""),
]


@pytest.mark.parametrize(("peer", "forwarded", "expected"), CASES)
def test_an_address_is_the_clients(peer: str, forwarded: str, expected: str) -> None:
    assert client_address(peer, forwarded, OURS) == expected


@pytest.mark.parametrize("named", ["nobody", "10.42.0.1/16", "10.42.0.0/99"])
def test_what_is_no_network_is_refused_by_name(named: str) -> None:
    with pytest.raises(ValueError, match=VARIABLE):
        proxies({VARIABLE: named})
