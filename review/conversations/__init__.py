"""Conversations as staff see them: what was said, what the bot understood, what staff make of it."""
