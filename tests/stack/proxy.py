"""nginx with the configuration of deploy/."""

from __future__ import annotations

import datetime as dt
import ipaddress
import json
import signal
import ssl
import subprocess
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from string import Template
from typing import Any

import httpx
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from madoguchi.serving.ports import HOST
from tests.conftest import ROOT
from tests.services import Server, program, until

MAIN, ACTIONS = "nginx.conf", "actions.conf"
TEMPLATES = {
    MAIN: ROOT / "deploy/nginx/nginx.conf.template",
    ACTIONS: Path(__file__).with_name("actions.conf.template"),
}
WITH_DEMO = "proxy_pass http://bots;"


@dataclass(frozen=True)
class Site:
    """Where nginx listens, and for whom it speaks."""

    http_port: int
    port: int
    staff_port: int
    actions_port: int
    bots: tuple[int, ...]
    actions: tuple[int, ...]
    review: int

    def settings(self, folder: Path) -> dict[str, str]:
        """The values of the template's variables."""
        return {
            "SITE_TEMPORARY": str(folder),
            "SITE_CERTIFICATES": str(folder),
            "SITE_NAME": HOST,
            "SITE_STAFF_NAME": HOST,
            "SITE_HTTP_PORT": f"{HOST}:{self.http_port}",
            "SITE_PORT": f"{HOST}:{self.port}",
            "SITE_STAFF_PORT": f"{HOST}:{self.staff_port}",
            "SITE_STAFF_NETWORKS": f"allow {HOST};",
            "SITE_BOTS": servers(self.bots),
            "SITE_REVIEW": f"{HOST}:{self.review}",
            "SITE_ROOT": WITH_DEMO,
            "SITE_MORE": str(folder / ACTIONS),
            "SITE_ACTIONS": servers(self.actions),
            "SITE_ACTIONS_PORT": f"{HOST}:{self.actions_port}",
        }


ASKED_AGAIN = 3.0
"""Seconds after which nginx asks a server again that it found down: a little more than `fail_timeout`."""


def servers(ports: Iterable[int]) -> str:
    return " ".join(f"server {HOST}:{port} max_fails=2 fail_timeout=2s;" for port in ports)


def write(folder: Path, settings: Mapping[str, str]) -> Path:
    """The configuration as nginx reads it; returns its main file."""
    for name, template in TEMPLATES.items():
        # As envsubst does: nginx's own $variables stay.
        filled = Template(template.read_text(encoding="utf8")).safe_substitute(settings)
        (folder / name).write_text(filled, encoding="utf8")
    return folder / MAIN


class Nginx(Server):
    """One that speaks for bots which may change while it runs."""

    def __init__(self, folder: Path, site: Site) -> None:
        self.folder = folder
        self.site = site
        self.access_log = folder / "log"
        certify(folder)
        command = [program("nginx"), "-p", str(folder), "-c", str(write(folder, site.settings(folder)))]
        super().__init__(site.port, [*command, "-g", "daemon off;"], self.access_log)

    def speak_for(self, bots: Iterable[int]) -> None:
        """Takes the bots' new ports; returns once a worker with the new configuration has taken over.

        Requests under way are brought to their end by the workers before.
        """
        self.site = replace(self.site, bots=tuple(bots))
        write(self.folder, self.site.settings(self.folder))
        before = self._workers()
        assert self._process is not None
        self._process.send_signal(signal.SIGHUP)
        until(lambda: bool(self._workers() - before))

    @property
    def trust(self) -> ssl.SSLContext:
        """What a client needs to trust the certificate."""
        return ssl.create_default_context(cafile=str(self.folder / "tls.crt"))

    def answered(self) -> Counter[str]:
        """How many requests each server answered in the end, by its address."""
        return Counter(line["bots"].split(", ")[-1] for line in self.requests() if line["bots"])

    def logged(self, answer: httpx.Response) -> dict[str, Any]:
        """What the access log says of the request that got this answer; it is written after the answer."""
        request = answer.headers["x-request-id"]
        until(lambda: any(line["id"] == request for line in self.requests()))
        return next(line for line in self.requests() if line["id"] == request)

    def requests(self) -> list[dict[str, Any]]:
        """What the access log says, a line a request."""
        return [json.loads(line) for line in self.access_log.read_text().splitlines() if line.startswith("{")]

    def _workers(self) -> set[str]:
        assert self._process is not None
        command = ["ps", "--ppid", str(self._process.pid), "-o", "pid=,args="]
        listed = subprocess.run(command, capture_output=True, text=True, check=False).stdout
        # Those that still serve the requests of before say that they are shutting down.
        return {line.split()[0] for line in listed.splitlines() if line.endswith("worker process")}


def certify(folder: Path) -> None:
    """A certificate for this machine, of its own authority, valid for a day."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = dt.datetime.now(dt.timezone.utc)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(hours=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(HOST))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "tls.crt").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    pem = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "tls.key").write_bytes(key.private_bytes(*pem))
