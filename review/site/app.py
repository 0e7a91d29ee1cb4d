"""The app of what all pages share."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "review.site"
    label = "site"
    verbose_name = "Madoguchi"
