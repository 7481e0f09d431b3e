"""The notice of the housing subsidy with its three outcomes (Annex 8; own layout)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal, cast

from turbota.applications.papers import applicant_on_paper, office
from turbota.assistance.calculation import last_day
from turbota.decisions.models import Decision
from turbota.documents.papers import sheets
from turbota.documents.papers.printing import print_paper
from turbota.kernel import clock
from turbota.law import texts


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
