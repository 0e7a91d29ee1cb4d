"""Pages of the app as Chromium draws them, answered by Django in this process: what a test writes is rolled back."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.http import HttpResponse
from django.test import Client
from playwright.sync_api import BrowserContext, Page, Route

HERE = "http://127.0.0.1"


class Drawn:
    """A page whose requests a client answers, or an answer that the client has got already."""

    def __init__(self, context: BrowserContext, client: Client) -> None:
        self.page: Page = context.new_page()
        self._client = client
        self._answers: dict[str, HttpResponse] = {}
        self.page.route(lambda _address: True, self._fulfil)

    def open(self, address: str) -> Page:
        self.page.goto(HERE + address)
        return self.page

    def show(self, answer: HttpResponse) -> Page:
        """The answer to a form, or to somebody else."""
        self._answers["/answer"] = answer
        return self.open("/answer")

    def _fulfil(self, route: Route) -> None:
        parts = urlsplit(route.request.url)
        assert f"{parts.scheme}://{parts.netloc}" == HERE, route.request.url
        address = f"{parts.path}?{parts.query}" if parts.query else parts.path
        answer = self._answers.get(address) or self._client.get(address)
        body = b"".join(answer) if answer.streaming else answer.content  # type: ignore[attr-defined]
        route.fulfill(status=answer.status_code, headers=dict(answer.headers), body=body)
