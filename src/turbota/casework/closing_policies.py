"""What keeps a case from being closed. Every part of the path adds its own small function to `BLOCKERS`."""

from collections.abc import Callable

from turbota.casework.delivery_policies import open_complaints
from turbota.casework.delivery_states import ReferralState
from turbota.casework.emergency_states import EmergencyState
from turbota.casework.models import Case, EmergencyAct, Referral
from turbota.casework.plan_states import TaskState
from turbota.casework.states import ClosureReason, Relation, Sensitivity
from turbota.law.services import name_of

Blocker = Callable[[Case], list[str]]
"""Sentences about what is still open in the case, each with what to do; an empty list when nothing is."""


def live_services(case: Case) -> list[str]:
    """Services that a provider still gives, or was asked for. Plans end with the case by themselves."""
    rows = Referral.objects.live().filter(case=case).order_by("sent_at", "pk")
    return [
        f"Послуга «{name_of(row.service)}» ще надається: надавач має записати закінчення."
        if row.state == ReferralState.CONTRACTED
        else f"Направлення на послугу «{name_of(row.service)}» ще діє: відкличте його."
        for row in rows
    ]


def open_tasks(case: Case) -> list[str]:
    """Tasks of the team that nobody finished or cancelled."""
    number = case.tasks.filter(state=TaskState.OPEN).count()
    return [f"Незакінчених завдань команди: {number}. Завершіть або скасуйте їх."] if number else []


def unapproved_acts(case: Case) -> list[str]:
    """Services given at once that the head has not approved: his term may not end with the case."""
    waiting = (EmergencyState.SIGNED, EmergencyState.SENT_BACK)
    rows = EmergencyAct.objects.filter(case=case, state__in=waiting).order_by("pk")
    return [f"Акт № {row.number} про екстрені послуги ще не затверджено керівником." for row in rows]


BLOCKERS: tuple[Blocker, ...] = (live_services, open_complaints, open_tasks, unapproved_acts)


def blockers(case: Case) -> list[str]:
    """Everything that has to be ended before the case."""
    return [sentence for look in BLOCKERS for sentence in look(case)]


def needs_supervisor(case: Case, reason: str) -> bool:
    """A case of violence or of child protection with children is never closed on a refusal of help alone (§ 1.8 of the
    facts: refusal is impossible with violence and cruelty to a child): the supervisor has to approve it.
    """
    if reason != ClosureReason.REFUSED or case.sensitivity == Sensitivity.NONE:
        return False
    if case.sensitivity == Sensitivity.CHILD:
        return True
    return case.members.filter(until__isnull=True, relation=Relation.CHILD).exists()
