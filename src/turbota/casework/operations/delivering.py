"""The provider enters the contract and keeps the journal of services (R020, R297). Entries are corrected by new ones."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from turbota.access.actors import Actor
from turbota.access.rules import ENTER
from turbota.casework import delivery_permissions as rights
from turbota.casework import delivery_policies as policies
from turbota.casework import delivery_texts as texts
from turbota.casework.delivery_states import REFERRAL_MACHINE, NoticeKind, VisitOutcome
from turbota.casework.models import Contract, Referral, Visit
from turbota.casework.operations.referring import locked, note, notice, tell_person
from turbota.documents import operations as documents
from turbota.documents.models import StoredFile
from turbota.documents.scans import Scan
from turbota.kernel.clock import day_of
from turbota.kernel.errors import BadInput, Missing
from turbota.kernel.identifiers import new_id
from turbota.kernel.workflow import advance

MOST_AT_ONCE = 26
"""So many weeks ahead visits may be planned in one go: half a year, to the next review."""


@dataclass(frozen=True)
class Agreed:
    """What the contract says. `until`: the first day that it no longer covers; None: no end."""

    number: str
    since: date
    until: date | None = None
    signed_on: date | None = None
    urgent: bool = False


@dataclass(frozen=True)
class Entry:
    """One entry of the journal. `reason`: why a visit did not happen; `words`: more of it."""

    outcome: str
    starts_at: datetime
    minutes: int
    what: str
    where: str
    worker: str
    reason: str = ""
    words: str = ""


@transaction.atomic
def contract(
    *, by: Actor, referral_id: uuid.UUID, agreed: Agreed, scan: Scan | None, at: datetime
) -> Contract:
    """Enter the contract (law 2671-VIII, art. 23) with the scan of the signed paper; an urgent one may follow later.

    The fee is the one of the referral. Raises Missing, BadInput, Conflict.
    """
    referral = locked(referral_id)
    rights.CONTRACT.check(by, referral)
    policies.check_contract(
        number=agreed.number,
        since=agreed.since,
        until=agreed.until,
        signed_on=agreed.signed_on,
        on=day_of(at),
    )
    if scan is None and not agreed.urgent:
        raise BadInput({"scan": "Додайте скан підписаного договору або позначте, що послуга екстрена."})
    if scan is not None and agreed.signed_on is None:
        raise BadInput({"signed_on": "Напишіть, коли договір підписано."})
    return conclude(referral, agreed, scan=scan, by_key=False, by=by, at=at)


def conclude(
    referral: Referral, agreed: Agreed, *, scan: Scan | None, by_key: bool, by: Actor, at: datetime
) -> Contract:
    """The contract of the locked referral stands: signed on paper, by keys (`by_key`), or, being urgent, not yet."""
    advance(REFERRAL_MACHINE, referral, "contract", by=by, at=at)
    row = Contract.objects.create(
        referral=referral,
        number=agreed.number.strip(),
        signed_on=agreed.signed_on,
        since=agreed.since,
        until=agreed.until,
        fee_mode=referral.fee_mode,
        fee=referral.fee,
        unit=referral.offer.unit,
        urgent=scan is None and not by_key,
        by_key=by_key,
        scan=_kept(scan, at),
        entered_at=at,
        entered_by_id=by.account_id,
    )
    body = referral.offer.provider.organisation
    words = texts.begun(title=referral.title, organisation=body.short_name, since=agreed.since)
    tell_person(referral, words, by=by, at=at)
    note(by, rights.CONTRACT.name, ENTER, referral, at)
    return row


@transaction.atomic
def signed_later(
    *, by: Actor, referral_id: uuid.UUID, signed_on: date, scan: Scan | None, at: datetime
) -> Contract:
    """The signed paper of an urgent contract has come. Raises Missing, BadInput."""
    referral = locked(referral_id)
    rights.CONTRACT.check(by, referral)
    row = (
        Contract.objects.select_for_update()
        .filter(referral=referral, scan__isnull=True, by_key=False)
        .first()
    )
    if row is None or row.signed_on is not None:
        raise Missing(code="no_urgent_contract")
    if scan is None:
        raise BadInput({"scan": "Додайте скан підписаного договору."})
    if not row.since - timedelta(days=365) <= signed_on <= day_of(at):
        raise BadInput({"signed_on": "Перевірте день підпису: він не може бути пізніше, ніж сьогодні."})
    row.signed_on, row.scan = signed_on, _kept(scan, at)
    row.save(update_fields=["signed_on", "scan"])
    note(by, rights.CONTRACT.name, ENTER, referral, at)
    return row


def _kept(scan: Scan | None, at: datetime) -> StoredFile | None:
    if scan is None:
        return None
    return documents.keep(
        content=scan.pdf, media_type="application/pdf", at=at, pages=scan.pages, dpi=scan.dpi
    )


@transaction.atomic
def plan_visits(
    *, by: Actor, referral_id: uuid.UUID, entry: Entry, weeks: int, at: datetime
) -> Sequence[Visit]:
    """Plan a visit, or one every week for so many weeks at the same hour. Days beyond the contract are left out, and
    what this worker has planned for the same moment already is not planned again.

    Raises Missing, BadInput, Refused without a contract.
    """
    referral = locked(referral_id)
    rights.SERVE.check(by, referral)
    agreed = policies.check_served(referral)
    if not 1 <= weeks <= MOST_AT_ONCE:
        raise BadInput({"weeks": f"Напишіть число від 1 до {MOST_AT_ONCE}."})
    made = []
    for week in range(weeks):
        starts_at = _weeks_later(entry.starts_at, week)
        if week and not agreed.covers(day_of(starts_at)):
            break
        policies.check_entry(
            agreed, outcome=VisitOutcome.PLANNED, starts_at=starts_at, minutes=entry.minutes, what=entry.what,
            reason="", at=at,
        )  # fmt: skip
        if not _planned(referral, entry, starts_at, by):
            made.append(_row(by, referral, _with(entry, VisitOutcome.PLANNED, starts_at), None, "", at))
    note(by, rights.SERVE.name, ENTER, referral, at)
    return made


@transaction.atomic
def write(
    *,
    by: Actor,
    referral_id: uuid.UUID,
    entry: Entry,
    at: datetime,
    replaces: uuid.UUID | None = None,
    why: str = "",
) -> Visit:
    """Write what happened: a visit that was not planned, or, with `replaces`, what came of one, or a correction.

    An entry that was done, missed or cancelled is corrected only with a reason `why`; its confirmation then no longer
    counts. Two visits missed in a row are told to the manager. Raises Missing, BadInput, Conflict, Refused.
    """
    referral = locked(referral_id)
    rights.SERVE.check(by, referral)
    agreed = policies.check_served(referral)
    before = _before(referral, replaces, why)
    policies.check_entry(
        agreed, outcome=entry.outcome, starts_at=entry.starts_at, minutes=entry.minutes, what=entry.what,
        reason=entry.reason, at=at,
    )  # fmt: skip
    if entry.outcome == VisitOutcome.DONE:
        _check_once(referral, entry, before)
    row = _row(by, referral, entry, before, why, at)
    if row.outcome == VisitOutcome.MISSED and _missed_in_a_row(referral) == 2:
        text = texts.missed_notice(title=referral.title, number=referral.number)
        notice(referral, NoticeKind.MISSED_TWICE, f"missed:{row.root}", text, at=at)
    note(by, rights.SERVE.name, ENTER, referral, at)
    return row


def _before(referral: Referral, replaces: uuid.UUID | None, why: str) -> Visit | None:
    if replaces is None:
        return None
    before = Visit.objects.filter(pk=replaces, referral=referral).first()
    if before is None:
        raise Missing(code="no_such_visit")
    policies.check_last(before)
    if before.outcome != VisitOutcome.PLANNED and not why.strip():
        raise BadInput({"why": "Напишіть, чому виправляєте запис: попередній залишиться в історії."})
    return before


def _check_once(referral: Referral, entry: Entry, before: Visit | None) -> None:
    """A visit at the same moment was not written yet by somebody else."""
    same = referral.visits.current().filter(starts_at=entry.starts_at, outcome=VisitOutcome.DONE)
    if before is not None:
        same = same.exclude(pk=before.pk)
    if same.exists():
        raise BadInput({"starts_at": "Візит із таким початком уже записано. Відкрийте той запис."})


def _planned(referral: Referral, entry: Entry, starts_at: datetime, by: Actor) -> bool:
    """Whether this worker is to come at this very moment already: a form sent twice plans once."""
    same = referral.visits.current().filter(outcome=VisitOutcome.PLANNED, starts_at=starts_at)
    return same.filter(worker=entry.worker.strip() or by.name).exists()


def _missed_in_a_row(referral: Referral) -> int:
    """How many of the last visits that were to happen did not, one after another."""
    rows = referral.visits.current().filter(outcome__in=(VisitOutcome.DONE, VisitOutcome.MISSED))
    missed = 0
    for outcome in rows.order_by("-starts_at", "-pk").values_list("outcome", flat=True)[:3]:
        if outcome != VisitOutcome.MISSED:
            break
        missed += 1
    return missed


def _row(by: Actor, referral: Referral, entry: Entry, before: Visit | None, why: str, at: datetime) -> Visit:
    row_id = new_id()
    return Visit.objects.create(
        id=row_id,
        referral=referral,
        root=before.root if before else row_id,
        replaces=before,
        outcome=entry.outcome,
        starts_at=entry.starts_at,
        minutes=entry.minutes,
        what=entry.what.strip(),
        where=entry.where.strip()[:300],
        worker=entry.worker.strip() or by.name,
        reason=entry.reason if entry.outcome == VisitOutcome.MISSED else "",
        words=entry.words.strip(),
        why=why.strip()[:500],
        entered_at=at,
        entered_by_id=by.account_id,
    )


def _with(entry: Entry, outcome: str, starts_at: datetime) -> Entry:
    return Entry(outcome, starts_at, entry.minutes, entry.what, entry.where, entry.worker)


def _weeks_later(moment: datetime, weeks: int) -> datetime:
    """The same hour on the clock of Kyiv, also over a change to summer time."""
    return moment + timedelta(weeks=weeks)
