"""A provider writes to the manager about a person it serves."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0010_emergency"),
    ]

    operations = [
        migrations.AlterField(
            model_name="casenotice",
            name="kind",
            field=models.CharField(
                choices=[
                    ("rejected", "Надавач відмовив"),
                    ("expired", "Надавач не відповів"),
                    ("fallen", "Надавач більше не працює"),
                    ("waiting", "У списку очікування"),
                    ("missed_twice", "Два пропуски поспіль"),
                    ("complaint", "Скарга отримувача"),
                    ("question", "Запитання надавача"),
                    ("term", "Строк договору закінчився"),
                    ("reassess", "Потрібне повторне оцінювання"),
                    ("after_check", "Час перевірити, як людина живе"),
                ],
                max_length=20,
            ),
        ),
    ]
