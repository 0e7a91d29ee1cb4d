"""Where learning is."""

from django.urls import path

from review.learning import pages

urlpatterns = [
    path("learning/", pages.candidates, name="candidates"),
    path("learning/<int:pk>/", pages.decision, name="decision"),
    path("learning/models/", pages.models, name="models"),
    path("learning/models/<int:pk>/promote/", pages.promote, name="promote"),
    path("learning/models/rollback/", pages.roll_back, name="roll_back"),
]
