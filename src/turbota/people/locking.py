"""One order of locks for people and mandates: people first, by their numbers, then mandates, by theirs.

A claim, a merge and a recorded death begin with the person, so whoever confirms or sends does too: two of them never wait
for each other. The person whom a claim turns out to name is therefore looked for before anything is locked.
"""

import uuid

from turbota.kernel.errors import Conflict, Missing
from turbota.people.models import Mandate, Person
from turbota.people.operations import data_of, known_as


def locked_to_settle(mandate_id: uuid.UUID, *others: uuid.UUID | None) -> Mandate:
    """The mandate, its two sides, the person whom its claim names and `others`, locked until the end of the transaction.

    Raises Missing when it is not there, Conflict when a side became somebody else in the meantime.
    """
    seen = Mandate.objects.select_related("represented").filter(pk=mandate_id).first()
    if seen is None:
        raise Missing
    people = _sides(seen) | {_named(seen), *others}
    mandate = _locked(mandate_id, people)
    if not (_sides(mandate) | {_named(mandate)}) - {None} <= people:
        raise Conflict(code="person_changed")
    return mandate


def held_with_sides(mandate_id: uuid.UUID, *others: uuid.UUID | None) -> Mandate:
    """The mandate as it stands until the end of the transaction, its sides and `others` locked before it."""
    return _locked(mandate_id, _sides(Mandate.objects.get(pk=mandate_id)) | set(others))


def _locked(mandate_id: uuid.UUID, people: set[uuid.UUID | None]) -> Mandate:
    list(Person.objects.select_for_update(no_key=True).filter(pk__in=people - {None}).order_by("pk"))
    rows = Mandate.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("representative", "represented").get(pk=mandate_id)


def _sides(mandate: Mandate) -> set[uuid.UUID | None]:
    return {mandate.represented_id, mandate.representative_id}


def _named(mandate: Mandate) -> uuid.UUID | None:
    if mandate.represented.tax_number or mandate.represented.unzr:
        return None
    known = known_as(data_of(mandate.represented))
    return known.pk if known else None
