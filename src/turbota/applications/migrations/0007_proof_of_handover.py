"""Both sides of a register, additional documents, districts and alarms."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import turbota.kernel.identifiers


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0004_seal_orders"),
        ("applications", "0006_assignments_only_end"),
        ("signatures", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AlarmStep",
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
        migrations.CreateModel(
            name="HandoverAlarm",
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
                            ("unmatched", "Не збігається"),
                            ("late", "Немає відповіді в строк"),
                            ("not_sent", "Не передано в строк"),
                            ("doubled", "Чекає двічі"),
                        ],
                        max_length=20,
                    ),
                ),
                ("key", models.CharField(max_length=160)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Ніхто ще не відповів"),
                            ("acknowledged", "Взято до відома"),
                            ("ended", "Причини вже немає"),
                        ],
                        default="open",
                        max_length=20,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0)),
                ("text", models.TextField()),
                ("raised_at", models.DateTimeField()),
                ("district", models.CharField(blank=True, max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name="HandoverDocument",
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
                ("position", models.PositiveSmallIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("pages", models.PositiveSmallIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="HandoverReceipt",
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
                ("counted_at", models.DateTimeField()),
                ("cases", models.PositiveIntegerField()),
                ("documents", models.PositiveIntegerField()),
                ("pages", models.PositiveIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("matches", models.BooleanField()),
                ("lines", models.JSONField(default=dict)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="handoverline",
            name="line_one_waiting_a_case",
        ),
        migrations.AddField(
            model_name="application",
            name="district",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="handoverline",
            name="additional",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="handoverregister",
            name="additional",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="handoverregister",
            name="cases",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="handoverregister",
            name="digest",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name="handoverregister",
            name="district",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="handoverregister",
            name="documents",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="handoverregister",
            name="pages",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="handoverregister",
            name="seal",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="signatures.signature",
            ),
        ),
        migrations.AddIndex(
            model_name="handoverline",
            index=models.Index(
                condition=models.Q(("answer", "waiting")), fields=["answer"], name="line_waiting"
            ),
        ),
        migrations.AddConstraint(
            model_name="handoverline",
            constraint=models.UniqueConstraint(
                condition=models.Q(("additional", False), ("answer", "waiting")),
                fields=("application",),
                name="line_one_waiting_a_case",
            ),
        ),
        migrations.AddField(
            model_name="handoveralarm",
            name="application",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="applications.application",
            ),
        ),
        migrations.AddField(
            model_name="handoveralarm",
            name="community",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.organisation"
            ),
        ),
        migrations.AddField(
            model_name="handoveralarm",
            name="decider",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.organisation"
            ),
        ),
        migrations.AddField(
            model_name="handoveralarm",
            name="register",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="alarms",
                to="applications.handoverregister",
            ),
        ),
        migrations.AddField(
            model_name="alarmstep",
            name="subject",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="steps",
                to="applications.handoveralarm",
            ),
        ),
        migrations.AddField(
            model_name="handoverdocument",
            name="attachment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="sendings",
                to="applications.attachment",
            ),
        ),
        migrations.AddField(
            model_name="handoverdocument",
            name="line",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="sent_documents",
                to="applications.handoverline",
            ),
        ),
        migrations.AddField(
            model_name="handoverreceipt",
            name="counted_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="handoverreceipt",
            name="register",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="receipts",
                to="applications.handoverregister",
            ),
        ),
        migrations.AddConstraint(
            model_name="handoveralarm",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "ended"), _negated=True),
                fields=("key",),
                name="alarm_one_live_a_cause",
            ),
        ),
        migrations.AddIndex(
            model_name="alarmstep",
            index=models.Index(fields=["subject", "at"], name="alarm_steps"),
        ),
        migrations.AddConstraint(
            model_name="handoverdocument",
            constraint=models.UniqueConstraint(
                fields=("line", "position"), name="sent_document_position_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="handoverdocument",
            constraint=models.UniqueConstraint(
                fields=("line", "attachment"), name="sent_document_once_a_line"
            ),
        ),
        migrations.AddIndex(
            model_name="handoverreceipt",
            index=models.Index(fields=["register", "-counted_at"], name="receipt_of_register"),
        ),
        migrations.AddIndex(
            model_name="handoverreceipt",
            index=models.Index(
                condition=models.Q(("matches", False)), fields=["register"], name="receipt_that_differs"
            ),
        ),
    ]
