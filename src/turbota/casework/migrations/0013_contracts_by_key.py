"""A contract on a service is signed by the keys of both sides."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

import turbota.kernel.identifiers
from turbota.audit.append_only import append_only


def _key() -> "models.UUIDField[str, str]":
    return models.UUIDField(
        default=turbota.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
    )


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0012_approved_content"),
        ("documents", "0001_first"),
        ("signatures", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField("contract", "by_key", models.BooleanField(db_default=False, default=False)),
        migrations.RemoveConstraint("contract", "contract_signed_or_urgent"),
        migrations.AddConstraint(
            "contract",
            models.CheckConstraint(
                condition=Q(urgent=True)
                | Q(signed_on__isnull=False) & (Q(scan__isnull=False) | Q(by_key=True)),
                name="contract_signed_or_urgent",
            ),
        ),
        migrations.CreateModel(
            "ContractPaper",
            [
                ("id", _key()),
                ("number", models.CharField(max_length=60)),
                ("since", models.DateField()),
                ("until", models.DateField(blank=True, null=True)),
                ("prepared_at", models.DateTimeField()),
                ("replaced_at", models.DateTimeField(blank=True, null=True)),
                (
                    "contract",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signed_paper",
                        to="casework.contract",
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.storedfile",
                    ),
                ),
                (
                    "prepared_by",
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
                        related_name="contract_papers",
                        to="casework.referral",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=Q(replaced_at__isnull=True),
                        fields=("referral",),
                        name="contract_paper_one_live",
                    ),
                    models.CheckConstraint(
                        condition=Q(until__isnull=True) | Q(until__gt=F("since")),
                        name="contract_paper_ends_after_start",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            "ContractSignature",
            [
                ("id", _key()),
                (
                    "side",
                    models.CharField(
                        choices=[("provider", "Надавач"), ("recipient", "Отримувач або представник")],
                        max_length=20,
                    ),
                ),
                ("by_name", models.CharField(max_length=200)),
                ("for_whom", models.CharField(blank=True, max_length=200)),
                ("at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatures",
                        to="casework.contractpaper",
                    ),
                ),
                (
                    "signature",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="signatures.signature",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("paper", "side"), name="contract_signed_once_a_side")
                ]
            },
        ),
        append_only("casework_contractsignature"),
    ]
