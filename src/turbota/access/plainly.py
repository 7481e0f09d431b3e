"""Whether a row fits a condition, told from the row alone: a rule asks the database only when it has to.

Only comparisons of the row's own columns with plain values are understood: `x`, `x__in`, `x__isnull`. Anything else (a
relation, another query, an expression, a column that was not read) is left to the database: the answer is None. So is a
row that is not stored yet: nobody has a right to it, whatever it says of itself.
"""

from collections.abc import Collection
from enum import Enum
from typing import Any

from django.db.models import Model, Q


def fits(condition: Q, row: Model) -> bool | None:
    """True or False when the row alone tells, None when the database has to be asked."""
    if row._state.adding:
        return None
    if not condition.children:
        return True
    told = _children(condition, row)
    return told if told is None or not condition.negated else not told


def _children(condition: Q, row: Model) -> bool | None:
    any_of = condition.connector == Q.OR
    if not any_of and condition.connector != Q.AND:
        return None
    unknown = False
    for child in condition.children:
        told = fits(child, row) if isinstance(child, Q) else _compared(child, row)
        if told is None:
            unknown = True
        elif told == any_of:
            return any_of
    return None if unknown else not any_of


def _compared(child: Any, row: Model) -> bool | None:
    """One comparison. A column that is null fits nothing but `isnull`: the database thinks so too, and under a negation
    it is the database that knows best.
    """
    if not isinstance(child, tuple):
        return None
    name, wanted = child
    field, _, lookup = str(name).partition("__")
    column = _column(row, field)
    if column is None or column in row.get_deferred_fields():
        return None
    value = getattr(row, column)
    if lookup == "isnull" and isinstance(wanted, bool):
        return (value is None) == wanted
    if value is None:
        return None
    if lookup == "" and _plain(wanted, value):
        return bool(value == wanted)
    if lookup == "in" and isinstance(wanted, list | tuple | set | frozenset):
        return _among(wanted, value)
    return None


def _among(wanted: Collection[Any], value: Any) -> bool | None:
    if not all(_plain(one, value) for one in wanted):
        return None
    return value in wanted


def _column(row: Model, name: str) -> str | None:
    """The attribute of the row with the column's value; None for what is no column of its own table."""
    if name == "pk":
        return row._meta.pk.attname
    for field in row._meta.concrete_fields:
        if name == field.attname or (name == field.name and not field.is_relation):
            return field.attname
    return None


def _plain(wanted: Any, value: Any) -> bool:
    """Whether the two compare the same way here and in the database: values of one kind, no expression, no model."""
    if isinstance(wanted, Enum):
        wanted = wanted.value
    return type(wanted) is type(value)
