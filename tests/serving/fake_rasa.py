"""In place of `rasa` and `rasa_sdk` in a project's folder: trains in no time, serves nothing but readiness.

A file `fail` in the project's folder says which of them fails.
"""

import argparse
import http.server
import os
import sys
from pathlib import Path


class Website(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"{}")


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


main()
