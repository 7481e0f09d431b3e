"""What an open letter says instead of the message."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("messages", "0001_first")]

    operations = [
        migrations.AddField("message", "letter", models.TextField(blank=True, db_default="")),
    ]
