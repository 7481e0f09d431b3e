"""Referrals, contracts, the journal of services, reviews and outcomes; what only grows is never changed."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import turbota.kernel.identifiers
from turbota.audit.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0003_plans"),
        ("documents", "0002_recognised_text"),
        ("people", "0006_deaths"),
        ("providers", "0002_register"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Outcome",
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
                ("measured_at", models.DateTimeField()),
                ("closure_reason", models.CharField(max_length=20)),
                ("goals", models.PositiveIntegerField(default=0)),
                ("goals_met", models.PositiveIntegerField(default=0)),
                ("done", models.PositiveIntegerField(default=0)),
                ("missed", models.PositiveIntegerField(default=0)),
                ("minutes", models.PositiveIntegerField(default=0)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outcomes",
                        to="casework.case",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AfterCheck",
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
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("holds", "Результат тримається"),
                            ("better", "Стало ще краще"),
                            ("worse", "Стало гірше, потрібна допомога"),
                            ("unknown", "Зв’язатися не вдалося"),
                        ],
                        max_length=10,
                    ),
                ),
                ("words", models.TextField()),
                ("by_name", models.CharField(max_length=200)),
                (
                    "by_account",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "outcome",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="after_check",
                        to="casework.outcome",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OutcomeLine",
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
                ("title", models.CharField(max_length=300)),
                ("first", models.IntegerField(blank=True, null=True)),
                ("last", models.IntegerField(blank=True, null=True)),
                (
                    "progress",
                    models.CharField(
                        choices=[
                            ("met", "Досягнуто"),
                            ("better", "Стало краще"),
                            ("same", "Без змін"),
                            ("worse", "Стало гірше"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "outcome",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="casework.outcome",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Referral",
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
                ("service", models.CharField(max_length=20)),
                ("task", models.CharField(max_length=1000)),
                ("frequency", models.CharField(blank=True, max_length=200)),
                (
                    "fee_mode",
                    models.CharField(
                        choices=[
                            ("free", "Безоплатно"),
                            ("differentiated", "Диференційована плата"),
                            ("full", "Повний тариф"),
                        ],
                        max_length=20,
                    ),
                ),
                ("fee", models.BigIntegerField(default=0)),
                ("meeting_place", models.CharField(blank=True, max_length=300)),
                ("address_reason", models.CharField(blank=True, max_length=500)),
                ("contact", models.CharField(blank=True, max_length=300)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("offered", "Чекає відповіді надавача"),
                            ("waiting", "У списку очікування"),
                            ("accepted", "Прийнято надавачем"),
                            ("contracted", "Послуга надається"),
                            ("ended", "Надання закінчено"),
                            ("rejected", "Надавач відмовив"),
                            ("revoked", "Відкликано менеджером"),
                            ("expired", "Надавач не відповів у строк"),
                            ("fallen", "Повернуто менеджеру: надавач не працює"),
                        ],
                        default="offered",
                        max_length=20,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0)),
                (
                    "reject_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("no_place", "Немає вільного місця або працівника"),
                            ("not_ours", "Такої послуги або території в нас немає"),
                            ("contraindication", "Є медичні протипоказання до цієї послуги"),
                            ("not_reached", "Не вдалося зв’язатися з людиною"),
                            ("other", "Інше"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "end_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("done", "Послугу надано повністю"),
                            ("no_need", "Потреби більше немає"),
                            ("term", "Строк договору закінчився"),
                            ("refused", "Людина відмовилася"),
                            ("moved", "Людина переїхала"),
                            ("breach", "Договір порушено без поважної причини"),
                            ("inpatient", "Людину влаштовано до стаціонару"),
                            ("died", "Людина померла"),
                        ],
                        max_length=20,
                    ),
                ),
                ("sent_at", models.DateTimeField()),
                ("waiting_since", models.DateTimeField(blank=True, null=True)),
                ("changed_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referrals",
                        to="casework.case",
                    ),
                ),
                (
                    "instead_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="later",
                        to="casework.referral",
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="providers.offer"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Contract",
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
                ("number", models.CharField(max_length=60)),
                ("signed_on", models.DateField(blank=True, null=True)),
                ("since", models.DateField()),
                ("until", models.DateField(blank=True, null=True)),
                (
                    "fee_mode",
                    models.CharField(
                        choices=[
                            ("free", "Безоплатно"),
                            ("differentiated", "Диференційована плата"),
                            ("full", "Повний тариф"),
                        ],
                        max_length=20,
                    ),
                ),
                ("fee", models.BigIntegerField(default=0)),
                ("unit", models.CharField(max_length=60)),
                ("urgent", models.BooleanField(default=False)),
                ("entered_at", models.DateTimeField()),
                (
                    "entered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    "referral",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contract",
                        to="casework.referral",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CaseNotice",
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
                            ("rejected", "Надавач відмовив"),
                            ("expired", "Надавач не відповів"),
                            ("fallen", "Надавач більше не працює"),
                            ("waiting", "У списку очікування"),
                            ("missed_twice", "Два пропуски поспіль"),
                            ("complaint", "Скарга отримувача"),
                            ("reassess", "Потрібне повторне оцінювання"),
                            ("after_check", "Час перевірити, як людина живе"),
                        ],
                        max_length=20,
                    ),
                ),
                ("key", models.CharField(max_length=80, unique=True)),
                ("text", models.CharField(max_length=500)),
                ("words", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                ("handled_at", models.DateTimeField(blank=True, null=True)),
                ("handled_by", models.UUIDField(null=True)),
                ("answer", models.CharField(blank=True, max_length=1000)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="casework.case",
                    ),
                ),
                (
                    "referral",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="casework.referral",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReferralStep",
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
                        to="casework.referral",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Review",
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
                ("held_at", models.DateTimeField()),
                ("summary", models.TextField()),
                (
                    "decision",
                    models.CharField(
                        choices=[
                            ("continue", "Продовжити за планом"),
                            ("change", "Змінити план"),
                            ("close", "Завершити випадок"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reassess", models.BooleanField(default=False)),
                ("done", models.PositiveIntegerField(default=0)),
                ("missed", models.PositiveIntegerField(default=0)),
                ("minutes", models.PositiveIntegerField(default=0)),
                ("next_on", models.DateField(blank=True, null=True)),
                ("by_name", models.CharField(max_length=200)),
                (
                    "by_account",
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
                        related_name="reviews",
                        to="casework.case",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReviewLine",
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
                ("title", models.CharField(max_length=300)),
                (
                    "progress",
                    models.CharField(
                        choices=[
                            ("met", "Досягнуто"),
                            ("better", "Стало краще"),
                            ("same", "Без змін"),
                            ("worse", "Стало гірше"),
                        ],
                        max_length=10,
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=1000)),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="casework.review",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Visit",
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
                ("root", models.UUIDField(db_index=True)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("planned", "Заплановано"),
                            ("done", "Надано"),
                            ("missed", "Не відбулося"),
                            ("cancelled", "Скасовано заздалегідь"),
                        ],
                        max_length=10,
                    ),
                ),
                ("starts_at", models.DateTimeField()),
                ("minutes", models.PositiveIntegerField()),
                ("what", models.CharField(max_length=1000)),
                ("where", models.CharField(max_length=300)),
                ("worker", models.CharField(max_length=200)),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("absent", "Людини не було на місці"),
                            ("refused", "Людина відмовилася від візиту"),
                            ("worker", "Працівник не зміг прийти"),
                            ("danger", "Обстріл, тривога, загроза безпеці"),
                            ("other", "Інше"),
                        ],
                        max_length=10,
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=1000)),
                ("why", models.CharField(blank=True, max_length=500)),
                ("entered_at", models.DateTimeField()),
                (
                    "entered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "referral",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to="casework.referral",
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="casework.visit",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="VisitConfirmation",
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
                    "how",
                    models.CharField(
                        choices=[
                            ("code", "Кодом отримувача"),
                            ("cabinet", "У кабінеті отримувача"),
                            ("paper", "Підписом на папері"),
                        ],
                        max_length=10,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("by_account", models.UUIDField(null=True)),
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
                    "visit",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="confirmation",
                        to="casework.visit",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="outcome",
            constraint=models.UniqueConstraint(
                fields=("case", "measured_at"), name="outcome_of_a_closing_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="outcome",
            constraint=models.CheckConstraint(
                condition=models.Q(("goals_met__lte", models.F("goals"))), name="outcome_goals_met"
            ),
        ),
        migrations.AddConstraint(
            model_name="outcomeline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("first__isnull", True), ("last__isnull", True)),
                    models.Q(("first__isnull", False), ("last__isnull", False)),
                    _connector="OR",
                ),
                name="outcome_line_two_scores",
            ),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(fields=["offer", "state", "waiting_since"], name="referral_of_offer"),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(fields=["case", "state"], name="referral_of_case"),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(fields=["person", "state"], name="referral_of_person"),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("offered", "accepted", "contracted", "waiting"))),
                fields=("case", "person", "service"),
                name="referral_live_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "waiting"), ("waiting_since__isnull", False)),
                    models.Q(models.Q(("state", "waiting"), _negated=True), ("waiting_since__isnull", True)),
                    _connector="OR",
                ),
                name="referral_waits_since",
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(("fee__gte", 0)), name="referral_fee_not_negative"
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", "rejected"), ("reject_reason", ""), _connector="OR"),
                name="referral_reason_of_rejection",
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "ended"), models.Q(("end_reason", ""), _negated=True)),
                    models.Q(models.Q(("state", "ended"), _negated=True), ("end_reason", "")),
                    _connector="OR",
                ),
                name="referral_ended_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="contract",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until__isnull", True), ("until__gt", models.F("since")), _connector="OR"
                ),
                name="contract_ends_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="contract",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("urgent", True),
                    models.Q(("scan__isnull", False), ("signed_on__isnull", False)),
                    _connector="OR",
                ),
                name="contract_signed_or_urgent",
            ),
        ),
        migrations.AddIndex(
            model_name="casenotice",
            index=models.Index(
                condition=models.Q(("handled_at__isnull", True)), fields=["case", "at"], name="notice_open"
            ),
        ),
        migrations.AddIndex(
            model_name="casenotice",
            index=models.Index(fields=["case", "-at"], name="notice_of_case"),
        ),
        migrations.AddIndex(
            model_name="referralstep",
            index=models.Index(fields=["subject", "at"], name="referral_steps"),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.UniqueConstraint(fields=("case", "number"), name="review_numbered_once"),
        ),
        migrations.AddIndex(
            model_name="visit",
            index=models.Index(fields=["referral", "starts_at"], name="visit_of_referral"),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.CheckConstraint(
                condition=models.Q(("minutes__gte", 1), ("minutes__lte", 1440)),
                name="visit_lasts_within_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", "missed"), models.Q(("reason", ""), _negated=True)),
                    models.Q(models.Q(("outcome", "missed"), _negated=True), ("reason", "")),
                    _connector="OR",
                ),
                name="visit_missed_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="visitconfirmation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("how", "paper"), ("scan__isnull", False)),
                    models.Q(models.Q(("how", "paper"), _negated=True), ("scan__isnull", True)),
                    _connector="OR",
                ),
                name="confirmation_on_paper_has_a_scan",
            ),
        ),
        append_only("casework_referralstep"),
        append_only("casework_visit"),
        append_only("casework_visitconfirmation"),
        append_only("casework_review"),
        append_only("casework_reviewline"),
        append_only("casework_outcome"),
        append_only("casework_outcomeline"),
        append_only("casework_aftercheck"),
    ]
