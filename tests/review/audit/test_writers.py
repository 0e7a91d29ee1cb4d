"""Many who write at once keep one chain, in several threads of several processes, on either database."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from madoguchi.store.database import Settings
from tests.conftest import ROOT
from tests.review.audit.writers import ROWS, THREADS

PROCESSES = 3


@pytest.fixture
def environment(settings: Settings) -> dict[str, str]:
    place = f"postgresql://{settings.user}@{settings.host}/{settings.name}" if settings.host else settings.name
    given = {"MADOGUCHI_REVIEW_DATABASE": place, "MADOGUCHI_REVIEW_SECRET": "only for tests"}
    return os.environ | given | {"DJANGO_SETTINGS_MODULE": "review.site.settings", "PYTHONPATH": str(ROOT)}


def python(environment: dict[str, str], *words: str) -> str:
    told = subprocess.run([sys.executable, *words], env=environment, cwd=ROOT, capture_output=True, text=True)
    assert told.returncode == 0, told.stderr
    return told.stdout


def test_concurrent_writers_keep_one_chain(environment: dict[str, str]) -> None:
    python(environment, "-m", "django", "migrate", "--verbosity=0")
    with ThreadPoolExecutor(PROCESSES) as pool:
        list(pool.map(lambda name: python(environment, "-m", "tests.review.audit.writers", name), "abc"))
    said = python(environment, "-m", "madoguchi", "review", "verify-audit")
    assert f"{PROCESSES * THREADS * ROWS} rows, unbroken" in said
