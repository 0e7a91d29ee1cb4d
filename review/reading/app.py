"""The app that reads on."""

from django.apps import AppConfig


class ReadingConfig(AppConfig):
    name = "review.reading"
    label = "reading"
