"""What the bot answers to a turn of the conversation: plain data in, plain data out."""

from madoguchi.replies.composer import Composer
from madoguchi.replies.turn import Phone, QuickReply, Reply, Turn

__all__ = ["Composer", "Phone", "QuickReply", "Reply", "Turn"]
