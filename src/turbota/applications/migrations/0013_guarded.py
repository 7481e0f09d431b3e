"""Applications that tell of violence, a child in danger or a protected address are kept from most of an office."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Q


def guard_known(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """What was sent before is looked at once."""
    application = apps.get_model("applications", "Application")
    told = Q(answers__need__violence__in=["domestic", "gender", "child"])
    application.objects.filter(told, number__isnull=False).update(guarded=True)


class Migration(migrations.Migration):
    dependencies = [("applications", "0012_carried_answers")]

    operations = [
        migrations.AddField(
            model_name="application",
            name="guarded",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.RunPython(guard_known, migrations.RunPython.noop),
    ]
