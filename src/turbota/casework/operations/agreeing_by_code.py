"""The person agrees by a one-time code: it lies in her cabinet, she names it by phone, the manager types it.

The code lives for a quarter of an hour and a few tries; here is kept only a keyed hash of it.
"""

import secrets
import uuid
from datetime import datetime, timedelta

from django.db import transaction

from turbota.access.actors import Actor
from turbota.casework import plan_permissions as permissions
from turbota.casework.models import Agreement
from turbota.casework.operations.agreeing import Proof, agreed_by, waiting_side
from turbota.casework.operations.planning import locked
from turbota.casework.plan_states import Means
from turbota.kernel.errors import BadInput, Refused
from turbota.kernel.keyed import keyed_hash
from turbota.messages import operations as messages
from turbota.people.queries import has_account

LIVES = timedelta(minutes=15)
MOST_TRIES = 5
WRONG = "Код не той або вже не діє. Перевірте або надішліть новий."


@transaction.atomic
def send_code(*, by: Actor, plan_id: uuid.UUID, at: datetime) -> None:
    """Put a new code into the cabinet of the person. A former one is good no more.

    Raises Refused for a person without a cabinet and in a sensitive case, where nothing may be sent; Conflict when the
    plan does not wait for her.
    """
    plan = locked(plan_id)
    permissions.RECORD_ANSWER.check(by, plan.case)
    side = waiting_side(plan)
    person = plan.case.main_person
    if plan.case.sensitive:
        raise Refused(
            "У цьому випадку нічого не надсилаємо. Дайте підписати план на папері особисто.",
            code="nothing_sent",
        )
    if not has_account(person):
        raise Refused(
            "У людини немає кабінету, тож код надіслати нікуди. Дайте підписати план на папері.",
            code="no_cabinet",
        )
    code = f"{secrets.randbelow(10**6):06}"
    side.code_key, side.code_until, side.code_tries = _key(side, code), at + LIVES, 0
    side.save(update_fields=["code_key", "code_until", "code_tries"])
    messages.tell(
        person=person, kind="plan_code", subject="Код, щоб погодити індивідуальний план",
        body=f"Код: {code}. Назвіть його соціальному менеджеру, лише якщо прочитали план і погоджуєтеся. Діє 15 хвилин.",
        subject_kind="plan", subject_id=plan.pk, at=at, by=by, organisation=plan.case.unit,
        by_letter=False,
    )  # fmt: skip


def agree_by_code(*, by: Actor, plan_id: uuid.UUID, code: str, at: datetime) -> None:
    """The manager types the code that the person named. Raises BadInput for a wrong or an old one; tries are counted."""
    if not _tried(by, plan_id, code, at):
        raise BadInput({"code": WRONG})


@transaction.atomic
def _tried(by: Actor, plan_id: uuid.UUID, code: str, at: datetime) -> bool:
    """One try. The count of a wrong one stays, so it is told by the answer and not by an exception."""
    plan = locked(plan_id)
    permissions.RECORD_ANSWER.check(by, plan.case)
    side = waiting_side(plan)
    good = (
        bool(side.code_key)
        and side.code_until is not None
        and at < side.code_until
        and side.code_tries < MOST_TRIES
        and secrets.compare_digest(side.code_key, _key(side, code.strip()))
    )
    if not good:
        side.code_tries = min(side.code_tries + 1, MOST_TRIES)
        side.save(update_fields=["code_tries"])
        return False
    agreed_by(plan, side, Proof(Means.CODE, plan.case.main_person.full_name), by, at)
    return True


def _key(side: Agreement, code: str) -> str:
    return keyed_hash(f"plan-code:{side.pk}:{code}")
