"""When and how people were identified; such rows are never changed."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import turbota.kernel.identifiers
from turbota.audit.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0001_first"),
    ]

    operations = [
        migrations.CreateModel(
            name="Identification",
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
                ("provider", models.CharField(max_length=200)),
                ("means", models.CharField(max_length=30)),
                (
                    "level",
                    models.CharField(
                        choices=[("high", "високий"), ("medium", "середній"), ("low", "низький")],
                        max_length=10,
                    ),
                ),
                ("issuer", models.CharField(blank=True, max_length=300)),
                ("serial", models.CharField(blank=True, max_length=80)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["account", "-at"], name="identification_of_account")],
            },
        ),
        append_only("access_identification"),
    ]
