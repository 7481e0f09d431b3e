"""An officer helps a person at the counter to fill an application in: a mandate of its own kind.

The officer writes down what the person tells and shows; nothing is looked up, so nothing that we know of her comes onto
his screen. He may fill and attach, never sign: the person takes the draft over in her own cabinet and signs it there.
It always ends by itself, and she may end it at any moment.
"""

import uuid
from datetime import date, datetime, timedelta

from django.db import transaction

from turbota.access import limits
from turbota.access.actors import Actor
from turbota.access.models import INTAKE_KINDS, Account, Organisation, Role
from turbota.kernel import clock
from turbota.kernel.errors import Forbidden, Refused
from turbota.kernel.legible import legible
from turbota.people import permissions
from turbota.people.claims import Scope, check_data, key_of
from turbota.people.mandates import LONGEST_TITLE, SHORTEST_TITLE, end_over, enter, note_act
from turbota.people.models import Mandate, Person
from turbota.people.operations import PersonData, claimed_person, merge, settle_claimed
from turbota.people.states import OPEN, MandateKind, Power

USUAL_DAYS = 7
LONGEST_DAYS = 30
"""Our own bounds, not a term of the law: as long as a person needs to bring what is missing."""


@transaction.atomic
def begin_help(
    *,
    by: Actor,
    organisation_id: uuid.UUID,
    data: PersonData,
    kind: str,
    seen: str,
    until: date | None,
    at: datetime,
) -> Mandate:
    """The officer begins to help the person named in `data` with one kind of assistance, until a day (not included).

    `seen`: the document by which he knows who she is. The same help begun again is the one that is there. Raises
    Forbidden for an office where he takes no applications and for himself, BadInput for data that nobody can have,
    without a number or document of the person, without what was seen or for a term that is too long.
    """
    permissions.HELP.check_role(by)
    assert by.account_id is not None
    today = clock.day_of(at)
    _check_office(by, organisation_id)
    until = until or today + timedelta(days=USUAL_DAYS)
    check_data(data, MandateKind.OFFICER_HELP, today, _faults(data, seen, until, today))
    if by.tax_number and by.tax_number == data.tax_number:
        raise Forbidden(
            "Це ви самі. Свою заяву заповніть у власному кабінеті або попросіть колегу.",
            code="same_person:mandate.help",
        )
    key = key_of(data)
    Account.objects.select_for_update(no_key=True).get(pk=by.account_id)
    there = Mandate.objects.select_for_update(of=("self",)).filter(
        helper_id=by.account_id, office_id=organisation_id, key=key, kinds=[kind], state__in=OPEN
    )
    found = there.first()
    if found is not None and not found.over(today):
        return found
    if found is not None:
        end_over(found, at=at)
    limits.spend(limits.HELPS, by.account_id, at)
    new = Mandate(
        kind=MandateKind.OFFICER_HELP,
        helper_id=by.account_id,
        office=Organisation.objects.get(pk=organisation_id),
        represented=claimed_person(data=data, at=at),
        key=key,
        until=until,
        basis=legible(seen)[:LONGEST_TITLE],
    )
    mandate = enter(new, Scope(kinds=(kind,), powers=(Power.FILL.value,)), by=by, at=at)
    note_act(mandate, by=by, action=permissions.HELP, purpose="допомога із заявою", at=at)
    return mandate


def _check_office(by: Actor, organisation_id: uuid.UUID) -> None:
    here = {post.organisation_id for post in by.posts if post.role == Role.COMMUNITY_OFFICER}
    kinds = {post.organisation_id: post.organisation_kind for post in by.posts}
    if organisation_id not in here or kinds[organisation_id] not in INTAKE_KINDS:
        raise Forbidden("Ви не приймаєте заяви в цій організації.", code="foreign_organisation")


def _faults(data: PersonData, seen: str, until: date, today: date) -> dict[str, str]:
    faults = {}
    if not (data.tax_number or data.unzr or data.document):
        faults["document"] = (
            "Напишіть РНОКПП, УНЗР або серію й номер документа: за ним людина знайде заяву у своєму кабінеті."
        )
    if len(legible(seen)) < SHORTEST_TITLE:
        faults["seen"] = "Напишіть, за яким документом ви встановили особу: назва, серія й номер."
    if until <= today:
        faults["until"] = "Цей день уже минув. Напишіть, до якого дня ви допомагаєте."
    elif (until - today).days > LONGEST_DAYS:
        faults["until"] = f"Допомога діє не довше ніж {LONGEST_DAYS} днів. Потім її можна почати знову."
    return faults


def check_help(mandate: Mandate | None, today: date) -> None:
    """Raise Refused unless the mandate is help that goes on today; the row is held by the caller."""
    if mandate is None or not mandate.is_help or mandate.state not in OPEN or mandate.over(today):
        raise Refused(
            "Допомогу закінчено або людина взяла заяву собі. Змінити її тут уже не можна.", code="help_over"
        )


def settle_helped(mandate: Mandate, *, person_id: uuid.UUID | None, at: datetime) -> Person:
    """The person of the help, locked by `locking.locked_to_settle`: whom we know, or who is at the screen by her document.

    Who has no number is known by the document of her sign-in alone: the officer saw the same one, with the same birth date,
    and the draft holds nothing but what he wrote down.
    """
    row = mandate.represented
    mine = Person.objects.filter(pk=person_id).first() if person_id else None
    if mandate.is_help and mine is not None and _same_by_document(row, mine):
        merge(row, mine, at)
        return mine
    return settle_claimed(person=row, at=at)


def _same_by_document(row: Person, mine: Person) -> bool:
    numbers = (row.own_tax_number, row.own_unzr, mine.own_tax_number)
    if any(numbers) or row.merged_into_id is not None or row.pk == mine.pk:
        return False
    named = [(one.document, one.birth_date, one.name_key) for one in (row, mine)]
    return bool(row.document and row.birth_date) and named[0] == named[1]
