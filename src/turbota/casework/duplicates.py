"""Whether a service already runs for the same person (R287), over all cases, without telling of sensitive ones.

A running service of another sensitive case neither stops the plan nor is mentioned: a sentence would tell that there is
such a case. Its manager is told instead, inside that case, and decides what to do.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from turbota.access.actors import Actor
from turbota.casework.models import Measure, Plan
from turbota.casework.permissions import READ_CASE
from turbota.law import services


@dataclass(frozen=True)
class Double:
    """A measure of the plan and the running one that it repeats. `told`: the actor may learn of it."""

    measure: Measure
    running: Measure
    told: bool


def within(measures: Iterable[Measure]) -> list[tuple[Measure, Measure]]:
    """Pairs of one plan that give the same service to the same person on the same days."""
    found, seen = [], list[Measure]()
    for one in measures:
        if not one.service or one.declined_at is not None:
            continue
        found += [(one, other) for other in seen if _same(one, other)]
        seen.append(one)
    return found


def _same(one: Measure, other: Measure) -> bool:
    if one.service != other.service or one.recipient_id != other.recipient_id:
        return False
    return _first(one) <= _last(other) and _first(other) <= _last(one)


def _first(measure: Measure) -> date:
    return measure.since or date.min


def _last(measure: Measure) -> date:
    return measure.until or date.max


def elsewhere(plan: Plan, measures: Iterable[Measure], actor: Actor) -> list[Double]:
    """Running services of other cases that measures of this plan repeat, in one query."""
    wanted = [one for one in measures if one.service and one.since and one.until and one.declined_at is None]
    if not wanted:
        return []
    rows = (
        Measure.objects.running(min(map(_first, wanted)), max(map(_last, wanted)))
        .filter(
            recipient__in={one.recipient_id for one in wanted}, service__in={one.service for one in wanted}
        )
        .exclude(goal__need__plan__case=plan.case_id)
        .select_related("goal__need__plan__case__unit")
        .order_by("pk")
    )
    pairs = [(one, running) for running in rows for one in wanted if _same(one, running)]
    return [Double(one, running, _may_know(actor, running)) for one, running in pairs]


def _may_know(actor: Actor, running: Measure) -> bool:
    case = running.goal.need.plan.case
    return not case.sensitive or READ_CASE.can(actor, case)


def sentence(double: Double, actor: Actor) -> str:
    """What is told of a double: the service and its last day; the number only of a case that the actor reads."""
    running = double.running
    case = running.goal.need.plan.case
    where = f" у випадку {case.number}" if READ_CASE.can(actor, case) else " за планом іншого випадку"
    until = f" до {running.until:%d.%m.%Y}" if running.until else ""
    return (
        f"Послугу «{services.name_of(running.service)}» ця людина вже отримує{where}{until}. Виберіть іншу послугу, "
        "інший строк або приберіть захід."
    )
