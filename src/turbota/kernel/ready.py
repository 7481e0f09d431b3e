"""Statements made in every request or submission: their SQL is written once, afterwards only values are sent.

Writing the SQL of one read takes the ORM longer than sending it and making the rows of the answer (docs/load.md). What is
asked a thousand times a minute in the same words is therefore kept in words: the query stays a queryset in its package,
and nothing of what it promises changes.
"""

import copy
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import SimpleNamespace
from typing import Any, Generic, TypeVar, cast

from django.db import DEFAULT_DB_ALIAS, connection, models
from django.db.models.fields import NOT_PROVIDED
from django.db.models.query import ModelIterable
from django.db.models.sql.compiler import SQLCompiler
from django.db.transaction import TransactionManagementError

M = TypeVar("M", bound=models.Model)
SAMPLES: dict[type, Callable[[int], object]] = {
    uuid.UUID: lambda number: uuid.UUID(int=(0xFEED << 32) + number),
    date: lambda number: date(1, 1, 1 + number),
    str: lambda number: f"\x01sample {number}",
}
"""Values that no query has of itself: where they stand in the written SQL, the real ones are sent later."""


@dataclass(frozen=True)
class _Written:
    """The SQL, its values with the places of those that differ, and how the columns become values of Python."""

    compiler: SQLCompiler
    sql: str
    params: tuple[object, ...]
    places: tuple[int | None, ...]
    converters: Mapping[int, object]

    def sent(self, values: Sequence[object]) -> tuple[object, ...]:
        """The values in the order of the SQL."""
        pairs = zip(self.params, self.places, strict=True)
        return tuple(own if place is None else values[place] for own, place in pairs)


class Ready(Generic[M]):
    """A query of whole rows whose SQL is written at the first call.

    `make` gives the queryset for the values, `types` are the types of those: UUID, date or str. The form of the SQL must
    not depend on the values: no None, no list.
    """

    def __init__(self, make: Callable[..., models.QuerySet[M]], *types: type) -> None:
        self._make = make
        self._types = types
        self._written: _Written | None = None

    def first(self, *values: object) -> M | None:
        """The first row for the values, or None."""
        return next(iter(self.rows(*values)), None)

    def rows(self, *values: object) -> list[M]:
        """The rows for the values. Raises TransactionManagementError for a lock outside a transaction."""
        if len(values) != len(self._types) or None in values:
            raise ValueError("a ready query takes all its values, none of them None")
        written = self._written or self._write()
        mine = cast(Any, copy.copy(written.compiler))
        mine.connection = connection
        if mine.query.select_for_update and connection.get_autocommit():
            raise TransactionManagementError("select_for_update cannot be used outside of a transaction.")
        mine.as_sql = lambda: (written.sql, written.sent(values))
        mine.get_converters = lambda _: written.converters
        asked = SimpleNamespace(
            db=DEFAULT_DB_ALIAS,
            model=mine.query.model,
            query=SimpleNamespace(get_compiler=lambda using: mine),
            _known_related_objects={},
        )
        return list(ModelIterable(cast(Any, asked)))

    def _write(self) -> "_Written":
        samples = [SAMPLES[kind](number) for number, kind in enumerate(self._types)]
        compiler = self._make(*samples).query.get_compiler(using=DEFAULT_DB_ALIAS)
        sql, params = compiler.as_sql()
        places = [samples.index(one) if one in samples else None for one in params]
        if set(places) - {None} != set(range(len(samples))):
            raise AssertionError("a value of a ready query does not stand in its SQL as it is given")
        columns = [column for column, *_ in cast(Any, compiler).select[: cast(Any, compiler).col_count]]
        self._written = _Written(
            compiler, sql, tuple(params), tuple(places), compiler.get_converters(columns)
        )
        return self._written


def insert(rows: Sequence[models.Model], *, unless_there: bool = False) -> int:
    """Insert new rows of one model in one statement; how many came in. Defaults of the database are read back.

    `unless_there`: a row that the database refuses as a second of its kind stays out; nothing is read back then.
    """
    if not rows:
        return 0
    into, fields, given = _insertion(type(rows[0]))
    told = [] if unless_there else given
    line = f"({', '.join(['%s'] * len(fields))})"
    ending = " on conflict do nothing" if unless_there else _returning(told)
    values = [
        field.get_db_prep_save(field.pre_save(row, True), connection) for row in rows for field in fields
    ]
    with connection.cursor() as cursor:
        cursor.execute(f"{into} values {', '.join([line] * len(rows))}{ending}", values)
        answers = cursor.fetchall() if told else [()] * len(rows)
        count = int(cursor.rowcount)
    if count < len(rows):
        return count
    for row, answer in zip(rows, answers, strict=True):
        row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS
        for field, value in zip(told, answer, strict=True):
            setattr(row, field.attname, value)
    return count


@cache
def _insertion(model: type[models.Model]) -> tuple[str, list[Any], list[Any]]:
    """The words of the insertion, the fields that are sent, and those that the database fills."""
    every = model._meta.local_concrete_fields
    if model._meta.parents:
        raise TypeError("rows in two tables are inserted by the ORM")
    given = [field for field in every if field is model._meta.auto_field or _left_to_the_database(field)]
    fields = [field for field in every if field not in given]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    return f"insert into {quote(model._meta.db_table)} ({columns})", fields, given


def _left_to_the_database(field: Any) -> bool:
    return field.db_default is not NOT_PROVIDED and not field.has_default()


def _returning(fields: Sequence[Any]) -> str:
    names = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    return f" returning {names}" if names else ""
