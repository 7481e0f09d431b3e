"""A decision may give services instead of money."""

from django.db import migrations, models
from django.db.models import Q

NOTHING_PAID = ("refused", "not_assigned")


class Migration(migrations.Migration):
    dependencies = [("decisions", "0007_not_assigned")]
    operations = [
        migrations.AddField("decision", "services", models.JSONField(blank=True, default=list)),
        migrations.RemoveConstraint("decision", "decision_granted_pays_something"),
        migrations.AddConstraint(
            "decision",
            models.CheckConstraint(
                condition=Q(outcome__in=NOTHING_PAID, once=0)
                | Q(outcome="granted", amount__gt=0, once__gte=0)
                | Q(outcome="granted", amount=0, once__gt=0)
                | (Q(outcome="granted", amount=0, once=0) & ~Q(services=[])),
                name="decision_granted_pays_something",
            ),
        ),
    ]
