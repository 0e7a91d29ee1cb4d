"""Where files are."""

from django.urls import path, register_converter

from review.export import pages
from review.export.files import TYPES


class Kind:
    """A kind of file by the end of its name."""

    regex = "|".join(TYPES)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Kind, "kind")

urlpatterns = [
    path("export/conversations.<kind:kind>", pages.conversations, name="export_conversations"),
    path("export/messages.<kind:kind>", pages.messages, name="export_messages"),
]
