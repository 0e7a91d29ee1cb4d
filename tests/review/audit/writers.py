"""Writes to the audit log as a process of the review app does, from several threads at once."""

from __future__ import annotations

import sys
import threading

from review.site.start import SETTINGS

THREADS, ROWS = 4, 15


def write(name: str) -> None:
    from django.db import connection

    from review.audit.log import append

    for number in range(ROWS):
        append("conversation", f"{name}-{number}")
    connection.close()


def main(name: str) -> None:
    import os

    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    django.setup()
    threads = [threading.Thread(target=write, args=[f"{name}-{number}"]) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main(sys.argv[1])
