"""The privacy gate: no digit that the bot has no use for goes further than this package."""

from madoguchi.privacy.clean import clean
from madoguchi.privacy.fields import harmless_id, scrub
from madoguchi.privacy.gate import Gate, Masked
from madoguchi.privacy.split_numbers import SplitNumbers

__all__ = ["Gate", "Masked", "SplitNumbers", "clean", "harmless_id", "scrub"]
