"""Rows of the register of providers; steps are never changed."""

import django.db.models.deletion
from django.db import migrations, models

import turbota.kernel.identifiers
from turbota.audit.append_only import append_only


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0006_social_units"),
    ]

    operations = [
        migrations.CreateModel(
            name="Provider",
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
                (
                    "section",
                    models.CharField(
                        choices=[
                            ("legal", "Юридична особа"),
                            ("entrepreneur", "Фізична особа — підприємець"),
                            ("natural", "Фізична особа"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "ownership",
                    models.CharField(
                        choices=[
                            ("state", "Державна"),
                            ("communal", "Комунальна"),
                            ("private", "Приватна"),
                            ("ngo", "Громадська або благодійна організація"),
                        ],
                        max_length=20,
                    ),
                ),
                ("head_name", models.CharField(max_length=200)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("site", models.URLField(blank=True)),
                ("staff_count", models.PositiveIntegerField(default=0)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("active", "Чинний"),
                            ("suspended", "Призупинений"),
                            ("excluded", "Виключений"),
                        ],
                        default="active",
                        max_length=20,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0)),
                ("entered_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                (
                    "organisation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.organisation",
                    ),
                ),
                (
                    "registrar",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Offer",
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
                ("service", models.CharField(max_length=20)),
                (
                    "place",
                    models.CharField(
                        choices=[
                            ("home", "За місцем проживання"),
                            ("semi", "Напівстаціонарно"),
                            ("inpatient", "Стаціонарно"),
                            ("street", "За місцем перебування, зокрема на вулиці"),
                            ("remote", "Телефоном або через інтернет"),
                        ],
                        max_length=20,
                    ),
                ),
                ("places", models.PositiveIntegerField()),
                ("tariff", models.BigIntegerField(default=0)),
                ("unit", models.CharField(default="година", max_length=60)),
                ("since", models.DateField()),
                ("until", models.DateField(blank=True, null=True)),
                ("communities", models.ManyToManyField(related_name="+", to="access.organisation")),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offers",
                        to="providers.provider",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["service", "until"], name="offer_of_service")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__isnull", True), ("until__gt", models.F("since")), _connector="OR"
                        ),
                        name="offer_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("tariff__gte", 0)), name="offer_tariff_not_negative"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProviderStep",
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
                        to="providers.provider",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["subject", "at"], name="provider_steps")],
            },
        ),
        append_only("providers_providerstep"),
    ]
