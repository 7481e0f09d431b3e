"""The housing subsidy to a told decision: three outcomes, the calculation of Annex 7, the notice of Annex 8."""

import io
from typing import Any

import pikepdf
import pytest
from tests.documents.test_papers import words
from tests.factories import planned
from tests.factories.world import moment

from turbota.applications.models import Application
from turbota.decisions.models import Decision
from turbota.decisions.subsidy_papers import notice_paper
from turbota.documents.operations import read
from turbota.documents.papers.calculated import RESULTS
from turbota.messages.models import Message
from turbota.personal_files.models import Award
from turbota_demo import answers as told
from turbota_demo import cast
from turbota_demo.plays import Plays

MONDAY = moment("2026-11-16 10:00")
TUESDAY = moment("2026-11-17 10:00")
WEDNESDAY = moment("2026-11-18 10:00")


def decided(plays: Plays, **change: Any) -> tuple[Application, Decision]:
    """A case of the subsidy, decided and told."""
    answers = told.housing_subsidy(cast.citizen("maria"), on=MONDAY.date())
    for section, value in change.items():
        answers[section] = value if isinstance(value, list) else {**answers[section], **value}
    case = plays.submitted("maria", MONDAY, kind="housing_subsidy", answers=answers)
    plays.accepted(case, "umovnyi", TUESDAY)
    decision = plays.approved(plays.proposed(case, "umovnyi", TUESDAY), "pokazova", WEDNESDAY)
    planned.do_all()
    return case, decision


def title(pdf: bytes) -> str:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return str(document.docinfo["/Title"])


RICH = [{"id": "i1", "member": "applicant", "month": "2026-09", "class": "pension", "amount": 10_000_000}]


@pytest.mark.requirement("R109", "R227", "R228")
@pytest.mark.parametrize(
    ("change", "outcome", "message"),
    [
        ({}, "granted", "decision_granted"),
        ({"incomes": RICH}, "not_assigned", "decision_not_assigned"),
        ({"property": {"second_dwelling": True}}, "refused", "decision_refused"),
    ],
)
def test_three_outcomes_are_decided_told_and_printed(
    plays: Plays, change: dict[str, Any], outcome: str, message: str
) -> None:
    case, decision = decided(plays, **change)
    assert decision.outcome == decision.calculation["outcome"] == outcome
    assert (decision.amount is not None) == (outcome == "granted")
    assert Award.objects.exists() == (outcome == "granted")
    assert Message.objects.filter(kind=message, person_id=case.applicant_id).count() == 1
    assert decision.sheet is not None
    sheet = read(decision.sheet)
    assert title(sheet).startswith("Розрахунок субсидії до справи №")
    said = words(sheet)
    assert "(додаток 7)" in said and "(додаток 6)" not in said and RESULTS[outcome] in said
    for reason in decision.calculation["reasons"]:
        assert " ".join(reason["text"].split()) in said and reason["clause"] in said
    notice = notice_paper(decision, case.answers)
    assert title(notice) == f"Повідомлення до рішення № {decision.number}"
    assert notice == notice_paper(decision, case.answers)
