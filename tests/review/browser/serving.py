"""The app served from within a test, on its own connection: what the test has written is seen, and rolled back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from socketserver import ThreadingMixIn
from threading import Lock, Thread
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, connection, connections

HOST = "127.0.0.1"
BOUNDS = request_started, request_finished


class _Server(ThreadingMixIn, WSGIServer):
    """A browser opens connections that it may never use: none must keep the others waiting."""

    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_said: Any) -> None:
        """Says nothing."""


@contextmanager
def serving() -> Iterator[str]:
    """Within, the app answers at this address, and no client of Django's is to be used."""
    # Django would close a connection that is in the midst of a transaction, as a test's always is; so do its clients.
    for signal in BOUNDS:
        signal.disconnect(close_old_connections)
    connection.inc_thread_sharing()
    server = make_server(HOST, 0, _one_at_a_time(), server_class=_Server, handler_class=_Quiet)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://{HOST}:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        connection.dec_thread_sharing()
        for signal in BOUNDS:
            signal.connect(close_old_connections)


def _one_at_a_time() -> Callable[[dict[str, Any], Any], Iterable[bytes]]:
    application, ours, lock = get_wsgi_application(), connections["default"], Lock()

    def answer(environment: dict[str, Any], start: Any) -> Iterable[bytes]:
        with lock:
            connections["default"] = ours
            with closing(application(environment, start)) as given:
                return [b"".join(given)]

    return answer
