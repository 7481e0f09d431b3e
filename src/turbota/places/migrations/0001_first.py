import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Edition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sha256", models.CharField(max_length=64, unique=True)),
                ("title", models.TextField(blank=True)),
                ("since", models.DateField()),
                ("loaded_at", models.DateTimeField()),
                ("places", models.PositiveIntegerField()),
                ("added", models.PositiveIntegerField()),
                ("changed", models.PositiveIntegerField()),
                ("ended", models.PositiveIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Place",
            fields=[
                ("code", models.CharField(max_length=19, primary_key=True, serialize=False)),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("O", "область"),
                            ("K", "місто зі спеціальним статусом"),
                            ("P", "район"),
                            ("H", "територіальна громада"),
                            ("M", "місто"),
                            ("T", "селище міського типу"),
                            ("C", "село"),
                            ("X", "селище"),
                            ("B", "район у місті"),
                        ],
                        max_length=1,
                    ),
                ),
                ("name", models.CharField(max_length=100)),
                (
                    "ancestors",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=19), default=list, size=None
                    ),
                ),
                ("within", models.CharField(blank=True, max_length=300)),
                ("key", models.CharField(max_length=100)),
                ("tail", models.CharField(blank=True, max_length=100)),
                ("within_key", models.CharField(blank=True, max_length=300)),
                ("rank", models.PositiveSmallIntegerField()),
                ("valid_from", models.DateField()),
                ("valid_until", models.DateField(blank=True, null=True)),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="places.place",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FormerPlace",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("O", "область"),
                            ("K", "місто зі спеціальним статусом"),
                            ("P", "район"),
                            ("H", "територіальна громада"),
                            ("M", "місто"),
                            ("T", "селище міського типу"),
                            ("C", "село"),
                            ("X", "селище"),
                            ("B", "район у місті"),
                        ],
                        max_length=1,
                    ),
                ),
                ("name", models.CharField(max_length=100)),
                ("within", models.CharField(blank=True, max_length=300)),
                ("valid_from", models.DateField()),
                ("valid_until", models.DateField()),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="former", to="places.place"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="place",
            index=models.Index(fields=["key"], name="place_by_key", opclasses=["text_pattern_ops"]),
        ),
        migrations.AddIndex(
            model_name="place",
            index=models.Index(fields=["tail"], name="place_by_tail", opclasses=["text_pattern_ops"]),
        ),
        migrations.AddConstraint(
            model_name="place",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_until__isnull", True),
                    ("valid_until__gte", models.F("valid_from")),
                    _connector="OR",
                ),
                name="place_ends_after_start",
            ),
        ),
        migrations.AddIndex(
            model_name="formerplace",
            index=models.Index(fields=["place", "valid_from"], name="former_of_place"),
        ),
    ]
