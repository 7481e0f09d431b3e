"""A death recorded with its document ends every mandate of the person, on either side."""

import uuid
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from turbota.access.actors import Actor
from turbota.access.rules import Action
from turbota.audit.operations import record
from turbota.documents import operations as files
from turbota.documents.scans import Scan
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Conflict, Missing
from turbota.kernel.workflow import advance
from turbota.people.mandates import LONGEST_TITLE, PDF, SHORTEST_TITLE, known_represented
from turbota.people.models import Mandate, Person
from turbota.people.states import MACHINE, OPEN

DIED = "Записано документ про смерть."


def _person_of(mandate: Mandate, *, represented: bool) -> Person:
    """The side of the mandate; of an unconfirmed claim the person whom we know, or the row of what was typed."""
    if not represented:
        if mandate.representative is None:
            raise Missing
        return mandate.representative
    return known_represented(mandate) or mandate.represented


@transaction.atomic
def record_death(
    *,
    by: Actor,
    action: Action,
    mandate_id: uuid.UUID,
    represented: bool,
    died_on: date | None,
    title: str,
    scan: Scan | None,
    at: datetime,
) -> Person:
    """An officer, by his `action` on the mandate, records the death of one of its two sides with the document.

    All mandates of the person end. Raises BadInput without the day, the document in words or its copy, and for a day
    that nobody can have died on; Conflict when it is recorded already.
    """
    seen = Mandate.objects.select_related("represented", "representative").filter(pk=mandate_id).first()
    if seen is None:
        raise Missing
    action.check(by, seen)
    person = Person.objects.select_for_update().get(pk=_person_of(seen, represented=represented).pk)
    _check(person, died_on, title, scan, clock.day_of(at))
    if person.died_on is not None:
        raise Conflict("Смерть цієї людини вже записано.", code="died_already")
    assert scan is not None
    person.died_on, person.death_document = died_on, title.strip()[:LONGEST_TITLE]
    person.death_evidence = files.keep(
        content=scan.pdf, media_type=PDF, at=at, pages=scan.pages, dpi=scan.dpi
    )
    person.save(update_fields=["died_on", "death_document", "death_evidence"])
    record(
        actor=by,
        action=action.name,
        right=action.right,
        subject_kind="person",
        subject_id=person.pk,
        purpose="запис про смерть за документом",
        at=at,
    )
    sides = Q(representative=person) | Q(represented=person) | Q(pk=mandate_id)
    for mandate in (
        Mandate.objects.select_for_update(of=("self",)).filter(sides, state__in=OPEN).order_by("pk")
    ):
        advance(MACHINE, mandate, "end", by=by, at=at, reason=DIED)
    return person


def _check(person: Person, died_on: date | None, title: str, scan: Scan | None, today: date) -> None:
    faults = {}
    if died_on is None:
        faults["died_on"] = "Напишіть день смерті з документа."
    elif died_on > today:
        faults["died_on"] = "Цей день ще не настав. Звірте дату з документом."
    elif person.birth_date is not None and died_on < person.birth_date:
        faults["died_on"] = "Цей день раніший за день народження. Звірте дату з документом."
    if len(title.strip()) < SHORTEST_TITLE:
        faults["title"] = "Напишіть, що це за документ і який у нього номер."
    if scan is None:
        faults["files"] = "Додайте скан або фото документа."
    if faults:
        raise BadInput(faults)
