"""Assessments of needs; their steps are never changed."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import turbota.kernel.identifiers
from turbota.audit.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0001_first"),
        ("documents", "0002_recognised_text"),
        ("signatures", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Assessment",
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
                    "stage",
                    models.CharField(
                        choices=[
                            ("primary", "Первинне оцінювання"),
                            ("in_depth", "Поглиблене оцінювання"),
                            ("repeat", "Повторне оцінювання"),
                        ],
                        max_length=10,
                    ),
                ),
                ("instrument", models.CharField(max_length=40)),
                ("instrument_version", models.PositiveSmallIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Заповнюють"),
                            ("submitted", "Завершено, акт чекає підпису"),
                            ("signed", "Акт підписано"),
                            ("dropped", "Припинено без результату"),
                        ],
                        default="draft",
                        max_length=20,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0)),
                ("access_until", models.DateField(blank=True, null=True)),
                ("answers", models.JSONField(default=dict)),
                ("past", models.JSONField(default=dict)),
                ("subjects", models.JSONField(default=list)),
                ("scores", models.JSONField(default=dict)),
                (
                    "level",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("simple", "Простий"),
                            ("middle", "Середній"),
                            ("complex", "Складний"),
                            ("emergency", "Екстрений"),
                        ],
                        max_length=20,
                    ),
                ),
                ("level_why", models.TextField(blank=True)),
                (
                    "conclusion",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("in_need", "Особа (сім’я) перебуває у складних життєвих обставинах"),
                            ("not_in_need", "Особа (сім’я) не перебуває у складних життєвих обставинах"),
                        ],
                        max_length=20,
                    ),
                ),
                ("conclusion_note", models.TextField(blank=True)),
                ("begun_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("assessed_at", models.DateTimeField(blank=True, null=True)),
                ("entered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "act",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.storedfile",
                    ),
                ),
                (
                    "assessor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "blind_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="repetitions",
                        to="casework.assessment",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessments",
                        to="casework.case",
                    ),
                ),
                (
                    "scan",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.storedfile",
                    ),
                ),
                (
                    "signed_scan",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.storedfile",
                    ),
                ),
                (
                    "signature",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="signatures.signature",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AssessmentStep",
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
                        to="casework.assessment",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="assessment",
            index=models.Index(fields=["case", "begun_at"], name="assessment_of_case"),
        ),
        migrations.AddIndex(
            model_name="assessment",
            index=models.Index(fields=["assessor", "state"], name="assessment_of_assessor"),
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("blind_of__isnull", True), ("state", "draft")),
                fields=("case",),
                name="assessment_one_draft",
            ),
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("blind_of__isnull", False), ("state", "draft")),
                fields=("blind_of",),
                name="assessment_one_blind_draft",
            ),
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ("submitted", "signed")), _negated=True),
                    models.Q(
                        ("assessed_at__isnull", False),
                        ("entered_at__isnull", False),
                        models.Q(("level", ""), _negated=True),
                        models.Q(("conclusion", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="assessment_done_with_result",
            ),
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("blind_of__isnull", True), ("access_until__isnull", False), _connector="OR"
                ),
                name="assessment_blind_has_end",
            ),
        ),
        migrations.AddIndex(
            model_name="assessmentstep",
            index=models.Index(fields=["subject", "at"], name="assessment_steps"),
        ),
        append_only("casework_assessmentstep"),
    ]
