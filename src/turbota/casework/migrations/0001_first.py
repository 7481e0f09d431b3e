"""Rows of case management; steps are never changed."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import turbota.kernel.identifiers
from turbota.audit.append_only import append_only


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0006_social_units"),
        ("people", "0006_deaths"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Case",
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
                ("kind", models.CharField(choices=[("person", "Особа"), ("family", "Сім’я")], max_length=10)),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("report", "Повідомлення"),
                            ("application", "Заява"),
                            ("own", "Виявлено соціальним менеджером"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("opened", "Відкрито: оцінюємо потреби"),
                            ("assessed", "Потреби оцінено: чекаємо рішення"),
                            ("decided", "Рішення ухвалено: складаємо план"),
                            ("served", "План діє: послуги надаються"),
                            ("closed", "Завершено"),
                        ],
                        default="opened",
                        max_length=20,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0)),
                (
                    "sensitivity",
                    models.CharField(
                        choices=[
                            ("none", "Звичайний"),
                            ("violence", "Насильство"),
                            ("child", "Захист дитини"),
                        ],
                        default="none",
                        max_length=10,
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=300)),
                ("address_protected", models.BooleanField(default=False)),
                ("phone", models.CharField(blank=True, max_length=40)),
                ("complexity", models.CharField(blank=True, max_length=20)),
                ("complexity_why", models.TextField(blank=True)),
                ("next_review_on", models.DateField(blank=True, null=True)),
                ("opened_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "closure_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("goals", "Цілі плану досягнуто, потреби більше немає"),
                            ("no_need", "Оцінювання не виявило потреби"),
                            ("refused", "Людина відмовилася від допомоги"),
                            ("moved", "Людина переїхала до іншої громади"),
                            ("term", "Строк надання послуг закінчився"),
                            ("inpatient", "Людину влаштовано до стаціонару"),
                            ("died", "Людина померла"),
                            ("false_data", "Подано недостовірні відомості"),
                            ("breach", "План чи договір порушено без поважної причини"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "main_person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.post",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CaseManager",
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
                ("reads_until", models.DateField(blank=True, null=True)),
                ("reason", models.TextField(blank=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="managers",
                        to="casework.case",
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.post"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CaseMember",
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
                    "relation",
                    models.CharField(
                        choices=[
                            ("main", "Отримувач"),
                            ("partner", "Чоловік, дружина або партнер"),
                            ("child", "Дитина"),
                            ("parent", "Мати або батько"),
                            ("other", "Інша людина, що живе разом"),
                            ("apart", "Родич, який живе окремо"),
                        ],
                        max_length=10,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300)),
                ("since", models.DateField()),
                ("until", models.DateField(blank=True, null=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="casework.case",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CaseStep",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="casework.case"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Report",
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
                ("code_key", models.CharField(max_length=64, unique=True)),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("public", "Портал, без входу"),
                            ("operator", "Оператор записав зі слів"),
                            ("institution", "Установа (лікарня, школа, поліція та інші)"),
                            ("own", "Виявив соціальний менеджер"),
                        ],
                        max_length=20,
                    ),
                ),
                ("source_name", models.CharField(blank=True, max_length=300)),
                ("what", models.TextField()),
                ("about", models.CharField(blank=True, max_length=300)),
                ("place", models.CharField(blank=True, max_length=300)),
                ("place_code", models.CharField(blank=True, max_length=20)),
                ("latitude", models.DecimalField(blank=True, decimal_places=5, max_digits=8, null=True)),
                ("longitude", models.DecimalField(blank=True, decimal_places=5, max_digits=8, null=True)),
                (
                    "urgency",
                    models.CharField(
                        choices=[
                            ("threat", "Є загроза життю або здоров’ю"),
                            ("soon", "Допомога потрібна найближчими днями"),
                            ("ordinary", "Може зачекати кілька днів"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "urgency_confirmed",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("threat", "Є загроза життю або здоров’ю"),
                            ("soon", "Допомога потрібна найближчими днями"),
                            ("ordinary", "Може зачекати кілька днів"),
                        ],
                        max_length=10,
                    ),
                ),
                ("children", models.BooleanField(default=False)),
                ("violence", models.BooleanField(default=False)),
                ("reporter_name", models.CharField(blank=True, max_length=200)),
                ("reporter_contact", models.CharField(blank=True, max_length=254)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "Прийнято"),
                            ("in_work", "Опрацьовується"),
                            ("linked", "Долучено до випадку"),
                            ("closed", "Завершено"),
                        ],
                        default="received",
                        max_length=20,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0)),
                ("received_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="casework.case",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReportStep",
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
                        to="casework.report",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TeamMember",
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
                    "field",
                    models.CharField(
                        choices=[
                            ("health", "Охорона здоров’я, реабілітація"),
                            ("employment", "Центр зайнятості"),
                            ("education", "Освіта"),
                            ("police", "Поліція"),
                            ("children", "Служба у справах дітей"),
                            ("ngo", "Громадська або благодійна організація"),
                            ("other", "Інше"),
                        ],
                        max_length=20,
                    ),
                ),
                ("task", models.CharField(max_length=300)),
                ("since", models.DateField()),
                ("until", models.DateField()),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="team", to="casework.case"
                    ),
                ),
                (
                    "invited_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["post", "state", "changed_at"], name="case_of_manager"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["unit", "state", "changed_at"], name="case_of_unit"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["main_person"], name="case_of_person"),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("closed_at__isnull", False),
                        ("state", "closed"),
                        models.Q(("closure_reason", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(("state", "closed"), _negated=True),
                        ("closed_at__isnull", True),
                        ("closure_reason", ""),
                    ),
                    _connector="OR",
                ),
                name="case_closed_with_reason",
            ),
        ),
        migrations.AddIndex(
            model_name="casemanager",
            index=models.Index(fields=["post", "reads_until"], name="case_manager_tail"),
        ),
        migrations.AddConstraint(
            model_name="casemanager",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until__isnull", True)), fields=("case",), name="case_one_manager"
            ),
        ),
        migrations.AddConstraint(
            model_name="casemanager",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"
                ),
                name="case_manager_ends_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="casemember",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until__isnull", True)),
                fields=("case", "person"),
                name="case_member_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="casemember",
            constraint=models.UniqueConstraint(
                condition=models.Q(("relation", "main"), ("until__isnull", True)),
                fields=("case",),
                name="case_one_main_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="casemember",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"
                ),
                name="case_member_ends_after_start",
            ),
        ),
        migrations.AddIndex(
            model_name="casestep",
            index=models.Index(fields=["subject", "at"], name="case_steps"),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(fields=["unit", "state", "received_at"], name="report_queue"),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "linked"), _negated=True), ("case__isnull", False), _connector="OR"
                ),
                name="report_linked_to_a_case",
            ),
        ),
        migrations.AddIndex(
            model_name="reportstep",
            index=models.Index(fields=["subject", "at"], name="report_steps"),
        ),
        migrations.AddIndex(
            model_name="teammember",
            index=models.Index(fields=["account", "until"], name="team_of_account"),
        ),
        migrations.AddConstraint(
            model_name="teammember",
            constraint=models.CheckConstraint(
                condition=models.Q(("until__gte", models.F("since"))), name="team_member_ends_after_start"
            ),
        ),
        append_only("casework_casestep"),
        append_only("casework_reportstep"),
    ]
