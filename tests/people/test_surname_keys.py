"""Keys under which surnames are found: made with the first person, and by the migration for those who were there."""

import importlib

import pytest
from django.apps import apps
from tests.factories.world import moment

from turbota.people import names
from turbota.people.models import Person, SurnameKey
from turbota.people.operations import PersonData, known_or_new

pytestmark = pytest.mark.django_db
AT = moment("2026-11-16 10:00")
migration = importlib.import_module("turbota.people.migrations.0004_surnames")


def keys_of(sound: str) -> list[str]:
    return list(SurnameKey.objects.filter(sound=sound).order_by("key").values_list("key", flat=True))


def test_the_first_person_of_a_sound_brings_its_keys_and_the_next_none() -> None:
    for given_name in ("Марія", "Ганна"):
        known_or_new(data=PersonData("Прикладенко", given_name), at=AT)
    sound = names.sound("Прикладенко")
    assert keys_of(sound) == names.near(sound)
    known_or_new(data=PersonData("Приклааденка", "Марія"), at=AT)
    assert SurnameKey.objects.values("sound").distinct().count() == 1


def test_people_who_were_there_before_get_their_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migration, "AT_ONCE", 2)
    for surname in ("Прикладенко", "Зразкевич", "Умовний", "Показова", "Зразкевич"):
        known_or_new(data=PersonData(surname, "Марія"), at=AT)
    latin = known_or_new(data=PersonData("Гіпотетична", "Віра"), at=AT)
    Person.objects.filter(pk=latin.pk).update(
        surname="Гiпотeтична", name_key="гiпотeтична віра", surname_sound="гiпатeтічна"
    )
    SurnameKey.objects.all().delete()

    migration.mend_keys(apps, None)
    migration.gather(apps, None)

    latin.refresh_from_db()
    assert (latin.name_key, latin.surname_sound) == ("гіпотетична віра", names.sound("Гіпотетична"))
    for surname in ("Прикладенко", "Зразкевич", "Умовний", "Показова", "Гіпотетична"):
        sound = names.sound(surname)
        assert keys_of(sound) == names.near(sound)
