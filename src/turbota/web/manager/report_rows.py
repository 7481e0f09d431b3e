"""Rows of the queue of reports and the page of one, as people read them. What was told stands on the page alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from turbota.access.actors import Actor
from turbota.access.models import CASEWORK_KINDS
from turbota.casework import report_permissions as permissions
from turbota.casework import report_queries
from turbota.casework.models import Report
from turbota.casework.states import REPORT_MACHINE, ReportState
from turbota.deadlines.queries import clocks_of, clocks_of_many, state
from turbota.deadlines.states import GOING
from turbota.kernel import clock
from turbota.web.shared.clocks import clock_of, nearest
from turbota.web.ui.components import Clock, ThreadItem
from turbota.web.ui.words import moment

SUBJECT = "report"
TONES = {0: "bad", 1: "warn", 2: ""}
SHORT = {0: "Загроза життю", 1: "Найближчими днями", 2: "Може зачекати"}
ELSEWHERE, UNKNOWN = "громаду ніхто не обслуговує", "місце не визначено"
MORE_VERBS = {
    "receive": "Повідомлення надійшло",
    "answer_alarm": "На тривогу відповіли",
    "confirm_urgency": "Терміновість визначено",
    "visit": "Людину відвідано",
}


@dataclass(frozen=True)
class ReportRow:
    """One report of the queue."""

    url: str
    number: str
    urgency: str
    tone: str
    received: str
    place: str
    marks: tuple[tuple[str, str], ...]
    clock: Clock | None
    state: str
    taken_by: str
    source: str
    same: int


def place_of(report: Report) -> str:
    """The place of the codifier, short, and the words; what of both there is, and nothing twice."""
    short = report.locality.spoken if report.locality else ""
    if short and report.place.startswith(short):
        return report.place
    return ", ".join(part for part in (short, report.place) if part)


def marks_of(report: Report) -> tuple[tuple[str, str], ...]:
    """Signs that change what is done first: words and tone."""
    found = (
        (report.children, "діти", "care"),
        (report.violence, "насильство", "bad"),
        (report.flood, "схоже на потік", "warn"),
        (report.elsewhere, ELSEWHERE if report.locality_id else UNKNOWN, "warn"),
    )
    return tuple((words, tone) for there, words, tone in found if there)


def rows_of(reports: Sequence[Report], at: datetime) -> tuple[ReportRow, ...]:
    """The rows of one page; one query for the clocks."""
    clocks = clocks_of_many(SUBJECT, [row.pk for row in reports])
    today = clock.day_of(at)
    found = []
    for row in reports:
        found.append(
            ReportRow(
                url=reverse("manager:report", args=[row.pk]),
                number=row.number,
                urgency=SHORT[row.rank],
                tone=TONES[row.rank],
                received=moment(row.received_at),
                place=place_of(row),
                marks=marks_of(row),
                clock=nearest(clocks.get(row.pk, ()), today, at=at, short=True),
                state=row.get_state_display(),
                taken_by=row.taken_by.name if row.taken_by else "",
                source=row.get_source_display(),
                same=getattr(row, "same", 0),
            )
        )
    return tuple(found)


@dataclass(frozen=True)
class ReportPage:
    """One report with everything the actor may do to it now."""

    report: Report
    urgency: str
    tone: str
    marks: tuple[tuple[str, str], ...]
    clocks: tuple[tuple[str, Clock], ...]
    photos: tuple[str, ...]
    joined: tuple[Report, ...]
    thread: tuple[ThreadItem, ...]
    alarm: bool
    triages: bool
    keeps: bool
    may_take: bool
    may_settle: bool
    may_open: bool
    may_link: bool
    may_finish: bool
    case_url: str


def page_of(actor: Actor, report: Report, at: datetime) -> ReportPage:
    """The page of a report for the actor; the number of queries does not grow with what happened to it."""
    today = clock.day_of(at)
    triages = permissions.TRIAGE.can(actor, report)
    keeps = permissions.KEEP_REPORT.can(actor, report)
    in_unit = report.unit.kind in CASEWORK_KINDS
    joined = report_queries.joined_to(report)
    photos = [*report.photos.all(), *(photo for one in joined for photo in one.photos.all())]
    case_url = (
        reverse("manager:case", args=[report.case_id]) if report_queries.reads_case(actor, report) else ""
    )
    return ReportPage(
        report=report,
        urgency=report.urgency_words,
        tone=TONES[report.rank],
        marks=marks_of(report),
        clocks=tuple(
            (one.title, clock_of(state(one, today, at=at)))
            for one in clocks_of(SUBJECT, report.pk)
            if one.outcome in GOING
        ),
        photos=tuple(reverse("manager:report-photo", args=[photo.pk]) for photo in photos),
        joined=tuple(joined),
        thread=_thread(report),
        alarm=report_queries.live_alarm(report) is not None,
        triages=triages,
        keeps=keeps,
        may_take=triages and report.state == ReportState.RECEIVED,
        may_settle=triages and report.state == ReportState.IN_WORK,
        may_open=in_unit and triages and report.case_id is None and report.state != ReportState.CLOSED,
        may_link=in_unit and triages and report.state in report_queries.OPEN,
        may_finish=keeps and report.state == ReportState.LINKED,
        case_url=case_url,
    )


def _thread(report: Report) -> tuple[ThreadItem, ...]:
    titles = {row.verb: row.title for row in REPORT_MACHINE.transitions} | MORE_VERBS
    return tuple(
        ThreadItem(
            state="done",
            title=titles.get(step.verb, step.verb),
            when=moment(step.at),
            text=" ".join(part for part in (step.reason, step.by_name) if part),
        )
        for step in report.steps.order_by("at", "pk")
    )
