"""A request says what ends it, and may end without an answer."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0002_steps_only_grow"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="completionrequest",
            name="request_one_open",
        ),
        migrations.AddField(
            model_name="completionrequest",
            name="closed_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="completionrequest",
            name="closed_reason",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="completionrequest",
            name="kind",
            field=models.CharField(
                choices=[("question", "доповнити заяву"), ("signature", "підписати заяву ще раз")],
                default="question",
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="completionrequest",
            constraint=models.UniqueConstraint(
                condition=models.Q(("answered_at__isnull", True), ("closed_at__isnull", True)),
                fields=("application",),
                name="request_one_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="completionrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("answered_at__isnull", True), ("closed_at__isnull", True), _connector="OR"
                ),
                name="request_ends_once",
            ),
        ),
    ]
