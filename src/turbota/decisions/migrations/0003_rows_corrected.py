"""A correction may add a row of a repeated section or take one away."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("decisions", "0002_decisions_stand")]
    operations = [
        migrations.AddField(
            "correction",
            "change",
            models.CharField(
                choices=[
                    ("value", "інше значення"),
                    ("add", "додано запис"),
                    ("remove", "вилучено запис"),
                ],
                default="value",
                max_length=10,
            ),
        ),
    ]
