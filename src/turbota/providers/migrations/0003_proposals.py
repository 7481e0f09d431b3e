"""Providers propose changes of what the register says of them."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

import turbota.kernel.identifiers


class Migration(migrations.Migration):
    dependencies = [("providers", "0002_register")]

    operations = [
        migrations.CreateModel(
            "ProviderProposal",
            [
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
                            ("card", "Картка: хто керує, працівники, адреса"),
                            ("offer", "Нова послуга"),
                            ("terms", "Територія й тариф послуги"),
                            ("end", "Послуги більше немає"),
                        ],
                        max_length=20,
                    ),
                ),
                ("content", models.JSONField(default=dict)),
                ("why", models.CharField(max_length=300)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Чекає реєстратора"),
                            ("confirmed", "Підтверджено"),
                            ("refused", "Не підтверджено"),
                            ("withdrawn", "Відкликано"),
                        ],
                        default="waiting",
                        max_length=20,
                    ),
                ),
                ("proposed_at", models.DateTimeField()),
                ("proposed_by", models.UUIDField(null=True)),
                ("proposed_by_name", models.CharField(max_length=200)),
                ("answer", models.CharField(blank=True, max_length=1000)),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                ("settled_by_name", models.CharField(blank=True, max_length=200)),
                (
                    "offer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="providers.offer",
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="providers.provider",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=Q(state="waiting"),
                        fields=["proposed_at"],
                        name="provider_proposals_waiting",
                    )
                ]
            },
        ),
    ]
