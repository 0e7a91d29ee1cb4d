"""What is found, counted and judged by, each looked up in one index."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def note_when_said(apps: Any, schema_editor: Any) -> None:
    judgement, message = (apps.get_model("conversations", name) for name in ("Judgement", "Message"))
    judgement.objects.update(said=Subquery(message.objects.filter(pk=OuterRef("message")).values("at")))


class Migration(migrations.Migration):
    dependencies = [
        ("conversations", "0003_language_of_judgements"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="conversation",
            name="conversation_last",
        ),
        migrations.RemoveIndex(
            model_name="conversation",
            name="conversation_channel",
        ),
        migrations.RemoveIndex(
            model_name="conversation",
            name="conversation_language",
        ),
        migrations.RemoveIndex(
            model_name="conversation",
            name="conversation_outcome",
        ),
        migrations.AddIndex(
            model_name="conversation",
            index=models.Index(
                fields=[
                    "-last",
                    "-id",
                    "language",
                    "channel",
                    "outcome",
                    "confidence",
                    "priority",
                    "done",
                    "flagged_for",
                ],
                name="conversation_found",
            ),
        ),
        migrations.AddIndex(
            model_name="conversation",
            index=models.Index(fields=["started", "language", "channel", "outcome"], name="conversation_began"),
        ),
        migrations.AddField(
            model_name="judgement",
            name="said",
            field=models.DateTimeField(null=True),
        ),
        migrations.RunPython(note_when_said, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="judgement",
            index=models.Index(fields=["said", "language", "understood", "verdict"], name="judgement_said"),
        ),
    ]
