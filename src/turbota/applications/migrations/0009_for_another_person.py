"""An application about another person names the mandate; one live draft a kind, beneficiary and mandate."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0001_first"),
        ("applications", "0008_registers_of_before"),
        ("documents", "0001_first"),
        ("people", "0003_mandates"),
        ("signatures", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="application",
            name="application_one_live_draft",
        ),
        migrations.AddField(
            model_name="application",
            name="mandate",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.mandate",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.UniqueConstraint(
                condition=models.Q(("channel", "portal"), ("state", "draft")),
                fields=("kind", "beneficiary", "mandate"),
                name="application_one_live_draft",
                nulls_distinct=False,
            ),
        ),
    ]
