"""One household asked about every kind: why, what is missing, what would change it, what excludes what."""

import copy
import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.assistance.samples import complete

from turbota.assistance import catalogue, command, exclusions, lacking, rights, threshold, union
from turbota.assistance.examples import examples, put
from turbota.assistance.exclusions import Exclusion
from turbota.assistance.kind import Kind
from turbota.assistance.right import Right
from turbota.kernel import money
from turbota.law.dated import BadLaw
from turbota.law.engine.explained import run_one
from turbota.law.engine.plan import plan

ON = date(2026, 3, 10)
KINDS = catalogue.kinds()
COMPUTED = [kind for kind in KINDS if kind.tier == "computed"]
every_computed = pytest.mark.parametrize("kind", COMPUTED, ids=[kind.code for kind in COMPUTED])
BEING_ADDED = {
    "base_assistance", "single_mother", "alimony", "guardianship", "foster_pay", "childhood_disability", "no_pension",
    "mental_disorder_care", "sick_child", "large_family", "care_to_one", "maternity_uninsured", "burial", "nanny",
    "housing_subsidy", "privilege_utilities",
}  # fmt: skip


def household(**changes: Any) -> dict[str, Any]:
    """A mother with a child of four; nobody is displaced."""
    found = complete()
    found["applicant"]["idp_registered"] = False
    found["members"][0]["idp_registered"] = False
    for path, value in changes.items():
        put(found, path.replace("__", "."), value)
    return found


def said(code: str, found: dict[str, Any], on: date = ON) -> Right:
    return next(one for one in rights.check(found, on) if one.kind.code == code)


@pytest.mark.requirement("R052")
def test_every_kind_of_the_catalogue_answers() -> None:
    found = rights.check(household(), ON)
    assert [one.kind.code for one in found] == [kind.code for kind in KINDS]
    for one in found:
        assert one.because, one.kind.code
        assert one.outcome in ("granted", "refused", "not_assigned", "officer")
        if one.kind.tier == "registered":
            assert (one.outcome, one.amount) == ("officer", None) and "спитайте" in one.because[0]
        if one.kind.gives_services:
            assert (one.outcome, one.amount) == ("officer", None) and "оцінить потреби" in one.because[0]


def test_what_is_granted_says_why_and_at_which_income_it_ends() -> None:
    one = said("low_income", household())
    assert (one.outcome, money.plain(one.amount or 0)) == ("granted", "4831.37")
    assert one.because[-1].startswith("Допомога на місяць: 4\u00a0831,37")
    assert one.zero_income == 608145
    assert any("6\u00a0081,45" in text for text in one.what_would_change)


@pytest.mark.parametrize(("amount", "outcome"), [(608144, "granted"), (608145, "refused")])
def test_the_income_at_which_it_ends_is_the_very_kopiyka(amount: int, outcome: str) -> None:
    found = household(incomes=None)
    found["incomes"] = [
        {"id": f"i{n}", "member": "applicant", "month": month, "class": "wage", "amount": amount}
        for n, month in enumerate(("2025-08", "2025-09", "2025-10", "2025-11", "2025-12", "2026-01"))
    ]
    one = said("low_income", found)
    assert one.outcome == outcome
    assert one.zero_income == 608145
    if outcome == "refused":
        assert any("буде менший за 6\u00a0081,45" in text for text in one.what_would_change)


def test_a_refusal_that_less_income_would_not_change_promises_nothing() -> None:
    one = said("low_income", household(property__second_dwelling=True))
    assert one.outcome == "refused" and one.zero_income is None
    assert one.what_would_change[0].startswith("Якщо лишиться одне, подайте знову.")


def test_missing_answers_are_named_by_their_path_in_the_household() -> None:
    found = household()
    del found["members"][0]["disability"]
    del found["property"]["has_deposit"]
    one = said("low_income", found)
    assert (one.outcome, one.amount) == ("officer", None)
    assert {(lack.path, lack.label) for lack in one.missing} == {
        ("members.0.disability", "Чи є інвалідність? (Соломія)"),
        ("property.has_deposit", "Чи є у вас або вашої родини гроші на депозиті?"),
    }
    found["property"]["has_deposit"] = True
    assert "property.deposit_amount" in {lack.path for lack in said("low_income", found).missing}


def test_moved_questions_are_missing_at_their_common_path() -> None:
    found = household()
    del found["applicant"]["idp_registered"]
    found["members"][0]["birth_date"] = "2026-01-03"
    assert "applicant.idp_registered" in {lack.path for lack in said("idp_living", found).missing}
    birth = {lack.path for lack in said("birth", found).missing}
    assert birth == {"birth.relation", "birth.lives_with_you", "members.0.birth_paid_before"}


def test_a_refusal_that_holds_whatever_else_is_unknown_asks_nothing_more() -> None:
    one = said("idp_living", household())
    assert (one.outcome, one.missing) == ("refused", ())
    assert "довідки внутрішньо переміщеної особи" in one.because[0]


def test_a_claim_about_nobody_is_not_assigned() -> None:
    one = said("birth", household(members__0__relation="mother", members__0__birth_date="1960-01-01"))
    assert one.outcome == "not_assigned" and "немає дитини" in one.because[0]


def test_a_gap_of_the_law_is_named_and_is_never_zero() -> None:
    found = household(incomes=[], members__0__birth_date="2020-02-07")
    one = said("low_income", found, date(2023, 3, 10))
    assert (one.outcome, one.amount) == ("officer", None)
    assert "nothing in force on 2023-03-10; known: " in one.because[0]


@every_computed
def test_an_empty_household_never_fails_and_is_told_what_to_answer(kind: Kind) -> None:
    assert lacking.answered_by(kind.code, ON)
    one = rights.of_kind(kind, {}, ON)
    assert one.outcome in ("officer", "not_assigned", "refused")
    if one.calculation and one.calculation.lacking and one.outcome == "officer":
        assert all(lack.label for lack in one.missing)
        assert any(lack.path for lack in one.missing)


@every_computed
def test_the_threshold_is_where_the_payment_ends(kind: Kind) -> None:
    if kind.monotone_in_income != "down":
        assert rights.of_kind(kind, household(), ON).zero_income is None
        return
    for example in examples(kind):
        facts, found = kind.facts(example.answers, example.on), kind.calculate(example.answers, example.on)
        zero = threshold.zero_income(kind, facts, example.on)
        if zero is not None:
            assert zero >= (found.average_income or 0), example.title
        elif found.outcome == "granted" and facts.get(
            "window"
        ):  # no income ends it, or it has no average of a family
            richest = threshold.with_income(facts, money.LARGEST)
            run = run_one(plan(kind.book, example.on), kind.household(richest, example.on))
            assert threshold.payable(run) or "average_income" not in run.columns, example.title


@every_computed
def test_whatever_reads_an_income_says_what_more_of_it_does(kind: Kind) -> None:
    for example in examples(kind):
        one = rights.of_kind(kind, union.of_kind(kind, example.answers, example.on), example.on)
        if kind.income_window is None or one.outcome not in ("granted", "refused", "not_assigned"):
            continue
        assert one.what_would_change, example.title
        if one.outcome == "granted":
            assert "дохід" in one.what_would_change[-1] or "виплати" in one.what_would_change[-1], (
                example.title
            )


def test_what_a_child_gets_ends_the_payment_to_the_very_hryvnia_and_a_floor_stays() -> None:
    kind = catalogue.kind("guardianship")
    example = next(one for one in examples(kind) if "1 000 гривень аліментів" in one.title)
    facts = kind.facts(example.answers, example.on)
    found = threshold.lessening(kind, facts, example.on)
    assert found is not None and found.own == ("pension", 554_250)
    alimony = catalogue.kind("alimony")
    example = next(
        one for one in examples(alimony) if one.title.endswith("від 6 років, доходу немає, 2026 рік")
    )
    lessened = threshold.lessening(alimony, alimony.facts(example.answers, example.on), example.on)
    assert lessened == threshold.Lessening(least=175_600)


def rows(*found: tuple[str, str, str]) -> list[Exclusion]:
    return [
        Exclusion(a, b, relation, "family", date(2020, 1, 1), None, "акт", "", False, "джерело")  # type: ignore[arg-type]
        for a, b, relation in found
    ]


def displaced() -> dict[str, Any]:
    found = household(applicant__idp_registered=True, members__0__idp_registered=True)
    found["members"][0] |= {"abroad_in_a_row": 0, "abroad_in_all": 0}
    found["applicant"] |= {"abroad_in_a_row": 0, "abroad_in_all": 0}
    found["idp_living"] = {"received_before": False, "orphans": False}
    return found


@pytest.mark.parametrize(
    ("relation", "excluded"),
    [("excludes", ["low_income"]), ("replaces", ["low_income"]), ("higher_of", ["low_income"])],
)
def test_one_kind_keeps_another_from_being_paid(
    relation: str, excluded: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exclusions, "on_day", lambda on: rows(("idp_living", "low_income", relation)))
    found = {one.kind.code: one for one in rights.check(displaced(), ON)}
    assert found["idp_living"].amount == 500000 and found["low_income"].amount == 483137
    assert [code for code, one in found.items() if one.excluded_by] == excluded
    assert found["low_income"].excluded_by[0].code == "idp_living" and not found["low_income"].paid
    assert found["low_income"].outcome == "granted"
    assert {code for code, one in found.items() if one.beside_others != one.outcome} == {"low_income"}
    assert found["low_income"].beside_others == "not_assigned"
    told = {one["code"]: one for one in command.all_rights(ON, displaced())}
    low = told["low_income"]
    assert (low["outcome"], low["amount"], low["once"]) == ("not_assigned", "0.00", "0.00")
    assert low["because"] == [
        f"Не платять разом із допомогою «{found['idp_living'].kind.plain_title}» (акт)."
    ]
    assert (low["alone"]["outcome"], low["alone"]["amount"]) == ("granted", "4831.37")
    assert low["alone"]["because"] == list(found["low_income"].because)
    assert told["idp_living"]["alone"] is None and told["idp_living"]["outcome"] == "granted"


def test_the_greater_one_stays_and_the_written_order_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exclusions, "on_day", lambda on: rows(("low_income", "idp_living", "higher_of")))
    assert [one.kind.code for one in rights.check(displaced(), ON) if one.excluded_by] == ["low_income"]
    order = rows(("low_income", "idp_living", "excludes"), ("idp_living", "low_income", "excludes"))
    monkeypatch.setattr(exclusions, "on_day", lambda on: order)
    assert [one.kind.code for one in rights.check(displaced(), ON) if one.excluded_by] == ["idp_living"]


def test_what_counts_as_income_says_what_the_other_will_be_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        exclusions, "on_day", lambda on: rows(("idp_living", "low_income", "counts_as_income"))
    )
    one = said("low_income", displaced())
    assert one.amount == 483137 and not one.excluded_by
    assert "0,00\u00a0₴ на місяць" in one.what_would_change[-1]  # 4 831,37 − 5 000,00


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("- {a: x, b: y, relation: counts_as_income}\n- {a: y, b: x, relation: counts_as_income}", "a ring"),
        ("- {a: x, b: y, relation: loves}", "relation"),
        ("- {a: x, b: x, relation: excludes}", "upon itself"),
    ],
)
def test_wrong_rows_are_found_at_start(text: str, fault: str, tmp_path: Path) -> None:
    more = ', scope: family, since: 2025-01-01, act: "", point: "", verified: false, source: ""}'
    file = tmp_path / "exclusions.yaml"
    file.write_text(text.replace("}", more), encoding="utf-8")
    with pytest.raises(BadLaw, match=fault):
        exclusions.load(file)


def test_the_written_rows_have_no_ring_and_name_kinds_that_are_known() -> None:
    known = {kind.code for kind in KINDS} | BEING_ADDED
    for row in exclusions.load(exclusions.FILE):
        assert {row.a, row.b} <= known
        assert row.act and row.source


def test_all_kinds_of_one_family_take_less_than_twenty_times_the_slowest() -> None:
    found = displaced()
    before = copy.deepcopy(found)
    shares = []
    for _ in range(9):
        spent = []
        for kind in KINDS:
            began = time.perf_counter()
            rights.of_kind(kind, found, ON)
            spent.append(time.perf_counter() - began)
        began = time.perf_counter()
        rights.check(found, ON)
        shares.append((time.perf_counter() - began) / max(spent))
    assert min(shares) < 20
    assert found == before


def test_a_registered_kind_is_never_computed(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = replace(catalogue.kind("low_income"), tier="registered")
    one = rights.of_kind(asked, household(), ON)
    assert (one.outcome, one.amount, one.calculation) == ("officer", None, None)
    assert one.because == (
        "Може належати, спитайте: правила цієї допомоги тут не рахують. Рішення ухвалює Пенсійний фонд України.",
    )
    assert union.form_of(asked, ON) is not None
