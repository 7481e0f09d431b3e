"""Reading a life-line: one statement for the events, whatever their number; pages go on by a key, never by a number."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from turbota.access.actors import Actor
from turbota.access.models import Role
from turbota.casework import permissions as casework
from turbota.casework.models import Case, CaseMember
from turbota.casework.states import Sensitivity
from turbota.kernel.clock import day_of
from turbota.kernel.errors import Missing
from turbota.timeline import statements
from turbota.timeline.models import Basis
from turbota.timeline.statements import PAGE
from turbota.timeline.subjects import Subject
from turbota.timeline.topics import Level, Topic, Viewer


@dataclass(frozen=True)
class Event:
    """One event as the viewer may know it: `level` says whether detail, number, who and why are here at all."""

    at: datetime
    id: uuid.UUID
    topic: Topic
    verb: str
    detail: str
    number: str
    by: str
    why: str
    level: Level


@dataclass(frozen=True)
class Line:
    """One page of a line, the newest first, and the key of the next page."""

    viewer: Viewer
    events: tuple[Event, ...]
    after: str


def viewer_of(actor: Actor, case: Case) -> Viewer:
    """As whom the actor looks at the case: its manager before its supervisor, those before a former manager.

    Raises Missing when he may not look at all.
    """
    if casework.KEEP_CASE.can(actor, case):
        return Viewer.MANAGER
    if case.unit_id in actor.organisations(Role.SUPERVISOR):
        return Viewer.SUPERVISOR
    if casework.READ_CASE.can(actor, case):
        return Viewer.FORMER
    if casework.READ_AS_TEAM.can(actor, case):
        return Viewer.TEAM
    raise Missing(code="not_yours:lifeline.read")


def of_case(actor: Actor, case: Case, *, at: datetime, after: str = "", topics: Iterable[Topic] = ()) -> Line:
    """The line of the people of a case, for the purpose of the case: the case was read by its own rule, which logged it.

    `topics`: only these, or all. Raises Missing for a foreign case, and for a key that was not given by us.
    """
    viewer = viewer_of(actor, case)
    opened = frozenset(Basis.objects.live(day_of(at)).filter(case=case).values_list("person_id", flat=True))
    return _read(viewer, _subject(actor, case), opened, after, topics)


def of_person(actor: Actor, *, at: datetime, after: str = "", topics: Iterable[Topic] = ()) -> Line:
    """The own line of the person at the screen. Raises Missing when nobody signed in as a person.

    Cases of violence and of child protection are not on it: whoever lives with the person may look at the same phone,
    and a member of the family may be the one from whom she is protected.
    """
    if actor.person_id is None:
        raise Missing(code="not_your_role:lifeline")
    rows = CaseMember.objects.filter(
        person_id=actor.person_id, until__isnull=True, case__sensitivity=Sensitivity.NONE
    )
    cases = tuple(rows.values_list("case_id", flat=True))
    return _read(Viewer.PERSON, Subject((actor.person_id,), cases), frozenset(), after, topics)


def _subject(actor: Actor, case: Case) -> Subject:
    """The people of the case, and of their cases this one and others that the actor may read."""
    members = CaseMember.objects.filter(case=case, until__isnull=True).values("person_id")
    persons = tuple(row["person_id"] for row in members)
    others = CaseMember.objects.filter(person_id__in=persons).exclude(case=case).values("case_id")
    readable = casework.READ_CASE.visible(actor, Case.objects.filter(pk__in=others))
    return Subject(persons, (case.pk, *readable.values_list("pk", flat=True)))


def _read(
    viewer: Viewer, subject: Subject, opened: frozenset[uuid.UUID], after: str, topics: Iterable[Topic]
) -> Line:
    lifted = tuple(person for person in subject.persons if person in opened)
    closed = tuple(person for person in subject.persons if person not in opened)
    key = _key(after)
    sql, params = statements.of(viewer, frozenset(topics), key is not None)
    if not sql:
        return Line(viewer, (), "")
    known = {
        statements.EVERYBODY: subject.persons,
        statements.CLOSED: closed,
        statements.LIFTED: lifted,
        statements.CASES: subject.cases,
    }
    with connection.cursor() as cursor:
        cursor.execute(sql, statements.filled(params, known, key))
        found = [_event(row) for row in cursor.fetchall()]
    last = found[PAGE - 1] if len(found) > PAGE else None
    return Line(viewer, tuple(found[:PAGE]), f"{last.at.isoformat()}_{last.id}" if last else "")


def _event(row: tuple[datetime, uuid.UUID, str, str, str, str, str, str, int]) -> Event:
    moment, pk, topic, verb, detail, number, by, why, level = row
    return Event(
        moment, pk, Topic(topic), verb, detail or "", number or "", by or "", why or "", Level(level)
    )


def _key(after: str) -> tuple[datetime, uuid.UUID] | None:
    if not after:
        return None
    moment, _, pk = after.rpartition("_")
    try:
        return datetime.fromisoformat(moment), uuid.UUID(pk)
    except ValueError as problem:
        raise Missing(code="bad_key") from problem


def bases_of(case: Case, on: date) -> list[Basis]:
    """Bases of the case in force on the day, with the persons."""
    return list(Basis.objects.live(on).filter(case=case).select_related("person").order_by("since", "pk"))
