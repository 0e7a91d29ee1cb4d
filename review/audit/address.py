"""From where somebody comes, also behind a proxy."""

from __future__ import annotations

import os

from django.http import HttpRequest

from madoguchi.serving import addresses

FORWARDED = "HTTP_X_FORWARDED_FOR"
_trusted = addresses.proxies(os.environ)


def client_address(request: HttpRequest) -> str:
    """What is written down, and what logins are counted by."""
    return addresses.client_address(request.META.get("REMOTE_ADDR", ""), request.META.get(FORWARDED, ""), _trusted)
