"""The app of figures."""

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "review.figures"
    label = "figures"

    def ready(self) -> None:
        from review.figures import clusters, keeping
        from review.site.server import started

        keeping.connect()
        started.connect(clusters.load_beside)
