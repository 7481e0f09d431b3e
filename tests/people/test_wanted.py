"""What is understood of the text of a search, and which names are taken for one another."""

from datetime import date

import pytest

from turbota.people import names
from turbota.people.wanted import Wanted, read

BORN = date(1991, 5, 12)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("26-000417", Wanted("26-000417")),
        (" 33369 00025 ", Wanted("33369 00025", tax_number="3336900025")),
        ("Шевченко", Wanted("Шевченко", name="шевченко")),
        ("Шевченко 12.05.1991", Wanted("Шевченко 12.05.1991", name="шевченко", birth_date=BORN)),
        ("12/5/1991, Шевченко Т.", Wanted("12/5/1991, Шевченко Т.", name="шевченко т.", birth_date=BORN)),
        ("Шевченко 1991-05-12", Wanted("Шевченко 1991-05-12", name="шевченко", birth_date=BORN)),
        ("Шевченко 31.02.1991", Wanted("Шевченко 31.02.1991")),
        ("зр", Wanted("зр")),
        ("12.05.1991", Wanted("12.05.1991", birth_date=BORN)),
        ("", Wanted("")),
    ],
)
def test_one_box_understands_numbers_names_and_dates(text: str, wanted: Wanted) -> None:
    assert read(text) == wanted


def test_a_name_is_read_with_the_surname_first_or_last() -> None:
    assert read("Тарас Григорович Шевченко").names == (
        "тарас григорович шевченко",
        "шевченко тарас григорович",
    )
    assert read("Шевченко").names == ("шевченко",)


def test_latin_letters_that_look_cyrillic_are_cyrillic_among_cyrillic_ones() -> None:
    assert names.key("Пpикладeнко", "Mapiя") == names.key("Прикладенко", "Марія")
    assert names.sound("Пpикладeнко") == names.sound("Прикладенко")
    assert names.key("Smith", "Марія") == "smith марія"


def test_a_letter_left_out_between_two_equal_ones_is_one_slip_too() -> None:
    assert names.sound("Бааненко") in names.near(names.sound("Бабаненко"))


@pytest.mark.parametrize(
    "slip",
    ["рикладенко", "Прикладенк", "Прикалденко", "Прикладемко", "Прииикладенко", "Рпикладенко", "Прэкладенко"],
)
def test_one_slip_leaves_something_in_common(slip: str) -> None:
    assert set(names.near(names.sound(slip))) & set(names.near(names.sound("Прикладенко")))
