"""A life-line as the pages draw it: events by months, with what is closed said beside a lock."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from turbota.casework.delivery_states import VisitOutcome
from turbota.decisions.states import Outcome
from turbota.kernel.clock import day_of
from turbota.timeline import words
from turbota.timeline.lines import Event, Line
from turbota.timeline.topics import STRANDS, TITLES, Topic
from turbota.web.ui.components import Link
from turbota.web.ui.lanes import LaneItem, LaneMonth
from turbota.web.ui.words import day_and_month, month_of

NEGATIVE = frozenset(
    {
        (Topic.DECISION, Outcome.REFUSED.value),
        (Topic.DECISION, Outcome.NOT_ASSIGNED.value),
        (Topic.GRANT, Outcome.REFUSED.value),
        (Topic.SERVICE, "reject"),
        (Topic.SERVICE, "fall_back"),
        (Topic.VISIT, VisitOutcome.MISSED.value),
    }
)


def months_of(line: Line) -> tuple[LaneMonth, ...]:
    """The events of the page by months, the newest first."""
    return tuple(
        LaneMonth(month_of(month).capitalize(), tuple(_item(event) for event in events))
        for month, events in groupby(line.events, key=lambda event: f"{day_of(event.at):%Y-%m}")
    )


def filters(url: str, chosen: str, topics: Iterable[Topic]) -> tuple[tuple[Link, bool], ...]:
    """Links that leave one topic on the line; the first one shows all."""
    everything = (Link("усе", url), not chosen)
    return (
        everything,
        *((Link(TITLES[topic].lower(), f"{url}?topic={topic}"), chosen == topic) for topic in topics),
    )


def _item(event: Event) -> LaneItem:
    return LaneItem(
        strand=STRANDS[event.topic].value,
        title=words.title(event),
        when=_when(day_of(event.at), event.by),
        text=words.detail(event),
        look="refuse" if (event.topic, event.verb) in NEGATIVE else "",
        hidden=words.HIDDEN if words.is_hidden(event) else "",
    )


def _when(day: date, by: str) -> str:
    return f"{day_and_month(day)} · {by}" if by else day_and_month(day)
