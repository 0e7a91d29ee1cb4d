"""Where the queue is."""

from django.urls import path

from review.queue import pages

urlpatterns = [path("queue/", pages.queue, name="queue")]
