"""Where conversations are."""

from django.urls import path

from review.conversations import actions, pages, saving

urlpatterns = [
    path("conversations/", pages.search, name="search"),
    path("conversations/<int:pk>/", pages.conversation, name="conversation"),
    path("conversations/<int:pk>/note/", actions.note, name="note"),
    path("conversations/<int:pk>/tag/", actions.tag, name="tag"),
    path("conversations/<int:pk>/flag/", actions.flag, name="flag"),
    path("conversations/<int:pk>/done/", actions.done, name="done"),
    path("messages/<int:pk>/judge/", actions.judge, name="judge"),
    path("filters/", saving.save, name="save_filter"),
    path("filters/<int:pk>/forget/", saving.forget, name="forget_filter"),
]
