"""What the deciding body itself granted the applicant is taken as income without being declared, and never twice."""

from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.decisions import acts
from tests.factories.world import moment

from turbota.access.models import Organisation
from turbota.applications.models import Application
from turbota.assistance import catalogue, exclusions
from turbota.assistance.income_sheet import IncomeSheet, income_sheet
from turbota.decisions.awarded import NOT_SAID, SOURCE, Awarded, with_awarded
from turbota.decisions.calculating import as_json, calculate
from turbota.decisions.models import Decision
from turbota_demo import answers as told
from turbota_demo import cast
from turbota_demo.plays import Plays

MAY = moment("2026-05-18 10:00")
ON = acts.MONDAY.date()
MONTHS = ("2026-05", "2026-06", "2026-07", "2026-08", "2026-09")


def granted(plays: Plays, kind: str = "single_mother") -> Decision:
    """Assistance of another kind that the same body granted in May."""
    case = plays.accepted(plays.submitted("maria", MAY, kind=kind), "umovnyi", MAY)
    decision = plays.approved(plays.proposed(case, "umovnyi", MAY), "pokazova", MAY)
    assert decision.outcome == "granted"
    return decision


def asked(plays: Plays, *declared: dict[str, Any]) -> Application:
    """The application for low-income assistance in November, with these incomes and no other."""
    answers = told.low_income(cast.citizen("maria"), on=ON)
    answers["incomes"] = list(declared)
    return acts.in_work(plays, answers=answers)


def declared(month: str, amount: int) -> dict[str, Any]:
    return {"id": month, "member": "applicant", "month": month, "class": "social_payment", "amount": amount}


def sheet(case: Application) -> IncomeSheet:
    found = income_sheet(catalogue.kind(case.kind), as_json(calculate(case, ON)))
    assert found is not None
    return found


@pytest.mark.requirement("R162")
def test_what_the_body_granted_is_taken_without_declaring(plays: Plays) -> None:
    before = granted(plays)
    monthly = before.amount
    assert monthly
    case = asked(plays)
    found = sheet(case)
    taken = {row.month: (row.counted, row.source) for row in found.rows}
    assert taken == {month: (monthly, f"{SOURCE}: {_named(before)}") for month in taken}
    assert set(taken) <= set(MONTHS)
    assert "2026-06" in taken
    result = calculate(case, ON)
    assert result.income_total == monthly * len(taken)
    (line,) = [line for line in result.receipt if line.rule == "average_income"]
    assert f"{SOURCE}: {_named(before)}" in line.source
    assert case.answers["incomes"] == [], "the application keeps what was signed"


@pytest.mark.requirement("R162")
def test_what_was_declared_too_is_counted_once(plays: Plays) -> None:
    monthly = granted(plays).amount
    assert monthly
    case = asked(
        plays, declared("2026-06", monthly), declared("2026-07", monthly + 100), declared("2026-04", 500)
    )
    found = sheet(case)
    sums = {
        month: [(row.amount, row.source.startswith(SOURCE)) for row in found.rows if row.month == month]
        for month in ("2026-04", "2026-06", "2026-07")
    }
    assert sums["2026-06"] == [(monthly, True)]
    assert sums["2026-07"] == [(monthly, True), (100, False)]
    assert found.counted == calculate(case, ON).income_total


@pytest.mark.requirement("R162")
def test_what_no_rule_calls_income_is_shown_and_not_counted(plays: Plays) -> None:
    granted(plays, "guardianship")
    found = sheet(asked(plays))
    assert found.rows
    assert {(row.counted, row.why) for row in found.rows} == {(0, NOT_SAID)}
    assert found.counted == 0


def with_maria(plays: Plays, **changed: str) -> Application:
    """Stepan asks in November and names Maria as his wife."""
    maria = cast.citizen("maria")
    wife = {
        "id": "m1", "surname": maria.surname, "given_name": maria.given_name, "patronymic": maria.patronymic,
        "birth_date": maria.birth_date.isoformat(), "relation": "wife", "tax_number_state": "has",
        "tax_number": maria.tax_number, "occupation": "works", "disability": "none", **changed,
    }  # fmt: skip
    answers = told.low_income(cast.citizen("stepan"), on=ON)
    return acts.in_work(plays, "stepan", answers={**answers, "incomes": [], "members": [wife]})


@pytest.mark.requirement("R162")
def test_what_the_body_granted_another_of_the_family_is_taken_too(
    plays: Plays, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = granted(plays)
    case = with_maria(plays)
    with CaptureQueriesContext(connection) as asked:
        found = sheet(case)
    assert (
        len([one for one in asked if "decisions_decision" in one["sql"] and "calculation" in one["sql"]]) == 1
    )
    assert {(row.who, row.counted) for row in found.rows} == {
        (cast.citizen("maria").given_name, before.amount)
    }
    assert before.number not in {part for row in found.rows for part in row.source.split()}
    assert calculate(case, ON).income_total == (before.amount or 0) * len(found.rows) > 0
    rows = [replace(row, scope="person") for row in exclusions.on_day(ON)]
    monkeypatch.setattr(exclusions, "on_day", lambda on: rows)
    assert sheet(case).rows == ()


@pytest.mark.parametrize(
    ("kind", "changed"), [("guardianship", {}), ("single_mother", {"birth_date": "1990-01-01"})]
)
def test_a_number_alone_or_a_payment_that_is_no_income_says_nothing_of_another(
    plays: Plays, kind: str, changed: dict[str, str]
) -> None:
    granted(plays, kind)
    assert sheet(with_maria(plays, **changed)).rows == ()


def test_an_annulled_decision_gives_nothing(plays: Plays) -> None:
    plays.annulled(granted(plays), "umovnyi", "pokazova", "Помилка у складі родини.", acts.MONDAY)
    assert sheet(asked(plays)).rows == ()


def test_what_another_body_granted_is_not_of_this_one(plays: Plays) -> None:
    decision, case = granted(plays), asked(plays)
    assert sheet(case).rows
    case.decider = Organisation.objects.exclude(pk=decision.organisation_id).first()
    assert sheet(case).rows == ()


def test_without_awards_the_answers_stay_as_they_are() -> None:
    answers = {"incomes": [declared("2026-06", 1)]}
    assert with_awarded(answers, ()) == answers
    aside = Awarded("applicant", "2026-06", "social_payment", 5, SOURCE, NOT_SAID)
    assert with_awarded(answers, [aside]) == answers


def _named(decision: Decision) -> str:
    return f"«{catalogue.kind(decision.application.kind).title}», рішення № {decision.number}"
