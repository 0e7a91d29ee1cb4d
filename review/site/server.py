"""gunicorn around the app."""

from __future__ import annotations

from typing import Any

from django.dispatch import Signal
from gunicorn.app.base import BaseApplication

THREADS = 8
"""Each serves one page at a time; the database does most of the work."""
started = Signal()
"""Sent in the process that serves pages, before the first: what takes long to load can be loaded beside them."""


class Server(BaseApplication):
    """gunicorn with our settings in place of a file and the command line."""

    def __init__(self, application: Any, address: str) -> None:
        self._application = application
        self._settings = {
            "bind": address,
            "workers": 1,
            "threads": THREADS,
            "accesslog": None,  # addresses hold what staff search for
            "worker_tmp_dir": None,
            "limit_request_line": 8190,
            "post_worker_init": lambda _worker: started.send(None),
        }
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._settings.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        return self._application


def serve(host: str, port: int) -> None:
    """Returns when it is told to stop."""
    from review.site.wsgi import application

    Server(application, f"{host}:{port}").run()
