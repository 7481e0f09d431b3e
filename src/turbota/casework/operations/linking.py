"""A report meets a case: joined to one that is there, blindly, or the ground of a new one.

Whoever links learns nothing: the words, the queries and what becomes of the report are the same whether the person has
a case or not. Without one the supervisor answers for the report, and opens a case from it.
"""

import uuid
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import Case as When
from django.db.models import IntegerField, Q, Value
from django.db.models import When as If

from turbota.access.actors import Actor
from turbota.access.models import Post, Role
from turbota.access.queries import in_force
from turbota.casework import policies
from turbota.casework import report_permissions as permissions
from turbota.casework.models import Case, CaseMember, Report
from turbota.casework.operations import opening, triage
from turbota.casework.operations.alarms import silence
from turbota.casework.operations.opening import Member
from turbota.casework.operations.reporting import REGISTRATION, SUBJECT, TRIAGE, VISIT, stop_clock
from turbota.casework.states import REPORT_MACHINE, CaseKind, Ground, Relation, Sensitivity
from turbota.deadlines import operations as deadlines
from turbota.kernel.clock import day_of
from turbota.kernel.errors import BadInput, Conflict, Missing
from turbota.kernel.workflow import advance
from turbota.messages import operations as messages
from turbota.people.models import Person
from turbota.people.operations import PersonData, known_or_new, present

LINKED = "Долучено: відповідальний дізнається."
"""All that the linker is told, whether there is a case or not."""
SUBJECT_LINE = "Турбота: вам передано повідомлення"
BODY = "Вам передано повідомлення про людину або сім’ю. Прочитайте його в розділі «Повідомлення»."


@dataclass(frozen=True)
class NewCase:
    """The case to open from a report: whose, and who answers for it."""

    post_id: uuid.UUID
    kind: CaseKind
    sensitivity: Sensitivity
    person_id: uuid.UUID | None = None
    person: PersonData | None = field(default=None, repr=False)
    address: str = field(default="", repr=False)
    place_code: str = field(default="", repr=False)
    address_protected: bool = False
    phone: str = field(default="", repr=False)


@transaction.atomic
def link(*, by: Actor, report_id: uuid.UUID, person_id: uuid.UUID, at: datetime) -> Report:
    """Give the report to whoever answers for the person's case in the unit, or to the supervisor without one.

    Raises Missing for a foreign report or an unknown person, Conflict when somebody was faster, Refused at the desk of an
    oblast: it keeps no cases.
    """
    report = triage.locked(by, report_id, permissions.TRIAGE)
    policies.check_unit(report.unit)
    person = _person(person_id)
    case = _case_of(person, report)
    report.case, report.person = case, person
    report.post = _answering(case, report, at)
    advance(REPORT_MACHINE, report, "link", by=by, at=at, changed=["case", "person", "post"])
    _settle(report, by, at)
    triage.note(by, permissions.TRIAGE, report, at)
    return report


@transaction.atomic
def open_case(*, by: Actor, report_id: uuid.UUID, new: NewCase, at: datetime) -> Case:
    """Open a case of the person on the ground of the report; its terms count from the day the report came.

    Raises Missing for a foreign report, BadInput for a wrong manager or person, Conflict when it has a case already.
    """
    report = triage.locked(by, report_id, permissions.TRIAGE)
    if report.case_id is not None:
        raise Conflict(code="report_has_a_case")
    post = Post.objects.filter(in_force(day_of(at)), pk=new.post_id).first()
    if post is None:
        raise BadInput({"post": "Виберіть соціального менеджера зі списку."})
    case = opening.open_case(
        by=by,
        unit=report.unit,
        post=post,
        kind=new.kind,
        ground=Ground.REPORT,
        members=[Member(_whose(new, report, at), Relation.MAIN)],
        at=at,
        received_at=report.received_at,
        sensitivity=new.sensitivity,
        address=new.address,
        place_code=new.place_code,
        address_protected=new.address_protected,
        phone=new.phone,
    )
    report.case, report.person, report.post = case, case.main_person, post
    advance(REPORT_MACHINE, report, "open_case", by=by, at=at, changed=["case", "person", "post"])
    _settle(report, by, at)
    triage.note(by, permissions.TRIAGE, report, at)
    return case


def _settle(report: Report, by: Actor, at: datetime) -> None:
    """Triage is done; the visit, if it is due, is of who answers from now on; he gets a letter."""
    for rule in (REGISTRATION, TRIAGE):
        stop_clock(rule, report, by=by, at=at)
    deadlines.reassign(
        rule_code=VISIT, subject_kind=SUBJECT, subject_id=report.pk, organisation=report.unit, post=report.post,
        at=at, by=by, why="повідомлення передано відповідальному",
    )  # fmt: skip
    silence(report, by=by, at=at)
    account = report.post.account if report.post else None
    if account is not None and account.email and account.pk != by.account_id:
        messages.alert(
            organisation=report.unit,
            address=account.email,
            kind="report_linked",
            subject=SUBJECT_LINE,
            body=BODY,
            subject_kind=SUBJECT,
            subject_id=report.pk,
            at=at,
            by=by,
        )


def _person(person_id: uuid.UUID) -> Person:
    person = Person.objects.filter(pk=person_id).first()
    if person is None:
        raise Missing("Цієї людини вже немає у списку. Пошукайте ще раз.", code="no_such_person")
    return present(person)


def _case_of(person: Person, report: Report) -> Case | None:
    """The open case of the person in the unit: first where she is the main one. One query, found or not."""
    member = CaseMember.objects.filter(person=person, until__isnull=True)
    rows = Case.objects.open().filter(unit_id=report.unit_id)
    first = When(If(main_person=person, then=Value(0)), default=Value(1), output_field=IntegerField())
    found = rows.filter(Q(main_person=person) | Q(pk__in=member.values("case_id")))
    return found.annotate(place=first).order_by("place", "-opened_at").first()


def _answering(case: Case | None, report: Report, at: datetime) -> Post | None:
    """The post of the case's manager, or of the supervisor; the same query for both."""
    here = Post.objects.filter(in_force(day_of(at)), organisation_id=report.unit_id)
    manager = Q(pk=case.post_id if case else None)
    rows = here.filter(manager | Q(role=Role.SUPERVISOR)).select_related("account").order_by("since", "pk")
    found = list(rows)
    return next((post for post in found if case and post.pk == case.post_id), found[0] if found else None)


def _whose(new: NewCase, report: Report, at: datetime) -> Person:
    if new.person_id is not None:
        return _person(new.person_id)
    if new.person is None:
        raise BadInput({"surname": "Назвіть людину, для якої відкриваєте випадок."})
    return known_or_new(data=new.person, at=at)
