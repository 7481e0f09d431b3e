"""The calculation of the housing subsidy and the notice with its three outcomes (Annexes 7 and 8; own layouts)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Literal, cast

from turbota.applications.papers import applicant_on_paper, office
from turbota.assistance.calculation import Calculation, Step, last_day
from turbota.assistance.forms import Form
from turbota.assistance.kind import Kind
from turbota.assistance.wording import show, sums
from turbota.decisions.models import Decision
from turbota.documents.papers import sheets
from turbota.documents.papers.calculated import RESULTS, income_of, members_of
from turbota.documents.papers.printing import print_paper
from turbota.documents.papers.shapes import Office, Signatory
from turbota.kernel import clock
from turbota.law import texts

FIGURES = (
    "persons", "common_area", "social_area", "paid_area", "average_income", "income_for_one", "share",
    "cost_within_norms", "obligatory_payment", "amount",
)  # fmt: skip


def subsidy_sheet(
    calculation: Calculation,
    *,
    kind: Kind,
    form: Form,
    answers: Mapping[str, Any],
    issuer: Office,
    number: str,
    prepared_by: Signatory,
    at: datetime,
) -> bytes:
    """The sheet of a subsidy: services within norms, every figure with its act (Annex 7), then incomes (Annex 5)."""
    steps = {step.name: step for step in calculation.steps}
    shape = sheets.SubsidySheet(
        office=issuer,
        number=number,
        calculated_on=clock.day_of(at),
        applicant=applicant_on_paper(dict(answers)).name,
        members=members_of(form, answers),
        services=tuple(
            sheets.SheetService(line.label, line.because, line.amount or 0)
            for line in calculation.receipt
            if line.sign == "+"
        ),
        figures=tuple(_figure(steps[name]) for name in FIGURES if name in steps),
        prepared_by=prepared_by,
        result=RESULTS[calculation.outcome],
        amount=sums(calculation.amount or 0, calculation.once),
        income=income_of(kind, calculation),
    )
    return print_paper("subsidy_calculation", shape, at=at)


def _figure(step: Step) -> sheets.SheetStep:
    act = ", ".join(part for part in (step.act, step.point) if part)
    return sheets.SheetStep(step.text, show(step.value, step.unit), act, step.verified)


def notice_paper(decision: Decision, answers: Mapping[str, Any]) -> bytes:
    """The notice of an approved decision, made of what was kept with it: the same bytes whenever it is printed."""
    assert decision.approved_at is not None
    applicant, kept = applicant_on_paper(dict(answers)), decision.calculation
    figures = {step["name"]: step["value"] for step in kept["steps"]}
    outcome = cast('Literal["granted", "not_assigned", "refused"]', decision.outcome)
    on = clock.day_of(decision.approved_at)
    shape = sheets.SubsidyNotice(
        office=office(decision.organisation),
        number=decision.number,
        decided_on=on,
        outcome=outcome,
        applicant=applicant.name,
        address=applicant.address,
        plain=_plain(kept, decision.since, decision.until),
        grounds=tuple(reason["clause"] for reason in kept["reasons"]),
        appeal=texts.text("appeal", on).text,
        cost=figures.get("cost_within_norms"),
        payment=figures.get("obligatory_payment"),
        amount=decision.amount,
        since=decision.since,
        until=last_day(decision.until),
    )
    return print_paper("subsidy_notice", shape, at=decision.approved_at)


def _plain(kept: Mapping[str, Any], since: date | None, until: date | None) -> tuple[str, ...]:
    if since and until:
        return tuple(kept["conditions"])
    return tuple(reason["text"] for reason in kept["reasons"])
