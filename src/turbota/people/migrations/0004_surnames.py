"""Different surnames in a table of their own; the people who are there already bring theirs."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.contrib.postgres.operations import CreateExtension
from django.db import migrations, models

from turbota.people import names

AT_ONCE = 5000


def _batches(rows: Iterable[Any]) -> Iterator[list[Any]]:
    rest = iter(rows)
    while batch := list(islice(rest, AT_ONCE)):
        yield batch


def mend_keys(apps: Any, schema_editor: Any) -> None:
    """Names with Latin look-alikes among Cyrillic letters get the keys that a search makes now."""
    people = apps.get_model("people", "Person").objects
    mixed = people.filter(name_key__regex="[a-zï]").only("surname", "given_name", "patronymic")
    for batch in _batches(mixed.iterator(chunk_size=AT_ONCE)):
        for person in batch:
            person.name_key = names.key(person.surname, person.given_name, person.patronymic)
            person.surname_sound = names.sound(person.surname)
        people.bulk_update(batch, ["name_key", "surname_sound"], batch_size=1000)


def gather(apps: Any, schema_editor: Any) -> None:
    """The keys of every different sound of the people who are there."""
    surname_key = apps.get_model("people", "SurnameKey")
    sounds = apps.get_model("people", "Person").objects.order_by().values_list("surname_sound", flat=True)
    for batch in _batches(sounds.distinct().iterator(chunk_size=AT_ONCE)):
        surname_key.objects.bulk_create(
            surname_key(key=key, sound=sound) for sound in batch for key in names.near(sound)
        )


class Migration(migrations.Migration):
    dependencies = [("people", "0003_mandates")]

    operations = [
        CreateExtension("fuzzystrmatch"),
        migrations.CreateModel(
            name="SurnameKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=100)),
                ("sound", models.CharField(max_length=100)),
            ],
        ),
        migrations.RunPython(mend_keys, migrations.RunPython.noop),
        migrations.RunPython(gather, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="surnamekey",
            constraint=models.UniqueConstraint(fields=("key", "sound"), name="surname_key_once"),
        ),
    ]
