"""The people of a household as canonical facts name them, whichever kind asks.

The marker of a kind (``<kind>_asked``) says for whom its claim is; the loader of the kind reads it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from turbota.assistance import household
from turbota.assistance.asking.checks import day_of, people
from turbota.assistance.forms import APPLICANT, Answers
from turbota.assistance.household import DISABILITY, flag

Row = Mapping[str, Any]
SUBGROUPS = {"none": 0, "a": 1, "b": 2}


def everybody(answers: Answers) -> Iterator[tuple[str, Row]]:
    """The applicant and every member, each with the id by which rows point at the person."""
    yield APPLICANT, answers.get("applicant") or {}
    for index, row in enumerate(people(answers)):
        yield str(row.get("id", index)), row


def named(key: str, row: Row) -> dict[str, Any]:
    """What every person of the canonical facts has: id, name, day of birth, and ``about`` who it is for others."""
    names = " ".join(str(row[code]) for code in ("surname", "given_name", "patronymic") if row.get(code))
    born = day_of(row.get("birth_date"))
    return {
        "id": key,
        "name": names,
        "born": str(born) if born else None,
        "about": f"{names} {born}" if names and born else key,
    }


def called(found: Mapping[str, Any], person: str = "Людина") -> dict[str, str]:
    """How a row of members and of their months is called."""
    names: dict[str, str] = {}
    for one in found["members"]:
        own = one["name"] or ("Заявник" if one["id"] == APPLICANT else person)
        names |= {one["id"]: own, **{f"{one['id']} {month}": own for month in found.get("window", ())}}
    return names


def asked_for(row: Row, marker: str, otherwise: Callable[[Row], int | None]) -> int | None:
    """Is the claim for this person: the marker, or what follows from the rest while nobody answered it."""
    said = flag(row.get(marker))
    return otherwise(row) if said is None else said


def only_if(needed: int | None, value: int | None) -> int | None:
    """A fact that is read of some people only: 0 of the others, unknown while it is not clear of whom."""
    return 0 if needed == 0 else None if needed is None else value


def disability_of(row: Row) -> int | None:
    """The code of the group: 0 none, 1 to 3 the group, 4 a child with a disability."""
    return DISABILITY.get(str(row.get("disability")))


def subgroup_of(row: Row) -> int | None:
    """0 none, 1 sub-group A, 2 sub-group Б."""
    return SUBGROUPS.get(str(row.get("disability_subgroup")))


def term_of(row: Row) -> date | None:
    """The last day of the disability; None of one without an end and of one whose end is not known."""
    return day_of(row.get("disability_until")) if row.get("disability_term") == "dated" else None


def term_over(row: Row, on: date) -> int | None:
    """1 when the term of the disability ended before the day, None while its end is not told."""
    if row.get("disability_term") == "unlimited":
        return 0
    until = term_of(row)
    return None if until is None else int(until < on)


def age_on(row: Row, on: date) -> int | None:
    """Whole years on the day; None while the date of birth is not known."""
    born = day_of(row.get("birth_date"))
    return household.age(str(born) if born else None, on)
