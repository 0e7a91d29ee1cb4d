"""Conversations and messages to take away, as files for a spreadsheet or for a program."""
