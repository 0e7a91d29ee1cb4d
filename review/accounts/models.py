"""What is kept of an account beside Django's own user."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Temporary(models.Model):
    """A password that an administrator has seen: whoever logs in with it chooses another before anything else."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="temporary")

    def __str__(self) -> str:
        return f"{self.user_id}"
