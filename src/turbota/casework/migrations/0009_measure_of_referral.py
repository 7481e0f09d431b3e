"""A referral names the measure of the plan that it carries out."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0008_cases"),
    ]

    operations = [
        migrations.AddField(
            model_name="referral",
            name="measure",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="casework.measure",
            ),
        ),
    ]
