"""Passwords that an administrator hands over."""

from __future__ import annotations

import secrets

from django.contrib.auth.models import User

from review.accounts.models import Temporary

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that are taken for one another."""
GROUPS, OF = 4, 5
"""Twenty letters of 31: 99 bits."""


def generated() -> str:
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(OF)) for _ in range(GROUPS))


def set_temporary(user: User) -> str:
    """Gives an account a new password, to be changed at the first login; returns it, for it is kept nowhere."""
    password = generated()
    user.set_password(password)
    user.save(update_fields=["password"])
    Temporary.objects.get_or_create(user=user)
    return password
