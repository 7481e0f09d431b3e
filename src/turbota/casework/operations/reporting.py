"""A report is received: from anybody without signing in, from an operator, an institution, or a social manager.

Nothing here refuses a report of a life in danger. What looks like a flood is taken and marked; the same words about
the same place are joined to the first report with them; a place that no unit serves goes to the desk of its oblast.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal

from django.db import transaction

from turbota.access import limits
from turbota.access.actors import NOBODY, Actor
from turbota.access.models import Organisation, Role
from turbota.access.numbering import next_number
from turbota.access.rules import ENTER
from turbota.audit.operations import record
from turbota.casework import codes, routing
from turbota.casework import report_permissions as permissions
from turbota.casework.models import Report, ReportPhoto
from turbota.casework.models.reports import RANKS
from turbota.casework.operations.alarms import raise_alarm
from turbota.casework.states import REPORT_MACHINE, ReportState, Source, Urgency
from turbota.deadlines import operations as deadlines
from turbota.documents.operations import keep
from turbota.kernel.clock import day_of
from turbota.kernel.errors import BadInput
from turbota.kernel.keyed import keyed_hash
from turbota.kernel.workflow import advance

SUBJECT = "report"
REGISTRATION, TRIAGE, VISIT = "report_registration", "report_triage", "threat_visit"
LONGEST = {"what": 5000, "about": 300, "place": 300, "reporter_name": 200, "reporter_contact": 254}
SAME_TEXT_FOR = timedelta(days=14)
"""As long as the first report is open and not older, the same words are joined to it."""


@dataclass(frozen=True)
class Told:
    """What somebody tells. `place_code`: of the codifier, at least the oblast; empty when nobody knows.

    `point`: latitude and longitude of the device. `photos`: JPEG from `documents.pictures`.
    """

    what: str = field(repr=False)
    urgency: Urgency
    place_code: str = ""
    place: str = field(default="", repr=False)
    about: str = field(default="", repr=False)
    point: tuple[Decimal, Decimal] | None = field(default=None, repr=False)
    children: bool = False
    violence: bool = False
    reporter_name: str = field(default="", repr=False)
    reporter_contact: str = field(default="", repr=False)
    source_name: str = field(default="", repr=False)
    photos: Sequence[bytes] = field(default=(), repr=False)


@dataclass(frozen=True)
class Received:
    """A report that was taken, with the code for its reporter: told now and never again."""

    report: Report
    code: str = field(repr=False)


@transaction.atomic
def receive(*, told: Told, at: datetime, by: Actor = NOBODY, network: str = "") -> Received:
    """Take a report. Nobody has to be signed in; `network`: where the request comes from, only counted, never kept.

    Raises BadInput for no words, Forbidden for somebody signed in who reports in no role, Refused with the code
    "too_many_tries" when too many come from one place and nobody's life is in danger.
    """
    source = _source(by)
    _check(told)
    found = routing.way(told.place_code, day_of(at))
    unit = found.body
    flood = _flood(told, unit, network, at) if source == Source.PUBLIC else False
    code = codes.new()
    key = _text_key(told)
    first = _same(unit, key, at)
    report = Report.objects.create(
        number=_number(at),
        code_key=codes.key(code),
        unit=unit,
        source=source,
        source_name=told.source_name.strip() or ("" if source == Source.PUBLIC else by.organisation_name),
        entered_by_id=by.account_id if source != Source.PUBLIC else None,
        what=told.what.strip(),
        about=told.about.strip(),
        locality=found.locality,
        place=told.place.strip(),
        latitude=told.point[0] if told.point else None,
        longitude=told.point[1] if told.point else None,
        urgency=told.urgency,
        rank=RANKS[told.urgency],
        children=told.children,
        violence=told.violence,
        reporter_name=told.reporter_name.strip(),
        reporter_contact=told.reporter_contact.strip(),
        flood=flood,
        elsewhere=found.elsewhere,
        text_key=key,
        joined_to=first,
        received_at=at,
        changed_at=at,
    )
    for position, jpeg in enumerate(told.photos, start=1):
        stored = keep(content=jpeg, media_type="image/jpeg", at=at)
        ReportPhoto.objects.create(report=report, file=stored, position=position)
    _begin(report, first, by, at)
    return Received(report, code)


def _begin(report: Report, first: Report | None, by: Actor, at: datetime) -> None:
    report.steps.create(
        verb="receive", source=ReportState.RECEIVED, target=ReportState.RECEIVED, at=at,
        by_account=report.entered_by_id, by_name=by.name if report.entered_by_id else "",
        by_organisation=by.organisation_name if report.entered_by_id else "",
    )  # fmt: skip
    if report.entered_by_id:
        record(
            actor=by, action=permissions.ENTER_REPORT.name, right=ENTER, subject_kind=SUBJECT, subject_id=report.pk,
            purpose="запис повідомлення", at=at,
        )  # fmt: skip
    if first is not None:
        _more_urgent(first, report, at)
        return
    for rule in (REGISTRATION, TRIAGE):
        start_clock(rule, report, by=by, at=at)
    if report.threat:
        start_clock(VISIT, report, by=by, at=at)
    if report.source == Source.OWN and report.unit_id in by.organisations(*permissions.UNIT_ROLES):
        report.taken_by_id = by.account_id
        advance(REPORT_MACHINE, report, "take", by=by, at=at, changed=["taken_by"])
        stop_clock(REGISTRATION, report, by=by, at=at)
    elif report.threat:
        raise_alarm(report, at=at)


def _more_urgent(first: Report, report: Report, at: datetime) -> None:
    """What the second reporter saw counts for the first report: danger, children, violence are never lost.

    A visit of before does not answer a danger that was told after it.
    """
    changed = []
    if report.rank < first.rank:
        first.rank, first.urgency_confirmed = report.rank, report.urgency
        changed += ["rank", "urgency_confirmed"]
        if report.threat:
            first.visited_at = None
            changed.append("visited_at")
    for mark in ("children", "violence"):
        if getattr(report, mark) and not getattr(first, mark):
            setattr(first, mark, True)
            changed.append(mark)
    if changed:
        first.save(update_fields=changed)
    if report.threat and "rank" in changed:
        start_clock(VISIT, first, by=NOBODY, at=at)
        raise_alarm(first, at=at)


def start_clock(rule: str, report: Report, *, by: Actor, at: datetime) -> None:
    """A term of the report begins for its unit; nothing when it goes already."""
    deadlines.start_or_resume(
        rule_codes=[rule], subject_kind=SUBJECT, subject_id=report.pk, organisation=report.unit, at=at, by=by
    )


def stop_clock(rule: str, report: Report, *, by: Actor, at: datetime, why: str = "") -> None:
    """What the term was for is done."""
    deadlines.stop(rule_code=rule, subject_kind=SUBJECT, subject_id=report.pk, at=at, by=by, why=why)


def _source(by: Actor) -> Source:
    """Through whom it comes. A citizen who is signed in reports as anybody does: the platform keeps no name."""
    if not by.is_staff:
        return Source.PUBLIC
    permissions.ENTER_REPORT.check_role(by)
    if by.holds(Role.SOCIAL_MANAGER, Role.SUPERVISOR):
        return Source.OWN
    return Source.INSTITUTION if by.holds(Role.PARTNER_SPECIALIST) else Source.OPERATOR


def _check(told: Told) -> None:
    problems = {}
    if not told.what.strip():
        problems["what"] = "Напишіть хоча б кілька слів: що сталося."
    for name, most in LONGEST.items():
        if len(getattr(told, name)) > most:
            problems[name] = f"Скоротіть: не більше ніж {most} знаків."
    if problems:
        raise BadInput(problems)


def _flood(told: Told, unit: Organisation, network: str, at: datetime) -> bool:
    """Whether so much comes that somebody has to look with care. Only what can wait is refused, and much later."""
    if told.urgency == Urgency.THREAT:
        limits.used_up(limits.REPORTS_MOST, network, at)
    else:
        limits.spend(limits.REPORTS_MOST, network, at)
    one_place = limits.used_up(limits.REPORTS, network, at)
    return limits.used_up(limits.REPORTS_TO_UNIT, unit.pk, at) or one_place


def _text_key(told: Told) -> str:
    """The words and the place, however they were spaced; empty when they are too few to be surely the same report."""
    words = " ".join(f"{told.what} {told.place_code} {told.place} {told.about}".casefold().split())
    if len(told.place.split()) + len(told.what.split()) < 4:
        return ""
    return keyed_hash(f"report-text:{words}")


def _same(unit: Organisation, key: str, at: datetime) -> Report | None:
    """The open report with the same words in the unit, locked."""
    if not key:
        return None
    rows = Report.objects.waiting().filter(unit=unit, text_key=key, received_at__gt=at - SAME_TEXT_FOR)
    return rows.select_for_update(of=("self",)).order_by("received_at").first()


def _number(at: datetime) -> str:
    year = day_of(at).year
    return f"ПВ-{year}-{next_number('report', year):06}"
