"""Who works on a case in dated rows; an application may end without a decision."""

import django.contrib.postgres.constraints
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import turbota.applications.models
import turbota.kernel.identifiers


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0003_away"),
        ("applications", "0004_confirmed_without_a_key"),
        ("documents", "0001_first"),
        ("people", "0002_claims"),
        ("signatures", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Assignment",
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
                ("until", models.DateTimeField(blank=True, null=True)),
                ("why", models.TextField(blank=True)),
                ("ended_why", models.TextField(blank=True)),
            ],
        ),
        migrations.AddField(
            model_name="application",
            name="joined_to",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="applications.application",
            ),
        ),
        migrations.AlterField(
            model_name="application",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "Чернетка"),
                    ("forming", "Громада формує електронну справу"),
                    ("on_control", "На контролі в громаді"),
                    ("mending", "Громада виправляє"),
                    ("ready", "Готова до передачі"),
                    ("received", "Чекає прийняття"),
                    ("asked", "Чекаємо доповнення від заявника"),
                    ("in_work", "У роботі"),
                    ("decided", "Рішення ухвалено"),
                    ("withdrawn", "Заявник відкликав заяву"),
                    ("left", "Залишено без розгляду"),
                    ("joined", "Приєднано до іншої заяви"),
                ],
                default="draft",
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="handoverline",
            name="answer",
            field=models.CharField(
                choices=[
                    ("waiting", "чекає"),
                    ("accepted", "прийнято"),
                    ("returned", "повернено"),
                    ("ended", "розгляд закінчено"),
                ],
                default="waiting",
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("joined_to__isnull", False), ("state", "joined")),
                    models.Q(models.Q(("state", "joined"), _negated=True), ("joined_to__isnull", True)),
                    _connector="OR",
                ),
                name="application_joined_names_the_other",
            ),
        ),
        migrations.AddField(
            model_name="assignment",
            name="account",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="assignment",
            name="application",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="assignments",
                to="applications.application",
            ),
        ),
        migrations.AddField(
            model_name="assignment",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="assignment",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.organisation"
            ),
        ),
        migrations.AddIndex(
            model_name="assignment",
            index=models.Index(
                condition=models.Q(("until__isnull", True)),
                fields=["organisation", "account"],
                name="assignment_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("application", "="),
                    (turbota.applications.models.MomentRange("since", "until"), "&&"),
                ],
                name="assignment_one_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"
                ),
                name="assignment_ends_after_start",
            ),
        ),
    ]
