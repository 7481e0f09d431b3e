"""The order of the Ukrainian alphabet: by code points «І» stands before «А», and «Ґ» after «Я»."""

LETTERS = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"
_PLACES = {letter: place for place, letter in enumerate(LETTERS)}
_APOSTROPHES = "'’ʼ"


def alphabetical(words: str) -> tuple[tuple[int, int], ...]:
    """A key for sorting words as a Ukrainian dictionary does: case and apostrophes do not count.

    Anything that is no letter of the alphabet (digits, spaces, hyphens) comes before the letters, by its code point.
    """
    plain = (sign for sign in words.casefold() if sign not in _APOSTROPHES)
    return tuple((1, _PLACES[sign]) if sign in _PLACES else (0, ord(sign)) for sign in plain)
