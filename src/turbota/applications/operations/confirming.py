"""Submitting without a key: an eID of high or medium trust stands beside a signature (the portal's Regulation, II.2(1)).

What was agreed, over which bytes, how the person was identified and when is kept as evidence. An identification of low
trust shows the cabinet and nothing more; an old one has to be repeated, because a browser may lie open for days.
"""

import json
import uuid
from datetime import datetime, timedelta

from django.db import transaction

from turbota.access import limits
from turbota.access.actors import Actor
from turbota.access.models import Account, Identification
from turbota.access.queries import identification
from turbota.applications import permissions
from turbota.applications.models import Application, Confirmation
from turbota.applications.operations import submission
from turbota.applications.operations.acceptance import close_request
from turbota.applications.operations.locking import locked
from turbota.applications.operations.resigning import wanted_again
from turbota.applications.states import State
from turbota.documents import operations as files
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Refused
from turbota.kernel.keyed import keyed_hash
from turbota.law import texts
from turbota.people.models import Person

GOOD = (Identification.Level.HIGH, Identification.Level.MEDIUM)
FRESH = timedelta(hours=1)
"""How long an identification is good for submitting: our own caution, no act names a time."""
CONFIRMED_AGAIN = "Заяву підтверджено ще раз засобом електронної ідентифікації."


def good_for_submitting(known: Identification | None, at: datetime) -> bool:
    """Whether the person was identified well enough and not too long ago."""
    return known is not None and known.level in GOOD and at - FRESH <= known.at <= at


def _good(by: Actor, identification_id: uuid.UUID | None, at: datetime) -> Identification:
    """The identification of the actor. Raises Refused with a way out when it is weak, old or somebody else's."""
    known = identification(identification_id) if identification_id else None
    if known is None or known.account_id != by.account_id:
        raise Refused("Увійдіть через id.gov.ua ще раз: заяву збережено.", code="not_identified")
    if known.level not in GOOD:
        raise Refused(
            "Так увійти можна, щоб читати, але не щоб подати заяву. Увійдіть електронним підписом або через "
            "BankID, чи підпишіть заяву своїм ключем. Усе збережено.",
            code="weak_identification",
        )
    if not good_for_submitting(known, at):
        raise Refused(
            "Ви увійшли давно. Підтвердьте ще раз, що це ви: увійдіть через id.gov.ua. Заяву збережено.",
            code="old_identification",
        )
    return known


def submit_identified(
    *,
    by: Actor,
    application_id: uuid.UUID,
    sha256: str,
    agreed: bool,
    identification_id: uuid.UUID | None,
    at: datetime,
) -> Application:
    """Register the printed application that the person confirms without a key (R046).

    `sha256` (hex) is the digest of the bytes that were shown. The same twice gives the same number. Raises BadInput
    when the statement is not agreed to, Refused for a weak, old or foreign identification, Conflict when answers
    changed after the paper was printed.
    """
    seen = submission.found(application_id)
    permissions.SUBMIT.check(by.on(clock.day_of(at)), seen)
    if seen.state != State.DRAFT and seen.paper is not None and seen.paper.sha256 == sha256:
        return seen
    _check_agreed(agreed)
    known = _good(by, identification_id, at)
    limits.spend(limits.SUBMISSIONS, by.account_id, at)
    with transaction.atomic():
        application = locked(application_id, action=permissions.SUBMIT, by=by, at=at)
        if application.state != State.DRAFT:
            return application
        signatory = submission.ready(application, sha256, at)
        _keep(application, signatory, known, at)
        submission.keep_contacts(application, at)
        submission.register(application, by=by, at=at)
        return application


def confirm_again(
    *,
    by: Actor,
    application_id: uuid.UUID,
    sha256: str,
    agreed: bool,
    identification_id: uuid.UUID | None,
    at: datetime,
) -> Application:
    """Confirm without a key an application whose signature turned out invalid; number and date stay.

    The signature that failed stays in the history of the case; the application stands on the confirmation.
    """
    permissions.SUBMIT.check(by.on(clock.day_of(at)), submission.found(application_id))
    _check_agreed(agreed)
    known = _good(by, identification_id, at)
    with transaction.atomic():
        application = locked(application_id, action=permissions.SUBMIT, by=by, at=at)
        request, signatory = wanted_again(application, sha256, at)
        _keep(application, signatory, known, at)
        application.signature = None
        application.save(update_fields=["signature"])
        close_request(application, request, text=CONFIRMED_AGAIN, by=by, at=at)
        return application


def _check_agreed(agreed: bool) -> None:
    if not agreed:
        raise BadInput(
            {"agreed": "Прочитайте й поставте позначку: без неї заяву без підпису подати не можна."}
        )


def _keep(application: Application, signatory: Person, known: Identification, at: datetime) -> None:
    """Keep the confirmation with its evidence. Raises Refused when the account is not of who signs."""
    account = Account.objects.get(pk=known.account_id)
    if account.identity_key not in _keys_of(signatory):
        raise Refused(
            "Ви увійшли не тією людиною, яка подає цю заяву. Увійдіть ще раз або підпишіть заяву ключем.",
            code="foreign_identification",
        )
    assert application.paper is not None
    statement = texts.text("confirmation", clock.day_of(at))
    told = {
        "agreed": {
            "statement": statement.text,
            "statement_version": statement.version,
            "warning_version": application.warning_version,
            "consent_version": application.consent_version,
            "paper_sha256": application.paper.sha256,
            "at": at.astimezone(clock.KYIV).isoformat(),
        },
        "identified": {
            "name": account.name,
            "tax_number": signatory.own_tax_number,
            "unzr": signatory.own_unzr,
            "provider": known.provider,
            "means": known.means,
            "level": known.level,
            "issuer": known.issuer,
            "serial": known.serial,
            "at": known.at.astimezone(clock.KYIV).isoformat(),
        },
    }
    content = json.dumps(told, ensure_ascii=False, sort_keys=True, indent=1).encode()
    Confirmation.objects.create(
        application=application,
        identification=known,
        paper_sha256=application.paper.sha256,
        statement_version=statement.version,
        evidence=files.keep(content=content, media_type="application/json", at=at),
        at=at,
    )


def _keys_of(person: Person) -> set[str]:
    """Under which keys an account of this very person may be known (see the sign-in page)."""
    told = {f"tax:{person.own_tax_number}"} if person.own_tax_number else set()
    if person.own_unzr:
        told.add(f"unzr:{person.own_unzr}")
    if person.document:
        told.add(f"document:{person.document}:{person.birth_date}")
    return {keyed_hash(one) for one in told}
