"""In place of `rasa` and `rasa_sdk` in a project's folder: trains in no time, serves nothing but readiness.

A file `fail` in the project's folder says which of them fails.
"""

import argparse
import http.server
import os
import socket
import sys
import urllib.parse
from pathlib import Path


class Website(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200 if actions_answer() else 503)
        self.end_headers()
        self.wfile.write(b"{}")


def actions_answer() -> bool:
    """As the real bot, this one is ready only once its action server is."""
    address = urllib.parse.urlsplit(os.environ.get("MADOGUCHI_ACTIONS", ""))
    try:
        with socket.create_connection((address.hostname or "", address.port or 0), timeout=1):
            return True
    except OSError:
        return False


def main() -> None:
    given = argparse.ArgumentParser()
    given.add_argument("--out")
    given.add_argument("--port", type=int, default=0)
    told, rest = given.parse_known_args()
    role = rest[0] if rest and rest[0] in ("train", "run") else "actions"
    print(f"{role} {os.getpid()} {os.environ.get('MADOGUCHI_DB', '')}", flush=True)
    if Path("fail").exists() and Path("fail").read_text() == role:
        sys.exit(f"ERROR {role} has no luck today")
    if role == "train":
        Path(told.out, "model.tar.gz").write_bytes(b"a model")
    else:
        http.server.ThreadingHTTPServer(("127.0.0.1", told.port), Website).serve_forever()


if __name__ == "__main__":
    main()
