"""Services given at once: the act, its two signatures, its steps that only grow."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import turbota.kernel.identifiers
from turbota.audit.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0009_measure_of_referral"),
        ("documents", "0002_recognised_text"),
        ("signatures", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="EmergencyAct",
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
                ("number", models.CharField(max_length=30, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("prepared", "Готується"),
                            ("signed", "Послуги надаються, чекає підпису керівника"),
                            ("sent_back", "Керівник повернув акт, послуги надаються далі"),
                            ("approved", "Затверджено"),
                        ],
                        default="prepared",
                        max_length=20,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0)),
                ("danger", models.TextField()),
                ("services", models.JSONField(default=list)),
                ("given_at", models.DateTimeField()),
                ("signed_at", models.DateTimeField(blank=True, null=True)),
                ("approved_at", models.DateTimeField(blank=True, null=True)),
                ("created_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="emergencies",
                        to="casework.case",
                    ),
                ),
                (
                    "head",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "head_signature",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="signatures.signature",
                    ),
                ),
                (
                    "manager",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "manager_signature",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="signatures.signature",
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.storedfile",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="EmergencyStep",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="casework.emergencyact",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="emergencyact",
            index=models.Index(fields=["case", "created_at"], name="emergency_of_case"),
        ),
        migrations.AddConstraint(
            model_name="emergencyact",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "approved"), _negated=True),
                fields=("case",),
                name="emergency_one_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="emergencyact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("head__isnull", True),
                    models.Q(("head", models.F("manager")), _negated=True),
                    _connector="OR",
                ),
                name="emergency_two_different_people",
            ),
        ),
        migrations.AddConstraint(
            model_name="emergencyact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "approved"), _negated=True),
                    models.Q(
                        ("approved_at__isnull", False),
                        ("head__isnull", False),
                        ("head_signature__isnull", False),
                        ("manager_signature__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="emergency_approved_with_two_signatures",
            ),
        ),
        migrations.AddIndex(
            model_name="emergencystep",
            index=models.Index(fields=["subject", "at"], name="emergency_steps"),
        ),
        append_only("casework_emergencystep"),
    ]
