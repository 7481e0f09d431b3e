"""The one statement of a line, put together once for each viewer and filter: making it in the ORM costs more than reading.

It is built with stand-ins for the persons, the cases and the key of the page; `filled` puts the real ones in their place.
"""

import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any

from django.db.models import Q

from turbota.timeline import matrix
from turbota.timeline.sources import COLUMNS, SOURCES, Rows
from turbota.timeline.subjects import Subject
from turbota.timeline.topics import Level, Topic, Viewer

PAGE = 25
EVERYBODY, CLOSED, LIFTED, CASES, ROW = (uuid.UUID(int=number) for number in range(1, 6))
"""Stand-ins: all persons, those without a basis, those with one, the cases, and the row of the key."""
MOMENT = datetime(1900, 1, 1, tzinfo=UTC)


@cache
def of(viewer: Viewer, topics: frozenset[Topic], goes_on: bool) -> tuple[str, tuple[Any, ...]]:
    """The statement and its parameters with stand-ins; empty when nothing of the topics is for the viewer.

    `topics`: only these, or all; `goes_on`: behind a key.
    """
    parts: list[Rows] = []
    for source in SOURCES:
        if topics and source.topic not in topics:
            continue
        for subject, level in _levels(source.topic, viewer):
            rows = source.select(subject, level)
            if goes_on:
                rows = rows.filter(Q(line_at__lt=MOMENT) | Q(line_at=MOMENT, pk__lt=ROW))
            parts.append(rows.order_by("-line_at", "-pk").values_list(*COLUMNS)[: PAGE + 1])
    sql, params = _merged(parts).query.sql_with_params() if parts else ("", ())
    return sql, tuple(params)


def filled(
    params: Sequence[Any],
    known: Mapping[uuid.UUID, Sequence[uuid.UUID]],
    key: tuple[datetime, uuid.UUID] | None,
) -> list[Any]:
    """The parameters with the real persons, cases and key."""
    moment, row = key or (None, None)
    return [_real(param, known, moment, row) for param in params]


def _real(
    param: Any,
    known: Mapping[uuid.UUID, Sequence[uuid.UUID]],
    moment: datetime | None,
    row: uuid.UUID | None,
) -> Any:
    if isinstance(param, list):
        return list(known[param[0]])
    if param == MOMENT:
        return moment
    return row if param == ROW else param


def _levels(topic: Topic, viewer: Viewer) -> list[tuple[Subject, Level]]:
    """Which part of the subject is shown at which level: money of people with a basis, and of the others."""
    ruling = matrix.MATRIX[topic][viewer]
    if ruling.plain == ruling.lifted:
        parts = [(Subject((EVERYBODY,), (CASES,)), ruling.plain)]
    else:
        parts = [
            (Subject((CLOSED,), (CASES,)), ruling.plain),
            (Subject((LIFTED,), (CASES,)), ruling.lifted),
        ]
    return [(part, level) for part, level in parts if level != Level.NOTHING]


def _merged(parts: list[Rows]) -> Rows:
    """The newest rows of all parts in one statement; each part has its own limit already."""
    first, *others = parts
    return first.union(*others, all=True).order_by("-line_at", "-pk")[: PAGE + 1] if others else first
