"""The app of figures."""

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "review.figures"
    label = "figures"

    def ready(self) -> None:
        from review.figures import keeping

        keeping.connect()
