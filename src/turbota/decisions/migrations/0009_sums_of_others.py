"""A member of the family is confirmed by a document; the applicant's sheet lacks the sums of others."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("decisions", "0008_services")]
    operations = [
        migrations.AddField(
            "decision",
            "told_sheet",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="documents.storedfile",
            ),
        ),
        migrations.AlterField(
            "correction",
            "change",
            models.CharField(
                choices=[
                    ("value", "інше значення"),
                    ("add", "додано запис"),
                    ("remove", "вилучено запис"),
                    ("confirm", "підтверджено члена родини"),
                ],
                default="value",
                max_length=10,
            ),
        ),
    ]
