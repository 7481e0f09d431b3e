"""An approval of a supervisor is of a certain content."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0011_questions_of_providers")]

    operations = [
        migrations.AddField(
            model_name="approval",
            name="content",
            field=models.CharField(blank=True, db_default="", max_length=64),
        ),
    ]
