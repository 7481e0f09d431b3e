"""A decision may also say that nothing is assigned: no ground to refuse, and nothing is due."""

from django.db import migrations, models
from django.db.models import Q

NOTHING_PAID = ("refused", "not_assigned")


class Migration(migrations.Migration):
    dependencies = [("decisions", "0006_paid_once")]
    operations = [
        migrations.AlterField(
            "decision",
            "outcome",
            models.CharField(
                choices=[
                    ("granted", "призначено"),
                    ("refused", "відмовлено"),
                    ("not_assigned", "не призначено"),
                ],
                max_length=20,
            ),
        ),
        migrations.RemoveConstraint("decision", "decision_granted_with_amount_and_period"),
        migrations.RemoveConstraint("decision", "decision_granted_pays_something"),
        migrations.AddConstraint(
            "decision",
            models.CheckConstraint(
                condition=Q(outcome__in=NOTHING_PAID, amount__isnull=True)
                | Q(outcome="granted", amount__isnull=False, since__isnull=False, until__isnull=False),
                name="decision_granted_with_amount_and_period",
            ),
        ),
        migrations.AddConstraint(
            "decision",
            models.CheckConstraint(
                condition=Q(outcome__in=NOTHING_PAID, once=0)
                | Q(outcome="granted", amount__gt=0, once__gte=0)
                | Q(outcome="granted", amount=0, once__gt=0),
                name="decision_granted_pays_something",
            ),
        ),
    ]
