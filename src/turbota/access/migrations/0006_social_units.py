"""Units for social protection, providers and partners, with the roles of their people."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0005_grace_for_seals"),
    ]

    operations = [
        migrations.AlterField(
            model_name="organisation",
            name="kind",
            field=models.CharField(
                choices=[
                    ("ministry", "Міністерство"),
                    ("oblast", "Обласна адміністрація"),
                    ("community", "Територіальна громада"),
                    ("service_centre", "ЦНАП"),
                    ("department", "Управління соціального захисту"),
                    ("pension_fund", "Пенсійний фонд"),
                    ("social_unit", "Відділ соціального захисту громади"),
                    ("provider", "Надавач соціальних послуг"),
                    ("partner", "Партнер: лікарня, школа, центр зайнятості, поліція, громадська організація"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="post",
            name="role",
            field=models.CharField(
                choices=[
                    ("community_officer", "Уповноважена особа громади"),
                    ("seal_operator", "Відповідальна особа за печатку"),
                    ("control_specialist", "Спеціаліст з контролю"),
                    ("specialist", "Спеціаліст з прийняття рішень"),
                    ("head", "Керівник"),
                    ("administrator", "Адміністратор"),
                    ("social_manager", "Соціальний менеджер"),
                    ("supervisor", "Супервізор соціальних менеджерів"),
                    ("provider_worker", "Працівник надавача"),
                    ("partner_specialist", "Фахівець партнера"),
                ],
                max_length=30,
            ),
        ),
    ]
