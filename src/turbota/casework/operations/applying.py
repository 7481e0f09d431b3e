"""An application for services comes to work: it opens a case with a manager, or joins the open case of the person.

Every application gets its manager the same way: the fewest open cases, whoever accepted it. So who accepted an application
cannot tell a case that was opened now from one that was open before, not even from one that exists for nobody.
"""

import uuid
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, Q

from turbota.access.actors import SYSTEM, Actor, staff_actor
from turbota.access.models import CASEWORK_KINDS, Organisation, Post, Role
from turbota.access.queries import posts_of
from turbota.access.rules import MODIFY
from turbota.applications.guarding import set_guarded
from turbota.applications.models import Application
from turbota.applications.operations.locking import assign
from turbota.applications.states import State
from turbota.assistance import catalogue
from turbota.assistance.asking import need
from turbota.audit.operations import record
from turbota.casework.models import Case, CaseApplication
from turbota.casework.operations.opening import SUBJECT, Member, open_case
from turbota.casework.states import OPEN_CASE, CaseKind, Ground, Relation, Sensitivity
from turbota.kernel.clock import day_of

DIVIDED = "розподілено між соціальними менеджерами відділу"
SENSITIVE = {"domestic": Sensitivity.VIOLENCE, "gender": Sensitivity.VIOLENCE, "child": Sensitivity.CHILD}


@transaction.atomic
def case_for_application(*, application_id: uuid.UUID, at: datetime) -> CaseApplication | None:
    """The case of an accepted application for services, opened now or joined; repeated, the same one.

    None when the application gives money, lies with no unit of a community, or the unit has no social manager yet: the
    application waits, and the next attempt finds the manager who came.
    """
    application = Application.objects.select_for_update(of=("self",)).get(pk=application_id)
    known = CaseApplication.objects.filter(application=application).select_related("case").first()
    if known is not None:
        return known
    unit = application.holder
    if (
        unit is None
        or unit.kind not in CASEWORK_KINDS
        or application.state != State.IN_WORK
        or application.applicant is None
        or not catalogue.kind(application.kind).gives_services
    ):
        return None
    case, joined = _open_case_of(application, unit), True
    if case is None:
        post = manager_for(unit, day_of(at), first=application.taken_by_id)
        if post is None:
            return None
        case, joined = _opened(application, unit, post, at), False
    link = CaseApplication.objects.create(case=case, application=application, joined=joined, since=at)
    _harden(case, application.answers, at)
    guard_applications(case)
    application.refresh_from_db(fields=["guarded"])
    _give_to_manager(application, case, at)
    return link


def _open_case_of(application: Application, unit: Organisation) -> Case | None:
    """The open case of the person in the unit, the oldest; locked."""
    rows = Case.objects.filter(
        unit=unit, state__in=OPEN_CASE, members__person=application.applicant_id, members__until__isnull=True
    )
    return rows.select_for_update(of=("self",)).order_by("opened_at", "pk").first()


def manager_for(unit: Organisation, on: date, *, first: uuid.UUID | None = None) -> Post | None:
    """The post of the social manager of the unit with the fewest cases in work; of equal ones that of `first`."""
    work = Count("pk", filter=Q(pk__isnull=False))
    held = dict(
        Case.objects.filter(unit=unit, state__in=OPEN_CASE).values_list("post_id").annotate(work=work)
    )
    posts = list(posts_of(unit.pk, on, Role.SOCIAL_MANAGER).order_by("account__name", "pk"))
    return min(
        posts,
        key=lambda post: (held.get(post.pk, 0), post.account_id != first, post.account.name),
        default=None,
    )


def _opened(application: Application, unit: Organisation, post: Post, at: datetime) -> Case:
    assert application.applicant is not None
    answers = application.answers
    danger = SENSITIVE.get(need.danger_of(answers), Sensitivity.NONE)
    return open_case(
        by=staff_actor(post.account, day_of(at)),
        unit=unit,
        post=post,
        kind=CaseKind.PERSON,
        ground=Ground.APPLICATION,
        members=[Member(application.applicant, Relation.MAIN)],
        at=at,
        received_at=application.registered_at,
        sensitivity=danger,
        address=lives_at(answers),
        address_protected=danger == Sensitivity.VIOLENCE,
        phone=str((answers.get("contacts") or {}).get("phone") or ""),
    )


def lives_at(answers: Mapping[str, Any]) -> str:
    """Where the person lives now, in one line."""
    place = answers.get("address") or {}
    prefix = "actual_" if place.get("lives_elsewhere") is True else ""
    parts = [place.get(f"{prefix}{name}") for name in ("oblast", "settlement", "street", "house")]
    flat = place.get(f"{prefix}flat")
    return ", ".join([*(str(part) for part in parts if part), *([f"кв. {flat}"] if flat else [])])[:300]


def _harden(case: Case, answers: Mapping[str, Any], at: datetime) -> None:
    """A case becomes sensitive when the application tells of violence; it never becomes less so here."""
    danger = SENSITIVE.get(need.danger_of(answers))
    if danger is None or case.sensitive:
        return
    case.sensitivity, case.changed_at, case.version = danger, at, case.version + 1
    case.address_protected = case.address_protected or danger == Sensitivity.VIOLENCE
    case.save(update_fields=["sensitivity", "address_protected", "changed_at", "version"])
    record(
        actor=SYSTEM, action="case.harden", right=MODIFY, subject_kind=SUBJECT, subject_id=case.pk,
        purpose="ведення випадку", at=at,
    )  # fmt: skip


def guard_applications(case: Case) -> None:
    """Applications of a sensitive case, or of one with a protected address, are kept from the rest of the unit as it is.

    The caller has locked them, as everybody does, before the case: `hold_applications`.
    """
    set_guarded(hold_applications(case.pk), case.sensitive or case.address_protected)


def hold_applications(case_id: uuid.UUID) -> list[Application]:
    """The applications of the case, locked."""
    rows = Application.objects.select_for_update(of=("self",)).filter(
        pk__in=CaseApplication.objects.filter(case_id=case_id).values("application_id")
    )
    return list(rows.order_by("pk"))


def _give_to_manager(application: Application, case: Case, at: datetime) -> None:
    """The manager of the case considers the application, when he may decide in the unit."""
    account = case.post.account_id if case.post else None
    deciding = posts_of(case.unit_id, day_of(at), Role.SPECIALIST)
    if account is None or not deciding.filter(account=account).exists():
        return
    assign(application, account, by=SYSTEM, at=at, why=DIVIDED)
    application.save(update_fields=["taken_by"])


@transaction.atomic
def follow_manager(*, case_id: uuid.UUID, at: datetime) -> int:
    """The case has another manager: applications in work go with it. How many; repeated, the same."""
    rows = Application.objects.select_for_update(of=("self",)).filter(
        pk__in=CaseApplication.objects.filter(case_id=case_id).values("application_id"), state=State.IN_WORK
    )
    moving = list(rows.order_by("pk"))
    case = Case.objects.select_related("post").get(pk=case_id)
    for application in moving:
        if application.holder_id == case.unit_id:
            _give_to_manager(application, case, at)
    return len(moving)


def case_of(application_id: uuid.UUID) -> Case | None:
    """The case of an application, locked; None while there is none. The caller has the right to the application."""
    rows = Case.objects.select_for_update(of=("self",)).filter(applications__application=application_id)
    return rows.select_related("unit", "post").first()


def keeps(actor: Actor, case: Case) -> bool:
    """Whether the actor answers for the case now, by an own post or as a deputy."""
    return case.post_id in {post.post_id for post in actor.posts if post.role == Role.SOCIAL_MANAGER}
