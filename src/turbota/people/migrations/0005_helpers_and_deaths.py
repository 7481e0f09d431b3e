"""An officer helps at the counter by a mandate without a representative; a death is kept with its document."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0005_grace_for_seals"),
        ("documents", "0002_recognised_text"),
        ("people", "0004_surnames"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="mandate",
            name="helper",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="mandate",
            name="office",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="access.organisation",
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="death_document",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="person",
            name="death_evidence",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="documents.storedfile",
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="died_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="mandate",
            name="kind",
            field=models.CharField(
                choices=[
                    ("parent", "мати або батько"),
                    ("guardian", "опікун або піклувальник"),
                    ("power_of_attorney", "представник за довіреністю"),
                    ("officer_help", "працівник громади допомагає заповнити заяву"),
                ],
                max_length=30,
            ),
        ),
        migrations.AlterField(
            model_name="mandate",
            name="representative",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="mandates_held",
                to="people.person",
            ),
        ),
        migrations.AddConstraint(
            model_name="mandate",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("helper__isnull", False), ("state__in", ("claimed", "confirmed", "refused"))
                ),
                fields=("helper", "office", "key", "kinds"),
                name="mandate_help_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="mandate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("helper__isnull", False),
                        ("kind", "officer_help"),
                        ("kinds__len", 1),
                        ("office__isnull", False),
                        ("powers", ["fill"]),
                        ("representative__isnull", True),
                        ("until__isnull", False),
                    ),
                    models.Q(
                        models.Q(("kind", "officer_help"), _negated=True),
                        ("helper__isnull", True),
                        ("office__isnull", True),
                        ("representative__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="mandate_helper_or_representative",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("died_on__isnull", True),
                    models.Q(
                        ("death_evidence__isnull", False), models.Q(("death_document", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="person_death_by_a_document",
            ),
        ),
    ]
