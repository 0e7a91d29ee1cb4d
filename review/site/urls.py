"""All addresses. Each app adds its own in `review/<app>/urls.py`."""

from __future__ import annotations

from django.contrib.auth.views import LogoutView
from django.urls import include, path
from django.views.i18n import set_language

from review.site import pages
from review.site.roles import Role, allowed

anyone = allowed(Role.ANYONE)

urlpatterns = [
    path("", pages.home, name="home"),
    path("logout/", anyone(LogoutView.as_view()), name="logout"),
    path("", include("review.queue.urls")),
    path("", include("review.conversations.urls")),
    path("", include("review.learning.urls")),
    path("", include("review.accounts.urls")),
    path("", include("review.audit.urls")),
    path("", include("review.export.urls")),
    path("figures/", include("review.figures.urls")),
    path("language/", anyone(set_language), name="language"),
]
handler403 = "review.site.pages.forbidden"
handler404 = "review.site.pages.not_found"
handler500 = "review.site.pages.failed"
