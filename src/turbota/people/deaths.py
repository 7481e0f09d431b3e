"""A death recorded with its document ends every mandate of the person, on either side.

A record made by mistake is undone by the head of the office that made it, never by the hands that did: the person lives
for us again, what ended stays ended, and both sides are told that it may be declared anew.
"""

import uuid
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from turbota.access.actors import Actor
from turbota.access.rules import Action
from turbota.audit.operations import record
from turbota.documents import operations as files
from turbota.documents.scans import Scan
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Conflict, Forbidden, Missing
from turbota.kernel.legible import legible
from turbota.kernel.workflow import advance
from turbota.people import permissions
from turbota.people.ending import end_by_death
from turbota.people.mandates import (
    LONGEST_TITLE,
    PDF,
    SHORTEST_REASON,
    SHORTEST_TITLE,
    is_oneself,
    known_represented,
)
from turbota.people.models import Death, Mandate, Person
from turbota.people.operations import present
from turbota.people.states import MACHINE, OPEN, MandateState

UNDONE = "Запис про смерть був помилковий."
NO_TITLE = "Напишіть, що це за документ і який у нього номер."
NO_SCAN = "Додайте скан або фото документа."


def _person_of(mandate: Mandate, *, represented: bool) -> Person:
    """The side of the mandate; of an unconfirmed claim the person whom we know, or the row of what was typed."""
    if not represented:
        if mandate.representative is None:
            raise Missing
        return present(mandate.representative)
    return known_represented(mandate) or mandate.represented


def _office_of(by: Actor, action: Action, mandate: Mandate) -> uuid.UUID | None:
    """The organisation by whose post the actor does it: its head answers for the record."""
    for post in by.posts:
        if action.can(replace(by, posts=(post,)), mandate):
            return post.organisation_id
    return None


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
) -> Death:
    """An officer, by his `action` on the mandate, records the death of one of its two sides with the document.

    All mandates of the person end. Raises BadInput without the day, the document in words or its copy, and for a day
    that nobody can have died on; Conflict when it is recorded already.
    """
    seen = Mandate.objects.filter(pk=mandate_id).first()
    if seen is None:
        raise Missing
    action.check(by, seen)
    office = _office_of(by, action, seen)
    if office is None:
        raise Missing
    side = _person_of(seen, represented=represented)
    person = Person.objects.select_for_update(no_key=True).get(
        pk=side.pk
    )  # people before mandates: `locking`
    _lock_mandates(side, mandate_id)
    _check(person, died_on, title, scan, clock.day_of(at))
    if person.died_on is not None:
        raise Conflict("Смерть цієї людини вже записано.", code="died_already")
    if person.merged_into_id is not None:
        raise Conflict(
            "Щойно встановлено, хто ця людина. Відкрийте повноваження ще раз і звірте ім’я.",
            code="merged_meanwhile",
        )
    assert scan is not None and died_on is not None and by.account_id is not None
    person.died_on, person.death_document = died_on, legible(title)[:LONGEST_TITLE]
    person.death_evidence = files.keep(
        content=scan.pdf, media_type=PDF, at=at, pages=scan.pages, dpi=scan.dpi
    )
    person.save(update_fields=["died_on", "death_document", "death_evidence"])
    death = Death.objects.create(
        person=person,
        died_on=died_on,
        document=person.death_document,
        evidence=person.death_evidence,
        recorded_at=at,
        recorded_by_id=by.account_id,
        recorded_in_id=office,
    )
    _note(death, by=by, action=action, purpose="запис про смерть за документом", at=at)
    end_by_death(death, by=by, at=at, also=Q(pk=mandate_id))
    return death


def _lock_mandates(person: Person, seen: uuid.UUID) -> None:
    """The open mandates of the person and the one under which the death is recorded, in one order."""
    sides = Q(representative=person, state__in=OPEN) | Q(represented=person, state__in=OPEN) | Q(pk=seen)
    list(Mandate.objects.select_for_update(of=("self",)).filter(sides).order_by("pk"))


def _note(death: Death, *, by: Actor, action: Action, purpose: str, at: datetime) -> None:
    record(
        actor=by,
        action=action.name,
        right=action.right,
        subject_kind="person",
        subject_id=death.person_id,
        purpose=purpose,
        at=at,
    )


def _check(person: Person, died_on: date | None, title: str, scan: Scan | None, today: date) -> None:
    faults = _faults_of_document(title, scan)
    if died_on is None:
        faults["died_on"] = "Напишіть день смерті з документа."
    elif died_on > today:
        faults["died_on"] = "Цей день ще не настав. Звірте дату з документом."
    elif person.birth_date is not None and died_on < person.birth_date:
        faults["died_on"] = "Цей день раніший за день народження. Звірте дату з документом."
    if faults:
        raise BadInput(faults)


def _faults_of_document(title: str, scan: Scan | None) -> dict[str, str]:
    faults = {}
    if len(legible(title)) < SHORTEST_TITLE:
        faults["title"] = NO_TITLE
    if scan is None:
        faults["files"] = NO_SCAN
    return faults


@transaction.atomic
def undo_death(
    *, by: Actor, death_id: uuid.UUID, reason: str, title: str, scan: Scan | None, at: datetime
) -> Death:
    """The head of the office that recorded a death undoes the record: it was a mistake, by the document `title`.

    The record stays with who undid it and why. Mandates that ended by it stay ended; both sides are told. Raises BadInput
    without the reason or the document, Conflict when it is undone already, Forbidden for the hands that recorded it and for
    the person herself.
    """
    seen = Death.objects.filter(pk=death_id).first()
    if seen is None:
        raise Missing
    permissions.UNDO_DEATH.check(by, seen)
    person = Person.objects.select_for_update(no_key=True).get(pk=seen.person_id)
    death = Death.objects.select_for_update(of=("self",)).select_related("recorded_by").get(pk=death_id)
    _check_other_hands(by, death, person)
    faults = _faults_of_document(title, scan)
    if len(legible(reason)) < SHORTEST_REASON:
        faults["reason"] = "Напишіть, у чому була помилка і як це з’ясували."
    if faults or scan is None:
        raise BadInput(faults)
    if death.undone_at is not None:
        raise Conflict("Цей запис уже скасовано. Оновіть сторінку.", code="undone_already")
    if death.person_id != person.pk:
        raise Conflict("Щойно встановлено, хто ця людина. Оновіть сторінку.", code="merged_meanwhile")
    death.undone_at, death.undone_by_id = at, by.account_id
    death.undo_reason, death.undo_document = legible(reason), legible(title)[:LONGEST_TITLE]
    death.undo_evidence = files.keep(content=scan.pdf, media_type=PDF, at=at, pages=scan.pages, dpi=scan.dpi)
    death.save(update_fields=["undone_at", "undone_by", "undo_reason", "undo_document", "undo_evidence"])
    person.died_on, person.death_document, person.death_evidence = None, "", None
    person.save(update_fields=["died_on", "death_document", "death_evidence"])
    _note(death, by=by, action=permissions.UNDO_DEATH, purpose="скасування помилкового запису", at=at)
    ended = Mandate.objects.select_for_update(of=("self",)).filter(deaths=death, state=MandateState.ENDED)
    for mandate in ended.order_by("pk"):
        advance(MACHINE, mandate, "undo_death", by=by, at=at, reason=UNDONE)
    return death


def _check_other_hands(by: Actor, death: Death, person: Person) -> None:
    """Two people look at a death: who recorded it never undoes it, under another account neither (nor the person)."""
    same = by.account_id == death.recorded_by_id or (
        bool(by.tax_number) and by.tax_number == death.recorded_by.tax_number
    )
    if same or is_oneself(by, person):
        raise Forbidden(
            "Скасувати цей запис має інша людина: не та, що його зробила, і не та, про яку він. Якщо іншого керівника "
            "немає, призначте заступника на сторінці «Колеги».",
            code=f"same_person:{permissions.UNDO_DEATH.name}",
        )
