"""What waits for somebody at work just now, for the frame of every page: one query, whoever asks."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db.models import CharField, F, QuerySet, Value

from turbota.access.actors import Actor
from turbota.access.models import CASEWORK_KINDS, Role
from turbota.applications.guarding import to_give_out
from turbota.casework import case_queries
from turbota.casework.assessment_states import AssessmentState
from turbota.casework.models import Alarm, Assessment
from turbota.casework.report_queries import calling_alarms

MOST = 100
"""Of one kind no more are counted: nobody needs to know how many hundreds wait."""
ASSESSORS = (Role.SOCIAL_MANAGER, Role.PARTNER_SPECIALIST, Role.PROVIDER_WORKER)
"""Who may be asked to assess independently."""
CALLED = (Role.SOCIAL_MANAGER, Role.SUPERVISOR, Role.HEAD)


@dataclass(frozen=True)
class Waiting:
    """How many alarms call the actor and the report of the oldest; what the supervisor has to settle; what somebody was
    asked to assess independently.
    """

    alarms: int = 0
    report_id: uuid.UUID | None = None
    to_settle: int = 0
    to_assess: int = 0


def waiting_for(actor: Actor) -> Waiting:
    """What waits for the actor."""
    parts = _parts(actor)
    if not parts:
        return Waiting()
    first, *others = parts
    rows = sorted(first.union(*others, all=True) if others else first, key=lambda row: row[2])
    reports = [row[1] for row in rows if row[0] == "alarm"]
    kinds = [row[0] for row in rows]
    return Waiting(len(reports), next(iter(reports), None), kinds.count("settle"), kinds.count("assess"))


def _parts(actor: Actor) -> list[QuerySet[Alarm, tuple[str, uuid.UUID, datetime]]]:
    found = []
    if any(post.organisation_kind in CASEWORK_KINDS and post.role in CALLED for post in actor.posts):
        found.append(_rows(calling_alarms(actor), "alarm", "report_id", "raised_at"))
    if actor.holds(Role.SUPERVISOR):
        found.append(_rows(case_queries.approvals_waiting(actor), "settle", "pk", "asked_at"))
        found.append(_rows(case_queries.claims_waiting(actor), "settle", "pk", "asked_at"))
        guarded = to_give_out(actor).filter(taken_by__isnull=True)
        found.append(_rows(guarded, "settle", "pk", "changed_at"))
    if actor.account_id is not None and actor.today is not None and actor.holds(*ASSESSORS):
        asked = Assessment.objects.filter(
            assessor_id=actor.account_id, state=AssessmentState.DRAFT, blind_of__isnull=False,
            access_until__gt=actor.today,
        )  # fmt: skip
        found.append(_rows(asked, "assess", "pk", "begun_at"))
    return found


def _rows(rows: QuerySet, kind: str, key: str, moment: str) -> QuerySet:  # type: ignore[type-arg]
    """The kind, an id and a moment of each row."""
    plain = rows.select_related(None).order_by(moment)
    return plain.values_list(Value(kind, CharField()), F(key), F(moment))[:MOST]
