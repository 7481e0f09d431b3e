"""Providers who are persons, and what was changed in the register."""

import django.db.models.deletion
from django.db import migrations, models

import turbota.kernel.identifiers
from turbota.audit.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0006_social_units"),
        ("providers", "0001_first"),
    ]

    operations = [
        migrations.CreateModel(
            name="ProviderChange",
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
                ("by_account", models.UUIDField(null=True)),
                ("by_name", models.CharField(max_length=200)),
                ("why", models.CharField(max_length=300)),
                ("before", models.JSONField(default=dict)),
                ("after", models.JSONField(default=dict)),
            ],
        ),
        migrations.AddField(
            model_name="provider",
            name="address_hidden",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="provider",
            name="tax_number",
            field=models.CharField(blank=True, max_length=10),
        ),
        migrations.AddConstraint(
            model_name="provider",
            constraint=models.UniqueConstraint(
                condition=models.Q(("tax_number", ""), _negated=True),
                fields=("tax_number",),
                name="provider_person_once",
            ),
        ),
        migrations.AddField(
            model_name="providerchange",
            name="offer",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="changes",
                to="providers.offer",
            ),
        ),
        migrations.AddField(
            model_name="providerchange",
            name="provider",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="changes", to="providers.provider"
            ),
        ),
        migrations.AddIndex(
            model_name="providerchange",
            index=models.Index(fields=["provider", "at"], name="provider_changes"),
        ),
        append_only("providers_providerchange"),
    ]
