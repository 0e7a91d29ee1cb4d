"""What every test of the gate speaks of: a gate that knows the page's facts."""

import pytest
from hypothesis import settings

from madoguchi.privacy import Gate

# A busy machine is no failure, and no examples are left lying about.
settings.register_profile("madoguchi", deadline=None, database=None)
settings.load_profile("madoguchi")

FACTS = ("0120-95-0178", "0120-0178-26", "03-5246-9022", "03-5246-1039", "724012548")


@pytest.fixture(scope="session")
def gate() -> Gate:
    return Gate(FACTS)
