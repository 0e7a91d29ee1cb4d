"""The same tests once more, with the review app's own tables on PostgreSQL."""

from __future__ import annotations

import os
import subprocess
import sys

from tests.conftest import ROOT
from tests.review.conftest import GIVEN
from tests.services import PostgreSQL

AGAIN = ["tests/review/search", "tests/review/queue", "tests/review/conversations", "tests/review/reading"]
LEFT_OUT = "not postgresql and not late and not rolled_back"
"""What starts a PostgreSQL of its own has been run already."""


def test_everything_holds_on_postgresql_too(postgresql: PostgreSQL) -> None:
    if os.environ.get(GIVEN):
        return
    where = postgresql.new_database("review_app")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-k", LEFT_OUT, *AGAIN],
        cwd=ROOT,
        env=os.environ | {GIVEN: f"postgresql://{where.user}@{where.host}/{where.name}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:]
    assert " passed" in done.stdout
