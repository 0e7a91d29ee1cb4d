"""The groups of users, one for each role."""

from __future__ import annotations

from typing import Any

from django.db import migrations

NAMES = ("reviewer", "editor", "administrator")


def create(apps: Any, schema_editor: Any) -> None:
    groups = apps.get_model("auth", "Group").objects
    for name in NAMES:
        groups.get_or_create(name=name)


class Migration(migrations.Migration):
    dependencies = [("auth", "0012_alter_user_first_name_max_length")]
    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
