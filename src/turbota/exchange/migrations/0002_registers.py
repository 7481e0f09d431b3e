"""Questions to registers about mandates; an answer stays, and nobody deletes it."""

import django.db.models.deletion
from django.db import migrations, models

import turbota.kernel.identifiers
from turbota.audit.append_only import APPLICATION_ROLE

_KEPT = f"""
do $$ begin
    if exists (select from pg_roles where rolname = '{APPLICATION_ROLE}') then
        revoke delete, truncate on exchange_registerquestion from {APPLICATION_ROLE};
    end if;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0002_recognised_text"),
        ("exchange", "0001_first"),
        ("people", "0007_registers"),
    ]

    operations = [
        migrations.CreateModel(
            name="RegisterQuestion",
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
                    "register",
                    models.CharField(
                        choices=[
                            ("civil_status", "реєстр актів цивільного стану"),
                            ("guardianship", "реєстр опіки й піклування"),
                            ("powers_of_attorney", "Єдиний реєстр довіреностей"),
                        ],
                        max_length=20,
                    ),
                ),
                ("number", models.CharField(blank=True, max_length=60)),
                ("again", models.BooleanField(default=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "чекає відповіді"),
                            ("answered", "є відповідь"),
                            ("dropped", "більше не потрібна"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("opened_at", models.DateTimeField()),
                ("attempts", models.PositiveIntegerField(default=0)),
                ("next_at", models.DateTimeField(null=True)),
                ("busy_until", models.DateTimeField(blank=True, null=True)),
                ("request_id", models.CharField(blank=True, max_length=40)),
                ("last_error", models.CharField(blank=True, max_length=80)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("confirms", "підтверджує"),
                            ("denies", "не підтверджує"),
                            ("not_found", "запису не знайшов"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("otherPeople", "у записі названо інших людей"),
                            ("revoked", "довіреність скасовано"),
                            ("expired", "строк минув"),
                            ("rightsEnded", "права припинено"),
                            (
                                "otherPowers",
                                "довіреність чинна, але не видно, що вона дає право подавати заяви на допомогу",
                            ),
                        ],
                        max_length=12,
                    ),
                ),
                ("record", models.CharField(blank=True, max_length=300)),
                ("valid_till", models.DateField(blank=True, null=True)),
                ("ended_on", models.DateField(blank=True, null=True)),
                (
                    "powers",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("general", "на всі дії"),
                            ("social", "на соціальні послуги й допомогу"),
                            ("other", "на інші дії"),
                        ],
                        max_length=8,
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
                    "mandate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="register_questions",
                        to="people.mandate",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["next_at"],
                        name="register_question_due",
                    ),
                    models.Index(fields=["mandate", "opened_at"], name="register_question_of"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "waiting")),
                        fields=("mandate",),
                        name="register_asked_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answered_at__isnull", False),
                                ("evidence__isnull", False),
                                ("state", "answered"),
                                models.Q(("answer", ""), _negated=True),
                                models.Q(("request_id", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("state", "answered"), _negated=True),
                                ("answer", ""),
                                ("answered_at__isnull", True),
                                ("evidence__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="register_answered_whole",
                    ),
                ],
            },
        ),
        migrations.RunSQL(_KEPT, migrations.RunSQL.noop),
    ]
