"""Chromium, and a bot for pictures and measurements of the widget in it."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from madoguchi.serving.service import Service, running

CHROMIUM = shutil.which("chromium")
"""Debian's, by its path; Playwright has no browser of its own here."""
MISSING = "Chromium is not installed: apt-get install chromium fonts-noto-cjk"
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A website's page may not call this machine, where the bot of a test is; a ward's bot is elsewhere.
    "--disable-features=LocalNetworkAccessChecks",
]


@contextmanager
def bot() -> Iterator[Service]:
    """A bot of its own, whose conversations are thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        service = Service.apart(Path.cwd(), Path(folder))
        with running(service):
            yield service


@contextmanager
def chromium() -> Iterator[Browser]:
    """Ends the program with one line where there is no Chromium."""
    if CHROMIUM is None:
        sys.exit(MISSING)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()
