"""Whose line it is: the persons, and of their cases those that the viewer may see."""

import uuid
from dataclasses import dataclass

from django.contrib.postgres.fields import ArrayField
from django.db.models import BooleanField, F, Func, UUIDField, Value

_LIST: "ArrayField[list[uuid.UUID], list[uuid.UUID]]" = ArrayField(UUIDField())


@dataclass(frozen=True)
class Subject:
    """Persons whose money is on the line, and cases whose care is."""

    persons: tuple[uuid.UUID, ...]
    cases: tuple[uuid.UUID, ...]

    def is_person(self, field: str) -> Func:
        """Whether the field is one of the persons: one parameter of the statement, however many they are."""
        return _is_one_of(field, self.persons)

    def is_case(self, field: str) -> Func:
        """Whether the field is one of the cases."""
        return _is_one_of(field, self.cases)


def _is_one_of(field: str, ids: tuple[uuid.UUID, ...]) -> Func:
    return Func(
        F(field),
        Value(list(ids), output_field=_LIST),
        template="(%(expressions)s))",
        arg_joiner=" = ANY(",
        output_field=BooleanField(),
    )
