"""A decision may be annulled by a new row, and then another one is made."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import turbota.kernel.identifiers


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0003_away"),
        ("applications", "0005_assignments"),
        ("decisions", "0003_rows_corrected"),
        ("documents", "0001_first"),
        ("signatures", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Annulment",
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
                    "state",
                    models.CharField(
                        choices=[
                            ("prepared", "Скасування готується"),
                            ("proposed", "Скасування чекає підпису керівника"),
                            ("sent_back", "Керівник повернув скасування"),
                            ("approved", "Рішення скасовано"),
                        ],
                        default="prepared",
                        max_length=20,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0)),
                ("number", models.CharField(max_length=40, unique=True)),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("own", "Помилку виявила сама установа"),
                            ("appeal", "Рішення органу, що розглянув скаргу"),
                            ("court", "Рішення суду"),
                        ],
                        max_length=20,
                    ),
                ),
                ("reason", models.TextField()),
                ("source", models.CharField(blank=True, max_length=300)),
                ("specialist_acting_for", models.CharField(blank=True, max_length=200)),
                ("proposed_at", models.DateTimeField(blank=True, null=True)),
                ("head_acting_for", models.CharField(blank=True, max_length=200)),
                ("approved_at", models.DateTimeField(blank=True, null=True)),
                ("created_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="AnnulmentStep",
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
            ],
        ),
        migrations.AddField(
            model_name="decision",
            name="head_acting_for",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="decision",
            name="sequence",
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="decision",
            name="specialist_acting_for",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AlterField(
            model_name="decision",
            name="application",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decisions",
                to="applications.application",
            ),
        ),
        migrations.AlterField(
            model_name="decision",
            name="state",
            field=models.CharField(
                choices=[
                    ("prepared", "Готується спеціалістом"),
                    ("proposed", "Чекає підпису керівника"),
                    ("sent_back", "Повернено спеціалісту"),
                    ("approved", "Ухвалено"),
                    ("ended", "Припинено: справу закінчено без рішення"),
                ],
                default="prepared",
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(
                fields=("application", "sequence"), name="decision_one_at_a_time"
            ),
        ),
        migrations.AddField(
            model_name="annulment",
            name="decision",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="annulment", to="decisions.decision"
            ),
        ),
        migrations.AddField(
            model_name="annulment",
            name="document",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="documents.storedfile",
            ),
        ),
        migrations.AddField(
            model_name="annulment",
            name="head",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="annulment",
            name="head_signature",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="signatures.signature",
            ),
        ),
        migrations.AddField(
            model_name="annulment",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.organisation"
            ),
        ),
        migrations.AddField(
            model_name="annulment",
            name="paper",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.storedfile"
            ),
        ),
        migrations.AddField(
            model_name="annulment",
            name="specialist",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="annulment",
            name="specialist_signature",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="signatures.signature",
            ),
        ),
        migrations.AddField(
            model_name="annulmentstep",
            name="subject",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="decisions.annulment"
            ),
        ),
        migrations.AddIndex(
            model_name="annulment",
            index=models.Index(fields=["organisation", "state", "proposed_at"], name="annulment_queue"),
        ),
        migrations.AddConstraint(
            model_name="annulment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("head__isnull", True),
                    models.Q(("head", models.F("specialist")), _negated=True),
                    _connector="OR",
                ),
                name="annulment_two_different_people",
            ),
        ),
        migrations.AddConstraint(
            model_name="annulment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "approved"), _negated=True),
                    models.Q(
                        ("approved_at__isnull", False),
                        ("head__isnull", False),
                        ("head_signature__isnull", False),
                        ("specialist_signature__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="annulment_approved_with_two_signatures",
            ),
        ),
        migrations.AddConstraint(
            model_name="annulment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ground", "own"),
                    models.Q(("document__isnull", False), models.Q(("source", ""), _negated=True)),
                    _connector="OR",
                ),
                name="annulment_by_others_has_their_paper",
            ),
        ),
        migrations.AddIndex(
            model_name="annulmentstep",
            index=models.Index(fields=["subject", "at"], name="annulment_steps"),
        ),
    ]
