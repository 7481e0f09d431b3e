"""Verbs about persons."""

import uuid
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import IntegrityError, transaction

from turbota.access.actors import Actor
from turbota.access.models import Account
from turbota.audit.operations import record
from turbota.kernel import jobs
from turbota.kernel.errors import Conflict, Missing
from turbota.people import names, permissions
from turbota.people.models import Contact, IdentityCheck, Person, Tie
from turbota.people.queries import person_of_account, plain_document


@dataclass(frozen=True)
class PersonData:
    """What is known of a person from a document or from an identity that was confirmed elsewhere."""

    surname: str
    given_name: str
    patronymic: str = ""
    birth_date: date | None = None
    tax_number: str | None = None
    unzr: str | None = None
    document: str = ""
    citizenship: str = ""


def _create(data: PersonData, at: datetime) -> Person:
    return Person.objects.create(
        surname=names.tidy(data.surname),
        given_name=names.tidy(data.given_name),
        patronymic=names.tidy(data.patronymic),
        birth_date=data.birth_date,
        tax_number=data.tax_number or None,
        unzr=data.unzr or None,
        document=plain_document(data.document),
        citizenship=data.citizenship,
        name_key=names.key(data.surname, data.given_name, data.patronymic),
        surname_sound=names.sound(data.surname),
        created_at=at,
    )


@transaction.atomic
def known_or_new(*, data: PersonData, at: datetime) -> Person:
    """The person with this tax number or УНЗР, else a new one. A name alone never makes two people one.

    Somebody who comes in by two doors at the same moment is one person: the slower door finds what the faster made.
    """
    found = _known(data)
    if found is None:
        try:
            with transaction.atomic():
                return _create(_without_foreign_unzr(data), at)
        except IntegrityError:
            found = _known(data)
    if found is None:
        raise Conflict(code="person_changed")
    _fill_gaps(found, data)
    return present(found)


def _known(data: PersonData) -> Person | None:
    """By tax number, then by УНЗР of somebody who has no other tax number and was not born on another day."""
    found = Person.objects.filter(tax_number=data.tax_number).first() if data.tax_number else None
    if found is None and data.unzr:
        found = Person.objects.filter(unzr=data.unzr).first()
        if found is not None and (
            (found.tax_number and data.tax_number) or _born_on_another_day(found, data)
        ):
            return None
    return found


def _born_on_another_day(person: Person, data: PersonData) -> bool:
    """Whether both birth dates are known and differ: then the УНЗР is mistyped."""
    return None not in (person.birth_date, data.birth_date) and person.birth_date != data.birth_date


def _without_foreign_unzr(data: PersonData) -> PersonData:
    """A УНЗР that stands by another tax number is a mistake of one of two: it is not taken over."""
    taken = data.unzr and Person.objects.filter(unzr=data.unzr).exists()
    return replace(data, unzr=None) if taken else data


def present(person: Person) -> Person:
    """The person into whom this one was merged, however many times; itself when it was not."""
    while person.merged_into is not None:
        person = person.merged_into
    return person


def _fill_gaps(person: Person, data: PersonData) -> None:
    """Take what we did not know yet; what we know is never overwritten silently."""
    gaps = {
        "tax_number": data.tax_number if data.birth_date == person.birth_date else None,
        "birth_date": data.birth_date,
        "document": plain_document(data.document),
        "citizenship": data.citizenship,
        "patronymic": names.tidy(data.patronymic),
    }
    changed = [field for field, value in gaps.items() if value and not getattr(person, field)]
    for field in changed:
        setattr(person, field, gaps[field])
    if data.unzr and not person.unzr and not Person.objects.filter(unzr=data.unzr).exists():
        person.unzr = data.unzr
        changed.append("unzr")
    if changed:
        person.save(update_fields=changed)


@transaction.atomic
def tie_account(*, account: Account, data: PersonData, at: datetime) -> Person:
    """Find the person of a confirmed identity and tie the account to it.

    By tax number, then by УНЗР. Without both: a new person, and when the document and the birth date are those of
    somebody we know, a check that a human settles; until then nothing of the known person is shown.
    """
    Account.objects.select_for_update().get(pk=account.pk)
    tied = person_of_account(account.pk)
    if tied is not None:
        return tied
    person = known_or_new(data=data, at=at)
    basis = "tax_number" if data.tax_number else "unzr" if data.unzr else "document"
    Tie.objects.create(account=account, person=person, basis=basis, since=at)
    if basis == "document" and data.document and data.birth_date:
        same = Person.objects.filter(
            document=plain_document(data.document), birth_date=data.birth_date, merged_into__isnull=True
        ).exclude(pk=person.pk)
        for candidate in same:
            IdentityCheck.objects.create(newcomer=person, candidate=candidate, opened_at=at)
    return person


@transaction.atomic
def settle_identity(
    *, by: Actor, check_id: uuid.UUID, same: bool, reason: str, at: datetime
) -> IdentityCheck:
    """A human says whether the newcomer is the person we know. "Same" ties the account to the known person.

    When the newcomer is already known as somebody, the candidate is that somebody too. What belonged to the merged one
    follows by the jobs `applications.adopt` and `personal_files.adopt`. Raises Conflict when already settled.
    """
    permissions.SETTLE_IDENTITY.check_role(by)
    check = IdentityCheck.objects.select_for_update().filter(pk=check_id).first()
    if check is None:
        raise Missing
    both = (check.newcomer_id, check.candidate_id)
    list(Person.objects.select_for_update().filter(pk__in=both).order_by("pk"))
    if check.state != IdentityCheck.State.WAITING:
        raise Conflict("Цю перевірку вже завершив хтось інший.", code="already_settled")
    check.state = IdentityCheck.State.CONFIRMED if same else IdentityCheck.State.REJECTED
    check.settled_at = at
    check.settled_by_id = by.account_id
    check.organisation_id = by.organisation_id
    check.reason = reason
    check.save()
    if same:
        newcomer, candidate = present(check.newcomer), present(check.candidate)
        if newcomer == check.newcomer:
            _merge(newcomer, candidate, at)
        elif newcomer != candidate:
            _merge(candidate, newcomer, at)
    record(
        actor=by,
        action="identity.settle",
        right="modify",
        subject_kind="person",
        subject_id=check.candidate_id,
        purpose="перевірка, чи це та сама людина",
        at=at,
    )
    return check


def _merge(newcomer: Person, known: Person, at: datetime) -> None:
    for tie in Tie.objects.filter(person=newcomer, until__isnull=True):
        Tie.objects.filter(pk=tie.pk).update(until=at)
        Tie.objects.create(account=tie.account, person=known, basis="human_check", since=at)
    for contact in Contact.objects.filter(person=newcomer, until__isnull=True):
        keep_contact(person=known, channel=contact.channel, value=contact.value, at=at)
    newcomer.merged_into = known
    newcomer.save(update_fields=["merged_into"])
    for name in ("applications.adopt", "personal_files.adopt"):
        jobs.plan(name, newcomer_id=str(newcomer.pk), person_id=str(known.pk))


@transaction.atomic
def keep_contact(*, person: Person, channel: str, value: str, at: datetime) -> None:
    """Keep the address or phone that the person gave; the former one ends. An empty value changes nothing."""
    if not value:
        return
    current = (
        Contact.objects.select_for_update().filter(person=person, channel=channel, until__isnull=True).first()
    )
    if current is not None:
        if current.value == value:
            return
        current.until = at
        current.save(update_fields=["until"])
    Contact.objects.create(person=person, channel=channel, value=value, since=at)
