"""Verbs about persons."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import IntegrityError, transaction

from turbota.access.actors import Actor
from turbota.access.models import DECIDING_KINDS, Account, Organisation
from turbota.audit.operations import record
from turbota.kernel import jobs
from turbota.kernel.errors import BadInput, Conflict, Missing
from turbota.kernel.legible import legible
from turbota.kernel.ready import Ready, insert
from turbota.people import names, numbers, permissions
from turbota.people.merging import move_death, move_mandates
from turbota.people.models import Contact, IdentityCheck, Person, SurnameKey, Tie
from turbota.people.queries import person_of_account, plain_document

SHORTEST_REASON = 10
MOST_TRIES = 3


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
    sound = names.sound(data.surname)
    _note_surname(sound)
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
        surname_sound=sound,
        created_at=at,
    )


def _note_surname(sound: str) -> None:
    """From now on a misspelt surname of this sound is found."""
    if not SurnameKey.objects.filter(key=sound, sound=sound).exists():
        keys = [SurnameKey(key=key, sound=sound) for key in names.near(sound)]
        SurnameKey.objects.bulk_create(keys, ignore_conflicts=True)


@transaction.atomic
def known_or_new(*, data: PersonData, at: datetime) -> Person:
    """The person with this tax number or УНЗР and this birth date, else a new one.

    A number alone never makes two people one, nor does a name: a number that stands by somebody with another or an
    unknown birth date stays a claim of the newcomer, and a human settles. Somebody who comes in by two doors at the
    same moment is one person: the slower door finds what the faster made.
    """
    for _ in range(MOST_TRIES):
        owners = _owners_of_numbers(data)
        found = _known(data, *owners)
        if found is not None:
            _fill_gaps(found, data)
            return present(found)
        try:
            with transaction.atomic():
                return _newcomer(data, *owners, at)
        except IntegrityError:
            continue
    raise Conflict(code="person_changed")


def _owners_of_numbers(data: PersonData) -> tuple[Person | None, Person | None]:
    """By whom the tax number and the УНЗР of the data stand now."""
    return (
        Person.objects.filter(tax_number=data.tax_number).first() if data.tax_number else None,
        Person.objects.filter(unzr=data.unzr).first() if data.unzr else None,
    )


def _known(data: PersonData, by_tax_number: Person | None, by_unzr: Person | None) -> Person | None:
    """By tax number, then by УНЗР of somebody who has no other tax number; the birth dates must be known and equal."""
    found = by_tax_number or by_unzr
    if found is None or data.birth_date is None or found.birth_date != data.birth_date:
        return None
    if by_tax_number is None and found.tax_number and data.tax_number:
        return None
    return found


def _newcomer(data: PersonData, by_tax_number: Person | None, by_unzr: Person | None, at: datetime) -> Person:
    """A new person; a number that stands by somebody already is not taken over: it is claimed, and a human settles."""
    person = _create(
        replace(
            data,
            tax_number=None if by_tax_number else data.tax_number,
            unzr=None if by_unzr else data.unzr,
        ),
        at,
    )
    if by_tax_number or by_unzr:
        _claim(person, data)
    for candidate in {present(found) for found in (by_tax_number, by_unzr) if found}:
        IdentityCheck.objects.create(newcomer=person, candidate=candidate, opened_at=at)
    return person


def _claim(person: Person, data: PersonData) -> None:
    """Keep the numbers of the data that are not the person's own; an account's own numbers replace typed ones."""
    person.claimed_tax_number = data.tax_number or "" if data.tax_number != person.tax_number else ""
    person.claimed_unzr = data.unzr or "" if data.unzr != person.unzr else ""
    person.save(update_fields=["claimed_tax_number", "claimed_unzr"])


def claimed_person(*, data: PersonData, at: datetime) -> Person:
    """A new row of what somebody typed of another person. Its numbers are only claimed: nobody is looked up."""
    person = _create(replace(data, tax_number=None, unzr=None), at)
    _claim(person, data)
    return person


def data_of(person: Person) -> PersonData:
    """What is known, or only claimed, of a person."""
    return PersonData(
        surname=person.surname,
        given_name=person.given_name,
        patronymic=person.patronymic,
        birth_date=person.birth_date,
        tax_number=person.own_tax_number or None,
        unzr=person.own_unzr or None,
        document=person.document,
        citizenship=person.citizenship,
    )


def known_as(data: PersonData) -> Person | None:
    """Whom we know under a number of the data with the same birth date; nothing is changed."""
    found = _known(data, *_owners_of_numbers(data))
    return present(found) if found else None


def settle_claimed(*, person: Person, at: datetime) -> Person:
    """A human confirmed what was claimed of the person: she is whom we know by number and birth date, or herself.

    A number that stands by somebody with another birth date stays a claim, and a human settles whose it is; so it is
    with the document of a person without numbers. What the claim says changes nothing of a person we know.
    """
    person = present(person)
    if person.tax_number or person.unzr:
        return person
    for _ in range(MOST_TRIES):
        try:
            with transaction.atomic():
                return _settled(person, at)
        except IntegrityError:
            person.refresh_from_db()
    raise Conflict(code="person_changed")


def _settled(person: Person, at: datetime) -> Person:
    """The known person, with whom the claimed row is merged; or the row itself, now with its numbers."""
    data = data_of(person)
    owners = _owners_of_numbers(data)
    known = _known(data, *owners)
    if known is not None:
        known = present(known)
        list(
            Person.objects.select_for_update(no_key=True).filter(pk__in=(person.pk, known.pk)).order_by("pk")
        )
        person.claimed_tax_number = person.claimed_unzr = ""
        merge(person, known, at)
        return known
    person.tax_number = None if owners[0] else data.tax_number
    person.unzr = None if owners[1] else data.unzr
    _claim(person, data)
    person.save(update_fields=["tax_number", "unzr"])
    candidates = {present(found) for found in owners if found}
    if not data.tax_number and not data.unzr and data.document and data.birth_date:
        candidates |= set(_same_document(person, data))
    for candidate in candidates:
        IdentityCheck.objects.get_or_create(newcomer=person, candidate=candidate, defaults={"opened_at": at})
    return person


def _same_document(person: Person, data: PersonData) -> list[Person]:
    """Others with the same document and birth date: a human looks whether they are the same."""
    same = Person.objects.filter(
        document=plain_document(data.document), birth_date=data.birth_date, merged_into__isnull=True
    )
    return list(same.exclude(pk=person.pk))


def present(person: Person) -> Person:
    """The person into whom this one was merged, however many times; itself when it was not."""
    while person.merged_into is not None:
        person = person.merged_into
    return person


def _fill_gaps(person: Person, data: PersonData) -> None:
    """Take what we did not know yet; what we know is never overwritten silently."""
    gaps = {
        "tax_number": data.tax_number,
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

    By tax number, then by УНЗР, and only with the same birth date; a birth date that the identity lacks is read from
    its numbers. In doubt, a new person and a check that a human settles; until then nothing of the known person is
    shown. So it is without both numbers too, when the document and the birth date are those of somebody we know.
    """
    Account.objects.select_for_update().get(pk=account.pk)
    tied = person_of_account(account.pk)
    if tied is not None:
        return tied
    data = replace(
        data,
        birth_date=data.birth_date
        or numbers.born_by_tax_number(data.tax_number)
        or numbers.born_by_unzr(data.unzr),
    )
    person = known_or_new(data=data, at=at)
    _claim(person, data)
    basis = "tax_number" if data.tax_number else "unzr" if data.unzr else "document"
    Tie.objects.create(account=account, person=person, basis=basis, since=at)
    if basis == "document" and data.document and data.birth_date:
        for candidate in _same_document(person, data):
            IdentityCheck.objects.create(newcomer=person, candidate=candidate, opened_at=at)
    return person


@transaction.atomic
def settle_identity(
    *, by: Actor, check_id: uuid.UUID, same: bool, reason: str, at: datetime
) -> IdentityCheck:
    """A human says whether the newcomer is the person we know. "Same" ties the account to the known person.

    When the newcomer is already known as somebody, the candidate is that somebody too. What belonged to the merged one
    follows by the jobs `applications.adopt`, `personal_files.adopt` and `casework.adopt`. Raises Missing when the check
    is not of the actor's body, BadInput for a reason that is too short, Conflict when already settled.
    """
    permissions.SETTLE_IDENTITY.check_role(by)
    check = IdentityCheck.objects.select_for_update().filter(pk=check_id).first()
    if check is None:
        raise Missing
    permissions.SETTLE_IDENTITY.check(by, check)
    reason = legible(reason)
    if len(reason) < SHORTEST_REASON:
        raise BadInput({"reason": "Напишіть докладніше, як ви це встановили."})
    both = (check.newcomer_id, check.candidate_id)
    list(Person.objects.select_for_update(no_key=True).filter(pk__in=both).order_by("pk"))
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
            merge(newcomer, candidate, at)
        elif newcomer != candidate:
            merge(candidate, newcomer, at)
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


def merge(newcomer: Person, known: Person, at: datetime) -> None:
    """The newcomer's accounts, contacts and bodies are the known person's.

    A birth date of a confirmed identity replaces one that was only typed from paper: the human saw both.
    """
    confirmed = Tie.objects.filter(person=newcomer, until__isnull=True)
    if confirmed and newcomer.birth_date and not Tie.objects.filter(person=known).exists():
        known.birth_date = newcomer.birth_date
    for tie in confirmed:
        Tie.objects.filter(pk=tie.pk).update(until=at)
        Tie.objects.create(account=tie.account, person=known, basis="human_check", since=at)
    for contact in Contact.objects.filter(person=newcomer, until__isnull=True):
        keep_contact(person=known, channel=contact.channel, value=contact.value, at=at)
    known.bodies.add(*newcomer.bodies.all())
    known.claimed_tax_number = _claim_of(newcomer.own_tax_number, known.tax_number, known.claimed_tax_number)
    known.claimed_unzr = _claim_of(newcomer.own_unzr, known.unzr, known.claimed_unzr)
    known.save(update_fields=["birth_date", "claimed_tax_number", "claimed_unzr"])
    newcomer.merged_into = known
    newcomer.save(update_fields=["merged_into"])
    move_mandates(newcomer=newcomer, known=known, at=at)
    move_death(newcomer=newcomer, known=known, at=at)
    for name in ("applications.adopt", "personal_files.adopt", "casework.adopt"):
        jobs.plan(name, newcomer_id=str(newcomer.pk), person_id=str(known.pk))


def _claim_of(number: str, own: str | None, claimed: str) -> str:
    """The number with which a merged person goes on signing, where the known one has another or none."""
    return number if number and number != own else claimed


def keep_contact(*, person: Person, channel: str, value: str, at: datetime) -> None:
    """Keep the address or phone that an application gives; the former one ends. An empty value changes nothing."""
    if value:
        change_contact(person=person, channel=channel, value=value, at=at)


def keep_contacts(*, person: Person, values: Mapping[str, str], at: datetime) -> None:
    """Keep the address and the phone that an application gives, by channel; former ones end. Runs in a transaction.

    An empty value changes nothing, and so does one that is in force already.
    """
    known = {row.channel: row.value for row in _CONTACTS.rows(person.pk)}
    for channel, value in values.items():
        if not value or known.get(channel) == value:
            continue
        first = Contact(person=person, channel=channel, value=value, since=at)
        if channel in known or not insert([first], unless_there=True):
            keep_contact(person=person, channel=channel, value=value, at=at)


_CONTACTS = Ready(
    lambda person_id: Contact.objects.filter(person_id=person_id, until__isnull=True), uuid.UUID
)


@transaction.atomic
def change_contact(*, person: Person, channel: str, value: str, at: datetime) -> None:
    """Make this the address or phone of the person; the former one ends. An empty value only ends it."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    current = Contact.objects.filter(person=person, channel=channel, until__isnull=True).first()
    if current is not None:
        if current.value == value:
            return
        current.until = at
        current.save(update_fields=["until"])
    if value:
        Contact.objects.create(person=person, channel=channel, value=value, since=at)


def note_body(*, person_id: uuid.UUID, organisation: Organisation) -> None:
    """A case of the person came to the organisation: a deciding body may settle who the person is from now on."""
    if organisation.kind in DECIDING_KINDS:
        insert(
            [Person.bodies.through(person_id=person_id, organisation_id=organisation.pk)], unless_there=True
        )
