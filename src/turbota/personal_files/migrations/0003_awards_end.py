"""An award ends when its decision is annulled, and its days are free again."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models

import turbota.kernel.identifiers
import turbota.personal_files.models


class Migration(migrations.Migration):
    dependencies = [
        ("decisions", "0004_annulments"),
        ("people", "0002_claims"),
        ("personal_files", "0002_awarded_once"),
    ]

    operations = [
        migrations.CreateModel(
            name="AwardEnding",
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
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="award",
            name="award_once_a_day",
        ),
        migrations.AddField(
            model_name="award",
            name="ended_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="award",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                expressions=[
                    ("person", "="),
                    ("kind", "="),
                    (
                        turbota.personal_files.models.DayRange(
                            "since",
                            "until",
                            django.contrib.postgres.fields.ranges.RangeBoundary(inclusive_upper=True),
                        ),
                        "&&",
                    ),
                ],
                name="award_once_a_day",
            ),
        ),
        migrations.AddField(
            model_name="awardending",
            name="annulment",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="award_ending",
                to="decisions.annulment",
            ),
        ),
        migrations.AddField(
            model_name="awardending",
            name="award",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="ending", to="personal_files.award"
            ),
        ),
    ]
