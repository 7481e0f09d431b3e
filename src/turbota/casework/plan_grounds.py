"""On what a plan stands: the newest decision that granted services, or the approved act of emergency help."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from turbota.casework.emergency_states import EmergencyState
from turbota.casework.models import Case, EmergencyAct
from turbota.decisions.models import Decision
from turbota.decisions.states import Outcome, State
from turbota.kernel.clock import day_of


@dataclass(frozen=True)
class PlanGround:
    """Number and day in words, and the services that were granted, as the decision names them."""

    words: str
    services: tuple[str, ...]


def ground_of(case: Case) -> PlanGround | None:
    """The newest of both, None when the case has neither; two queries."""
    decision = (
        Decision.objects.filter(
            application__in=case.applications.values("application_id"),
            state=State.APPROVED,
            outcome=Outcome.GRANTED,
        )
        .order_by("-approved_at")
        .first()
    )
    act = (
        EmergencyAct.objects.filter(case=case, state=EmergencyState.APPROVED).order_by("-approved_at").first()
    )
    found: list[tuple[datetime, str, list[dict[str, Any]]]] = []
    if decision is not None and decision.approved_at is not None:
        found.append((decision.approved_at, f"Рішення № {decision.number}", decision.services))
    if act is not None and act.approved_at is not None:
        found.append((act.approved_at, f"Акт екстреного надання послуг № {act.number}", act.services))
    if not found:
        return None
    at, words, services = max(found, key=lambda one: one[0])
    return PlanGround(
        f"{words} від {day_of(at):%d.%m.%Y}", tuple(str(one.get("title", "")) for one in services)
    )
