"""Two kinds beside each other about people: child by child, whoever of the family is in both awards."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.assistance.test_rights import displaced

from turbota.assistance import beside, catalogue, command, exclusions, rights, threshold
from turbota.assistance.calculation import Calculation, Period
from turbota.assistance.exclusions import Exclusion
from turbota.assistance.right import FAMILY, Right
from turbota.kernel.money import hryvnias
from turbota.law.engine.explained import run_one
from turbota.law.engine.plan import plan

ON = date(2026, 3, 10)
SICK, LIVING = catalogue.kind("sick_child"), catalogue.kind("idp_living")
CHILDREN = [f"Дитина {number}" for number in range(4)]
AWARDS = st.dictionaries(st.sampled_from(CHILDREN), st.integers(1, 9000), max_size=4)
RELATIONS = st.sampled_from(["excludes", "replaces", "higher_of"])


def row(relation: str, scope: str, a: str = "sick_child", b: str = "idp_living") -> Exclusion:
    return Exclusion(a, b, relation, scope, date(2020, 1, 1), None, "акт", "", False, "джерело")  # type: ignore[arg-type]


def award(kind: Any, amounts: dict[str, int], about: str) -> Right:
    """A granted right that pays each child so much a month; each kind knows the child by a paper of its own."""
    parts = tuple(
        Period(
            ON, date(2026, 12, 31), sum_, "month", "c", "Допомога", f"{about} {name}" if name else "", name
        )
        for name, sum_ in amounts.items()
    )
    members = [{"about": f"{about} {name}", "name": name, "born": "2020-01-01"} for name in amounts if name]
    snapshot = {"facts": {"members": members}}
    found = Calculation(
        "granted", sum(amounts.values()), ON, ON, (), (), (), (), schedule=parts, snapshot=snapshot
    )
    return Right(kind, "granted", sum(amounts.values()), 0, calculation=found)


def together(a: dict[str, int], b: dict[str, int], one: Exclusion) -> tuple[Right, Right]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(exclusions, "on_day", lambda on: [one])
        first, second = beside.together([award(SICK, a, "свідоцтво"), award(LIVING, b, "довідка")], {}, ON)
    return first, second


@settings(max_examples=200, deadline=None)
@given(AWARDS.filter(bool), AWARDS.filter(bool), RELATIONS, st.sampled_from(["child", "person"]))
def test_whoever_is_in_both_awards_is_paid_one_of_them_and_everybody_else_keeps_the_own(
    a: dict[str, int], b: dict[str, int], relation: str, scope: str
) -> None:
    first, second = together(a, b, row(relation, scope))
    both = set(a) & set(b)
    of_b = {name for name in both if relation == "higher_of" and b[name] > a[name]}
    left_a, left_b = set(a) - of_b, set(b) - (both - of_b)
    assert first.people == {f"{name} 2020-01-01" for name in left_a}
    assert second.people == {f"{name} 2020-01-01" for name in left_b}
    assert first.beside_amount == first.beside_monthly == sum(a[name] for name in left_a)
    assert second.beside_amount == second.beside_monthly == sum(b[name] for name in left_b)
    assert (first.amount, second.amount) == (sum(a.values()), sum(b.values()))
    assert second.beside_others == ("granted" if left_b else "not_assigned")
    assert first.limited is bool(of_b) and second.limited is bool(both - of_b)
    for name in both:
        assert (name in left_a) != (name in left_b)


@settings(max_examples=60, deadline=None)
@given(AWARDS.filter(bool), AWARDS.filter(bool), RELATIONS)
def test_a_row_of_the_family_acts_on_all_of_it_even_where_no_child_is_the_same(
    a: dict[str, int], b: dict[str, int], relation: str
) -> None:
    first, second = together(a, b, row(relation, "family"))
    paid = [one for one in (first, second) if one.paid]
    assert len(paid) == 1
    greater = second if relation == "higher_of" and sum(b.values()) > sum(a.values()) else first
    assert paid[0] is greater and not greater.limited


def test_an_award_about_nobody_in_particular_is_kept_from_as_a_whole() -> None:
    first, second = together({"": 5000}, {CHILDREN[0]: 100, CHILDREN[1]: 200}, row("excludes", "child"))
    assert first.people == {FAMILY} and first.paid
    assert not second.paid and (second.beside_amount, second.amount) == (0, 300)


def test_two_rows_that_each_take_one_child_leave_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    large = catalogue.kind("large_family")
    order = [row("excludes", "child"), row("excludes", "child", a="large_family")]
    monkeypatch.setattr(exclusions, "on_day", lambda on: order)
    alone = [
        award(SICK, {CHILDREN[0]: 1}, "x"),
        award(large, {CHILDREN[1]: 1}, "y"),
        award(LIVING, {CHILDREN[0]: 10, CHILDREN[1]: 20}, "z"),
    ]
    living = beside.together(alone, {}, ON)[2]
    assert not living.paid and [bar.names for bar in living.excluded_by] == [(CHILDREN[0],), (CHILDREN[1],)]


def _family(second_is_ill: bool) -> dict[str, Any]:
    """Displaced: a mother, an ill daughter, a son."""
    found = displaced()
    ill = {
        "relation": "child", "lives_with_you": True, "disability": "none", "sick_child_until": "2026-12-31",
        "idp_registered": True, "abroad_in_a_row": 0, "abroad_in_all": 0,
    }  # fmt: skip
    daughter = found["members"][0]
    son = {**daughter, **ill, "id": "m2", "given_name": "Тарас", "birth_date": "2018-04-01"}
    daughter |= {**ill, "sick_child_asked": True, "birth_certificate": "І-АБ 000171"}
    son |= {"sick_child_asked": second_is_ill, "birth_certificate": "І-АБ 000172"}
    found["members"] = [daughter, son]
    return found


@pytest.mark.parametrize(("second_is_ill", "living"), [(False, 500_000), (True, 200_000)])
def test_of_two_children_of_one_family_only_the_one_in_both_kinds_is_left_out(
    second_is_ill: bool, living: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exclusions, "on_day", lambda on: [row("excludes", "child")])
    found = {one.kind.code: one for one in rights.check(_family(second_is_ill), ON)}
    assert found["sick_child"].paid and found["idp_living"].amount == 800_000
    assert found["idp_living"].beside_amount == living and found["idp_living"].paid
    (bar,) = found["idp_living"].excluded_by
    assert "Соломія" in bar.sentence and ("Тарас" in bar.sentence) is second_is_ill
    told = {one["code"]: one for one in command.all_rights(ON, _family(second_is_ill))}["idp_living"]
    assert (told["outcome"], told["amount"]) == ("granted", f"{living // 100}.00")
    assert told["alone"]["amount"] == "8000.00" and len(told["excluded_by"][0]["for"]) == 1 + second_is_ill


@pytest.mark.parametrize(("second_is_ill", "income"), [(False, 563_400), (True, 1_265_800)])
def test_what_each_child_is_paid_counts_as_income_where_both_kinds_are_about_it(
    second_is_ill: bool, income: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        exclusions, "on_day", lambda on: [row("counts_as_income", "child", b="single_mother")]
    )
    found = _family(second_is_ill)
    found["applicant"] |= {"marital_status": "never", "occupation": "works", "disability": "none"}
    for child in found["members"]:
        child |= {
            "single_mother_asked": True,
            "other_parent": "none",
            "pension": "none",
            "occupation": "child",
        }
    told = {one.kind.code: one for one in rights.check(found, ON)}
    mother = told["single_mother"]
    facts = mother.kind.facts(found, ON)
    later = threshold.payable(
        run_one(
            plan(mother.kind.book, ON),
            mother.kind.household(threshold.with_income(facts, income, each_month=True), ON),
        )
    )
    assert not mother.limited and hryvnias(later) in mother.what_would_change[-1]
    assert later < (mother.amount or 0) and (later > 0) is not second_is_ill
