"""The app of conversations."""

from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    name = "review.conversations"
    label = "conversations"
