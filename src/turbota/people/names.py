"""Names as people and clerks type them: apostrophes, look-alike letters, and how a surname sounds."""

import re

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


def key(*parts: str) -> str:
    """The normalised full name: lower case, one apostrophe, ґ as г."""
    text = " ".join(part for part in parts if part).translate(_APOSTROPHES).casefold()
    return re.sub(r"\s+", " ", text).strip().replace("ґ", "г")


def sound(surname: str) -> str:
    """How a surname sounds roughly: vowels that are easily mixed up are one, doubled letters are single."""
    text = surname.translate(_APOSTROPHES).casefold().translate(_SOUNDS).replace("о", "а")
    return re.sub(r"(.)\1+", r"\1", text).replace(" ", "")
