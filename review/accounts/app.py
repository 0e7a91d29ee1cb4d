"""The app of accounts."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "review.accounts"
    label = "accounts"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in

        from review.accounts import sessions
        from review.reading.loop import rested

        user_logged_in.connect(sessions.on_login)
        rested.connect(sessions.on_rested)
