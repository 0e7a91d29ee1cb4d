"""What is done before anything of Django is used."""

from __future__ import annotations

import os

import django

from madoguchi import logs
from review.site import catalogue
from review.site.places import ROOT, VAR

SETTINGS = "review.site.settings"


def prepare() -> None:
    """Settings, words and logs; can be called again."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    catalogue.compile_all(ROOT / "review", VAR / "review-words")
    logs.install()
    logs.seal()
    django.setup()


def migrate() -> None:
    """Brings the review app's database to the present form."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
