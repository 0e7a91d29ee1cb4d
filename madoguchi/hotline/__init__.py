"""The call centre's hours: when it answers, which day a caller means, and how to say so (passage P26)."""

from madoguchi.hotline.desk import HoursDesk

__all__ = ["HoursDesk"]
