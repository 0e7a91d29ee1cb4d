"""The telephone numbers of the page, labelled in a locale."""

from __future__ import annotations

from madoguchi.content import Content
from madoguchi.replies.turn import Phone


def hotline(content: Content, locale: str) -> Phone:
    """The call centre's line for speakers of this language (passages P24, P25)."""
    return Phone(content.interfaces[locale].labels.hotline, content.fields(locale)["hotline"])


def ward(content: Content, locale: str) -> Phone:
    """The ward's Information Policy Division (passage P27)."""
    return Phone(content.interfaces[locale].labels.ward, content.facts.phones.ward_phone)
