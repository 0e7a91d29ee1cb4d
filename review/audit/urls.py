"""Where the audit log is."""

from django.urls import path

from review.audit import pages

urlpatterns = [path("audit/", pages.audit, name="audit")]
