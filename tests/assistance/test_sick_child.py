"""Assistance on a gravely ill child: the same in both modes, the term of the certificate, papers."""

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.assistance import claims

from turbota.assistance import catalogue
from turbota.assistance.examples import examples
from turbota.assistance.kinds.sick_child.calculate import calculate

KIND = catalogue.kind("sick_child")
ON = date(2026, 11, 16)


@st.composite
def ill(draw: st.DrawFn) -> dict[str, Any]:
    """A claim whose certificates end on some day around the application."""
    found = draw(claims.claims(KIND, ON, {"disability": 1}, date(2007, 1, 1)))
    for one in found["members"]:
        one["until"] = str(draw(st.dates(date(2026, 11, 1), date(2027, 12, 31))))
    return found


@settings(max_examples=50, deadline=None)
@given(st.lists(ill(), min_size=1, max_size=6), st.sampled_from((ON, date(2025, 12, 31))))
def test_both_modes_give_the_same_to_the_kopiyka(found: list[dict[str, Any]], on: date) -> None:
    claims.same_in_both_modes(KIND, calculate.of_facts, found, on)


@settings(max_examples=60, deadline=None)
@given(ill())
def test_nothing_is_paid_after_the_certificate(found: dict[str, Any]) -> None:
    said = calculate.of_facts(found, ON)
    claims.every_day_is_paid_once(said)
    until = {one["about"]: one["until"] for one in found["members"]}
    for part in said.schedule:
        assert str(part.until) <= until[part.about]
        assert part.amount in (563_400, 702_400)


def test_the_illness_is_proved_and_a_ward_too() -> None:
    answers = next(iter(examples(KIND))).answers
    assert [one.code for one in KIND.documents(answers, ON)] == ["identity", "illness"]
    answers["members"][0]["relation"] = "ward"
    assert [one.code for one in KIND.documents(answers, ON)] == ["identity", "illness", "status"]
    del answers["members"][0]["sick_child_asked"]
    assert KIND.calculate(answers, ON).missing[0].startswith("Чи просять допомогу на цю дитину")
