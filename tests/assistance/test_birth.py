"""Assistance at birth: both regimes, children born together, the term, documents, the same in both modes."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from turbota.assistance import catalogue, explaining, forms
from turbota.assistance.children import certificate_key, months_begun
from turbota.assistance.kinds.birth.calculate import calculate_facts
from turbota.assistance.kinds.birth.facts import facts
from turbota_demo import answers as told
from turbota_demo import cast

KIND = catalogue.kind("birth")
ON = date(2026, 11, 16)
MARIA = cast.citizen("maria")
FORM = KIND.form_on(ON)

_days = st.dates(date(2025, 10, 1), ON)


@st.composite
def claims(draw: st.DrawFn) -> dict[str, Any]:
    """Answers about one to four children born together; now and then something that refuses or is doubtful."""
    born = draw(_days)
    count = draw(st.integers(1, 4))
    answers = told.birth(MARIA, on=ON, born=born, names=("Ярина", "Тарас", "Соломія", "Данило")[:count])
    for row in answers["members"][1:]:
        row["birth_date"] = min(born + timedelta(days=draw(st.integers(0, 1))), ON).isoformat()
    answers["members"][0]["paid_before"] = draw(st.integers(0, 9)) == 0
    answers["claim"]["relation"] = draw(st.sampled_from(("mother", "father", "father", "guardian")))
    return answers


@settings(max_examples=60, deadline=None)
@given(st.lists(claims(), min_size=1, max_size=8))
def test_both_modes_give_the_same_to_the_kopiyka(given_answers: list[dict[str, Any]]) -> None:
    found = [facts(answers, ON) for answers in given_answers]
    for one, quick in zip(found, explaining.over_columns(KIND, found, ON), strict=True):
        said = calculate_facts(one, ON)
        assert quick.reasons == tuple(reason.code for reason in said.reasons)
        steps = {step.name: step.value for step in said.steps if step.entity == "family"}
        assert (quick.amount, quick.once) == (steps["amount"], steps["once"])


@settings(max_examples=60, deadline=None)
@given(claims())
def test_every_child_is_paid_once_and_by_its_own_day_of_birth(answers: dict[str, Any]) -> None:
    said = KIND.calculate(answers, ON)
    if said.outcome != "granted":
        assert said.schedule == ()
        return
    for row in answers["members"]:
        mine = [part for part in said.schedule if row["given_name"] in part.whom]
        whole = sum(part.amount * (part.months if part.per == "month" else 1) for part in mine)
        assert [part.per for part in mine].count("once") == 1
        assert whole == (5_000_000 if row["birth_date"] >= "2026-01-01" else 4_128_000)
        assert len({part.about for part in mine}) == 1
    assert len({part.about for part in said.schedule}) == len(answers["members"])
    assert not any(line.verified for line in said.receipt)


@pytest.mark.parametrize(
    ("since", "on", "months"),
    [
        (date(2026, 1, 1), date(2026, 1, 1), 0),
        (date(2026, 1, 1), date(2026, 1, 2), 1),
        (date(2026, 1, 31), date(2026, 2, 28), 1),
        (date(2026, 1, 31), date(2027, 1, 31), 12),
        (date(2026, 1, 31), date(2027, 2, 1), 13),
        (date(2024, 2, 29), date(2025, 2, 28), 12),
        (date(2024, 2, 29), date(2025, 3, 1), 13),
    ],
)
def test_a_begun_month_counts_whole(since: date, on: date, months: int) -> None:
    assert months_begun(since, on) == months


def test_one_certificate_is_one_child_however_it_is_typed() -> None:
    keys = {certificate_key(text) for text in ("І-АБ 123456", "i-аб123456", "І–АБ № 123456", "І аб 123 456")}
    assert keys == {"ІАБ123456"}


def test_a_whole_claim_has_no_faults_and_what_is_wrong_is_said_at_its_place() -> None:
    answers = told.birth(MARIA, on=ON, names=("Ярина", "Тарас"))
    assert forms.check(FORM, answers, ON) == {}
    answers["members"][1] |= {"birth_date": "2026-01-01", "certificate": answers["members"][0]["certificate"]}
    assert set(forms.check(FORM, answers, ON)) == {"members.1.birth_date", "members.1.certificate"}
    answers["members"] = [{**answers["members"][0], "birth_date": "1980-01-01"}]
    assert "старша за вас" in forms.check(FORM, answers, ON)["members.0.birth_date"]
    answers["members"] = []
    assert set(forms.check(FORM, answers, ON)) == {"members"}
    assert KIND.calculate(answers, ON).outcome == "officer"


def test_each_part_says_whose_it_is_by_the_certificate_or_by_name_and_day_until_there_is_one() -> None:
    answers = told.birth(MARIA, on=ON, born=date(2025, 12, 31), names=("Ярина",))
    child = answers["members"][0]
    child |= {"certificate": "І-АБ 123456", "patronymic": "Марківна"}
    assert [one["id"] for one in facts(answers, ON)["members"]] == [child["id"]]
    parts = KIND.calculate(answers, ON).schedule
    assert [(part.code, part.about) for part in parts] == [
        ("birth_once", "свідоцтво ІАБ123456"),
        ("birth_monthly", "свідоцтво ІАБ123456"),
    ]
    assert all(part.whom.endswith("Ярина Марківна") for part in parts)
    del child["certificate"]
    assert {part.about for part in KIND.calculate(answers, ON).schedule} == {"Ярина 2025-12-31"}


@pytest.mark.requirement("R139")
def test_a_birth_in_the_register_of_ukraine_is_not_proved_by_paper() -> None:
    answers = told.birth(MARIA, on=ON)
    assert [one.code for one in KIND.documents(answers, ON)] == ["identity"]
    answers["members"][0]["born_abroad"] = True
    answers["claim"]["relation"] = "adopter"
    answers["applicant"]["tax_number_state"] = "refused"
    codes = [one.code for one in KIND.documents(answers, ON)]
    assert codes == ["identity", "tax_number_refusal", "birth_abroad", "adoption"]
    assert KIND.documents({}, ON)


def test_income_does_not_matter_and_is_not_asked() -> None:
    assert KIND.income_window is None and KIND.notes({}) == ()
    assert forms.section_of(FORM, "month") is None
    said = KIND.calculate(told.birth(MARIA, on=ON), ON)
    assert (said.income_from, said.income_to, said.average_income) == ("", "", None)
