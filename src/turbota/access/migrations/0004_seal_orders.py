"""Orders of heads on who may use the seal; a ЦНАП may lean on its community."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import turbota.kernel.identifiers


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0003_away"),
        ("documents", "0001_first"),
    ]

    operations = [
        migrations.CreateModel(
            name="SealOrder",
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
                ("signed_on", models.DateField()),
                ("since", models.DateField()),
                ("until", models.DateField(blank=True, null=True)),
                ("certificate_serial", models.CharField(blank=True, max_length=64)),
                ("entered_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="SealOrderPerson",
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
            ],
        ),
        migrations.AddField(
            model_name="organisation",
            name="seal_grace_until",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="organisation",
            name="uses_parent_control",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="organisation",
            name="uses_parent_register",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="organisation",
            name="uses_parent_seal",
            field=models.BooleanField(default=False),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind", "service_centre"),
                    models.Q(
                        ("uses_parent_control", False),
                        ("uses_parent_register", False),
                        ("uses_parent_seal", False),
                    ),
                    _connector="OR",
                ),
                name="organisation_only_a_centre_leans",
            ),
        ),
        migrations.AddField(
            model_name="sealorder",
            name="entered_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="sealorder",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="seal_orders",
                to="access.organisation",
            ),
        ),
        migrations.AddField(
            model_name="sealorder",
            name="scan",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.storedfile"
            ),
        ),
        migrations.AddField(
            model_name="sealorderperson",
            name="account",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="sealorderperson",
            name="order",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="persons", to="access.sealorder"
            ),
        ),
        migrations.AddConstraint(
            model_name="sealorder",
            constraint=models.UniqueConstraint(
                fields=("organisation", "number", "signed_on"), name="seal_order_entered_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="sealorder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"
                ),
                name="seal_order_ends_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="sealorderperson",
            constraint=models.UniqueConstraint(fields=("order", "account"), name="seal_order_person_once"),
        ),
    ]
