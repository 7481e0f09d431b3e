"""One person acts for another: mandates, and their steps, which are never changed."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import turbota.access.models
import turbota.kernel.identifiers
from turbota.audit.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0001_first"),
        ("documents", "0001_first"),
        ("people", "0002_claims"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Mandate",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("parent", "мати або батько"),
                            ("guardian", "опікун або піклувальник"),
                            ("power_of_attorney", "представник за довіреністю"),
                        ],
                        max_length=30,
                    ),
                ),
                ("key", models.CharField(max_length=64)),
                (
                    "kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), blank=True, default=list, size=None
                    ),
                ),
                (
                    "powers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), size=None
                    ),
                ),
                ("since", models.DateField()),
                ("until", models.DateField(blank=True, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("claimed", "Заявлено, не підтверджено"),
                            ("confirmed", "Підтверджено"),
                            ("refused", "Відмовлено в підтвердженні"),
                            ("revoked", "Скасовано"),
                            ("ended", "Закінчилося"),
                        ],
                        default="claimed",
                        max_length=20,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0)),
                ("basis", models.CharField(blank=True, max_length=300)),
                ("claimed_at", models.DateTimeField()),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "confirmed_in",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.organisation",
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.storedfile",
                    ),
                ),
                (
                    "representative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mandates_held",
                        to="people.person",
                    ),
                ),
                (
                    "represented",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mandates_given",
                        to="people.person",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MandateStep",
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
                ("verb", models.CharField(max_length=40)),
                ("source", models.CharField(max_length=40)),
                ("target", models.CharField(max_length=40)),
                ("at", models.DateTimeField()),
                ("by_account", models.UUIDField(null=True)),
                ("by_name", models.CharField(blank=True, max_length=200)),
                ("by_organisation", models.CharField(blank=True, max_length=300)),
                ("reason", models.TextField(blank=True)),
                ("signature_id", models.UUIDField(null=True)),
                (
                    "subject",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="people.mandate"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="mandate",
            index=models.Index(
                condition=models.Q(("state__in", ("claimed", "confirmed", "refused"))),
                fields=["until"],
                name="mandate_ends",
            ),
        ),
        migrations.AddConstraint(
            model_name="mandate",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("claimed", "confirmed", "refused"))),
                fields=("representative", "key", "kind"),
                name="mandate_claimed_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="mandate",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("state", "confirmed")),
                expressions=[
                    ("representative", "="),
                    ("represented", "="),
                    ("kind", "="),
                    (turbota.access.models.DateRange("since", "until"), "&&"),
                ],
                name="mandate_not_twice",
            ),
        ),
        migrations.AddConstraint(
            model_name="mandate",
            constraint=models.CheckConstraint(
                condition=models.Q(("representative", models.F("represented")), _negated=True),
                name="mandate_for_somebody_else",
            ),
        ),
        migrations.AddConstraint(
            model_name="mandate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until__isnull", True), ("until__gt", models.F("since")), _connector="OR"
                ),
                name="mandate_ends_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="mandate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "confirmed"), _negated=True),
                    models.Q(("confirmed_at__isnull", False), models.Q(("basis", ""), _negated=True)),
                    _connector="OR",
                ),
                name="mandate_confirmed_on_a_basis",
            ),
        ),
        migrations.AddIndex(
            model_name="mandatestep",
            index=models.Index(fields=["subject", "at"], name="mandate_steps"),
        ),
        append_only("people_mandatestep"),
    ]
