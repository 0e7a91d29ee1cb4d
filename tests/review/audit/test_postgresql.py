"""Accounts, audit log and exports do on PostgreSQL what they do on SQLite."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT
from tests.review.conftest import GIVEN
from tests.services import PostgreSQL

FILES = ["audit/test_chain.py", "audit/test_growing.py", "audit/test_page.py", "accounts", "export"]


@pytest.mark.skipif(GIVEN in os.environ, reason="this is already the run on PostgreSQL")
@pytest.mark.timeout(1200)
def test_the_same_tests_pass_on_postgresql(postgresql: PostgreSQL) -> None:
    made = postgresql.new_database("review_accounts")
    given = {GIVEN: f"postgresql://{made.user}@{made.host}/{made.name}", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "--no-cov"]
    command += [f"tests/review/{name}" for name in FILES]
    told = subprocess.run(command, cwd=ROOT, env=os.environ | given, capture_output=True, text=True)
    assert told.returncode == 0, told.stdout[-5000:]
    assert " passed" in told.stdout
