"""Characters that are not seen but change what is: a resident may write them, and staff must not be misled by them."""

from __future__ import annotations

from collections.abc import Callable

import regex
from django.http import HttpRequest, HttpResponse

# Unicode Standard Annex 9: embeddings, overrides, isolates and marks of direction. C0 and C1 controls drive terminals.
# U+2028 and U+2029 end a line in some programs and in others not; lone surrogates are no characters at all.
CONTROLS = regex.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff\ud800-\udfff]"
)


def visible(text: str) -> str:
    """The text with each such character named: `U+202E` in brackets. Tabs and ends of lines stay."""
    return str(CONTROLS.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", text))


class ControlsNamed:
    """Names them on every page and chart, so that no template can forget to; files are written for programs."""

    SHOWN = ("text/html", "image/svg+xml")

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self._get_response(request)
        if not answer.streaming and answer.get("Content-Type", "").startswith(self.SHOWN):
            written = answer.content.decode(answer.charset)
            if CONTROLS.search(written):
                answer.content = visible(written)
        return answer
