"""Reading on for as long as the program runs."""

from __future__ import annotations

import logging
import time

from django.db import DatabaseError, close_old_connections
from django.dispatch import Signal

from madoguchi.store.database import Settings, StoreError
from review.reading.onwards import BATCH, step
from review.reading.source import Source
from review.reading.withdrawing import withdraw

logger = logging.getLogger(__name__)

PAUSE = 1.0
"""Seconds between two looks, where there was nothing new."""
BREATH = 0.02
"""Seconds between two batches, in which staff may write."""
AFTER_FAILURE = 5.0
rested = Signal()
"""Sent whenever all that there was has been taken over."""


def read_on(settings: Settings) -> None:
    """Returns never. Whatever fails is tried again from where the last transaction ended."""
    source = Source(settings)
    while True:
        time.sleep(_pause(source))


def catch_up(source: Source) -> int:
    """Takes over all that there is by now; how many events."""
    source.prepare()
    count = 0
    while read := step(source):
        count += read
    while withdraw(source):
        pass
    return count


def _pause(source: Source) -> float:
    try:
        source.prepare()
        close_old_connections()
        is_behind = step(source) == BATCH
        # Deletions wait until all is read: what is read afterwards could not have been deleted by them.
        if is_behind or withdraw(source):
            return BREATH
        rested.send(None)
        return PAUSE
    except (StoreError, DatabaseError) as error:
        logger.error("reading on: %s", type(error).__name__)
        return AFTER_FAILURE
