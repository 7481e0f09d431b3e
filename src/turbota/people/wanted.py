"""What somebody typed into the one box of a search: a number, a name, or a name and a birth date."""

import re
from dataclasses import dataclass
from datetime import date

from turbota.people import names

SHORTEST = 3
"""Fewer letters or digits find nothing: people are found, never browsed."""
MOST_WORDS = 3
_TAX_NUMBER_LENGTH = 10
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?!\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")


@dataclass(frozen=True)
class Wanted:
    """The parts of what was typed. `number` is the whole text, as numbers of cases are written.

    `name` is normalised; empty where there are too few letters. `names`: the name in the orders in which people
    type it, the surname first and the surname last.
    """

    number: str
    tax_number: str = ""
    name: str = ""
    birth_date: date | None = None

    @property
    def too_short(self) -> bool:
        """Whether there is nothing to look for yet."""
        return len(self.number) < SHORTEST

    @property
    def names(self) -> tuple[str, ...]:
        """«ім’я прізвище» is «прізвище ім’я» too."""
        words = self.name.split()
        turned = " ".join([*words[-1:], *words[:-1]])
        return (self.name,) if turned == self.name else (self.name, turned)

    @property
    def surname_sounds(self) -> tuple[str, ...]:
        """How the surname may sound: the first word, or the last one."""
        return tuple(names.sound(name.split()[0]) for name in self.names if name)


def read(text: str) -> Wanted:
    """Understand the text of the box; whatever it is, something comes back."""
    whole = " ".join(text.split())
    digits = whole.replace(" ", "")
    if digits.isdecimal() and len(digits) == _TAX_NUMBER_LENGTH:
        return Wanted(number=whole, tax_number=digits)
    rest, birth_date = _without_date(whole)
    words = " ".join(names.key(rest).replace(",", " ").split()[:MOST_WORDS])
    letters = sum(sign.isalpha() for sign in words)
    named = letters >= SHORTEST and not any(sign.isdecimal() for sign in words)
    return Wanted(number=whole, name=words if named else "", birth_date=birth_date)


def _without_date(text: str) -> tuple[str, date | None]:
    for pattern, order in ((_DAY_FIRST, (3, 2, 1)), (_YEAR_FIRST, (1, 2, 3))):
        found = pattern.search(text)
        if found is None:
            continue
        year, month, day = (int(found.group(place)) for place in order)
        try:
            return text[: found.start()] + " " + text[found.end() :], date(year, month, day)
        except ValueError:
            return text, None
    return text, None
