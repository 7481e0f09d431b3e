"""The number under which a register knows the document of a mandate, and the register that confirmed it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0006_deaths"),
    ]

    operations = [
        migrations.AddField(
            model_name="mandate",
            name="paper_number",
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name="mandate",
            name="register",
            field=models.CharField(blank=True, max_length=60),
        ),
    ]
