"""Names stand as in a Ukrainian dictionary."""

import random

from turbota.kernel.alphabet import LETTERS, alphabetical


def test_every_letter_stands_in_its_place() -> None:
    shuffled = list(LETTERS)
    random.Random(1).shuffle(shuffled)
    assert sorted(shuffled, key=alphabetical) == list(LETTERS)


def test_names_with_the_letters_of_ukrainian_alone_are_neither_first_nor_last() -> None:
    words = "Ананьїв Ґданськ Донецька Єнакієве Жмеринка Запорізька Івано-Франківська Їжаківка Юр'ївка Ялта"
    right = words.split()
    assert sorted(reversed(right), key=alphabetical) == right
    assert alphabetical("Кам’янка") == alphabetical("КАМʼЯНКА") == alphabetical("Кам'янка")
    assert sorted(["Нова Вода", "Новак"], key=alphabetical) == ["Нова Вода", "Новак"]
