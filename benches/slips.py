"""Slips of the pen in a name, one in each: what people and clerks really type."""

import random
from collections.abc import Callable

LETTERS = "абвгдежзиклмнопрстухчя"
LATIN = dict(zip("асеіорхук", "aceiopxyk", strict=True))
"""Cyrillic letters and the Latin ones that look like them."""
MIXED = {"и": "і", "і": "и", "ї": "і", "е": "и", "о": "а", "є": "е"}
HARD = {"г": "ґ", "ґ": "г"}
Slip = Callable[[str, random.Random], str]


def _place(word: str, chance: random.Random) -> int:
    return chance.randrange(len(word))


def dropped(word: str, chance: random.Random) -> str:
    """One letter is left out."""
    place = _place(word, chance)
    return word[:place] + word[place + 1 :]


def doubled(word: str, chance: random.Random) -> str:
    """One letter twice."""
    place = _place(word, chance)
    return word[:place] + word[place] + word[place:]


def swapped(word: str, chance: random.Random) -> str:
    """Two neighbours in the wrong order."""
    place = chance.randrange(len(word) - 1)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def replaced(word: str, chance: random.Random) -> str:
    """Another letter."""
    place = _place(word, chance)
    return word[:place] + chance.choice(LETTERS) + word[place + 1 :]


def mixed_up(word: str, chance: random.Random) -> str:
    """A vowel that sounds alike: и for і, і for ї, и for е, а for о."""
    return _one_of(word, MIXED, chance)


def hard(word: str, chance: random.Random) -> str:
    """ґ for г."""
    return _one_of(word, HARD, chance)


def apostrophe(word: str, chance: random.Random) -> str:
    """An apostrophe too many, too few, or another sign for it."""
    if "’" in word:
        return word.replace("’", chance.choice(["", "'", "`", "ʼ"]))
    place = 1 + chance.randrange(len(word) - 1)
    return word[:place] + "'" + word[place:]


def latin(word: str, chance: random.Random) -> str:
    """A Latin letter that looks the same."""
    return _one_of(word, LATIN, chance)


def _one_of(word: str, table: dict[str, str], chance: random.Random) -> str:
    places = [place for place, letter in enumerate(word) if letter in table]
    if not places:
        return word
    place = chance.choice(places)
    return word[:place] + table[word[place]] + word[place + 1 :]


ALL: tuple[Slip, ...] = (dropped, doubled, swapped, replaced, mixed_up, hard, apostrophe, latin)
