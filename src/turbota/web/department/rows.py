"""Rows of queues as people read them. The number of queries does not grow with the rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from turbota.access.actors import Actor
from turbota.applications.models import Application
from turbota.applications.queries import due_days
from turbota.applications.states import Channel, State
from turbota.assistance import catalogue
from turbota.deadlines.queries import clocks_of_many, state
from turbota.decisions.queries import states_of_many
from turbota.decisions.states import State as DecisionState
from turbota.kernel import clock
from turbota.kernel.working_days import next_working_day
from turbota.web.shared.clocks import clock_of
from turbota.web.ui.components import Clock, Day
from turbota.web.ui.words import day_and_month

AHEAD = 4
WEEKDAYS = ("пн", "вт", "ср", "чт", "пт", "сб", "нд")
SUBJECT = "application"
SHORT_SOURCES: dict[str, str] = {Channel.PORTAL: "портал", Channel.API: "інша система"}


@dataclass(frozen=True)
class QueueRow:
    """One case of a queue: whose, about what, from where, by when, and what to do next."""

    url: str
    name: str
    born: str
    kind: str
    number: str
    source: str
    received_on: date | None
    clock: Clock | None
    state: str
    todo: str
    tone: str


def source_of(application: Application) -> str:
    """Where the application came from, short: «портал», another system, or the community."""
    if application.channel in SHORT_SOURCES:
        return SHORT_SOURCES[application.channel]
    return application.community.short_name if application.community else "громада"


def _next_step(application: Application, decision: str | None, actor: Actor) -> tuple[str, str, str]:
    """State in words, what to do, and the tone of the mark."""
    if application.state == State.RECEIVED:
        if application.taken_by_id and application.taken_by_id != actor.account_id:
            return "Звіряє інший спеціаліст", "", ""
        return "Надійшла", "Звірити й прийняти або повернути", ""
    if application.state == State.ASKED:
        return "Чекаємо доповнення від заявника", "Строк зупинено", "care"
    if decision == DecisionState.SENT_BACK:
        return "Керівник повернув рішення", "Прочитати причину й виправити", "warn"
    if decision == DecisionState.PROPOSED:
        return "Рішення на підписі в керівника", "", "good"
    if decision == DecisionState.PREPARED:
        return "Рішення підготовлено", "Підписати", ""
    return "У роботі", "Розрахувати й підписати", ""


def rows_of(applications: Sequence[Application], actor: Actor, at: datetime) -> tuple[QueueRow, ...]:
    """The rows of one page: one query for the clocks, one for the decisions."""
    ids = [row.pk for row in applications]
    clocks = clocks_of_many(SUBJECT, ids)
    decisions = states_of_many(ids) if any(row.state == State.IN_WORK for row in applications) else {}
    today = clock.day_of(at)
    found = []
    for row in applications:
        words, step, tone = _next_step(row, decisions.get(row.pk), actor)
        person = row.applicant
        nearest = clocks.get(row.pk, [])[:1]
        found.append(
            QueueRow(
                url=reverse("department:case", args=[row.pk]),
                name=person.full_name if person else "Заявник",
                born=f"{person.birth_date.year} р. н." if person and person.birth_date else "",
                kind=catalogue.kind(row.kind).title,
                number=row.number or "",
                source=source_of(row),
                received_on=row.received_on,
                clock=clock_of(state(nearest[0], today, at=at)) if nearest else None,
                state=words,
                todo=step,
                tone=tone,
            )
        )
    return tuple(found)


def strip_of(actor: Actor, states: tuple[str, ...], url: str, chosen: str, today: date) -> tuple[Day, ...]:
    """The thread of days above a queue: how many cases have their nearest term late, today and on the next days."""
    counts = due_days(actor, states=states)
    days = [
        Day(
            "прострочено",
            sum(n for day, n in counts.items() if day < today),
            f"{url}?due=late",
            "late",
            chosen == "late",
        ),
        Day("сьогодні", counts.get(today, 0), f"{url}?due={today}", "today", chosen == str(today)),
    ]
    day = today
    for _ in range(AHEAD):
        day = next_working_day(day)
        words = f"{WEEKDAYS[day.weekday()]}, {day:%d.%m}"
        days.append(Day(words, counts.get(day, 0), f"{url}?due={day}", "coming", chosen == str(day)))
    return tuple(days)


def chosen_words(chosen: str) -> str:
    """The filter in words, for the line above the table."""
    if chosen == "late":
        return "прострочені"
    return f"строк до {day_and_month(date.fromisoformat(chosen))}" if chosen else ""
