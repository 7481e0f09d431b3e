"""What a register does with a mandate: it confirms a claim, or says that a confirmed one is not in force any more.

It refuses nobody: where a register does not confirm, the claim stays a claim, and an officer looks at the paper.
"""

import uuid
from datetime import date, datetime, timedelta

from django.db import transaction

from turbota.access.actors import SYSTEM
from turbota.audit.operations import record
from turbota.kernel import clock
from turbota.kernel.errors import Refused
from turbota.kernel.workflow import advance
from turbota.people.ending import BY_REGISTER
from turbota.people.locking import locked_to_settle
from turbota.people.mandates import LONGEST_TITLE, settle
from turbota.people.models import Mandate
from turbota.people.states import MACHINE, MandateState


@transaction.atomic
def confirm_by_register(
    *, mandate_id: uuid.UUID, register: str, basis: str, till: date | None, at: datetime
) -> bool:
    """The register `register` confirms the claim on the record `basis`, till a day that still counts.

    False, and nothing changes, when it is not a claim any more (an officer was faster, a side ended it) or may not be
    confirmed: a side died, the same right is confirmed already, or the day is over.
    """
    mandate = locked_to_settle(mandate_id)
    if mandate.state != MandateState.CLAIMED or mandate.representative is None:
        return False
    mandate.until = _sooner(mandate, till)
    mandate.register = register
    mandate.basis = (f"{basis}; документ: {mandate.basis}" if mandate.basis else basis)[:LONGEST_TITLE]
    try:
        with transaction.atomic():
            settle(mandate, by=SYSTEM, reason=basis, at=at, changed=["until", "register", "basis"])
    except Refused:
        return False
    _note(mandate, "mandate.confirm", "підтвердження повноважень реєстром", at)
    return True


@transaction.atomic
def end_by_register(*, mandate_id: uuid.UUID, at: datetime) -> bool:
    """The register says that a confirmed mandate is not in force any more: it ends, and both sides are told.

    False when it was not in force anyway.
    """
    mandate = locked_to_settle(mandate_id)
    if mandate.state != MandateState.CONFIRMED or mandate.over(clock.day_of(at)):
        return False
    advance(MACHINE, mandate, "end", by=SYSTEM, at=at, reason=BY_REGISTER)
    _note(mandate, "mandate.end", "повноваження закінчилося за відповіддю реєстру", at)
    return True


@transaction.atomic
def shorten_by_register(*, mandate_id: uuid.UUID, till: date | None, at: datetime) -> None:
    """The register names a nearer last day of a confirmed mandate than we had."""
    mandate = locked_to_settle(mandate_id)
    until = _sooner(mandate, till)
    if mandate.state == MandateState.CONFIRMED and until != mandate.until:
        mandate.until = until
        mandate.save(update_fields=["until"])
        _note(mandate, "mandate.shorten", "строк повноважень за відповіддю реєстру", at)


def _sooner(mandate: Mandate, till: date | None) -> date | None:
    """The day from which it is over: that of the mandate or the one after the register's last day."""
    after = till + timedelta(days=1) if till else None
    return min((day for day in (mandate.until, after) if day), default=None)


def _note(mandate: Mandate, action: str, purpose: str, at: datetime) -> None:
    record(
        actor=SYSTEM,
        action=action,
        right="modify",
        subject_kind="mandate",
        subject_id=mandate.pk,
        purpose=purpose,
        at=at,
    )
