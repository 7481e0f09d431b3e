"""What holds for every computed kind whatever its law says: income moves it as declared, and each boundary is met by day."""

import copy
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.assistance import both_modes

from turbota.assistance import catalogue
from turbota.assistance.calculation import Calculation
from turbota.assistance.examples import Example, examples
from turbota.assistance.forms import APPLICANT
from turbota.assistance.income import CLASSES, months_between
from turbota.assistance.kind import Kind
from turbota.law import values
from turbota.law.dated import NotInForce
from turbota.law.engine.plan import plan
from turbota.law.engine.schedule import birthday

KINDS = [kind for kind in catalogue.kinds() if kind.tier == "computed"]
BY_CODE = {kind.code: list(examples(kind)) for kind in KINDS}
every_kind = pytest.mark.parametrize("kind", KINDS, ids=[kind.code for kind in KINDS])
DAY = timedelta(days=1)
AGES = (1, 6, 18, 23, 60)
SINCE, UNTIL = date(2020, 1, 2), date(2027, 12, 31)
FEW = 3  # examples of a kind that are asked on every boundary: each is asked on its own day elsewhere


def test_a_kind_whose_income_lowers_it_is_one_that_reads_incomes() -> None:
    for kind in KINDS:
        assert (kind.monotone_in_income == "down") == (kind.income_window is not None), kind.code
    assert {kind.monotone_in_income for kind in KINDS} == {"down", "none"}


@every_kind
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_more_income_moves_the_amount_the_declared_way(kind: Kind, data: st.DataObject) -> None:
    one = data.draw(st.sampled_from(BY_CODE[kind.code]))
    richer = copy.deepcopy(dict(one.answers))
    people = [APPLICANT, *(row["id"] for row in richer.get("members", []))]
    row = {
        "id": "more",
        "member": data.draw(st.sampled_from(people)),
        "month": data.draw(st.sampled_from(_months(kind, one.on))),
        "class": data.draw(st.sampled_from(CLASSES)),
        "amount": data.draw(st.one_of(st.integers(0, 500_000), st.integers(0, 10**8))),
    }
    richer["incomes"] = [*richer.get("incomes", []), row]
    before, after = kind.calculate(one.answers, one.on), both_modes.same(kind, richer, one.on)
    if kind.monotone_in_income == "none":
        assert _paid(after) == _paid(before), row
        return
    if before.outcome == "granted" == after.outcome:
        assert (after.amount or 0) <= (before.amount or 0) and after.once <= before.once, row
    assert not (before.outcome in ("refused", "not_assigned") and after.outcome == "granted"), row


def _months(kind: Kind, on: date) -> list[str]:
    if kind.income_window is None:
        return [f"{on - 60 * DAY:%Y-%m}"]
    return list(months_between(*kind.income_window(on)))


def _paid(said: Calculation) -> tuple[Any, ...]:
    grounds = [reason.code for reason in (*said.reasons, *said.doubts)]
    return said.outcome, said.amount, said.once, said.schedule, grounds, said.missing


@every_kind
def test_on_both_sides_of_every_boundary_both_modes_agree_by_the_law_of_that_day(kind: Kind) -> None:
    days = sorted(_of_the_law(kind))
    known = 0
    for one in BY_CODE[kind.code][:FEW]:
        for boundary in sorted({*days, *_of_people(one)}):
            for on in (boundary - DAY, boundary, boundary + DAY):
                known += _holds(kind, one, on)
    assert known, "no boundary of this kind lies where its law is known"


def _holds(kind: Kind, one: Example, on: date) -> bool:
    """Are both modes equal and the values those of the day; False where no law is known or somebody is not born yet."""
    if any(born > on for born in _births(one)):
        return False
    try:
        said = both_modes.same(kind, one.answers, on)
    except NotInForce:
        return False
    ready = plan(kind.book, on, on)
    for name, parameter in kind.book.parameters.items():
        if parameter.anchor == "application" and name in ready.values:
            assert tuple(ready.values[name]) == tuple(values.value(key, on) for key in parameter.keys), (
                name,
                on,
            )
    assert said.snapshot["on"] == str(on)
    for used in said.snapshot["parameters"]:
        assert date.fromisoformat(used["since"]) <= max(on, said.until or on)
    return True


def _of_the_law(kind: Kind) -> Iterator[date]:
    """Days on which a value, a rule or the deciding body of the kind changes."""
    keys = frozenset(key for one in kind.book.parameters.values() for key in one.keys)
    found = {*values.boundaries(keys), *(rule.since for rule in kind.book.rules)}
    found |= {one.since for one in (*kind.deciders, *kind.decider_cases)}
    yield from (day for day in found if SINCE <= day <= UNTIL)


def _of_people(one: Example) -> Iterator[date]:
    """Birthdays on which somebody of the example becomes as old as a rule asks."""
    for born in _births(one):
        yield from (day for age in AGES if SINCE <= (day := birthday(born, age)) <= UNTIL)


def _births(one: Example) -> Iterator[date]:
    rows = [one.answers.get(APPLICANT, {}), *one.answers.get("members", [])]
    yield from (date.fromisoformat(row["birth_date"]) for row in rows if row.get("birth_date"))
