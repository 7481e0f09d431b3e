"""Copies of the rows of one case, as fast as PostgreSQL takes them: text with gaps, filled and sent by COPY.

The rows are read once in COPY's own text form. Whatever belongs to the copy alone (identifiers, numbers, names) is a
gap in that text; filling it is one formatting of a string, whatever the tables are.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from itertools import count

from django.db import DEFAULT_DB_ALIAS, connection, connections, models

from turbota.access.models import Account, Organisation, Post
from turbota.applications.models import Application, HandoverLine, HandoverRegister
from turbota.deadlines.models import Clock
from turbota.documents.models import StoredFile
from turbota.messages.models import Message
from turbota.people.models import Person
from turbota.signatures.models import Signature

SHARED = (Account, Organisation, Post, Person, StoredFile, Signature)
"""What copies point at without copying it."""


def identifiers(at_ms: int) -> Iterator[str]:
    """UUIDs of version 7, growing, the same for the same moment (milliseconds since 1970)."""
    moment = f"{at_ms:012x}"
    for number in count():
        yield f"{moment[:8]}-{moment[8:]}-7000-8000-{number:012x}"


@dataclass
class Table:
    """Rows of one table as text with gaps. `keys`: how many of its own identifiers each copy needs."""

    name: str
    columns: tuple[str, ...]
    text: str


@dataclass
class Template:
    """All rows of a pattern case. `ids`: old identifiers of its rows in order of time; `once`: tables of the register."""

    tables: list[Table]
    ids: list[str]
    register: Table | None = None
    gaps: dict[str, str] = field(default_factory=dict)


def rows_of(case: Application) -> dict[type[models.Model], list[models.Model]]:
    """Every row that belongs to the case, by table: found by walking the foreign keys that lead to it."""
    found: dict[type[models.Model], dict[object, models.Model]] = defaultdict(dict)
    found[Application][case.pk] = case
    waiting: list[models.Model] = [case]
    while waiting:
        one = waiting.pop()
        for other in _pointing_at(one):
            if other.pk not in found[type(other)]:
                found[type(other)][other.pk] = other
                waiting.append(other)
    return {model: sorted(rows.values(), key=lambda row: row.pk) for model, rows in found.items() if rows}


def _pointing_at(one: models.Model) -> Iterator[models.Model]:
    for relation in type(one)._meta.related_objects:
        if relation.many_to_many or not isinstance(relation.related_model, type):
            continue
        yield from relation.related_model._default_manager.filter(**{relation.field.name: one.pk})
    if isinstance(one, Application):
        for kept in (Clock, Message):
            yield from kept._default_manager.filter(subject_kind="application", subject_id=one.pk)


def template_of(case: Application, gaps: Mapping[str, str]) -> Template:
    """The case as text. `gaps`: what stands in the rows → the name of what a copy has there."""
    rows = rows_of(case)
    registers = list(HandoverRegister.objects.filter(lines__application=case))
    ids = sorted(str(row.pk) for own in rows.values() for row in own)
    known = {**gaps, **{old: f"id{place}" for place, old in enumerate(ids)}}
    known |= {str(register.pk): "register" for register in registers}
    filler = _Filler(known)
    tables = [filler.table(model, [row.pk for row in own]) for model, own in rows.items()]
    register = filler.table(HandoverRegister, [row.pk for row in registers]) if registers else None
    return Template(tables, ids, register)


class _Filler:
    """Puts gaps into the text of rows; longer texts are replaced before shorter ones."""

    def __init__(self, known: Mapping[str, str]) -> None:
        self.known = known
        longest_first = "|".join(re.escape(old) for old in sorted(known, key=len, reverse=True))
        self.pattern = re.compile(rf"(?<!\w)(?:{longest_first})(?!\w)")

    def table(self, model: type[models.Model], ids: list[object]) -> Table:
        columns = tuple(one.column for one in model._meta.concrete_fields)
        key = model._meta.pk.column
        name = model._meta.db_table
        wanted = ", ".join(f'"{column}"' for column in columns)
        statement = f'copy (select {wanted} from "{name}" where "{key}" = any(%s) order by "{key}") to stdout'
        with connection.cursor() as cursor, cursor.copy(statement, [ids]) as out:
            lines = b"".join(bytes(part) for part in out).decode().splitlines()
        return Table(name, columns, "".join(f"{self._line(model, columns, line)}\n" for line in lines))

    def _line(self, model: type[models.Model], columns: tuple[str, ...], line: str) -> str:
        parts = line.replace("%", "%%").split("\t")
        for place, column in enumerate(columns):
            own = _COLUMNS.get((model, column))
            parts[place] = f"%({own})s" if own else self._gaps(parts[place])
        return "\t".join(parts)

    def _gaps(self, text: str) -> str:
        return self.pattern.sub(lambda found: f"%({self.known[found.group()]})s", text)


_COLUMNS = {(HandoverLine, "position"): "position", (HandoverRegister, "number"): "register_number"}
"""Columns whose whole content belongs to the copy."""


class Copies:
    """Collects the rows of copies and sends them table by table, while the next ones are being made.

    The database takes the rows in a thread of its own over the same connection; nobody else may use the connection
    before `finish`. A context manager: what is still on the way is waited for at its end.
    """

    def __init__(self) -> None:
        self.waiting: dict[tuple[str, tuple[str, ...]], list[str]] = defaultdict(list)
        self.sent: dict[str, int] = defaultdict(int)
        self.wrapper = connections[DEFAULT_DB_ALIAS]
        self.sender = ThreadPoolExecutor(max_workers=1)
        self.on_the_way: Future[None] | None = None

    def __enter__(self) -> "Copies":
        self.wrapper.inc_thread_sharing()
        return self

    def __exit__(self, *failure: object) -> None:
        self.sender.shutdown(wait=True)
        self.wrapper.dec_thread_sharing()

    def add(self, template: Template, values: Mapping[str, str], *, opens_register: bool) -> None:
        """One more case; the first of a register brings the register."""
        for table in template.tables:
            self.put(table.name, table.columns, table.text % values)
        if template.register is not None and opens_register:
            register = template.register
            self.put(register.name, register.columns, register.text % values)

    def put(self, table: str, columns: tuple[str, ...], text: str) -> None:
        """Rows of a table in COPY's text form."""
        self.waiting[table, columns].append(text)

    def row(self, model: type[models.Model], **values: object) -> None:
        """One row by the names of its columns; what is not said is as in a new object of the model."""
        whole = {**_blank(model), **values}
        self.put(model._meta.db_table, tuple(whole), line(whole.values()))

    def send(self) -> None:
        """Everything collected so far goes to the database; what was sent before has arrived when this returns."""
        self.finish()
        whole = {key: "".join(texts) for key, texts in self.waiting.items()}
        self.waiting.clear()
        self.on_the_way = self.sender.submit(self._send, whole)

    def finish(self) -> None:
        """Wait until everything sent has arrived. Raises what the database said."""
        on_the_way, self.on_the_way = self.on_the_way, None
        if on_the_way is not None:
            on_the_way.result()

    def _send(self, whole: Mapping[tuple[str, tuple[str, ...]], str]) -> None:
        for (table, columns), text in whole.items():
            wanted = ", ".join(f'"{column}"' for column in columns)
            with self.wrapper.cursor() as cursor:
                with cursor.copy(f'copy "{table}" ({wanted}) from stdin') as into:
                    into.write(text)
            self.sent[table] += text.count("\n")


@cache
def _blank(model: type[models.Model]) -> dict[str, object]:
    fields = (one for one in model._meta.concrete_fields if not isinstance(one, models.AutoField))
    return {one.column: one.get_default() for one in fields}


def line(values: Iterable[object]) -> str:
    r"""One row in COPY's text form; None is \N. The texts must hold no tab, backslash or line feed."""
    return "\t".join("\\N" if value is None else str(value) for value in values) + "\n"
