"""Bases on which money is shown in a case."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import turbota.kernel.identifiers


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("casework", "0001_first"),
        ("people", "0006_deaths"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Basis",
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
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("consent", "згода людини"),
                            ("fee", "обчислення плати за послуги (закон № 2671-VIII, ст. 28)"),
                            ("court", "рішення суду"),
                        ],
                        max_length=10,
                    ),
                ),
                ("document", models.CharField(max_length=300)),
                ("since", models.DateField()),
                ("until", models.DateField()),
                ("opened_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="casework.case"
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["case", "until"], name="basis_of_case")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until__gte", models.F("since"))), name="basis_ends_after_start"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("document", ""), _negated=True), name="basis_has_a_document"
                    ),
                ],
            },
        ),
    ]
