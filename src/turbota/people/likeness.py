"""Names that are like the one that was typed, as conditions of the database."""

from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F, Func, IntegerField, Q, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Least
from django.db.models.lookups import LessThanOrEqual

from turbota.people import names
from turbota.people.models import SurnameKey
from turbota.people.wanted import Wanted

MOST_SOUNDS = 40
"""A misspelt surname is taken for at most so many others, the nearest first."""
LONGEST = 100
"""Letters of a name that are compared: `levenshtein` takes 255 bytes."""


@dataclass(frozen=True)
class Likeness:
    """`condition` chooses the rows, `distance` counts the slips between what is there and what was typed."""

    condition: Q
    distance: Combinable


class Distance(Func):
    """How many letters have to be put in, left out or replaced (Levenshtein)."""

    function = "levenshtein"
    output_field = IntegerField()


class FirstWords(Func):
    """So many first words of a name."""

    template = "array_to_string((string_to_array(left(%(expressions)s, %(longest)s), ' '))[1:%(count)s], ' ')"
    output_field = CharField()

    def __init__(self, expression: Combinable, count: int) -> None:
        super().__init__(expression, count=count, longest=LONGEST)


def _slips(column: Combinable, texts: tuple[str, ...]) -> Combinable:
    counted = [Distance(column, Value(text[:LONGEST])) for text in texts]
    return counted[0] if len(counted) == 1 else Least(*counted)


def tolerance(sound: str) -> int:
    """How many slips a sound of this length may have: a short one is soon another name."""
    return 0 if len(sound) < 3 else 1 if len(sound) == 3 else 2


def begins(wanted: Wanted, *, of: str = "") -> Q:
    """People whose name begins with what was typed, and who were born on the day if one was typed.

    `of`: the path to the person with its underscores ("applicant__").
    """
    found = Q()
    for name in wanted.names:
        found |= Q(**{f"{of}name_key__startswith": name})
    return found & _born(wanted, of)


def like(wanted: Wanted, *, of: str = "") -> Likeness:
    """People whose surname sounds like the typed one or differs by a slip.

    With a birth date only people of that day are compared. Without one the surnames are found first, in one query, and
    a typed own name has to be near, too.
    """
    distance = _slips(FirstWords(F(f"{of}name_key"), len(wanted.name.split())), wanted.names)
    if wanted.birth_date is not None:
        return Likeness(_born(wanted, of) & surname_like(wanted.surname_sounds, of=of), distance)
    condition = Q(**{f"{of}surname_sound__in": _sounds_near(wanted.surname_sounds)})
    words = len(wanted.name.split())
    if words > 1:
        condition &= Q(_at_most(distance, words))
    return Likeness(condition, distance)


def surname_like(sounds: tuple[str, ...], *, of: str = "") -> Q:
    """People whose surname sounds like one of these up to few slips; for rows that something else narrows already."""
    column = F(f"{of}surname_sound")
    found = Q()
    for sound in sounds:
        found |= Q(_at_most(Distance(column, Value(sound[:LONGEST])), tolerance(sound)))
    return found


def slips_of_surname(surname: str) -> Combinable:
    """How far the surname of a row is from this one, for the order."""
    return _slips(F("surname_sound"), (names.sound(surname),))


def _born(wanted: Wanted, of: str) -> Q:
    return Q(**{f"{of}birth_date": wanted.birth_date}) if wanted.birth_date else Q()


def _at_most(distance: Combinable, slips: int) -> Any:
    return LessThanOrEqual(distance, slips)


def _sounds_near(sounds: tuple[str, ...]) -> list[str]:
    """These sounds, and those of surnames that differ from one of them by one slip, the nearest first.

    Never empty: a name that nobody has is asked for like any other.
    """
    keys = sorted({key for sound in sounds for key in names.near(sound)})
    slips = _slips(F("sound"), sounds)
    rows = SurnameKey.objects.filter(key__in=keys).annotate(slips=slips).filter(slips__lte=2)
    near = rows.order_by("slips", "sound").values_list("sound", "slips").distinct()[:MOST_SOUNDS]
    return sorted({*sounds, *(sound for sound, _ in near)})
