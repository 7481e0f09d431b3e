"""A decision may pay once; its parts are found by whom they are about."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import migrations, models
from django.db.models import Q
from django.db.models.fields.json import KeyTransform


class Migration(migrations.Migration):
    dependencies = [("decisions", "0005_annulments_stand")]
    operations = [
        migrations.AddField("decision", "once", models.BigIntegerField(default=0)),
        migrations.AddIndex(
            "decision",
            GinIndex(
                OpClass(KeyTransform("schedule", "calculation"), name="jsonb_path_ops"), name="decision_parts"
            ),
        ),
        migrations.AddConstraint(
            "decision",
            models.CheckConstraint(
                condition=Q(outcome="refused", once=0)
                | Q(amount__gt=0, once__gte=0)
                | Q(amount=0, once__gt=0),
                name="decision_granted_pays_something",
            ),
        ),
    ]
