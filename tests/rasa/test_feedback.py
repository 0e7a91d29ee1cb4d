"""What is kept of an opinion."""

from __future__ import annotations

from uuid import UUID

import pytest

from madoguchi.content import Content
from madoguchi.privacy import SplitNumbers
from madoguchi.rasa.channels.feedback import FeedbackRequest, opinion
from madoguchi.rasa.office import gate

ID, MESSAGE = UUID("aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa"), UUID("bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb")
REASONS: list[tuple[str | None, str | None]] = [
    ("too long", "too long"),
    ("  /restart\u200b", "restart"),
    ("it is 1234 5678 9018", "it is ⟦my_number⟧"),
    # one of several opinions may hold the next piece
    ("579", "⟦stray_digits⟧"),
    ("最初は579です", "最初は⟦stray_digits⟧です"),
    ("끝은 일삼오", "끝은 ⟦stray_digits⟧"),
    # of use to whoever reads it
    ("0120-95-0178 is engaged", "0120-95-0178 is engaged"),
    ("12月31日は?", "12月31日は?"),
    ("  ", None),
    (None, None),
]


@pytest.mark.parametrize(("reason", "kept"), REASONS, ids=[str(row[0]) for row in REASONS])
def test_of_a_reason_no_piece_of_a_number_is_kept(content: Content, reason: str | None, kept: str | None) -> None:
    said = opinion(FeedbackRequest(id=ID, message=MESSAGE, helpful=False, reason=reason), SplitNumbers(gate(content)))
    beside = {"feedback_id": str(ID), "message_id": str(MESSAGE), "helpful": False}
    assert said == beside | ({"reason": kept} if kept else {})
