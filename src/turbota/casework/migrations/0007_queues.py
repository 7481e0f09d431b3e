"""Queues of cases in work read one index in their order."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0006_social_units"),
        ("casework", "0006_applications"),
        ("people", "0006_deaths"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="case",
            name="case_of_manager",
        ),
        migrations.RemoveIndex(
            model_name="case",
            name="case_of_unit",
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("closed_at__isnull", True)),
                fields=["post", "-changed_at", "-id"],
                name="case_work_of_manager",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("closed_at__isnull", True)),
                fields=["unit", "-changed_at", "-id"],
                name="case_work_of_unit",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["unit", "state"], name="case_of_unit_by_state"),
        ),
    ]
