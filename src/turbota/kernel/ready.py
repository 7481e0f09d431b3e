"""Statements made in every request or submission: their SQL is written once, afterwards only values are sent.

Writing the SQL of one read takes the ORM longer than sending it and making the rows of the answer (docs/load.md). What is
asked a thousand times a minute in the same words is therefore kept in words: the query stays a queryset in its package,
and nothing of what it promises changes.
"""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from typing import Any, Generic, TypeVar, cast

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, connections, models
from django.db.models import query as querying
from django.db.models.fields import NOT_PROVIDED
from django.db.transaction import TransactionManagementError
from psycopg import RawCursor

M = TypeVar("M", bound=models.Model)
SAMPLES: dict[type, Callable[[int], object]] = {
    uuid.UUID: lambda number: uuid.UUID(int=(0xFEED << 32) + number),
    date: lambda number: date(1, 1, 1 + number),
    datetime: lambda number: datetime(1, 1, 1 + number, tzinfo=UTC),
    str: lambda number: f"\x01sample {number}",
}
"""Values that no query has of itself: where they stand in the written SQL, the real ones are sent later."""
FEW = 8
"""Insertions of more rows than this are no everyday statement: the server does not keep them prepared."""


class _Sending(RawCursor[Any]):
    """Remembers the words of a prepared statement as of any other, so that a log of queries has them."""

    def _send_query_prepared(self, name: bytes, pgq: Any, *, binary: bool | None = None) -> None:
        self._query = pgq
        super()._send_query_prepared(name, pgq, binary=binary)


def _cursor(here: Any) -> Any:
    """A cursor that sends values beside the words ($1, $2, …): a connection has the same words read and planned once.

    The ORM's own puts every value into the words, and each statement is a new one for the server.
    """
    here.ensure_connection()
    return here._prepare_cursor(_Sending(here.connection))


@dataclass(frozen=True)
class _Written(Generic[M]):
    """The SQL, its values with the places of those that differ, and how a line of the answer becomes a row."""

    sql: str
    params: tuple[object, ...]
    places: tuple[int | None, ...]
    locks: bool
    model: type[M]
    columns: slice
    names: tuple[str, ...]
    converters: Mapping[int, tuple[Sequence[Callable[..., object]], object]]
    related: Sequence[Any]

    def sent(self, values: Sequence[object]) -> tuple[object, ...]:
        """The values in the order of the SQL."""
        pairs = zip(self.params, self.places, strict=True)
        return tuple(own if place is None else values[place] for own, place in pairs)

    def row(self, line: Sequence[object], here: Any) -> M:
        """The row of a line of the answer, with the related ones that were asked for together with it."""
        told = list(line)
        for place, (convert, column) in self.converters.items():
            for one in convert:
                told[place] = one(told[place], column, here)
        made = self.model.from_db(DEFAULT_DB_ALIAS, self.names, told[self.columns])
        for other in self.related:
            other.populate(told, made)
        return made


class Ready(Generic[M]):
    """A query of whole rows whose SQL is written at the first call.

    `make` gives the queryset for the values, `types` are the types of those: UUID, date, datetime or str. The form of
    the SQL must not depend on the values: no None, no list.
    """

    def __init__(self, make: Callable[..., models.QuerySet[M]], *types: type) -> None:
        self._make = make
        self._types = types
        self._written: _Written[M] | None = None

    def first(self, *values: object) -> M | None:
        """The first row for the values, or None."""
        return next(iter(self.rows(*values)), None)

    def rows(self, *values: object) -> list[M]:
        """The rows for the values. Raises TransactionManagementError for a lock outside a transaction."""
        if len(values) != len(self._types) or None in values:
            raise ValueError("a ready query takes all its values, none of them None")
        written = self._written or self._write()
        here = connections[DEFAULT_DB_ALIAS]
        if written.locks and here.get_autocommit():
            raise TransactionManagementError("select_for_update cannot be used outside of a transaction.")
        with _cursor(here) as cursor:
            cursor.execute(written.sql, written.sent(values))
            return [written.row(line, here) for line in cursor.fetchall()]

    def _write(self) -> _Written[M]:
        samples = [SAMPLES[kind](number) for number, kind in enumerate(self._types)]
        compiler = cast(Any, self._make(*samples).query.get_compiler(using=DEFAULT_DB_ALIAS))
        sql, params = compiler.as_sql()
        places = [samples.index(one) if one in samples else None for one in params]
        if set(places) - {None} != set(range(len(samples))):
            raise AssertionError("a value of a ready query does not stand in its SQL as it is given")
        if compiler.annotation_col_map:
            raise AssertionError("a ready query reads rows as they stand, nothing is counted beside them")
        own = compiler.klass_info["select_fields"]
        columns = slice(own[0], own[-1] + 1)
        self._written = _Written(
            sql=_numbered(sql, len(params)),
            params=tuple(params),
            places=tuple(places),
            locks=compiler.query.select_for_update,
            model=compiler.klass_info["model"],
            columns=columns,
            names=tuple(column.target.attname for column, *_ in compiler.select[columns]),
            converters=compiler.get_converters([column for column, *_ in compiler.select]),
            related=cast(Any, querying).get_related_populators(
                compiler.klass_info, compiler.select, DEFAULT_DB_ALIAS
            ),
        )
        return self._written


def _numbered(sql: str, count: int) -> str:
    """The words with $1, $2, … in the places of the values."""
    return sql % tuple(f"${number}" for number in range(1, count + 1))


def save(row: models.Model, names: Sequence[str]) -> None:
    """Write the named fields of a row that is there already. Raises DatabaseError when it is not."""
    here = connections[DEFAULT_DB_ALIAS]
    words, fields = _change(type(row), tuple(dict.fromkeys(names)))
    with _cursor(here) as cursor:
        cursor.execute(words, [field.get_db_prep_save(field.pre_save(row, False), here) for field in fields])
        if cursor.rowcount != 1:
            raise DatabaseError("a row that is saved is not there")


@cache
def _change(model: type[models.Model], names: tuple[str, ...]) -> tuple[str, list[Any]]:
    """The words of the change, and the fields whose values it takes, the key last."""
    quote, key = connection.ops.quote_name, model._meta.pk
    fields = [cast(Any, model._meta.get_field(name)) for name in names]
    told = ", ".join(f"{quote(field.column)} = %s" for field in fields)
    words = f"update {quote(model._meta.db_table)} set {told} where {quote(key.column)} = %s"
    return _numbered(words, len(fields) + 1), [*fields, key]


def insert(rows: Sequence[models.Model], *, unless_there: bool = False) -> int:
    """Insert new rows of one model in one statement; how many came in. Defaults of the database are read back.

    `unless_there`: a row that the database refuses as a second of its kind stays out; nothing is read back then.
    """
    if not rows:
        return 0
    here = connections[DEFAULT_DB_ALIAS]
    words, fields, given = _insertion(type(rows[0]), len(rows), unless_there)
    values = [field.get_db_prep_save(field.pre_save(row, True), here) for row in rows for field in fields]
    with _cursor(here) if len(rows) <= FEW else here.cursor() as cursor:
        cursor.execute(words, values)
        answers = cursor.fetchall() if given else [()] * len(rows)
        count = int(cursor.rowcount)
    if count < len(rows):
        return count
    for row, answer in zip(rows, answers, strict=True):
        row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS
        for field, value in zip(given, answer, strict=True):
            setattr(row, field.attname, value)
    return count


@lru_cache(maxsize=512)
def _insertion(model: type[models.Model], count: int, unless_there: bool) -> tuple[str, list[Any], list[Any]]:
    """The words of the insertion, the fields that are sent, and those that are read back."""
    every = model._meta.local_concrete_fields
    if model._meta.parents:
        raise TypeError("rows in two tables are inserted by the ORM")
    given = [field for field in every if field is model._meta.auto_field or _left_to_the_database(field)]
    fields = [field for field in every if field not in given]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    line = f"({', '.join(['%s'] * len(fields))})"
    ending = " on conflict do nothing" if unless_there else _returning(given)
    words = (
        f"insert into {quote(model._meta.db_table)} ({columns}) values {', '.join([line] * count)}{ending}"
    )
    return (
        _numbered(words, count * len(fields)) if count <= FEW else words,
        fields,
        [] if unless_there else given,
    )


def _left_to_the_database(field: Any) -> bool:
    return field.db_default is not NOT_PROVIDED and not field.has_default()


def _returning(fields: Sequence[Any]) -> str:
    names = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    return f" returning {names}" if names else ""
