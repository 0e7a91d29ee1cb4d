"""The app of exports."""

from django.apps import AppConfig


class ExportConfig(AppConfig):
    name = "review.export"
    label = "export"
