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
from turbota.decisions.awarded import DOUBT, NOT_SAID, SOURCE, UNCONFIRMED, Awarded, is_child, with_awarded
from turbota.decisions.calculating import as_json, calculate
from turbota.decisions.correcting import confirm_member
from turbota.decisions.models import Decision
from turbota.kernel.errors import BadInput, Missing, Refused
from turbota_demo import answers as told
from turbota_demo import cast, stage
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


def with_maria_answers(**changed: str) -> dict[str, Any]:
    maria = cast.citizen("maria")
    wife = {
        "id": "m1", "surname": maria.surname, "given_name": maria.given_name, "patronymic": maria.patronymic,
        "birth_date": maria.birth_date.isoformat(), "relation": "wife", "tax_number_state": "has",
        "tax_number": maria.tax_number, "occupation": "works", "disability": "none", **changed,
    }  # fmt: skip
    answers = told.low_income(cast.citizen("stepan"), on=ON)
    return {**answers, "incomes": [], "members": [wife]}


def with_maria(plays: Plays, **changed: str) -> Application:
    """Stepan asks in November and names Maria as his wife."""
    return acts.in_work(plays, "stepan", answers=with_maria_answers(**changed))


def confirmed(case: Application, path: str = "members.0") -> None:
    """The specialist has seen the paper that says who lives together."""
    confirm_member(
        by=stage.at_work("umovnyi", acts.TUESDAY),
        application_id=case.pk,
        path=path,
        reason="Свідоцтво про шлюб і довідка про склад родини.",
        attachment_id=case.attachments.get(document_code="identity").pk,
        at=acts.TUESDAY,
    )


@pytest.mark.requirement("R162")
def test_what_the_body_granted_another_of_the_family_is_taken_too(
    plays: Plays, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = granted(plays)
    case = with_maria(plays)
    confirmed(case)
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


@pytest.mark.requirement("R162")
def test_nothing_is_counted_of_a_person_whom_nobody_has_confirmed(plays: Plays) -> None:
    granted(plays)
    case = with_maria(plays)
    assert {(row.counted, row.why) for row in sheet(case).rows} == {(0, UNCONFIRMED)}
    found = calculate(case, ON)
    assert (found.outcome, found.income_total) == ("officer", 0)
    assert DOUBT in found.doubts
    with pytest.raises(Refused):
        plays.prepared(case, "umovnyi", acts.TUESDAY)
    confirmed(case)
    assert DOUBT not in calculate(case, ON).doubts
    acts.corrected(case, "members.0.birth_date", "1990-01-01")
    assert sheet(case).rows == (), "another birth date is another person"


def test_a_refusal_that_holds_without_the_payment_waits_for_nobody(plays: Plays) -> None:
    granted(plays)
    answers = {
        **with_maria_answers(),
        "property": {**told.low_income(cast.citizen("stepan"), on=ON)["property"]},
    }
    answers["property"]["second_dwelling"] = True
    case = acts.in_work(plays, "stepan", answers=answers)
    assert calculate(case, ON).outcome == "refused"


def test_only_a_person_who_can_be_told_from_others_is_confirmed(plays: Plays) -> None:
    case = with_maria(plays, tax_number_state="refused", tax_number="")
    with pytest.raises(BadInput):
        confirmed(case)
    with pytest.raises(Missing):
        confirmed(case, "incomes.0")


@pytest.mark.parametrize(
    ("relation", "born", "sees"),
    [("child", "2015-05-05", True), ("child", "2000-05-05", False), ("sister", "2015-05-05", False)],
)
def test_the_sum_of_the_own_child_is_told_and_of_nobody_else(relation: str, born: str, sees: bool) -> None:
    row = {"relation": relation, "birth_date": born}
    assert is_child(row, by_mandate=False, on=ON) is sees


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
