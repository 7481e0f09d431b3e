"""An offer names its territory by the codifier too. Offers of before keep their communities alone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("places", "0001_first"),
        ("providers", "0003_proposals"),
    ]

    operations = [
        migrations.AddField(
            model_name="offer",
            name="territory",
            field=models.ManyToManyField(related_name="+", to="places.place"),
        ),
    ]
