"""The app of accounts."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "review.accounts"
    label = "accounts"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in

        from review.accounts import sessions

        user_logged_in.connect(sessions.on_login)
