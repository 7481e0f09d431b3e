"""Reads of cases. The first argument is always the actor: nobody reads more than the rules show."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from turbota.access.actors import Actor
from turbota.access.models import Post, Role
from turbota.access.queries import in_force
from turbota.access.rules import Action
from turbota.applications.queries import missing
from turbota.audit.operations import record_read
from turbota.casework import case_permissions, permissions
from turbota.casework.case_states import ApprovalState
from turbota.casework.models import Approval, Case, CaseManager, CaseMember, CaseStep, MemberClaim, StageRule
from turbota.casework.states import Relation, Sensitivity
from turbota.deadlines.models import Clock
from turbota.kernel.errors import Missing
from turbota.people.wanted import Wanted

PAGE = 25
FOUND = 20
SUBJECT = "case"
BESIDE = (
    "main_person__surname",
    "main_person__given_name",
    "main_person__patronymic",
    "main_person__birth_date",
    "unit__name",
    "unit__short_name",
    "unit__kind",
    "unit__code",
    "unit__address",
    "unit__phone",
    "post__role",
    "post__title",
    "post__account__name",
    "locality__category",
    "locality__name",
    "locality__within",
    "locality__ancestors",
    "unit__place__ancestors",
    "unit__parent__place__ancestors",
)
"""What the pages of a case show of what it points at."""
OWN = tuple(field.name for field in Case._meta.concrete_fields)
IN_ROW = (
    "number",
    "kind",
    "state",
    "sensitivity",
    "complexity",
    "opened_at",
    "changed_at",
    "post_id",
    "unit_id",
    "main_person__surname",
    "main_person__given_name",
    "main_person__patronymic",
    "main_person__birth_date",
    "post__account__name",
)


@dataclass(frozen=True)
class CasesPage:
    """One page of a queue of cases, the last changed first, and the key of the next page."""

    rows: tuple[Case, ...]
    after: str | None


def case_for(
    actor: Actor,
    case_id: uuid.UUID,
    *,
    at: datetime,
    purpose: str,
    action: Action = permissions.READ_CASE,
) -> Case:
    """The case that the actor may read, by the `action`; the reading is logged with its purpose.

    Raises Missing when it is not there or is somebody else's: both look the same.
    """
    rows = action.visible(actor, Case.objects.filter(pk=case_id)).select_related(*_relations(BESIDE))
    found: Case | None = rows.only(*OWN, *BESIDE).first()
    if found is None:
        raise missing(action, Case, case_id)
    record_read(actor=actor, subject_kind=SUBJECT, subject_id=found.pk, purpose=purpose, at=at)
    return found


def managed(actor: Actor) -> QuerySet[Case]:
    """Cases in work that the actor manages, by an own post or as a deputy."""
    rows: QuerySet[Case] = permissions.KEEP_CASE.visible(actor, Case.objects.filter(closed_at__isnull=True))
    return rows


def supervised(actor: Actor) -> QuerySet[Case]:
    """Cases in work of the units that the actor supervises."""
    rows: QuerySet[Case] = permissions.ASSIGN.visible(actor, Case.objects.filter(closed_at__isnull=True))
    return rows


def ended(actor: Actor) -> QuerySet[Case]:
    """Closed cases that the actor may read."""
    rows: QuerySet[Case] = permissions.READ_CASE.visible(actor, Case.objects.filter(closed_at__isnull=False))
    return rows


def closing_of(case: Case) -> CaseStep | None:
    """The step that closed a case the caller has read, with its words."""
    return case.steps.filter(verb="close").order_by("at", "pk").last()


def due(rows: QuerySet[Case], *, before: date) -> QuerySet[Case]:
    """Of these cases, those with a term of their own that ends before the day."""
    terms = Clock.objects.going().filter(subject_kind=SUBJECT, due_on__lt=before)
    return rows.filter(pk__in=terms.values("subject_id"))


def page_of(rows: QuerySet[Case], *, after: str = "") -> CasesPage:
    """One page of cases the caller has scoped, the last changed first; by keyset, never by OFFSET."""
    if after:
        rows = rows.filter(_after(after))
    rows = rows.select_related(*_relations(IN_ROW)).only(*IN_ROW).order_by("-changed_at", "-pk")
    found = list(rows[: PAGE + 1])
    last = found[PAGE - 1] if len(found) > PAGE else None
    key = f"{last.changed_at.isoformat()}~{last.pk}" if last else None
    return CasesPage(rows=tuple(found[:PAGE]), after=key)


def _after(key: str) -> Q:
    """Rows behind the key "moment~uuid" in the order (changed_at, id), the newest first."""
    moment, _, pk = key.partition("~")
    try:
        at, row_id = datetime.fromisoformat(moment), uuid.UUID(pk)
    except ValueError as problem:
        raise Missing from problem
    if at.tzinfo is None:
        raise Missing
    return Q(changed_at__lt=at) | Q(changed_at=at, pk__lt=row_id)


def _relations(names: tuple[str, ...]) -> list[str]:
    """What the names go through: "main_person" of "main_person__surname"."""
    return sorted({name.rpartition("__")[0] for name in names if "__" in name})


def unit_managers(unit_ids: Iterable[uuid.UUID], on: date) -> QuerySet[Post]:
    """Social managers at work in the units on the day, by name."""
    rows = Post.objects.filter(
        in_force(on), organisation__in=list(unit_ids), role=Role.SOCIAL_MANAGER, account__is_active=True
    )
    return rows.select_related("account", "organisation").order_by("account__name")


def found_cases(actor: Actor, wanted: Wanted) -> list[Case]:
    """Cases that the actor may read, closed ones too, by number, or by the name of anybody in them."""
    if wanted.too_short:
        return []
    rows = permissions.READ_CASE.visible(actor, Case.objects.all())
    by_number = rows.filter(number__iexact=wanted.number)
    rows = rows.select_related(*_relations(IN_ROW)).only(*IN_ROW)
    if by_number.exists():
        return list(rows.filter(number__iexact=wanted.number))
    people = Q()
    for name in wanted.names:
        if name:
            people |= Q(person__name_key__startswith=name)
    if wanted.tax_number:
        people |= Q(person__tax_number=wanted.tax_number)
    if not people:
        return []
    if wanted.birth_date is not None:
        people &= Q(person__birth_date=wanted.birth_date)
    members = CaseMember.objects.filter(people, until__isnull=True)
    return list(rows.filter(pk__in=members.values("case_id")).order_by("-changed_at", "-pk")[:FOUND])


def approvals_waiting(actor: Actor) -> QuerySet[Approval]:
    """What waits for the actor as a supervisor, the oldest first."""
    rows = case_permissions.DECIDE_APPROVAL.visible(actor, Approval.objects.filter(state=ApprovalState.ASKED))
    shown: QuerySet[Approval] = rows.select_related("case__main_person", "asked_by").order_by("asked_at")
    return shown


def claims_waiting(actor: Actor) -> QuerySet[MemberClaim]:
    """Questions about members that wait for the actor as a supervisor, the oldest first."""
    rows = case_permissions.SETTLE_CLAIM.visible(actor, MemberClaim.objects.filter(outcome=""))
    shown: QuerySet[MemberClaim] = rows.select_related(
        "member__person", "member__case__unit", "other__person", "other__case__unit"
    ).order_by("asked_at")
    return shown


def approvals_of(case: Case) -> list[Approval]:
    """Every approval of a case the caller has read, the newest first."""
    return list(case.approvals.select_related("asked_by").order_by("-asked_at"))


@dataclass(frozen=True)
class OwnManager:
    """Who answers for the case of the citizen, as her cabinet says it."""

    number: str
    name: str
    unit: str
    phone: str
    since: datetime
    changed: bool


def own_managers(actor: Actor) -> list[OwnManager]:
    """The social managers of the citizen's cases in work. A sensitive case is not shown: somebody may look over her
    shoulder.
    """
    if actor.person_id is None:
        return []
    mine = CaseMember.objects.filter(person=actor.person_id, until__isnull=True, relation=Relation.MAIN)
    rows = CaseManager.objects.filter(
        until__isnull=True,
        case__in=mine.values("case_id"),
        case__closed_at__isnull=True,
        case__sensitivity=Sensitivity.NONE,
    )
    rows = rows.annotate(
        changed=Exists(CaseManager.objects.filter(case=OuterRef("case"), until__isnull=False))
    )
    return [
        OwnManager(
            row.case.number, row.account.name, row.case.unit.name, row.case.unit.phone, row.since, row.changed
        )
        for row in rows.select_related("case__unit", "account").order_by("since")
    ]


def stage_rules(actor: Actor, on: date) -> QuerySet[StageRule]:
    """What the supervisor approves in the units that the actor supervises."""
    units = actor.organisations(Role.SUPERVISOR)
    return StageRule.objects.filter(in_force(on), unit__in=units).order_by("stage")


def cases_of_post(actor: Actor, post_id: uuid.UUID) -> QuerySet[Case]:
    """Cases in work of a manager, for the supervisor who may hand them over."""
    rows = supervised(actor).filter(post_id=post_id)
    return rows.select_related(*_relations(IN_ROW)).only(*IN_ROW).order_by("number")
