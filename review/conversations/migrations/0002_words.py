"""The full-text index, which Django has no model for."""

from __future__ import annotations

from typing import Any

from django.db import migrations

from review.search.index import CREATE, DROP


def create(apps: Any, schema_editor: Any) -> None:
    for statement in CREATE[schema_editor.connection.vendor].split(";"):
        schema_editor.execute(statement)


def drop(apps: Any, schema_editor: Any) -> None:
    schema_editor.execute(DROP)


class Migration(migrations.Migration):
    dependencies = [("conversations", "0001_tables")]
    operations = [migrations.RunPython(create, drop)]
