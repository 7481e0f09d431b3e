"""Names as people type them: apostrophes, ґ and г, і and и, «с.», «смт», hyphens and doubled letters do not count. Pure."""

import re
from typing import NamedTuple

SAME = str.maketrans(
    {
        **dict.fromkeys("іїыiy", "и"), **dict.fromkeys("єэёe", "е"), "ґ": "г", "й": "и",
        **dict(zip("oacpxkmthb", "оасрхкмтнв", strict=True)), "ь": None, "ъ": None,
        **dict.fromkeys("'’ʼ`´‘\"«»", None),
    }
)  # fmt: skip
"""Signs that are taken one for another, also Latin ones of the same look."""
KIND_BEFORE = re.compile(
    r"^(?:с-ще|смт|сщ|сел|село|селище(?: міського типу)?|місто|м|с|х|хутір|район|громада|область)(?:\.\s*|\s+)",
    re.IGNORECASE,
)
KIND_AFTER = re.compile(
    r"\s+(?:(?:сільська|селищна|міська)\s+)?(?:територіальна\s+)?(?:громада|рада|район|р-н|область|обл\.?)$",
    re.IGNORECASE,
)
NOT_LETTERS = re.compile(r"[^\w]+", re.UNICODE)
DOUBLED = re.compile(r"(\w)\1+")


class Wanted(NamedTuple):
    """What somebody looks for: the folded name, and folded words about what it lies in."""

    key: str
    within: tuple[str, ...]


def bare(name: str) -> str:
    """The name without the word of its kind: «смт Зразкове» and «Зразкове» are one, «Х громада» is «Х»."""
    words = " ".join(name.split())
    return KIND_AFTER.sub("", KIND_BEFORE.sub("", words)).strip()


def fold(name: str) -> str:
    """The name as it is compared: no case, no spaces, no apostrophes, one letter for those that are mixed up."""
    return DOUBLED.sub(r"\1", NOT_LETTERS.sub("", name.casefold().translate(SAME)))


def tail(name: str) -> str:
    """The folded name from its second word on, so that «Збур’ївка» finds «Нова Збур’ївка»; empty for one word."""
    words = re.split(r"[\s-]+", name.strip(), maxsplit=1)
    return fold(words[1]) if len(words) > 1 else ""


def wanted(words: str) -> list[Wanted]:
    """How the words may be meant, the likeliest first: after a comma, or after the name, comes what the place lies in."""
    parts = [bare(part) for part in words.split(",")]
    keys = [fold(part) for part in parts]
    if not keys[0]:
        return []
    found = [Wanted(keys[0], tuple(key for key in keys[1:] if key))]
    spoken = parts[0].split()
    if len(parts) == 1 and len(spoken) > 1:
        found.append(Wanted(fold(spoken[0]), tuple(fold(word) for word in spoken[1:] if fold(bare(word)))))
    return found
