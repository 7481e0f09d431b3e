"""Reports: photos, flood, joining, linking by a person; duty and alarms."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import turbota.kernel.identifiers
from turbota.audit.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0006_social_units"),
        ("casework", "0004_delivery"),
        ("documents", "0002_recognised_text"),
        ("people", "0006_deaths"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Alarm",
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
                    "level",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "чергові"), (1, "заступники"), (2, "супервізор"), (3, "керівник")],
                        default=0,
                    ),
                ),
                ("raised_at", models.DateTimeField()),
                ("next_at", models.DateTimeField(blank=True, null=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="AlarmCall",
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
                    "level",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "чергові"), (1, "заступники"), (2, "супервізор"), (3, "керівник")]
                    ),
                ),
                ("at", models.DateTimeField()),
                ("mailed", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="DutyShift",
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
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="ReportPhoto",
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
            ],
        ),
        migrations.RemoveConstraint(
            model_name="report",
            name="report_linked_to_a_case",
        ),
        migrations.RemoveIndex(
            model_name="report",
            name="report_queue",
        ),
        migrations.AddField(
            model_name="report",
            name="dismiss_reason",
            field=models.CharField(
                blank=True,
                choices=[
                    ("not_confirmed", "Відвідали: складних обставин немає"),
                    ("helped", "Допомогу вже надано без відкриття випадку"),
                    ("elsewhere", "Передано іншій службі: поліції, медикам, іншому органу"),
                    ("not_found", "Людину чи місце не вдалося знайти"),
                    ("no_matter", "У повідомленні немає нічого про людину в біді"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="report",
            name="elsewhere",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="report",
            name="flood",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="report",
            name="joined_to",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="joined",
                to="casework.report",
            ),
        ),
        migrations.AddField(
            model_name="report",
            name="person",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.person",
            ),
        ),
        migrations.AddField(
            model_name="report",
            name="post",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="access.post",
            ),
        ),
        migrations.AddField(
            model_name="report",
            name="rank",
            field=models.PositiveSmallIntegerField(default=2),
        ),
        migrations.AddField(
            model_name="report",
            name="taken_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="report",
            name="text_key",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name="report",
            name="visited_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(fields=["unit", "state", "rank", "received_at", "id"], name="report_queue"),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(fields=["unit", "text_key"], name="report_same_text"),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "linked"), _negated=True),
                    ("case__isnull", False),
                    ("person__isnull", False),
                    _connector="OR",
                ),
                name="report_linked_to_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("latitude__isnull", True), ("longitude__isnull", True)),
                    models.Q(("latitude__isnull", False), ("longitude__isnull", False)),
                    _connector="OR",
                ),
                name="report_point_has_both",
            ),
        ),
        migrations.AddField(
            model_name="alarm",
            name="answered_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="alarm",
            name="report",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="alarms", to="casework.report"
            ),
        ),
        migrations.AddField(
            model_name="alarm",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.organisation"
            ),
        ),
        migrations.AddField(
            model_name="alarmcall",
            name="account",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="alarmcall",
            name="alarm",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="calls", to="casework.alarm"
            ),
        ),
        migrations.AddField(
            model_name="dutyshift",
            name="post",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.post"
            ),
        ),
        migrations.AddField(
            model_name="dutyshift",
            name="set_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="dutyshift",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.organisation"
            ),
        ),
        migrations.AddField(
            model_name="reportphoto",
            name="file",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.storedfile"
            ),
        ),
        migrations.AddField(
            model_name="reportphoto",
            name="report",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="photos", to="casework.report"
            ),
        ),
        migrations.AddIndex(
            model_name="alarm",
            index=models.Index(
                condition=models.Q(("answered_at__isnull", True)), fields=["next_at"], name="alarm_due"
            ),
        ),
        migrations.AddIndex(
            model_name="alarm",
            index=models.Index(
                condition=models.Q(("answered_at__isnull", True)), fields=["unit"], name="alarm_of_unit"
            ),
        ),
        migrations.AddConstraint(
            model_name="alarm",
            constraint=models.UniqueConstraint(
                condition=models.Q(("answered_at__isnull", True)),
                fields=("report",),
                name="alarm_one_live_a_report",
            ),
        ),
        migrations.AddConstraint(
            model_name="alarm",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answered_at__isnull", True), ("next_at__isnull", False)),
                    models.Q(("answered_at__isnull", False), ("next_at__isnull", True)),
                    _connector="OR",
                ),
                name="alarm_goes_until_answered",
            ),
        ),
        migrations.AddIndex(
            model_name="alarmcall",
            index=models.Index(fields=["account", "at"], name="alarm_calls"),
        ),
        migrations.AddIndex(
            model_name="dutyshift",
            index=models.Index(fields=["unit", "until"], name="duty_of_unit"),
        ),
        migrations.AddConstraint(
            model_name="dutyshift",
            constraint=models.CheckConstraint(
                condition=models.Q(("until__gte", models.F("since"))), name="duty_ends_after_start"
            ),
        ),
        migrations.AddConstraint(
            model_name="reportphoto",
            constraint=models.UniqueConstraint(fields=("report", "position"), name="report_photo_once"),
        ),
        append_only("casework_alarmcall"),
    ]
