"""Answers of the public check of rights come into a draft after signing in, and are kept nowhere else."""

import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from turbota.access.actors import Actor
from turbota.applications import permissions
from turbota.applications.models import Application, CarriedAnswers
from turbota.applications.operations.drafting import fill_empty, open_draft
from turbota.documents.envelope import SealBroken, Sealed, seal, unseal
from turbota.documents.keyring import KeyRing
from turbota.kernel.errors import Missing, Unavailable

KEPT = timedelta(minutes=30)
LARGEST = 100_000  # bytes: a family of 26 with its incomes of a year is far below
MOST_WAITING = (
    10_000  # rows at once: nobody is known who could be held back, so a flood ends here and not at the disk
)
RING = "carried"


@dataclass(frozen=True)
class Carried:
    """What waits for the browser: of which kind, and how many answers."""

    kind: str
    answers: dict[str, Any]


def carry(*, kind: str, answers: Mapping[str, Any], at: datetime) -> str:
    """Seal the answers of nobody in particular for half an hour; returns the secret for the browser.

    Open to everybody: who answers is not known and is not asked. Raises Missing for more than a person can answer,
    Unavailable while too many wait.
    """
    content = json.dumps(answers, ensure_ascii=False).encode()
    if len(content) > LARGEST:
        raise Missing(code="too_many_answers")
    drop_carried(at=at)
    if CarriedAnswers.objects.count() >= MOST_WAITING:
        raise Unavailable(
            "Зараз перенести відповіді не вдається: забагато людей роблять це водночас. Увійдіть до кабінету й почніть "
            "заяву там або спробуйте за пів години.",
            code="too_many_carried",
        )
    token = secrets.token_urlsafe(32)
    row = CarriedAnswers(token_hash=_digest("find", token).hex(), kind=kind, until=at + KEPT)
    sealed = seal(content, file_id=row.pk, ring=_ring(token))
    row.content, row.wrapped_key = sealed.content, sealed.wrapped_key
    row.save()
    return token


def carried(token: str, at: datetime) -> Carried | None:
    """What waits under the secret of the browser; None when it is used, old or foreign."""
    row = CarriedAnswers.objects.filter(token_hash=_digest("find", token).hex(), until__gt=at).first()
    return _opened(row, token) if row and token else None


@transaction.atomic
def take_carried(*, by: Actor, token: str, at: datetime) -> Application:
    """Put the answers into the live draft of the kind and forget them; what stands in the draft already stays.

    Raises Missing when nothing waits.
    """
    permissions.TAKE_CARRIED.check_role(by)
    found = CarriedAnswers.objects.select_for_update().filter(token_hash=_digest("find", token).hex())
    row = found.filter(until__gt=at).first()
    waiting = _opened(row, token) if row else None
    if row is None or waiting is None:
        raise Missing(code="nothing_carried")
    row.delete()
    application = open_draft(by=by, kind=waiting.kind, at=at)
    return fill_empty(by=by, application_id=application.pk, answers=waiting.answers, at=at)


def forget_carried(*, token: str) -> None:
    """The person does not want them carried: nothing is left."""
    CarriedAnswers.objects.filter(token_hash=_digest("find", token).hex()).delete()


def drop_carried(*, at: datetime) -> int:
    """Answers that nobody took in time go; returns how many."""
    return CarriedAnswers.objects.filter(until__lte=at).delete()[0]


def _opened(row: CarriedAnswers, token: str) -> Carried | None:
    sealed = Sealed(bytes(row.content), bytes(row.wrapped_key), RING)
    try:
        answers = json.loads(unseal(sealed, file_id=row.pk, ring=_ring(token)))
    except SealBroken:
        return None
    return Carried(row.kind, answers)


def _ring(token: str) -> KeyRing:
    return KeyRing(RING, {RING: _digest("open", token)})


def _digest(purpose: str, token: str) -> bytes:
    return hashlib.sha256(f"{RING} {purpose} {token}".encode()).digest()
