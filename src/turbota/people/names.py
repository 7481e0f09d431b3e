"""Names as people and clerks type them: apostrophes, look-alike letters, and how a surname sounds."""

import re

_LETTERS_OF_BOTH = str.maketrans("ABCEHIKMOPTXYaceikmopxyïÏ", "АВСЕНІКМОРТХУасеікморхуїЇ")
"""Latin letters that look like Cyrillic ones."""
_LATIN = re.compile("[A-Za-zÏï]")
_CYRILLIC = re.compile("[А-Яа-яІЇЄҐіїєґ]")
_APOSTROPHES = str.maketrans(dict.fromkeys("’ʼ`‘ʹ´", "'"))
_SOUNDS = str.maketrans(
    {
        "ґ": "г",
        "и": "і",
        "ї": "і",
        "й": "і",
        "є": "е",
        "ё": "е",
        "ы": "і",
        "э": "е",
        "ь": "",
        "'": "",
        "-": "",
    }
)


def tidy(name: str) -> str:
    """A name as we keep it: single spaces, one kind of apostrophe (’)."""
    return re.sub(r"\s+", " ", name.translate(_APOSTROPHES)).strip().replace("'", "’")


def cyrillic(text: str) -> str:
    """Words of Cyrillic letters with Latin look-alikes among them, in Cyrillic only; other words stay as they are."""
    if not _LATIN.search(text):
        return text
    return re.sub(r"\S+", lambda word: _cyrillic_word(word.group()), text)


def _cyrillic_word(word: str) -> str:
    changed = word.translate(_LETTERS_OF_BOTH)
    return changed if _CYRILLIC.search(changed) and not _LATIN.search(changed) else word


def key(*parts: str) -> str:
    """The normalised full name: lower case, one apostrophe, ґ as г, Latin look-alikes as Cyrillic."""
    text = cyrillic(" ".join(part for part in parts if part)).translate(_APOSTROPHES).casefold()
    return re.sub(r"\s+", " ", text).strip().replace("ґ", "г")


def sound(surname: str) -> str:
    """How a surname sounds roughly: vowels that are easily mixed up are one, doubled letters are single."""
    text = cyrillic(surname).translate(_APOSTROPHES).casefold().translate(_SOUNDS).replace("о", "а")
    return _single(text).replace(" ", "")


def _single(text: str) -> str:
    """Doubled letters are single."""
    return re.sub(r"(.)\1+", r"\1", text)


def near(text: str) -> list[str]:
    """A sound and what is left of it without any one letter: two that differ by one slip have one of these in common.

    One letter left out, put in, taken for another, or two neighbours in the wrong order. Where two equal letters meet
    after one between them is left out, they are one, as in every sound.
    """
    without = (text[:place] + text[place + 1 :] for place in range(len(text)))
    return sorted({text, *map(_single, without)} - {""})
