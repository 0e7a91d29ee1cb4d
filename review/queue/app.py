"""The app of the queue."""

from django.apps import AppConfig


class QueueConfig(AppConfig):
    name = "review.queue"
    label = "queue"
