"""Verbs of mandates: one person acts for another.

A claim opens nothing of the represented person: it makes a row of what the claimant typed, the same whether we know
the person or not. Confirming is the moment when that row becomes the person we know (`_settled`).
"""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from turbota.access import limits
from turbota.access.actors import SYSTEM, Actor
from turbota.access.rules import Action
from turbota.audit.operations import record
from turbota.documents import operations as files
from turbota.documents.scans import Scan
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Conflict, Forbidden, Missing, Refused
from turbota.kernel.keyed import keyed_hash
from turbota.kernel.workflow import advance
from turbota.law.values import value
from turbota.people import names, numbers, permissions
from turbota.people.models import Mandate, Person, Tie
from turbota.people.operations import PersonData, claimed_person, data_of, known_as, settle_claimed
from turbota.people.states import MACHINE, OPEN, MandateKind, MandateState, Power

PDF = "application/pdf"
SHORTEST_REASON = 10
SHORTEST_TITLE = 5
LONGEST_TITLE = 300
OF_CHILDREN = (MandateKind.PARENT, MandateKind.GUARDIAN)


@dataclass(frozen=True)
class Scope:
    """What a mandate is for: kinds of assistance (none: all), what may be done, and until which day (not included)."""

    kinds: tuple[str, ...] = ()
    powers: tuple[str, ...] = tuple(Power.values)
    until: date | None = None


def majority_day(born: date, on: date) -> date:
    """The day on which somebody comes of age (Civil Code, art. 34), by the law of `on`. Born on 29 February: 1 March."""
    years = value("age.majority", on).value
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)


def is_minor(person: Person, on: date) -> bool:
    """Whether the person is under age on the day; somebody without a known birth date counts as of age."""
    return person.birth_date is not None and on < majority_day(person.birth_date, on)


def _key(data: PersonData) -> str:
    """The same for the same person named twice: by a number, else by name, birth date and document."""
    named = data.tax_number or data.unzr
    if named:
        return keyed_hash(f"mandate:{named}:{data.birth_date}")
    name = names.key(data.surname, data.given_name, data.patronymic)
    return keyed_hash(f"mandate:{name}:{data.birth_date}:{data.document}")


def _check_data(data: PersonData, kind: str, today: date) -> None:
    """Raise BadInput for what nobody can have: the sentences say nothing of whether the person is known."""
    faults = {}
    born = data.birth_date
    if not names.tidy(data.surname):
        faults["surname"] = "Напишіть прізвище з документа."
    if not names.tidy(data.given_name):
        faults["given_name"] = "Напишіть ім’я з документа."
    if born is None or born > today:
        faults["birth_date"] = "Напишіть дату народження з документа."
    elif kind == MandateKind.PARENT and today >= majority_day(born, today):
        faults["birth_date"] = (
            "Цій людині вже 18 років, вона подає заяву сама. Якщо ви дієте за довіреністю або як опікун, "
            "поверніться й виберіть це."
        )
    if born and numbers.born_by_tax_number(data.tax_number) not in (None, born):
        faults["tax_number"] = (
            "Перші п’ять цифр РНОКПП не відповідають даті народження. Звірте їх із документом."
        )
    if born and numbers.born_by_unzr(data.unzr) not in (None, born):
        faults["unzr"] = "Перші вісім цифр УНЗР не відповідають даті народження. Звірте їх із документом."
    if not (data.tax_number or data.unzr or data.document):
        faults["document"] = "Напишіть РНОКПП, УНЗР або серію й номер документа."
    if faults:
        raise BadInput(faults)


def _check_not_oneself(data: PersonData, representative: Person) -> None:
    same = {data.tax_number, data.unzr} & {representative.own_tax_number, representative.own_unzr} - {
        None,
        "",
    }
    if same:
        raise BadInput(
            {
                "tax_number": "Це ваш власний номер. Щоб подати заяву за себе, поверніться й виберіть «Для себе»."
            }
        )


def _until(kind: str, born: date | None, scope: Scope, today: date) -> date | None:
    """The day on which the mandate ends by itself: of a child's one, not later than the day of majority."""
    ends = [scope.until] if scope.until else []
    if kind in OF_CHILDREN and born is not None and today < majority_day(born, today):
        ends.append(majority_day(born, today))
    if scope.until is not None and scope.until <= today:
        raise BadInput({"until": "Цей день уже минув. Напишіть, до якого дня діє документ."})
    return min(ends, default=None)


@transaction.atomic
def claim(*, by: Actor, kind: str, data: PersonData, scope: Scope, at: datetime) -> Mandate:
    """Say that the actor acts for the person named in `data`. The same claim made again is the one that is there.

    Nothing is looked up: the answer and the work are the same whether the person is known or not. Raises BadInput
    for data that nobody can have, Refused after too many claims in a day.
    """
    permissions.CLAIM_MANDATE.check_role(by)
    today = clock.day_of(at)
    if by.person_id is None:
        raise Conflict("Увійдіть до кабінету ще раз.", code="no_person")
    representative = Person.objects.select_for_update(no_key=True).get(pk=by.person_id)
    _check_data(data, kind, today)
    _check_not_oneself(data, representative)
    until = _until(kind, data.birth_date, scope, today)
    key = _key(data)
    there = Mandate.objects.select_for_update(of=("self",)).filter(
        representative=representative, key=key, kind=kind, state__in=OPEN
    )
    found = there.first()
    if found is not None and not found.over(today):
        return found
    if found is not None:
        _end(found, by=SYSTEM, reason=OVER, at=at)
    limits.spend(limits.CLAIMS, by.account_id, at)
    mandate = _enter(
        Mandate(
            kind=kind,
            representative=representative,
            represented=claimed_person(data=data, at=at),
            key=key,
            until=until,
        ),
        scope,
        by=by,
        at=at,
    )
    _record(mandate, by=by, action=permissions.CLAIM_MANDATE, purpose="заявлення повноважень", at=at)
    return mandate


@transaction.atomic
def claim_at_counter(
    *, by: Actor, representative: Person, represented: Person, kind: str, scope: Scope, at: datetime
) -> Mandate:
    """An officer writes down that somebody at the counter acts for the person of a case; the caller checked the right.

    Nothing is confirmed by it. The pair's open mandate of the kind is taken when there is one. Raises BadInput for a
    parent of somebody of age and for a person who acts for herself.
    """
    today = clock.day_of(at)
    if representative.pk == represented.pk:
        raise BadInput({"surname": "Це сам заявник: представник має бути іншою людиною."})
    if kind == MandateKind.PARENT and not is_minor(represented, today):
        raise BadInput({"kind": "Заявник уже повнолітній. Виберіть довіреність, опіку або піклування."})
    until = _until(kind, represented.birth_date, scope, today)
    Person.objects.select_for_update(no_key=True).get(pk=representative.pk)
    open_ones = Mandate.objects.select_for_update(of=("self",)).filter(
        representative=representative, represented=represented, kind=kind, state__in=OPEN
    )
    found = next((row for row in open_ones.order_by("claimed_at") if not row.over(today)), None)
    if found is not None:
        return found
    key = keyed_hash(f"mandate:{represented.pk}:{at.isoformat()}")
    new = Mandate(kind=kind, representative=representative, represented=represented, key=key, until=until)
    return _enter(new, scope, by=by, at=at)


def _enter(mandate: Mandate, scope: Scope, *, by: Actor, at: datetime) -> Mandate:
    """Keep a new claim with its scope and its first step."""
    mandate.kinds, mandate.powers = list(scope.kinds), list(scope.powers)
    mandate.since, mandate.claimed_at = clock.day_of(at), at
    mandate.save(force_insert=True)
    advance(MACHINE, mandate, "claim", by=by, at=at)
    return mandate


def _locked(mandate_id: uuid.UUID, *, action: Action, by: Actor) -> Mandate:
    """The mandate, locked. Raises Missing when it is not there or the actor may not do this to it."""
    mandate = Mandate.objects.select_for_update(of=("self",)).filter(pk=mandate_id).first()
    if mandate is None:
        raise Missing
    action.check(by, mandate)
    return mandate


def _record(mandate: Mandate, *, by: Actor, action: Action, purpose: str, at: datetime) -> None:
    record(
        actor=by,
        action=action.name,
        right=action.right,
        subject_kind="mandate",
        subject_id=mandate.pk,
        purpose=purpose,
        at=at,
    )


@transaction.atomic
def give_evidence(
    *,
    by: Actor,
    mandate_id: uuid.UUID,
    title: str,
    scan: Scan | None,
    at: datetime,
    action: Action | None = None,
) -> Mandate:
    """Put the document on which the mandate rests; a refused claim waits for an officer again.

    An officer at the counter does it by his `action`. Raises BadInput without a title or a file.
    """
    action = action or permissions.GIVE_EVIDENCE
    mandate = _locked(mandate_id, action=action, by=by)
    faults = {}
    if len(title.strip()) < SHORTEST_TITLE:
        faults["title"] = "Напишіть, що це за документ і який у нього номер."
    if scan is None:
        faults["files"] = "Додайте фото або файл документа."
    if faults or scan is None:
        raise BadInput(faults)
    _check_not_over(mandate, at)
    mandate.basis = title.strip()[:LONGEST_TITLE]
    mandate.evidence = files.keep(content=scan.pdf, media_type=PDF, at=at, pages=scan.pages, dpi=scan.dpi)
    advance(MACHINE, mandate, "give_evidence", by=by, at=at, changed=["basis", "evidence"])
    _record(mandate, by=by, action=action, purpose="документ про повноваження", at=at)
    return mandate


def _check_not_over(mandate: Mandate, at: datetime) -> None:
    if mandate.over(clock.day_of(at)):
        raise Conflict("Ці повноваження вже закінчилися.", code="mandate_over")


def check_other_hands(by: Actor, representative: Person, action: Action) -> None:
    """Raise Forbidden when the officer is the representative: by the РНОКПП, or by the same account."""
    numbers_of = (representative.tax_number, representative.claimed_tax_number)
    accounts = Tie.objects.filter(person=representative, until__isnull=True).values_list(
        "account_id", flat=True
    )
    if (by.tax_number and by.tax_number in numbers_of) or by.account_id in set(accounts):
        raise Forbidden(
            "Представник у цій справі — ви самі. Попросіть колегу: документ про ваші повноваження перевіряє й "
            "записує інша людина.",
            code=f"same_person:{action.name}",
        )


@transaction.atomic
def confirm(*, by: Actor, action: Action, mandate_id: uuid.UUID, reason: str, at: datetime) -> Mandate:
    """An officer compared the evidence: from now on the representative acts for the person we know.

    `action`: the right of the officer, from the package that holds the cases. Raises BadInput without a reason,
    Refused without evidence, for oneself or for a child of age, Conflict when it is settled or over, Forbidden for the
    representative's own hands.
    """
    mandate = _locked(mandate_id, action=action, by=by)
    check_other_hands(by, mandate.representative, action)
    _check_reason(reason, "Напишіть, за яким документом ви це встановили.")
    if mandate.evidence_id is None:
        raise Refused(
            "Спершу попросіть документ про повноваження: без нього підтвердити не можна.", code="no_evidence"
        )
    _check_not_over(mandate, at)
    person = settle_claimed(person=mandate.represented, at=at)
    if person.pk == mandate.representative_id:
        raise Refused("Це та сама людина: за себе повноваження не потрібні.", code="mandate_to_oneself")
    mandate.represented = person
    mandate.confirmed_at, mandate.confirmed_by_id, mandate.confirmed_in_id = (
        at,
        by.account_id,
        by.organisation_id,
    )
    changed = ["represented", "confirmed_at", "confirmed_by", "confirmed_in"]
    try:
        with transaction.atomic():
            advance(MACHINE, mandate, "confirm", by=by, at=at, reason=reason.strip(), changed=changed)
    except IntegrityError:
        raise Conflict("Такі самі повноваження вже підтверджено.", code="mandate_twice") from None
    _record(mandate, by=by, action=action, purpose="підтвердження повноважень", at=at)
    return mandate


@transaction.atomic
def refuse(*, by: Actor, action: Action, mandate_id: uuid.UUID, reason: str, at: datetime) -> Mandate:
    """The evidence does not show the right to act; the claimant is told why and may bring another document."""
    mandate = _locked(mandate_id, action=action, by=by)
    _check_reason(reason, "Напишіть, чому документа не досить і який потрібен.")
    advance(MACHINE, mandate, "refuse", by=by, at=at, reason=reason.strip())
    _record(mandate, by=by, action=action, purpose="відмова підтвердити повноваження", at=at)
    return mandate


@transaction.atomic
def revoke(
    *, by: Actor, mandate_id: uuid.UUID, reason: str, at: datetime, action: Action | None = None
) -> Mandate:
    """One of the two sides ends the mandate at once; an officer does it by his `action` and with a reason.

    Raises Conflict when it has already ended.
    """
    mandate = _locked(mandate_id, action=action or permissions.REVOKE_MANDATE, by=by)
    if action is not None:
        _check_reason(reason, "Напишіть, чому повноваження припиняються.")
    advance(MACHINE, mandate, "revoke", by=by, at=at, reason=reason.strip())
    _record(
        mandate, by=by, action=action or permissions.REVOKE_MANDATE, purpose="скасування повноважень", at=at
    )
    return mandate


OVER = "Строк повноважень минув."


def _end(mandate: Mandate, *, by: Actor, reason: str, at: datetime) -> None:
    advance(MACHINE, mandate, "end", by=by, at=at, reason=reason)


@transaction.atomic
def end_overdue(*, at: datetime, limit: int = 200) -> int:
    """Write down the end of mandates whose day has come; gives their number. Rights ended by the day itself."""
    rows = Mandate.objects.select_for_update(skip_locked=True).filter(
        state__in=OPEN, until__lte=clock.day_of(at)
    )
    found = list(rows.order_by("until", "pk")[:limit])
    for mandate in found:
        _end(mandate, by=SYSTEM, reason=OVER, at=at)
    return len(found)


def _check_reason(reason: str, sentence: str) -> None:
    if len(reason.strip()) < SHORTEST_REASON:
        raise BadInput({"reason": sentence})


def known_represented(mandate: Mandate) -> Person | None:
    """The person we know under the numbers and the birth date that the claim names, for those who have to tell her."""
    if mandate.confirmed_at is not None:
        return mandate.represented
    return known_as(data_of(mandate.represented))


def ever_confirmed(mandate: Mandate) -> bool:
    """Whether somebody confirmed it, even if it is over by now."""
    return mandate.confirmed_at is not None and mandate.state != MandateState.REFUSED
