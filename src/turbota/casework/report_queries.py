"""Reads about reports: where they may go, the queue, one report, alarms, duty, and what a code tells."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from turbota.access.actors import Actor
from turbota.access.models import CASEWORK_KINDS, Organisation, Post, Role
from turbota.access.queries import in_force
from turbota.audit.operations import record_read
from turbota.casework import codes
from turbota.casework import report_permissions as permissions
from turbota.casework.models import Alarm, Case, DutyShift, Report, ReportPhoto
from turbota.casework.permissions import READ_CASE
from turbota.casework.routing import desk
from turbota.casework.states import FOLLOWED, ReportState
from turbota.kernel.alphabet import alphabetical
from turbota.kernel.errors import Missing

PAGE = 30
SUBJECT, PURPOSE = "report", "опрацювання повідомлення"
OPEN = (ReportState.RECEIVED, ReportState.IN_WORK)


@dataclass(frozen=True)
class Served:
    """A community whose people in trouble a unit looks after, or an oblast whose desk does."""

    unit_id: uuid.UUID
    community: str


@dataclass(frozen=True)
class QueuePage:
    """One page of the queue; `after` is the key of the next page, empty at the end."""

    rows: tuple[Report, ...]
    after: str


def units(on: date) -> QuerySet[Organisation]:
    """Units in force on the day and desks of oblasts, by name, with their places in the tree."""
    rows = Organisation.objects.filter(in_force(on)).filter(Q(kind__in=CASEWORK_KINDS) | desk(on))
    return rows.select_related("parent").order_by("name", "pk")


def served(on: date) -> list[Served]:
    """Communities that have a unit, in the order of the alphabet, then desks of oblasts."""
    found = []
    for unit in units(on):
        whose = unit.parent if unit.kind in CASEWORK_KINDS and unit.parent else unit
        found.append((unit.kind not in CASEWORK_KINDS, whose.name, unit.pk))
    found.sort(key=lambda one: (one[0], alphabetical(one[1]), one[2]))
    return [Served(pk, name) for _, name, pk in found]


def followed(code: str) -> str:
    """One of three words for the code of a report; empty for a wrong one. One query either way."""
    rows = Report.objects.filter(code_key=codes.key(code)).select_related("joined_to")
    report = rows.only("state", "joined_to__state").first()
    if report is None:
        return ""
    return FOLLOWED[ReportState((report.joined_to or report).state)]


def queue(
    actor: Actor,
    *,
    states: tuple[str, ...] = OPEN,
    urgency: int | None = None,
    marks: str = "",
    after: str = "",
) -> QueuePage:
    """Reports the actor may read in the states: the most urgent first, then the oldest; by keyset.

    `urgency`: only of this rank; `marks`: only with "children", "violence", "flood", "elsewhere". Raises Missing for a
    key of no page.
    """
    rows = permissions.READ_REPORT.visible(actor, Report.objects.heads().filter(state__in=states))
    if urgency is not None:
        rows = rows.filter(rank=urgency)
    if marks in ("children", "violence", "flood", "elsewhere"):
        rows = rows.filter(**{marks: True})
    if after:
        rows = rows.filter(_behind(after))
    rows = rows.select_related("unit", "taken_by", "locality").annotate(same=Coalesce(_same(), 0))
    found = list(rows.order_by("rank", "received_at", "pk")[: PAGE + 1])
    last = found[PAGE - 1] if len(found) > PAGE else None
    key = f"{last.rank}~{last.received_at.isoformat()}~{last.pk}" if last else ""
    return QueuePage(tuple(found[:PAGE]), key)


def _same() -> Subquery:
    """How many reports with the same words were joined to the outer row: counted for the rows of the page alone."""
    rows = Report.objects.filter(joined_to=OuterRef("pk")).order_by().values("joined_to")
    return Subquery(rows.annotate(number=Count("pk")).values("number"), output_field=IntegerField())


def _behind(after: str) -> Q:
    try:
        rank, moment, pk = after.split("~")
        place, at, row = int(rank), datetime.fromisoformat(moment), uuid.UUID(pk)
    except ValueError as problem:
        raise Missing(code="no_such_page") from problem
    later = Q(received_at__gt=at) | Q(received_at=at, pk__gt=row)
    return Q(rank__gt=place) | Q(rank=place) & later


def counts(actor: Actor) -> dict[int, int]:
    """How many reports of each rank wait for the actor's unit, in one query."""
    rows = permissions.READ_REPORT.visible(actor, Report.objects.waiting())
    return dict(rows.order_by().values_list("rank").annotate(number=Count("pk")))


def report_for(actor: Actor, report_id: uuid.UUID, *, at: datetime) -> Report:
    """One report that the actor may read; the reading is logged. Raises Missing."""
    rows = permissions.READ_REPORT.visible(actor, Report.objects.all())
    found = rows.select_related(
        "unit__parent", "taken_by", "case__post", "person", "joined_to", "locality"
    ).filter(pk=report_id)
    report: Report | None = found.first()
    if report is None:
        raise Missing(code=f"not_yours:{permissions.READ_REPORT.name}")
    record_read(actor=actor, subject_kind=SUBJECT, subject_id=report.pk, purpose=PURPOSE, at=at)
    return report


def reads_case(actor: Actor, report: Report) -> bool:
    """Whether the actor may read the case that the report was linked to: else it is not shown that there is one."""
    return report.case is not None and reads(actor, report.case)


def reads(actor: Actor, case: Case) -> bool:
    """Whether the actor may read the case."""
    return READ_CASE.can(actor, case)


def of_case(actor: Actor, case: Case) -> list[Report]:
    """Reports linked to a case that the actor reads, as far as the actor may read them, the newest first."""
    rows = permissions.READ_REPORT.visible(actor, Report.objects.filter(case=case))
    return list(rows.select_related("unit", "taken_by").order_by("-received_at", "-pk")[:PAGE])


def joined_to(report: Report) -> list[Report]:
    """The same words sent again, oldest first."""
    return list(report.joined.prefetch_related("photos").order_by("received_at", "pk")[:PAGE])


def photo_for(actor: Actor, photo_id: uuid.UUID, *, at: datetime) -> ReportPhoto:
    """One photo of a report that the actor may read; the reading is logged. Raises Missing."""
    photo = ReportPhoto.objects.select_related("file", "report__joined_to").filter(pk=photo_id).first()
    if photo is None:
        raise Missing(code=f"not_yours:{permissions.READ_REPORT.name}")
    permissions.READ_REPORT.check(actor, photo.report.joined_to or photo.report)
    record_read(actor=actor, subject_kind=SUBJECT, subject_id=photo.report_id, purpose=PURPOSE, at=at)
    return photo


def live_alarm(report: Report) -> Alarm | None:
    """The alarm of the report that nobody has answered."""
    return Alarm.objects.live().filter(report=report).first()


def alarms_due(*, at: datetime, limit: int = 200) -> list[uuid.UUID]:
    """Alarms that nobody answered in time, the longest waiting first."""
    rows = Alarm.objects.live().filter(next_at__lte=at).order_by("next_at")
    return list(rows.values_list("pk", flat=True)[:limit])


def alarms_for(actor: Actor) -> tuple[int, uuid.UUID | None]:
    """How many alarms call the actor's unit, or the actor alone, and the report of the oldest one; one query."""
    rows = calling_alarms(actor).order_by("raised_at")
    found = list(rows.values_list("report_id", flat=True)[:PAGE])
    return len(found), found[0] if found else None


def calling_alarms(actor: Actor) -> QuerySet[Alarm]:
    """Live alarms that call the actor's unit, or the actor alone."""
    if not actor.holds(Role.SOCIAL_MANAGER, Role.SUPERVISOR, Role.HEAD):
        return Alarm.objects.none()
    in_units = Q(unit_id__in=actor.organisations(*permissions.UNIT_ROLES))
    return Alarm.objects.live().filter(in_units | Q(calls__account_id=actor.account_id)).distinct()


def shifts(actor: Actor, at: datetime) -> list[DutyShift]:
    """Shifts in the actor's units that last or are ahead, the nearest first."""
    rows = permissions.SEE_DUTY.visible(actor, DutyShift.objects.filter(until__gt=at))
    return list(rows.select_related("post__account", "unit").order_by("since", "pk")[:PAGE])


def managers(actor: Actor, on: date) -> list[Post]:
    """Posts of social managers in the actor's units, by name."""
    here = actor.organisations(*permissions.UNIT_ROLES)
    rows = Post.objects.filter(in_force(on), organisation_id__in=here, role=Role.SOCIAL_MANAGER)
    return list(rows.select_related("account", "organisation").order_by("account__name", "pk"))
