"""A report names its place by the codifier.

The column `place_code`, which nobody ever filled, stays for the release that still runs while this one is installed: it
leaves the model and gets a default, so that both can write reports.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0013_contracts_by_key"),
        ("places", "0001_first"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.RemoveField(model_name="report", name="place_code")],
            database_operations=[
                migrations.RunSQL(
                    "ALTER TABLE casework_report ALTER COLUMN place_code SET DEFAULT ''",
                    "ALTER TABLE casework_report ALTER COLUMN place_code DROP DEFAULT",
                )
            ],
        ),
        migrations.AddField(
            model_name="report",
            name="locality",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="places.place",
            ),
        ),
    ]
