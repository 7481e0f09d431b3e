"""Reads of a team: the manager's page, «my cases in a team», and the narrow page of a case for an invited person.

An invited person sees names, the contact of the manager, his own tasks, meetings to which he is called, and measures of
the plan in force that are his own or of the health, work or other sphere he comes from. Never the address, reports,
assessments, incomes or payments.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from turbota.access.actors import Actor
from turbota.access.models import Account, Organisation, OrganisationKind
from turbota.access.queries import organisations, posts_of
from turbota.audit.operations import record_read
from turbota.casework import permissions
from turbota.casework import plan_permissions as rights
from turbota.casework.models import (
    Attendance,
    Case,
    CaseMessage,
    CaseMessageRead,
    CaseTask,
    Measure,
    Meeting,
    TeamMember,
)
from turbota.casework.operations.talking import shown_to
from turbota.casework.plan_states import Domain, PlanState, TaskState
from turbota.casework.states import Field
from turbota.kernel.errors import Missing

PURPOSE = "робота в команді випадку"
OF_CASE = ("case__unit", "case__main_person", "case__post__account")
CALLED = Prefetch("attendance", Attendance.objects.select_related("account").order_by("pk"))
READERS = Prefetch("reads", CaseMessageRead.objects.select_related("account"))
INVITED_KINDS = (
    OrganisationKind.PARTNER, OrganisationKind.PROVIDER, OrganisationKind.SOCIAL_UNIT, OrganisationKind.DEPARTMENT,
)  # fmt: skip
CONCERNS: dict[str, tuple[str, ...]] = {
    Field.HEALTH: (Domain.HEALTH, Domain.SELF_CARE, Domain.CRISIS),
    Field.EMPLOYMENT: (Domain.INCOME,),
    Field.EDUCATION: (Domain.EDUCATION,),
    Field.POLICE: (Domain.SAFETY, Domain.CRISIS),
    Field.CHILDREN: (Domain.FAMILY, Domain.EDUCATION, Domain.SAFETY, Domain.CRISIS),
    Field.NGO: (Domain.SOCIAL, Domain.RIGHTS),
    Field.OTHER: (),
}
"""Which spheres of needs concern a field: measures of the others are not shown to its member."""


@dataclass(frozen=True)
class Colleague:
    """Somebody who works on the case: for lists of tasks and meetings."""

    account_id: uuid.UUID
    name: str
    who: str


def team_of(case: Case) -> list[TeamMember]:
    """Everybody who was ever invited, the present ones first."""
    return list(case.team.select_related("account", "organisation", "invited_by").order_by("-until", "pk"))


def colleagues(case: Case, on: date) -> list[Colleague]:
    """The manager and the members who accepted, on the day."""
    manager = case.managers.select_related("account").get(until__isnull=True)
    live = TeamMember.objects.live(on).filter(case=case).select_related("account").order_by("since", "pk")
    return [
        Colleague(manager.account_id, manager.account.name, "соціальний менеджер"),
        *(Colleague(one.account_id, one.account.name, one.get_field_display()) for one in live),
    ]


def bodies_to_invite(on: date) -> list[Organisation]:
    """Organisations from which somebody may be invited, by kind and name."""
    return list(organisations(on).filter(kind__in=INVITED_KINDS))


def people_to_invite(organisation_id: uuid.UUID, name: str, on: date) -> list[Account]:
    """Staff of the organisation who may work in a team, whose name has the words; at most fifty, by name."""
    rows = Account.objects.filter(
        pk__in=posts_of(organisation_id, on, *rights.IN_TEAM).values("account_id"), is_active=True
    )
    for word in name.split():
        rows = rows.filter(name__icontains=word)
    return list(rows.order_by("name", "pk")[:50])


def meetings_of(case: Case) -> list[Meeting]:
    """Meetings of the case, the newest first, with who was called."""
    rows = case.meetings.prefetch_related(CALLED).order_by("-starts_at")
    return list(rows[:100])


def meeting_of(case: Case, meeting_id: uuid.UUID) -> Meeting:
    """One meeting of the case. Raises Missing."""
    found = case.meetings.prefetch_related(CALLED).filter(pk=meeting_id).first()
    if found is None:
        raise Missing(code="no_such_meeting")
    return found


def tasks_of(case: Case) -> list[CaseTask]:
    """Tasks of the case: open ones first, the newest first."""
    rows = case.tasks.select_related("account", "given_by").order_by("-given_at")
    return sorted(rows[:200], key=lambda one: one.state != TaskState.OPEN)


def task_of(actor: Actor, task_id: uuid.UUID) -> CaseTask:
    """A task that the actor may finish or move. Raises Missing."""
    rows: QuerySet[CaseTask] = rights.FINISH_TASK.visible(actor, CaseTask.objects.filter(pk=task_id))
    found = rows.select_related("case__unit", "case__main_person", "account").first()
    if found is None:
        raise Missing(code="not_yours:case_task.finish")
    return found


def invitations_of(actor: Actor) -> list[TeamMember]:
    """Invitations that wait for the actor; they say who invites, for what, and nothing of the case."""
    if actor.today is None or actor.account_id is None:
        return []
    rows = TeamMember.objects.invited(actor.today).filter(account_id=actor.account_id)
    return list(rows.select_related("case__unit", "invited_by").order_by("-since", "-pk"))


def invitation_of(actor: Actor, member_id: uuid.UUID) -> TeamMember:
    """One invitation of the actor. Raises Missing."""
    found = next((one for one in invitations_of(actor) if one.pk == member_id), None)
    if found is None:
        raise Missing(code="not_yours:team.answer")
    return found


def memberships_of(actor: Actor) -> list[TeamMember]:
    """Cases in which the actor works today as an invited one."""
    if actor.today is None or actor.account_id is None:
        return []
    rows = TeamMember.objects.live(actor.today).filter(account_id=actor.account_id)
    return list(rows.select_related(*OF_CASE).order_by("until", "pk"))


def membership_in(actor: Actor, case_id: uuid.UUID, *, at: datetime) -> TeamMember:
    """The actor's present part in the case; the reading is logged. Raises Missing: also when the end has come."""
    mine = memberships_of(actor) if permissions.READ_AS_TEAM.scope(actor) is not None else []
    found = next((one for one in mine if one.case_id == case_id), None)
    if found is None:
        raise Missing(code="not_yours:case.read_as_team")
    record_read(actor=actor, subject_kind="case", subject_id=case_id, purpose=PURPOSE, at=at)
    return found


def measures_for(member: TeamMember) -> list[Measure]:
    """Measures of the plan in force that are the member's own or of a sphere that concerns his field."""
    rows = Measure.objects.agreed_on().filter(
        Q(member=member) | Q(goal__need__domain__in=CONCERNS.get(member.field, ())),
        goal__need__plan__case=member.case_id,
        goal__need__plan__state=PlanState.IN_FORCE,
    )
    return list(rows.select_related("recipient", "provider", "member__account").order_by("pk"))


def tasks_for(member: TeamMember) -> list[CaseTask]:
    """The member's own tasks: open ones first."""
    rows = CaseTask.objects.filter(case=member.case_id, account=member.account_id).order_by("-given_at")
    return sorted(rows[:100], key=lambda one: one.state != TaskState.OPEN)


def meetings_for(member: TeamMember) -> list[Meeting]:
    """Meetings to which the member is called, with minutes of those that were held."""
    rows = Meeting.objects.filter(case=member.case_id, attendance__account=member.account_id)
    return list(rows.prefetch_related(CALLED).order_by("-starts_at")[:50])


def messages_of(actor: Actor, case: Case) -> list[CaseMessage]:
    """Messages of the case that the actor reads, oldest first, the last two hundred, with who has read them."""
    rows = shown_to(actor, case).prefetch_related(READERS).order_by("-at", "-pk")
    return list(rows[:200])[::-1]


def unread_in(actor: Actor, cases: Iterable[uuid.UUID]) -> dict[uuid.UUID, int]:
    """How many messages of each case the actor has not opened, in one query."""
    seen = CaseMessageRead.objects.filter(message=OuterRef("pk"), account=actor.account_id)
    rows = CaseMessage.objects.filter(~Exists(seen), case__in=list(cases), author__isnull=False)
    found: dict[uuid.UUID, int] = {}
    for case_id in rows.values_list("case_id", flat=True):
        found[case_id] = found.get(case_id, 0) + 1
    return found


@dataclass(frozen=True)
class Contact:
    """The manager of a case and the phone of the unit."""

    name: str
    office: str
    phone: str


def manager_of(case: Case) -> Contact:
    """How to reach who answers for the case."""
    name = case.post.account.name if case.post else ""
    return Contact(name, case.unit.name, case.unit.phone)


def where_back(actor: Actor, task: CaseTask) -> str:
    """The page of the case on which the actor works with the task."""
    return "manager:case-team" if permissions.KEEP_CASE.can(actor, task.case) else "manager:team-case"
