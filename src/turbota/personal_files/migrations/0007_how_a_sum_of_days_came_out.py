"""An award keeps how its sum came out. Awards that are there already say nothing of it."""

from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("personal_files", "0006_parts_of_an_award")]
    operations = [
        migrations.AddField("award", "days", models.PositiveSmallIntegerField(blank=True, null=True)),
        migrations.AddField("award", "month_days", models.PositiveSmallIntegerField(blank=True, null=True)),
        migrations.AddField("award", "rate", models.BigIntegerField(blank=True, null=True)),
        migrations.AddConstraint(
            "award",
            models.CheckConstraint(
                condition=Q(days__isnull=True, month_days__isnull=True, rate__isnull=True)
                | Q(days=0, month_days=0, rate=0)
                | Q(days__gt=0, month_days__gte=F("days"), amount=F("days") * F("rate")),
                name="award_by_days",
            ),
        ),
    ]
