"""Individual plans with their versions and agreements; teams, their meetings, tasks and messages."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import turbota.kernel.identifiers
from turbota.audit.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0006_social_units"),
        ("casework", "0002_assessments"),
        ("documents", "0002_recognised_text"),
        ("people", "0006_deaths"),
        ("signatures", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Agreement",
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
                ("round", models.PositiveIntegerField()),
                (
                    "party",
                    models.CharField(
                        choices=[
                            ("person", "Людина або її представник"),
                            ("manager", "Соціальний менеджер"),
                            ("provider", "Надавач"),
                            ("member", "Член команди"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("waiting", "Чекаємо"),
                            ("agreed", "Погоджено"),
                            ("refused", "Не погоджено"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                (
                    "means",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("key", "електронний підпис"),
                            ("cabinet", "підтвердження в кабінеті після входу через id.gov.ua"),
                            ("workplace", "підтвердження на робочому місці"),
                            ("code", "одноразовий код"),
                            ("paper", "підпис на папері"),
                        ],
                        max_length=10,
                    ),
                ),
                ("by_name", models.CharField(blank=True, max_length=200)),
                ("reason", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("code_key", models.CharField(blank=True, max_length=64)),
                ("code_until", models.DateTimeField(blank=True, null=True)),
                ("code_tries", models.PositiveSmallIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Attendance",
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
                ("present", models.BooleanField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="CaseMessage",
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
                ("author_name", models.CharField(max_length=200)),
                ("author_office", models.CharField(blank=True, max_length=300)),
                ("body", models.TextField()),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="CaseMessageRead",
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
        migrations.CreateModel(
            name="CaseTask",
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
                ("words", models.CharField(max_length=500)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Треба виконати"),
                            ("done", "Виконано"),
                            ("cancelled", "Скасовано"),
                        ],
                        default="open",
                        max_length=20,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0)),
                ("result", models.TextField(blank=True)),
                ("given_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="CaseTaskStep",
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
            name="Goal",
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
                ("origin", models.UUIDField(default=turbota.kernel.identifiers.new_id, editable=False)),
                ("words", models.CharField(max_length=500)),
                ("indicator", models.CharField(max_length=300)),
                ("baseline", models.CharField(blank=True, max_length=200)),
                ("target", models.CharField(max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name="Measure",
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
                ("origin", models.UUIDField(default=turbota.kernel.identifiers.new_id, editable=False)),
                ("content", models.CharField(max_length=1000)),
                ("service", models.CharField(blank=True, max_length=20)),
                (
                    "executor",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("provider", "Надавач"),
                            ("manager", "Соціальний менеджер"),
                            ("member", "Член команди"),
                            ("person", "Сама людина"),
                        ],
                        max_length=10,
                    ),
                ),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("expected", models.CharField(blank=True, max_length=500)),
                ("indicator", models.CharField(blank=True, max_length=300)),
                ("volume", models.PositiveIntegerField(blank=True, null=True)),
                ("unit", models.CharField(blank=True, max_length=60)),
                (
                    "pays",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("free", "Безоплатно"),
                            ("differentiated", "Диференційована плата"),
                            ("full", "Повна плата"),
                        ],
                        max_length=20,
                    ),
                ),
                ("fee", models.BigIntegerField(blank=True, null=True)),
                ("reckoning", models.JSONField(blank=True, default=dict)),
                ("fee_reason", models.CharField(blank=True, max_length=500)),
                ("proposal", models.CharField(blank=True, max_length=60)),
                ("declined_at", models.DateTimeField(blank=True, null=True)),
                ("declined_why", models.CharField(blank=True, max_length=1000)),
            ],
        ),
        migrations.CreateModel(
            name="Meeting",
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
                ("starts_at", models.DateTimeField()),
                ("place", models.CharField(max_length=300)),
                ("agenda", models.TextField()),
                ("minutes", models.TextField(blank=True)),
                ("called_at", models.DateTimeField()),
                ("held_at", models.DateTimeField(blank=True, null=True)),
                ("cancelled_at", models.DateTimeField(blank=True, null=True)),
                ("cancelled_why", models.CharField(blank=True, max_length=500)),
            ],
        ),
        migrations.CreateModel(
            name="Need",
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
                ("origin", models.UUIDField(default=turbota.kernel.identifiers.new_id, editable=False)),
                (
                    "domain",
                    models.CharField(
                        choices=[
                            ("health", "Здоров’я"),
                            ("self_care", "Самообслуговування і побут"),
                            ("housing", "Житло і безпека вдома"),
                            ("income", "Дохід і робота"),
                            ("education", "Навчання і розвиток"),
                            ("family", "Стосунки в сім’ї, виховання дітей"),
                            ("social", "Спілкування і підтримка"),
                            ("rights", "Документи і права"),
                            ("safety", "Захист від насильства"),
                            ("crisis", "Криза, загроза життю чи здоров’ю"),
                        ],
                        max_length=20,
                    ),
                ),
                ("words", models.CharField(max_length=500)),
                ("source", models.CharField(blank=True, max_length=300)),
            ],
        ),
        migrations.CreateModel(
            name="Plan",
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
                ("number", models.PositiveIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Складаємо"),
                            ("offered", "На погодженні"),
                            ("agreed", "Погоджено всіма"),
                            ("in_force", "Чинний"),
                            ("replaced", "Замінено новою редакцією"),
                            ("ended", "Закінчено"),
                        ],
                        default="draft",
                        max_length=20,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0)),
                ("decision", models.CharField(blank=True, max_length=200)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("why", models.TextField(blank=True)),
                ("made_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="PlanStep",
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
            model_name="teammember",
            name="declined_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="teammember",
            name="declined_why",
            field=models.CharField(blank=True, max_length=500),
        ),
        migrations.AddField(
            model_name="teammember",
            name="ended_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="teammember",
            name="ended_why",
            field=models.CharField(blank=True, max_length=500),
        ),
        migrations.AddField(
            model_name="teammember",
            name="organisation",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="access.organisation",
            ),
        ),
        migrations.AddConstraint(
            model_name="teammember",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("accepted_at__isnull", True), ("declined_at__isnull", True), _connector="OR"
                ),
                name="team_member_one_answer",
            ),
        ),
        migrations.AddField(
            model_name="agreement",
            name="account",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="agreement",
            name="member",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="casework.teammember",
            ),
        ),
        migrations.AddField(
            model_name="agreement",
            name="paper",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.storedfile"
            ),
        ),
        migrations.AddField(
            model_name="agreement",
            name="provider",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="access.organisation",
            ),
        ),
        migrations.AddField(
            model_name="agreement",
            name="scan",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="documents.storedfile",
            ),
        ),
        migrations.AddField(
            model_name="agreement",
            name="signature",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="signatures.signature",
            ),
        ),
        migrations.AddField(
            model_name="attendance",
            name="account",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="casemessage",
            name="author",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="casemessage",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="messages", to="casework.case"
            ),
        ),
        migrations.AddField(
            model_name="casemessageread",
            name="account",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="casemessageread",
            name="message",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="reads", to="casework.casemessage"
            ),
        ),
        migrations.AddField(
            model_name="casetask",
            name="account",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="casetask",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="tasks", to="casework.case"
            ),
        ),
        migrations.AddField(
            model_name="casetask",
            name="given_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="casetaskstep",
            name="subject",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="casework.casetask"
            ),
        ),
        migrations.AddField(
            model_name="measure",
            name="goal",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="measures", to="casework.goal"
            ),
        ),
        migrations.AddField(
            model_name="measure",
            name="member",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="casework.teammember",
            ),
        ),
        migrations.AddField(
            model_name="measure",
            name="provider",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="access.organisation",
            ),
        ),
        migrations.AddField(
            model_name="measure",
            name="recipient",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
            ),
        ),
        migrations.AddField(
            model_name="meeting",
            name="called_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="meeting",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="meetings", to="casework.case"
            ),
        ),
        migrations.AddField(
            model_name="casetask",
            name="meeting",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="tasks",
                to="casework.meeting",
            ),
        ),
        migrations.AddField(
            model_name="attendance",
            name="meeting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="attendance", to="casework.meeting"
            ),
        ),
        migrations.AddField(
            model_name="goal",
            name="need",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="goals", to="casework.need"
            ),
        ),
        migrations.AddField(
            model_name="plan",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="plans", to="casework.case"
            ),
        ),
        migrations.AddField(
            model_name="plan",
            name="made_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="plan",
            name="paper",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="documents.storedfile",
            ),
        ),
        migrations.AddField(
            model_name="plan",
            name="previous",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="casework.plan",
            ),
        ),
        migrations.AddField(
            model_name="need",
            name="plan",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="needs", to="casework.plan"
            ),
        ),
        migrations.AddField(
            model_name="agreement",
            name="plan",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="agreements", to="casework.plan"
            ),
        ),
        migrations.AddField(
            model_name="planstep",
            name="subject",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="casework.plan"
            ),
        ),
        migrations.AddIndex(
            model_name="casemessage",
            index=models.Index(fields=["case", "at"], name="case_messages"),
        ),
        migrations.AddConstraint(
            model_name="casemessageread",
            constraint=models.UniqueConstraint(fields=("message", "account"), name="case_message_read_once"),
        ),
        migrations.AddIndex(
            model_name="casetaskstep",
            index=models.Index(fields=["subject", "at"], name="case_task_steps"),
        ),
        migrations.AddIndex(
            model_name="measure",
            index=models.Index(fields=["recipient", "service"], name="plan_measure_service"),
        ),
        migrations.AddConstraint(
            model_name="measure",
            constraint=models.UniqueConstraint(fields=("goal", "origin"), name="plan_measure_once"),
        ),
        migrations.AddConstraint(
            model_name="measure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("since__isnull", True),
                    ("until__isnull", True),
                    ("until__gte", models.F("since")),
                    _connector="OR",
                ),
                name="plan_measure_ends_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="measure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("executor", "provider"), ("member__isnull", True), ("provider__isnull", False)),
                    models.Q(("executor", "member"), ("member__isnull", False), ("provider__isnull", True)),
                    models.Q(
                        ("executor__in", ("", "manager", "person")),
                        ("member__isnull", True),
                        ("provider__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="plan_measure_executor_named",
            ),
        ),
        migrations.AddConstraint(
            model_name="measure",
            constraint=models.CheckConstraint(
                condition=models.Q(("fee__isnull", True), ("fee__gte", 0), _connector="OR"),
                name="plan_fee_not_negative",
            ),
        ),
        migrations.AddConstraint(
            model_name="measure",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("pays", "free"), _negated=True), ("fee", 0), _connector="OR"),
                name="plan_free_measure_costs_nothing",
            ),
        ),
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(fields=["case", "-starts_at"], name="meetings_of_case"),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("held_at__isnull", True),
                    models.Q(("cancelled_at__isnull", True), models.Q(("minutes", ""), _negated=True)),
                    _connector="OR",
                ),
                name="meeting_held_has_minutes",
            ),
        ),
        migrations.AddIndex(
            model_name="casetask",
            index=models.Index(fields=["case", "state"], name="case_tasks"),
        ),
        migrations.AddIndex(
            model_name="casetask",
            index=models.Index(fields=["account", "state"], name="case_tasks_of_account"),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.UniqueConstraint(fields=("meeting", "account"), name="attendance_once"),
        ),
        migrations.AddConstraint(
            model_name="goal",
            constraint=models.UniqueConstraint(fields=("need", "origin"), name="plan_goal_once"),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.UniqueConstraint(fields=("case", "number"), name="plan_version_once"),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("draft", "offered", "agreed"))),
                fields=("case",),
                name="plan_one_in_work",
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "in_force")), fields=("case",), name="plan_one_in_force"
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("since__isnull", True),
                    ("until__isnull", True),
                    ("until__gte", models.F("since")),
                    _connector="OR",
                ),
                name="plan_ends_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="need",
            constraint=models.UniqueConstraint(fields=("plan", "origin"), name="plan_need_once"),
        ),
        migrations.AddIndex(
            model_name="agreement",
            index=models.Index(fields=["provider", "answer"], name="plan_side_of_provider"),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.UniqueConstraint(
                fields=("plan", "round", "party", "provider", "member"),
                name="plan_side_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", "waiting"), ("answered_at__isnull", True)),
                    models.Q(models.Q(("answer", "waiting"), _negated=True), ("answered_at__isnull", False)),
                    _connector="OR",
                ),
                name="plan_answer_has_moment",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", "refused"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="plan_refusal_has_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("means", "key"), _negated=True), ("signature__isnull", False), _connector="OR"
                ),
                name="plan_key_has_signature",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("means", "paper"), _negated=True), ("scan__isnull", False), _connector="OR"
                ),
                name="plan_paper_has_scan",
            ),
        ),
        migrations.AddIndex(
            model_name="planstep",
            index=models.Index(fields=["subject", "at"], name="plan_steps"),
        ),
        append_only("casework_planstep"),
        append_only("casework_casetaskstep"),
    ]
