"""Verbs of mandates: one person acts for another.

A claim opens nothing of the represented person: it makes a row of what the claimant typed, the same whether we know
the person or not. Confirming is the moment when that row becomes the person we know (`_settled`).
"""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction

from turbota.access import limits
from turbota.access.actors import SYSTEM, Actor
from turbota.access.rules import Action
from turbota.audit.operations import record
from turbota.documents import operations as files
from turbota.documents.scans import Scan
from turbota.kernel import clock, jobs
from turbota.kernel.errors import BadInput, Conflict, Forbidden, Missing, Refused
from turbota.kernel.keyed import keyed_hash
from turbota.kernel.legible import legible
from turbota.kernel.workflow import advance
from turbota.people import permissions
from turbota.people.claims import (
    Scope,
    check_alive,
    check_data,
    check_not_oneself,
    check_represents,
    check_same_scope,
    is_minor,
    key_of,
    last_day,
    number_faults,
    scope_faults,
)
from turbota.people.locking import locked_to_settle
from turbota.people.models import Mandate, Person, Tie
from turbota.people.operations import PersonData, claimed_person, data_of, known_as, settle_claimed
from turbota.people.states import MACHINE, OPEN, MandateKind, MandateState

PDF = "application/pdf"
SHORTEST_REASON = 10
SHORTEST_TITLE = 5
LONGEST_TITLE = 300


@transaction.atomic
def claim(
    *, by: Actor, kind: str, data: PersonData, scope: Scope, at: datetime, paper_number: str = ""
) -> Mandate:
    """Say that the actor acts for the person named in `data`. The same claim made again is the one that is there.

    `paper_number`: under which a register knows the document. Nothing is looked up: the answer and the work are the same
    whether the person is known or not. Raises BadInput for data that nobody can have, Refused after too many claims in a
    day.
    """
    permissions.CLAIM_MANDATE.check_role(by)
    today = clock.day_of(at)
    if by.person_id is None:
        raise Conflict("Увійдіть до кабінету ще раз.", code="no_person")
    check_represents(kind)
    representative = Person.objects.select_for_update(no_key=True).get(pk=by.person_id)
    check_data(data, kind, today, scope_faults(scope) | number_faults(paper_number))
    check_alive(representative)
    check_not_oneself(data, representative)
    until = last_day(kind, data.birth_date, scope, today)
    key = key_of(data)
    there = Mandate.objects.select_for_update(of=("self",)).filter(
        representative=representative, key=key, kind=kind, state__in=OPEN
    )
    found = there.first()
    if found is not None and not found.over(today):
        check_same_scope(found, scope)
        note_number(found, paper_number)
        return found
    if found is not None:
        end_over(found, at=at)
    limits.spend(limits.CLAIMS, by.account_id, at)
    mandate = enter(
        Mandate(
            kind=kind,
            representative=representative,
            represented=claimed_person(data=data, at=at),
            key=key,
            until=until,
            paper_number=legible(paper_number),
        ),
        scope,
        by=by,
        at=at,
    )
    note_act(mandate, by=by, action=permissions.CLAIM_MANDATE, purpose="заявлення повноважень", at=at)
    return mandate


@transaction.atomic
def claim_at_counter(
    *,
    by: Actor,
    representative: Person,
    represented: Person,
    kind: str,
    scope: Scope,
    at: datetime,
    paper_number: str = "",
) -> Mandate:
    """An officer writes down that somebody at the counter acts for the person of a case; the caller checked the right.

    Nothing is confirmed by it. The pair's open mandate of the kind is taken when there is one. Raises BadInput for a
    parent of somebody of age and for a person who acts for herself.
    """
    today = clock.day_of(at)
    check_represents(kind)
    check_alive(representative, represented)
    if representative.pk == represented.pk:
        raise BadInput({"surname": "Це сам заявник: представник має бути іншою людиною."})
    if kind == MandateKind.PARENT and not is_minor(represented, today):
        raise BadInput({"kind": "Заявник уже повнолітній. Виберіть довіреність, опіку або піклування."})
    faults = scope_faults(scope) | number_faults(paper_number)
    if faults:
        raise BadInput(faults)
    until = last_day(kind, represented.birth_date, scope, today)
    Person.objects.select_for_update(no_key=True).get(pk=representative.pk)
    open_ones = Mandate.objects.select_for_update(of=("self",)).filter(
        representative=representative, represented=represented, kind=kind, state__in=OPEN
    )
    found = next((row for row in open_ones.order_by("claimed_at") if not row.over(today)), None)
    if found is not None:
        note_number(found, paper_number)
        return found
    key = keyed_hash(f"mandate:{represented.pk}:{at.isoformat()}")
    new = Mandate(kind=kind, representative=representative, represented=represented, key=key, until=until)
    new.paper_number = legible(paper_number)
    return enter(new, scope, by=by, at=at)


def note_number(mandate: Mandate, number: str) -> None:
    """Keep the number that the locked claim lacked till now, and let the register be asked by it."""
    if legible(number) and not mandate.paper_number and mandate.state == MandateState.CLAIMED:
        mandate.paper_number = legible(number)
        mandate.save(update_fields=["paper_number"])
        jobs.plan("exchange.open_question", queue=jobs.URGENT, subject_id=str(mandate.pk), step_id="")


def enter(mandate: Mandate, scope: Scope, *, by: Actor, at: datetime) -> Mandate:
    """Keep a new claim with its scope and its first step."""
    mandate.kinds, mandate.powers = list(scope.kinds), list(scope.powers)
    mandate.since, mandate.claimed_at = clock.day_of(at), at
    mandate.save(force_insert=True)
    advance(MACHINE, mandate, "claim", by=by, at=at)
    return mandate


def locked_mandate(mandate_id: uuid.UUID, *, action: Action, by: Actor) -> Mandate:
    """The mandate, locked. Raises Missing when it is not there or the actor may not do this to it."""
    mandate = Mandate.objects.select_for_update(of=("self",)).filter(pk=mandate_id).first()
    if mandate is None:
        raise Missing
    action.check(by, mandate)
    return mandate


def note_act(mandate: Mandate, *, by: Actor, action: Action, purpose: str, at: datetime) -> None:
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
    mandate = locked_mandate(mandate_id, action=action, by=by)
    faults = {}
    if len(legible(title)) < SHORTEST_TITLE:
        faults["title"] = "Напишіть, що це за документ і який у нього номер."
    if scan is None:
        faults["files"] = "Додайте фото або файл документа."
    if faults or scan is None:
        raise BadInput(faults)
    _check_not_over(mandate, at)
    mandate.basis = legible(title)[:LONGEST_TITLE]
    mandate.evidence = files.keep(content=scan.pdf, media_type=PDF, at=at, pages=scan.pages, dpi=scan.dpi)
    advance(MACHINE, mandate, "give_evidence", by=by, at=at, changed=["basis", "evidence"])
    note_act(mandate, by=by, action=action, purpose="документ про повноваження", at=at)
    return mandate


def _check_not_over(mandate: Mandate, at: datetime) -> None:
    if mandate.over(clock.day_of(at)):
        raise Conflict("Ці повноваження вже закінчилися.", code="mandate_over")


def is_oneself(by: Actor, person: Person) -> bool:
    """Whether who is at the screen is the person: by the РНОКПП, or by the same account."""
    if by.tax_number and by.tax_number in (person.tax_number, person.claimed_tax_number):
        return True
    if by.account_id is None:
        return False
    return Tie.objects.filter(person=person, until__isnull=True, account_id=by.account_id).exists()


def check_other_hands(by: Actor, representative: Person, action: Action) -> None:
    """Raise Forbidden when the officer is the representative: by the РНОКПП, or by the same account."""
    if is_oneself(by, representative):
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
    mandate = locked_to_settle(mandate_id)
    action.check(by, mandate)
    if mandate.representative is None:
        raise Conflict("Допомогу працівника не підтверджують.", code="help_is_not_confirmed")
    check_other_hands(by, mandate.representative, action)
    _check_reason(reason, "Напишіть, за яким документом ви це встановили.")
    if mandate.evidence_id is None:
        raise Refused(
            "Спершу попросіть документ про повноваження: без нього підтвердити не можна.", code="no_evidence"
        )
    mandate.confirmed_by_id, mandate.confirmed_in_id = by.account_id, by.organisation_id
    settle(mandate, by=by, reason=legible(reason), at=at, changed=["confirmed_by", "confirmed_in"])
    note_act(mandate, by=by, action=action, purpose="підтвердження повноважень", at=at)
    return mandate


def settle(mandate: Mandate, *, by: Actor, reason: str, at: datetime, changed: Iterable[str]) -> None:
    """The claim, locked by `locked_to_settle`, is true: its row becomes the person we know, and the mandate is in force.

    `changed`: what the caller has set on the mandate. Raises Conflict when it is settled, over or there already, Refused
    for a dead side and for oneself.
    """
    _check_not_over(mandate, at)
    person = settle_claimed(person=mandate.represented, at=at)
    check_alive(*Person.objects.filter(pk__in=(person.pk, mandate.representative_id)))
    if person.pk == mandate.representative_id:
        raise Refused("Це та сама людина: за себе повноваження не потрібні.", code="mandate_to_oneself")
    mandate.represented, mandate.confirmed_at = person, at
    every = ["represented", "confirmed_at", *changed]
    try:
        with transaction.atomic():
            advance(MACHINE, mandate, "confirm", by=by, at=at, reason=reason, changed=every)
    except IntegrityError:
        raise Conflict("Такі самі повноваження вже підтверджено.", code="mandate_twice") from None


@transaction.atomic
def refuse(*, by: Actor, action: Action, mandate_id: uuid.UUID, reason: str, at: datetime) -> Mandate:
    """The evidence does not show the right to act; the claimant is told why and may bring another document."""
    mandate = locked_mandate(mandate_id, action=action, by=by)
    _check_reason(reason, "Напишіть, чому документа не досить і який потрібен.")
    advance(MACHINE, mandate, "refuse", by=by, at=at, reason=legible(reason))
    note_act(mandate, by=by, action=action, purpose="відмова підтвердити повноваження", at=at)
    return mandate


@transaction.atomic
def revoke(
    *, by: Actor, mandate_id: uuid.UUID, reason: str, at: datetime, action: Action | None = None
) -> Mandate:
    """One of the two sides ends the mandate at once; an officer does it by his `action` and with a reason.

    Raises Conflict when it has already ended.
    """
    mandate = locked_mandate(mandate_id, action=action or permissions.REVOKE_MANDATE, by=by)
    if action is not None:
        _check_reason(reason, "Напишіть, чому повноваження припиняються.")
    advance(MACHINE, mandate, "revoke", by=by, at=at, reason=legible(reason))
    note_act(
        mandate, by=by, action=action or permissions.REVOKE_MANDATE, purpose="скасування повноважень", at=at
    )
    return mandate


OVER = "Строк повноважень минув."


def end_over(mandate: Mandate, *, at: datetime) -> None:
    """Write down that the last day of the locked mandate has passed."""
    advance(MACHINE, mandate, "end", by=SYSTEM, at=at, reason=OVER)


@transaction.atomic
def end_overdue(*, at: datetime, limit: int = 200) -> int:
    """Write down the end of mandates whose day has come; gives their number. Rights ended by the day itself."""
    rows = Mandate.objects.select_for_update(skip_locked=True).filter(
        state__in=OPEN, until__lte=clock.day_of(at)
    )
    found = list(rows.order_by("until", "pk")[:limit])
    for mandate in found:
        end_over(mandate, at=at)
    return len(found)


def _check_reason(reason: str, sentence: str) -> None:
    if len(legible(reason)) < SHORTEST_REASON:
        raise BadInput({"reason": sentence})


def known_represented(mandate: Mandate) -> Person | None:
    """The person we know under the numbers and the birth date that the claim names, for those who have to tell her."""
    if mandate.confirmed_at is not None:
        return mandate.represented
    return known_as(data_of(mandate.represented))


def ever_confirmed(mandate: Mandate) -> bool:
    """Whether somebody confirmed it, even if it is over by now."""
    return mandate.confirmed_at is not None and mandate.state != MandateState.REFUSED
