"""The channel of LINE: signed webhooks in, calls to LINE's Messaging API out."""

from madoguchi.rasa.channels.line.channel import LineInput

__all__ = ["LineInput"]
