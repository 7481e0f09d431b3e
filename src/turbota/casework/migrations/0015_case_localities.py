"""A case names its place by the codifier, beside the address in words. Rows of before stay without one."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0014_localities"),
        ("places", "0001_first"),
    ]

    operations = [
        migrations.AddField(
            model_name="case",
            name="locality",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="places.place",
            ),
        ),
    ]
