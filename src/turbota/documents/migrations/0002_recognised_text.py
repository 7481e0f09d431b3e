"""Text of scans: read in the background, kept encrypted, found by keyed hashes. Scans that are there wait to be read."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

import turbota.kernel.identifiers


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0001_first"),
    ]

    operations = [
        migrations.CreateModel(
            name="Recognition",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=turbota.kernel.identifiers.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "words",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=16), size=None
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="storedfile",
            name="to_recognise",
            field=models.BooleanField(
                db_default=False, default=False, help_text="a scan whose text was not read yet"
            ),
        ),
        migrations.AddIndex(
            model_name="storedfile",
            index=models.Index(
                condition=models.Q(("to_recognise", True)),
                fields=["-created_at"],
                name="stored_file_to_recognise",
            ),
        ),
        migrations.AddField(
            model_name="recognition",
            name="file",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="recognition",
                to="documents.storedfile",
            ),
        ),
        migrations.AddField(
            model_name="recognition",
            name="text",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="documents.storedfile",
            ),
        ),
        migrations.AddIndex(
            model_name="recognition",
            index=django.contrib.postgres.indexes.GinIndex(fields=["words"], name="recognition_words"),
        ),
        migrations.RunSQL(
            "update documents_storedfile set to_recognise = true where dpi is not null",
            migrations.RunSQL.noop,
        ),
    ]
