"""A case is opened, gets its manager, and changes hands."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from turbota.access.actors import Actor
from turbota.access.models import Organisation, Post
from turbota.access.numbering import next_number
from turbota.access.rules import ENTER, MODIFY
from turbota.audit.operations import record
from turbota.casework import permissions, policies
from turbota.casework.localities import locality
from turbota.casework.models import Case, CaseManager, CaseMember, CaseStep
from turbota.casework.plan_states import TaskState
from turbota.casework.states import CaseKind, CaseState, Ground, Relation, Sensitivity
from turbota.deadlines import operations as deadlines
from turbota.deadlines.queries import clocks_of
from turbota.kernel import jobs, planning
from turbota.kernel.clock import day_of
from turbota.kernel.errors import Missing, Refused
from turbota.kernel.identifiers import new_id
from turbota.people.models import Person

SUBJECT, TASK = "case", "case_task"
ASSESSMENT = "needs_assessment"
DECISION = "service_decision"


@dataclass(frozen=True)
class Member:
    """A person of the case and who she is in it."""

    person: Person
    relation: str
    note: str = ""


@transaction.atomic
def open_case(
    *,
    by: Actor,
    unit: Organisation,
    post: Post,
    kind: CaseKind,
    ground: Ground,
    members: Sequence[Member],
    at: datetime,
    received_at: datetime | None = None,
    sensitivity: Sensitivity = Sensitivity.NONE,
    address: str = "",
    place_code: str = "",
    address_protected: bool = False,
    phone: str = "",
    case_id: uuid.UUID | None = None,
) -> Case:
    """Open a case with the manager who answers for it (R274) and start the term of the needs assessment.

    `received_at`: when the report or the application came, if earlier: the term counts from it (law 2671-VIII,
    art. 20, p. 2). `place_code`: the place of the codifier beside the address. `case_id`: the id that the page gave, so
    that a form sent twice opens one case. Raises Forbidden, Missing for a foreign unit, BadInput for a code of no place,
    and Refused when the post is no manager of the unit or there is not exactly one main person.
    """
    permissions.OPEN_CASE.check_role(by)
    if unit.pk not in by.organisations(*permissions.in_unit.roles):
        raise Missing(code="not_yours:case.open")
    policies.check_unit(unit)
    policies.check_manager(post, unit)
    case = Case.objects.create(
        id=case_id or new_id(),
        number=_number(at),
        unit=unit,
        post=post,
        kind=kind,
        ground=ground,
        main_person=_main_person(members),
        sensitivity=sensitivity,
        address=address,
        locality=locality(place_code),
        address_protected=address_protected,
        phone=phone,
        opened_at=at,
        changed_at=at,
    )
    step = _first_step(case, by, at)
    CaseManager.objects.create(
        case=case, post=post, account_id=post.account_id, since=at, given_by_id=by.account_id
    )
    add_members(case, members, by=by, on=day_of(at))
    _start_terms(case, by=by, at=received_at or at)
    _note(by, "case.open", ENTER, case, at)
    planning.after_step(SUBJECT, "open", case.pk, step.pk)
    return case


def _first_step(case: Case, by: Actor, at: datetime) -> CaseStep:
    return case.steps.create(
        verb="open",
        source=CaseState.OPENED,
        target=CaseState.OPENED,
        at=at,
        by_account=by.account_id,
        by_name=by.name,
        by_organisation=by.organisation_name,
    )


def _main_person(members: Sequence[Member]) -> Person:
    """The one person whose case it is. Raises Refused when there is none or more than one."""
    main = [member.person for member in members if member.relation == Relation.MAIN]
    if len(main) != 1:
        raise Refused(
            "Назвіть одну людину, для якої ведеться випадок: решта є членами сім’ї.", code="one_main_person"
        )
    return main[0]


def _start_terms(case: Case, *, by: Actor, at: datetime) -> None:
    """The terms of the assessment and of the decision count from the same moment."""
    for rule in (ASSESSMENT, DECISION):
        deadlines.start(
            rule_code=rule, subject_kind=SUBJECT, subject_id=case.pk, organisation=case.unit, post=case.post,
            at=at, by=by,
        )  # fmt: skip


def add_members(case: Case, members: Sequence[Member], *, by: Actor, on: date) -> None:
    """Put persons into the case, each once; the caller has checked that the actor keeps it.

    Whether somebody is in another case is looked for by a job, so that nothing here tells it, not even the time taken.
    """
    made = CaseMember.objects.bulk_create(
        CaseMember(
            case=case,
            person=member.person,
            relation=member.relation,
            note=member.note,
            since=on,
            added_by_id=by.account_id,
        )
        for member in members
    )
    for row in made:
        jobs.plan("casework.look_for_claims", member_id=str(row.pk))


@transaction.atomic
def assign(
    *, by: Actor, case_id: uuid.UUID, post: Post, reason: str, reads_until: date | None, at: datetime
) -> Case:
    """Give the case to another manager of the unit; the former one reads it until the day.

    Raises Missing when the actor does not supervise the case, Refused when it is closed, already his, or the post is
    no manager of the unit.
    """
    case = locked(case_id)
    permissions.ASSIGN.check(by, case)
    policies.check_open(case)
    policies.check_manager(post, case.unit)
    if case.post_id == post.pk:
        raise Refused("Цей соціальний менеджер уже веде випадок. Виберіть іншого.", code="same_manager")
    current = case.managers.get(until__isnull=True)
    current.until, current.reads_until = at, reads_until
    current.save(update_fields=["until", "reads_until"])
    row = CaseManager.objects.create(
        case=case, post=post, account_id=post.account_id, since=at, given_by_id=by.account_id, reason=reason
    )
    case.post, case.changed_at, case.version = post, at, case.version + 1
    case.save(update_fields=["post", "changed_at", "version"])
    _give_terms(case, post, by=by, at=at, why=reason)
    _note(by, "case.assign", MODIFY, case, at)
    planning.after_step(SUBJECT, "assign", case.pk, row.pk)
    return case


def _give_terms(case: Case, post: Post, *, by: Actor, at: datetime, why: str) -> None:
    """The new manager answers for the terms of the case and of the tasks in it."""
    tasks = case.tasks.filter(state=TaskState.OPEN).values_list("pk", flat=True)
    for kind, subject in ((SUBJECT, case.pk), *((TASK, task) for task in tasks)):
        for clock in clocks_of(kind, subject):
            deadlines.reassign(
                rule_code=clock.rule_code, subject_kind=kind, subject_id=subject, organisation=case.unit,
                post=post, at=at, by=by, why=why,
            )  # fmt: skip


def locked(case_id: uuid.UUID) -> Case:
    """The case, locked until the transaction ends. Raises Missing."""
    case = Case.objects.select_for_update(of=("self",)).select_related("unit").filter(pk=case_id).first()
    if case is None:
        raise Missing(code="no_such_case")
    return case


def _number(at: datetime) -> str:
    year = day_of(at).year
    return f"ВВ-{year}-{next_number('case', year):06}"


def _note(by: Actor, action: str, right: str, case: Case, at: datetime) -> None:
    record(
        actor=by, action=action, right=right, subject_kind=SUBJECT, subject_id=case.pk,
        purpose="ведення випадку", at=at,
    )  # fmt: skip
