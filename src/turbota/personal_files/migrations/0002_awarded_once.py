"""An award says to whom and of which kind it is, and one day of one kind is never granted twice to one person."""

import django.db.models.deletion
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import migrations, models

from turbota.personal_files.models import DayRange

_FILL = """
update personal_files_award award set person_id = file.person_id, kind = application.kind
from personal_files_personalfile file
join applications_application application on application.id = file.application_id
where file.id = award.file_id;
set constraints all immediate;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0001_first"), ("personal_files", "0001_first")]
    operations = [
        migrations.AddField(
            "award",
            "person",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.person",
            ),
        ),
        migrations.AddField("award", "kind", models.CharField(max_length=60, null=True)),
        migrations.RunSQL(sql=_FILL, reverse_sql=migrations.RunSQL.noop),
        migrations.AlterField(
            "award",
            "person",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
            ),
        ),
        migrations.AlterField("award", "kind", models.CharField(max_length=60)),
        migrations.AddConstraint(
            "award",
            ExclusionConstraint(
                name="award_once_a_day",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    (
                        DayRange("since", "until", RangeBoundary(inclusive_upper=True)),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ),
    ]
