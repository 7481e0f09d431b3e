"""What is written on the social card: factors, risk, contact, sensitivity, notes."""

import uuid
from datetime import date, datetime

from django.db import transaction

from turbota.access.actors import Actor
from turbota.casework import case_permissions as permissions
from turbota.casework import factors, policies
from turbota.casework.case_changes import check_version, touch, worded, write
from turbota.casework.case_states import Change, Risk
from turbota.casework.localities import locality
from turbota.casework.models import Case, CaseChange, CaseFactor
from turbota.casework.operations.applying import guard_applications, hold_applications
from turbota.casework.operations.opening import locked
from turbota.casework.states import Sensitivity
from turbota.kernel.clock import day_of
from turbota.kernel.errors import BadInput, Missing


@transaction.atomic
def note_factor(
    *, by: Actor, case_id: uuid.UUID, code: str, evidence: str, since: date, at: datetime
) -> CaseFactor:
    """Write a factor with its evidence. One that is there already keeps its day and gets the new evidence.

    Raises Missing, Refused for a closed case, BadInput.
    """
    case = locked(case_id)
    permissions.NOTE_FACTOR.check(by, case)
    policies.check_open(case)
    problems = {}
    if code not in {one.code for one in factors.factors(day_of(at))}:
        problems["code"] = "Виберіть чинник зі списку."
    if since > day_of(at):
        problems["since"] = "День не може бути в майбутньому."
    if problems:
        raise BadInput(problems)
    evidence = worded("evidence", evidence, "Напишіть, звідки це відомо: документ, чиї слова, що ви бачили.")
    found, made = CaseFactor.objects.get_or_create(
        case=case, code=code, until=None,
        defaults={"evidence": evidence, "since": since, "noted_by_id": by.account_id, "noted_at": at},
    )  # fmt: skip
    if not made:
        found.evidence = evidence
        found.save(update_fields=["evidence"])
    touch(case, at)
    write(case, Change.FACTOR, by=by, action=permissions.NOTE_FACTOR, at=at, value=code, reason=evidence)
    return found


@transaction.atomic
def end_factor(
    *, by: Actor, case_id: uuid.UUID, factor_id: uuid.UUID, reason: str, at: datetime
) -> CaseFactor:
    """The factor is no longer there. Ending twice changes nothing. Raises Missing, Refused, BadInput."""
    case = locked(case_id)
    permissions.NOTE_FACTOR.check(by, case)
    policies.check_open(case)
    found = case.factors.filter(pk=factor_id).first()
    if found is None:
        raise Missing
    if found.until is None:
        reason = worded("reason", reason, "Напишіть, що змінилося.")
        found.until = max(day_of(at), found.since)
        found.save(update_fields=["until"])
        touch(case, at)
        write(
            case, Change.FACTOR, by=by, action=permissions.NOTE_FACTOR, at=at, value=f"знято: {found.code}",
            reason=reason,
        )  # fmt: skip
    return found


@transaction.atomic
def set_risk(
    *, by: Actor, case_id: uuid.UUID, risk: str, reason: str, at: datetime, version: int | None = None
) -> Case:
    """Say how much may go wrong and why. Raises Missing, Refused, Conflict, BadInput."""
    case = locked(case_id)
    permissions.SET_RISK.check(by, case)
    policies.check_open(case)
    check_version(case, version)
    if risk not in Risk.values:
        raise BadInput({"risk": "Виберіть рівень ризику."})
    reason = worded("reason", reason, "Напишіть, чому саме такий ризик.")
    case.risk = risk
    touch(case, at, "risk")
    write(case, Change.RISK, by=by, action=permissions.SET_RISK, at=at, value=risk, reason=reason)
    return case


@transaction.atomic
def set_contact(
    *,
    by: Actor,
    case_id: uuid.UUID,
    address: str,
    protected: bool,
    phone: str,
    at: datetime,
    place_code: str = "",
    version: int | None = None,
) -> Case:
    """Where the person is and how to call her; a protected address is shown to the manager and the supervisor alone.

    `place_code`: the place of the codifier, empty for none. The row of the change repeats neither the address nor the
    place. Raises Missing, Refused, Conflict, BadInput for a code of no place.
    """
    hold_applications(case_id)
    case = locked(case_id)
    permissions.SET_CONTACT.check(by, case)
    policies.check_open(case)
    check_version(case, version)
    case.address, case.address_protected, case.phone = address.strip(), protected, phone.strip()
    case.locality = locality(place_code)
    touch(case, at, "address", "locality", "address_protected", "phone")
    guard_applications(case)
    words = "адресу захищено" if protected else "адресу можна показувати"
    write(case, Change.ADDRESS, by=by, action=permissions.SET_CONTACT, at=at, value=words)
    return case


@transaction.atomic
def set_sensitivity(
    *, by: Actor, case_id: uuid.UUID, value: str, reason: str, at: datetime, version: int | None = None
) -> Case:
    """Make the case sensitive, or ordinary again, with a reason. Raises Missing, Refused, Conflict, BadInput."""
    hold_applications(case_id)
    case = locked(case_id)
    permissions.SET_SENSITIVITY.check(by, case)
    policies.check_open(case)
    check_version(case, version)
    if value not in Sensitivity.values:
        raise BadInput({"value": "Виберіть зі списку."})
    reason = worded("reason", reason, "Напишіть, чому так вирішили.")
    case.sensitivity = value
    touch(case, at, "sensitivity")
    guard_applications(case)
    write(
        case, Change.SENSITIVITY, by=by, action=permissions.SET_SENSITIVITY, at=at, value=value, reason=reason
    )
    return case


@transaction.atomic
def note(*, by: Actor, case_id: uuid.UUID, note_id: uuid.UUID, text: str, at: datetime) -> CaseChange:
    """A note for the record of other information (social card, section 9). A form sent twice writes once.

    Raises Missing, BadInput without words.
    """
    case = locked(case_id)
    permissions.NOTE.check(by, case)
    known = CaseChange.objects.filter(pk=note_id, case=case).first()
    if known is not None:
        return known
    text = worded("text", text, "Напишіть, що треба пам’ятати.")
    return write(case, Change.NOTE, by=by, action=permissions.NOTE, at=at, reason=text, change_id=note_id)
