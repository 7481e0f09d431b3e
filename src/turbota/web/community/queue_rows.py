"""What the queues of a community show: the strip of days, a row for each case, the next action in words."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse

from turbota.access.actors import Actor
from turbota.access.models import Role
from turbota.applications import register_queries
from turbota.applications.finding import FoundCase
from turbota.applications.models import Application
from turbota.applications.policies import FORMING
from turbota.applications.standing import Return, Standing, standing_of_many
from turbota.applications.states import Channel, State
from turbota.assistance import catalogue
from turbota.deadlines import queries as deadlines
from turbota.decisions.queries import TOLD
from turbota.messages import queries as messages
from turbota.messages.models import Message
from turbota.people.models import Person
from turbota.web.shared.clocks import nearest
from turbota.web.ui import words
from turbota.web.ui.components import Clock, Day

SUBJECT = "application"
SHORT_DAYS = ("пн", "вт", "ср", "чт", "пт", "сб", "нд")
LATE = "late"
SOURCES: dict[str, str] = {Channel.COMMUNITY: "папір", Channel.PORTAL: "портал", Channel.API: "інша система"}
AT_WORK = (State.FORMING, State.MENDING, State.ON_CONTROL, State.READY)


@dataclass(frozen=True, slots=True)
class Tick:
    """One line of what is there or what is missing (`lack`)."""

    words: str
    lack: bool = False


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case in a queue. `state` says how it is, `action` what to do next; `ready` = the reader may hand it over now.

    `elsewhere`: it is ready, and another office hands it over.
    `like`: found by a name that is not quite the one that was typed; `scan`: by words read on the scan with this title.
    """

    id: uuid.UUID
    url: str
    name: str
    born: str
    kind: str
    number: str
    source: str
    state: str
    action: str
    clock: Clock | None
    ready: bool = False
    elsewhere: bool = False
    decider: str = ""
    received_on: date | None = None
    phone: str = ""
    ticks: tuple[Tick, ...] = ()
    like: bool = False
    scan: str = ""


def rows_at_work(actor: Actor, found: Sequence[Application], today: date) -> tuple[CaseRow, ...]:
    """Cases in work with their clocks and next actions; four queries for the page."""
    ids = [row.pk for row in found]
    clocks = deadlines.clocks_of_many(SUBJECT, ids)
    standing = standing_of_many(found, today)
    ready = [row.pk for row in found if row.state == State.READY]
    sendable = register_queries.sendable(actor, ready) if ready else set()
    return tuple(
        _row(
            row,
            url=_address(actor, row),
            clock=nearest(clocks.get(row.pk, ()), today, short=True),
            state=_state_words(row, standing[row.pk]),
            action=next_action(row, standing[row.pk], sends=row.pk in sendable),
            ready=row.pk in sendable,
            ticks=_ticks(row, standing[row.pk]),
        )
        for row in found
    )


def rows_of_tail(actor: Actor, found: Sequence[Application], today: date) -> tuple[CaseRow, ...]:
    """Cases that were handed over: what happened since, and whether the decision waits to be printed."""
    ids = [row.pk for row in found]
    clocks = deadlines.clocks_of_many(SUBJECT, ids)
    notices = messages.last_notices(actor, SUBJECT, ids)
    on_paper = messages.waiting_on_paper(SUBJECT, ids, kinds=TOLD)
    return tuple(
        _row(
            row,
            url=reverse("community:case", args=[row.pk]),
            clock=nearest(clocks.get(row.pk, ()), today, short=True),
            state=_since(row, notices),
            action="Надрукувати рішення" if row.pk in on_paper else "",
        )
        for row in found
    )


def found_rows(actor: Actor, found: Sequence[FoundCase]) -> tuple[CaseRow, ...]:
    """Cases found by a search: where each is now, with the whole birth date, by which people are told apart."""
    return tuple(
        replace(
            _row(row, url=_address(actor, row), clock=None, state=row.get_state_display(), action=""),
            born=_whole_date(row.applicant),
            like=one.like,
            scan=one.scan,
        )
        for one in found
        for row in (one.application,)
    )


def _whole_date(person: Person | None) -> str:
    return words.numeric_date(person.birth_date) if person and person.birth_date else ""


def _row(
    row: Application,
    *,
    url: str,
    clock: Clock | None,
    state: str,
    action: str,
    ready: bool = False,
    ticks: tuple[Tick, ...] = (),
) -> CaseRow:
    person = row.applicant
    return CaseRow(
        id=row.pk,
        url=url,
        name=person.full_name if person else "Заявника не вказано",
        born=f"{person.birth_date.year} р. н." if person and person.birth_date else "",
        kind=catalogue.kind(row.kind).plain_title,
        number=row.number or "",
        source=SOURCES[row.channel],
        state=state,
        action=action,
        clock=clock,
        ready=ready,
        elsewhere=row.state == State.READY and not ready,
        decider=row.decider.short_name if row.decider else "",
        received_on=row.received_on,
        phone=str(row.answers.get("contacts", {}).get("phone") or ""),
        ticks=ticks,
    )


def _ticks(row: Application, standing: Standing) -> tuple[Tick, ...]:
    """What is there and what is missing, for the card beside the queue."""
    if row.state not in FORMING:
        return (Tick("Заяву заповнено, документи додано"), _sealed(standing))
    unanswered = words.counted(standing.unanswered, "відповіді,відповідей,відповідей")
    filled = Tick(f"Бракує {unanswered}", lack=True) if standing.unanswered else Tick("Заяву заповнено")
    unsigned = (
        Tick("Немає заяви з підписом", lack=True) if standing.unsigned else Tick("Підписану заяву додано")
    )
    lacking = tuple(Tick(f"Немає: {title}", lack=True) for title in standing.lacking)
    return (filled, unsigned, *lacking, _sealed(standing))


def _sealed(standing: Standing) -> Tick:
    if standing.unsealed:
        return Tick(f"Без печатки: {words.counted(standing.unsealed, 'копія,копії,копій')}", lack=True)
    return Tick("Копії засвідчено печаткою")


def _address(actor: Actor, row: Application) -> str:
    if row.state == State.ON_CONTROL and actor.holds(Role.CONTROL_SPECIALIST):
        return reverse("community:check", args=[row.pk])
    if row.state in FORMING and actor.holds(Role.COMMUNITY_OFFICER):
        return reverse("community:fill", args=[row.pk])
    return reverse("community:case", args=[row.pk])


def _state_words(row: Application, standing: Standing) -> str:
    if row.state == State.MENDING and standing.returned:
        return returned_words(standing.returned)
    return {
        State.FORMING: "Формується",
        State.MENDING: "Повернено на виправлення",
        State.ON_CONTROL: "На контролі",
        State.READY: "Готова до передачі",
    }.get(State(row.state), row.get_state_display())


def returned_words(returned: Return) -> str:
    """Who returned the case and why."""
    who = f"Контроль, {returned.by_name}" if returned.by_control else returned.by_organisation
    return f"{who}: {returned.reason}"


def next_action(row: Application, standing: Standing, *, sends: bool = True) -> str:
    """What to do next, as an order of work; empty when another person has to act. `sends`: the reader may hand over."""
    if row.state == State.READY:
        if not sends:
            return "Передає громада своїм реєстром"
        return f"Передати: {row.decider.short_name}" if row.decider else "Передати"
    if row.state not in FORMING:
        return ""
    if standing.unanswered:
        return f"Заповнити заяву: ще {words.counted(standing.unanswered, 'відповідь,відповіді,відповідей')}"
    if standing.unsigned:
        return "Надрукувати заяву, підписати, сканувати"
    if standing.lacking:
        return f"Додати копії або причину: {words.counted(len(standing.lacking), 'документ')}"
    if standing.unsealed:
        return f"Засвідчити печаткою: {words.counted(standing.unsealed, 'копія,копії,копій')}"
    return "Виправити й передати знову" if row.state == State.MENDING else "Завершити формування"


def _since(row: Application, notices: Mapping[uuid.UUID, Message]) -> str:
    notice = notices.get(row.pk)
    if notice is None:
        return row.get_state_display()
    return f"{notice.subject}, {words.short_date(notice.created_at)}"


def day_strip(actor: Actor, today: date, chosen: str) -> tuple[Day, ...]:
    """Terms by days above the queue; each day filters it."""
    strip = deadlines.strip(actor, today)
    home = reverse("community:queue")
    days = [
        Day(
            "прострочено",
            strip.late,
            f"{home}?due={LATE}",
            "late" if strip.late else "coming",
            chosen == LATE,
        ),
        Day(
            f"сьогодні, {_weekday(today)}",
            strip.today,
            _of(home, today),
            "today",
            chosen == today.isoformat(),
        ),
    ]
    for place, (day, count) in enumerate(strip.days):
        name = "завтра" if place == 0 and (day - today).days == 1 else ""
        label = f"{name}, {_weekday(day)}" if name else f"{_weekday(day)}, {words.short_date(day)}"
        days.append(Day(label, count, _of(home, day), "coming", chosen == day.isoformat()))
    if strip.paused:
        days.append(Day("строк зупинено", strip.paused, home, "held"))
    return tuple(days)


def _of(home: str, day: date) -> str:
    return f"{home}?due={day.isoformat()}"


def _weekday(day: date) -> str:
    return SHORT_DAYS[day.weekday()]
