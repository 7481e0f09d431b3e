"""Reads of acts of services given at once, and of the applications of a case. The first argument is the actor."""

import uuid
from datetime import datetime

from django.db.models import QuerySet

from turbota.access.actors import Actor
from turbota.audit.operations import record_read
from turbota.casework import emergency_permissions, permissions
from turbota.casework.emergency_states import EmergencyState
from turbota.casework.models import Case, CaseApplication, EmergencyAct
from turbota.kernel.errors import Missing

SUBJECT = "case"
PURPOSE = "екстрені послуги"
BESIDE = (
    "case__unit",
    "case__locality",
    "case__main_person",
    "manager",
    "head",
    "paper",
    "manager_signature",
    "head_signature",
)


def act_for(actor: Actor, act_id: uuid.UUID, *, at: datetime) -> EmergencyAct:
    """The act that the actor may read; the reading is logged. Raises Missing for a foreign one as for none."""
    rows = emergency_permissions.READ_EMERGENCY.visible(actor, EmergencyAct.objects.filter(pk=act_id))
    found: EmergencyAct | None = rows.select_related(*BESIDE).first()
    if found is None:
        raise Missing(code=f"not_yours:{emergency_permissions.READ_EMERGENCY.name}")
    record_read(actor=actor, subject_kind=SUBJECT, subject_id=found.case_id, purpose=PURPOSE, at=at)
    return found


def acts_of(case: Case) -> list[EmergencyAct]:
    """Acts of a case that the caller has read, the newest first."""
    return list(case.emergencies.select_related("manager", "head").order_by("-created_at", "-pk"))


def open_act_of(case: Case) -> EmergencyAct | None:
    """The act that is not approved yet; None when there is none. The caller has read the case."""
    return case.emergencies.exclude(state=EmergencyState.APPROVED).first()


def to_approve(actor: Actor) -> QuerySet[EmergencyAct]:
    """Acts that wait for the head's signature, the oldest first."""
    rows: QuerySet[EmergencyAct] = emergency_permissions.APPROVE_EMERGENCY.visible(
        actor, EmergencyAct.objects.filter(state=EmergencyState.SIGNED)
    )
    return rows.select_related("case__main_person", "manager").order_by("given_at", "pk")


def last_reason(act: EmergencyAct) -> str:
    """Why the head sent the act back the last time; empty when that never happened."""
    step = act.steps.filter(verb="send_back").order_by("-at", "-pk").first()
    return step.reason if step else ""


def case_kept_with(actor: Actor, application_id: uuid.UUID) -> Case | None:
    """The case of an application, for who keeps or supervises it; None for everybody else, also when there is one."""
    rows = permissions.READ_CASE.visible(actor, Case.objects.filter(applications__application=application_id))
    found: Case | None = rows.first()
    return found


def applications_of(case: Case) -> list[CaseApplication]:
    """Applications of a case that the caller has read, the newest first."""
    rows = case.applications.select_related("application").order_by("-since", "-pk")
    return list(rows)
