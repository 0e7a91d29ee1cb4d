"""What the bot says: loading and checking the files below `content/`."""

from madoguchi.content.load import load
from madoguchi.content.model import Answer, Content
from madoguchi.content.schema import ContentError

__all__ = ["Answer", "Content", "ContentError", "load"]
