"""The reasons in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from review.queue.reasons import Reason, split

WORDS = {
    Reason.DISLIKED: _("thumbs down"),
    Reason.NOT_HELPFUL: _("said that it did not help"),
    Reason.HANDOFF_AFTER_ANSWER: _("wanted a person after an answer"),
    Reason.FELL_BACK: _("not understood"),
    Reason.LOW_MARGIN: _("a near thing"),
}
RARE = _("few reviewed in this language")


def why(bits: int, is_rare: bool = False) -> list[str]:
    return [str(WORDS[reason]) for reason in split(bits)] + ([str(RARE)] if is_rare else [])
