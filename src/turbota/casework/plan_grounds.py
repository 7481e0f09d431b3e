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
    """The newest decision that granted services, without one the approved act of emergency help; else None."""
    decisions = Decision.objects.filter(
        application__in=case.applications.values("application_id"),
        state=State.APPROVED,
        outcome=Outcome.GRANTED,
    )
    decision = decisions.order_by("-approved_at").first()
    if decision is not None:
        return _ground(f"Рішення № {decision.number}", decision.approved_at, decision.services)
    acts = EmergencyAct.objects.filter(case=case, state=EmergencyState.APPROVED)
    act = acts.order_by("-approved_at").first()
    if act is None:
        return None
    return _ground(f"Акт екстреного надання послуг № {act.number}", act.approved_at, act.services)


def _ground(words: str, at: datetime | None, services: list[dict[str, Any]]) -> PlanGround:
    day = f" від {day_of(at):%d.%m.%Y}" if at else ""
    return PlanGround(f"{words}{day}", tuple(str(one.get("title", "")) for one in services))
