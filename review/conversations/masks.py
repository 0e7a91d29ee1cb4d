"""What the privacy gate removed, in words."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from madoguchi.store.amendments import UNSENT

WORDS = {
    "my_number": _("My Number"),
    "email": _("email address"),
    "payment_card": _("card number"),
    "phone_number": _("telephone number"),
    "postal_address": _("address"),
    "residence_card": _("residence card number"),
    "stray_digits": _("other digits"),
}
"""By the recognisers' names; a recogniser without a word is told by its name."""
TAKEN_BACK = _("Taken back by the sender.")


def readable(text: str) -> str:
    """A text with what stands in place of something that was removed in words."""
    if text == UNSENT:
        return str(TAKEN_BACK)
    for name, word in WORDS.items():
        text = text.replace(f"⟦{name}⟧", f"［{word}］")
    return text


def masked_words(names: Iterable[str]) -> list[str]:
    return [str(WORDS.get(name, name)) for name in names]
