"""The first administrator, made on the command line; the others are made in the app."""

from __future__ import annotations

from django.contrib.auth.models import Group, User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from review.audit.actions import ACCOUNT_CREATED
from review.site.auditing import record
from review.site.roles import Role


class Refused(Exception):
    """The name or the password will not do; says why."""


@transaction.atomic
def create(name: str, password: str) -> User:
    """Raises Refused."""
    user = User(username=name)
    try:
        user.full_clean(exclude=["password"])
        validate_password(password, user)
    except ValidationError as error:
        raise Refused("\n".join(error.messages)) from None
    user.set_password(password)
    user.save()
    user.groups.add(Group.objects.get(name=Role.ADMINISTRATOR.group))
    record(None, ACCOUNT_CREATED, name, role=Role.ADMINISTRATOR.group)
    return user
