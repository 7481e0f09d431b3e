"""The card of a case, supervision and questions about members; changes and steps are never changed."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import turbota.kernel.identifiers
from turbota.audit.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0006_social_units"),
        ("casework", "0007_queues"),
        ("people", "0006_deaths"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Approval",
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
                            ("assessment", "Оцінювання потреб"),
                            ("plan", "Індивідуальний план"),
                            ("closure", "Завершення випадку"),
                        ],
                        max_length=20,
                    ),
                ),
                ("subject_id", models.UUIDField(blank=True, null=True)),
                ("words", models.TextField()),
                ("remark", models.TextField(blank=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Чекає на супервізора"),
                            ("approved", "Погоджено"),
                            ("sent_back", "Повернуто із зауваженнями"),
                            ("withdrawn", "Відкликано"),
                            ("used", "Погоджено й виконано"),
                        ],
                        default="asked",
                        max_length=20,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0)),
                ("asked_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="ApprovalStep",
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
            name="CaseChange",
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
                    "what",
                    models.CharField(
                        choices=[
                            ("note", "Запис"),
                            ("risk", "Ризик"),
                            ("sensitivity", "Хто бачить випадок"),
                            ("address", "Адреса й телефон"),
                            ("member", "Склад"),
                            ("factor", "Чинник"),
                            ("answer", "Відповідь супервізора"),
                        ],
                        max_length=20,
                    ),
                ),
                ("value", models.CharField(blank=True, max_length=300)),
                ("reason", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                ("by_account", models.UUIDField(null=True)),
                ("by_name", models.CharField(blank=True, max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name="CaseFactor",
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
                ("code", models.CharField(max_length=40)),
                ("evidence", models.CharField(max_length=500)),
                ("since", models.DateField()),
                ("until", models.DateField(blank=True, null=True)),
                ("noted_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="MemberClaim",
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
                ("question", models.TextField(blank=True)),
                ("asked_at", models.DateTimeField()),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("both", "Лишити в обох випадках"),
                            ("moved", "Вивести з одного випадку"),
                            ("answered", "Відповідь на питання"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="StageRule",
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
                            ("assessment", "Оцінювання потреб"),
                            ("plan", "Індивідуальний план"),
                            ("closure", "Завершення випадку"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "from_level",
                    models.CharField(
                        choices=[
                            ("any", "Усі випадки"),
                            ("middle", "Середні й складніші"),
                            ("complex", "Складні й екстрені"),
                            ("emergency", "Лише екстрені"),
                        ],
                        max_length=20,
                    ),
                ),
                ("since", models.DateField()),
                ("until", models.DateField(blank=True, null=True)),
            ],
        ),
        migrations.AddField(
            model_name="case",
            name="risk",
            field=models.CharField(
                blank=True,
                choices=[("low", "Низький"), ("middle", "Середній"), ("high", "Високий")],
                max_length=10,
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("closed_at__isnull", True)),
                fields=["post", "-changed_at", "-id"],
                name="case_at_work",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("closed_at__isnull", True)),
                fields=["unit", "-changed_at", "-id"],
                name="case_at_work_of_unit",
            ),
        ),
        migrations.AddIndex(
            model_name="casemember",
            index=models.Index(fields=["person", "until"], name="case_member_person"),
        ),
        migrations.AddField(
            model_name="approval",
            name="asked_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="approval",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="approvals", to="casework.case"
            ),
        ),
        migrations.AddField(
            model_name="approvalstep",
            name="subject",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="casework.approval"
            ),
        ),
        migrations.AddField(
            model_name="casechange",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="changes", to="casework.case"
            ),
        ),
        migrations.AddField(
            model_name="casefactor",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="factors", to="casework.case"
            ),
        ),
        migrations.AddField(
            model_name="casefactor",
            name="noted_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="memberclaim",
            name="member",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="casework.casemember"
            ),
        ),
        migrations.AddField(
            model_name="memberclaim",
            name="other",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="casework.casemember",
            ),
        ),
        migrations.AddField(
            model_name="memberclaim",
            name="settled_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="stagerule",
            name="set_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="stagerule",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.organisation"
            ),
        ),
        migrations.AddIndex(
            model_name="approval",
            index=models.Index(
                condition=models.Q(("state", "asked")), fields=["asked_at"], name="approval_waiting"
            ),
        ),
        migrations.AddConstraint(
            model_name="approval",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("asked", "sent_back", "approved"))),
                fields=("case", "stage", "subject_id"),
                name="approval_live_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddIndex(
            model_name="approvalstep",
            index=models.Index(fields=["subject", "at"], name="approval_steps"),
        ),
        migrations.AddIndex(
            model_name="casechange",
            index=models.Index(fields=["case", "-at"], name="case_changes"),
        ),
        migrations.AddConstraint(
            model_name="casefactor",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until__isnull", True)), fields=("case", "code"), name="case_factor_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="casefactor",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"
                ),
                name="case_factor_ends_after_start",
            ),
        ),
        migrations.AddIndex(
            model_name="memberclaim",
            index=models.Index(
                condition=models.Q(("outcome", "")), fields=["asked_at"], name="member_claim_waiting"
            ),
        ),
        migrations.AddConstraint(
            model_name="memberclaim",
            constraint=models.UniqueConstraint(fields=("member", "other"), name="member_claim_once"),
        ),
        migrations.AddConstraint(
            model_name="memberclaim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", ""), ("settled_at__isnull", True)),
                    models.Q(models.Q(("outcome", ""), _negated=True), ("settled_at__isnull", False)),
                    _connector="OR",
                ),
                name="member_claim_settled_with_outcome",
            ),
        ),
        migrations.AddConstraint(
            model_name="stagerule",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until__isnull", True)), fields=("unit", "stage"), name="stage_rule_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="stagerule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"
                ),
                name="stage_rule_ends_after_start",
            ),
        ),
        append_only("casework_casechange"),
        append_only("casework_approvalstep"),
    ]
