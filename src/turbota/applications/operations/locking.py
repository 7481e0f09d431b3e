"""Taking an application for a change: the row is locked, and who holds it is moved in dated rows."""

import uuid
from datetime import date, datetime, time
from typing import TypedDict

from django.db.models import F, Max, Value
from django.db.models.functions import Greatest

from turbota.access.actors import Actor
from turbota.access.models import Organisation, Role
from turbota.access.queries import posts_of
from turbota.access.rules import Action
from turbota.applications.guarding import guard
from turbota.applications.models import Application, Assignment, Holding
from turbota.applications.policies import check_version
from turbota.deadlines import counting
from turbota.deadlines.models import Clock
from turbota.kernel import clock
from turbota.kernel.errors import Conflict, Missing
from turbota.kernel.ready import Ready, insert
from turbota.law.deadlines import deadline_rule
from turbota.people.operations import note_body

SUBJECT = "application"


class Subject(TypedDict):
    """What a clock of the ledger counts for."""

    subject_kind: str
    subject_id: uuid.UUID


def subject_of(application: Application) -> Subject:
    """The application as the subject of a clock."""
    return {"subject_kind": SUBJECT, "subject_id": application.pk}


def locked(
    application_id: uuid.UUID,
    *,
    action: Action,
    by: Actor,
    version: int | None = None,
    at: datetime | None = None,
) -> Application:
    """The application, locked for the present transaction. `at`: rights that begin and end by date are of this day.

    Raises Missing when it is not there or the actor may not do this to it, Conflict when the page is stale.
    """
    application = _LOCKED.first(application_id)
    if application is None:
        raise Missing
    action.check(by.on(clock.day_of(at)) if at else by, application)
    check_version(application, version)
    return application


_LOCKED = Ready(lambda pk: Application.objects.select_for_update(of=("self",)).filter(pk=pk), uuid.UUID)


def give_to(application: Application, organisation: Organisation | None, at: datetime) -> None:
    """End the present holding and open one for `organisation` (None: the citizen or nobody acts now).

    Sets `holder` and clears `taken_by` on the object; the caller saves both with the state.
    """
    guard(application)
    if application.holder_id == (organisation.pk if organisation else None):
        return
    at = application.moment(at)
    if application.taken_by_id is not None:
        release(application, at=at)
    if application.holder_id is not None:
        Holding.objects.filter(application=application, until__isnull=True).update(until=at)
    if organisation is not None:
        insert([Holding(application=application, organisation=organisation, since=at)])
        if application.applicant_id is not None:
            note_body(person_id=application.applicant_id, organisation=organisation)
    application.holder = organisation


def release(application: Application, *, at: datetime, why: str = "") -> None:
    """Nobody works on the case from now on. Sets `taken_by`; the caller saves it."""
    Assignment.objects.filter(application=application, until__isnull=True).update(
        until=Greatest(Value(at), F("since")), ended_why=why
    )
    application.taken_by = None


def _after_hands(application: Application, at: datetime) -> datetime:
    """`at`, or just after the last end of somebody's work on the case when the clock of the machine went back."""
    last = application.assignments.aggregate(last=Max("until"))["last"]
    return clock.not_before(last, at)


def assign(
    application: Application, account_id: uuid.UUID | None, *, by: Actor, at: datetime, why: str = ""
) -> None:
    """The account works on the case from now on: a dated row. Sets `taken_by`; the caller saves it."""
    if application.taken_by_id == account_id:
        return
    at = _after_hands(application, application.moment(at))
    release(application, at=at, why=why)
    if account_id is not None and application.holder_id is not None:
        Assignment.objects.create(
            application=application,
            organisation_id=application.holder_id,
            account_id=account_id,
            since=at,
            why=why,
            by_id=by.account_id,
        )
    application.taken_by_id = account_id


def taken_by_me(application: Application, by: Actor, at: datetime) -> None:
    """Take the case that nobody has; raise Conflict when a colleague has it. The row is locked, the caller saves it."""
    if application.taken_by_id not in (None, by.account_id):
        raise Conflict(
            "Цю справу вже має колега. Оновіть сторінку: видно, хто саме. Передати її може керівник.",
            code="taken",
        )
    assign(application, by.account_id, by=by, at=at)


def officer_of(application: Application, at: datetime) -> uuid.UUID | None:
    """The officer who registered the case, while the officer works in that community; else nobody has it."""
    assert application.community_id is not None
    posts = posts_of(application.community_id, clock.day_of(at), Role.COMMUNITY_OFFICER)
    return application.author_id if posts.filter(account=application.author_id).exists() else None


def counting_moment(application: Application, at: datetime) -> datetime:
    """The moment from which terms count: not before the legal date of application (a day off counts as the next)."""
    if application.received_on is None:
        return at
    first = datetime.combine(application.received_on, time(), tzinfo=clock.KYIV)
    return max(at, first)


def last_day_of(rule_code: str, at: datetime) -> date:
    """The last day of a term that starts at the moment, when no clock has to run for it."""
    rule = deadline_rule(rule_code, clock.day_of(at))
    return counting.due_on(counting.due_moment(at, rule.amount, rule.unit))


def refresh_due(application: Application) -> None:
    """Keep the nearest running term on the application, for the queue."""
    nearest = (
        Clock.objects.running()
        .filter(subject_kind=SUBJECT, subject_id=application.pk)
        .order_by("due_on")
        .values_list("due_on", flat=True)
        .first()
    )
    Application.objects.filter(pk=application.pk).update(due_on=nearest)
    application.due_on = nearest
