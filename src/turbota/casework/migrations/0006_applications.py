"""An application for services is considered in a case."""

import django.db.models.deletion
from django.db import migrations, models

import turbota.kernel.identifiers


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0012_carried_answers"),
        ("casework", "0005_reports"),
    ]
    operations = [
        migrations.CreateModel(
            name="CaseApplication",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=turbota.kernel.identifiers.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("joined", models.BooleanField()),
                ("since", models.DateTimeField()),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="applications.application",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="casework.case",
                    ),
                ),
            ],
            options={"indexes": [models.Index(fields=["case", "since"], name="case_applications")]},
        ),
    ]
