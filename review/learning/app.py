"""The app of learning."""

from django.apps import AppConfig


class LearningConfig(AppConfig):
    name = "review.learning"
    label = "learning"

    def ready(self) -> None:
        from review.conversations.judging import judged
        from review.learning.candidates import on_judged
        from review.learning.taking_back import on_withdrawn
        from review.reading.withdrawing import withdrawn

        judged.connect(on_judged)
        withdrawn.connect(on_withdrawn)
