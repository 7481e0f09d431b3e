"""Letters to people at work about what waits for them: without a name, a number or a word of a case."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from turbota.access.actors import SYSTEM
from turbota.access.models import Account, Organisation
from turbota.casework import calling
from turbota.casework.models import Case
from turbota.messages import operations as messages


@dataclass(frozen=True)
class Letter:
    """What a letter says, and which row it is about."""

    kind: str
    subject: str
    body: str
    subject_kind: str
    subject_id: uuid.UUID


def write_to(accounts: Iterable[Account], letter: Letter, *, unit: Organisation, at: datetime) -> None:
    """A letter to each who has an address."""
    for account in accounts:
        if account.email:
            messages.alert(
                organisation=unit,
                address=account.email,
                kind=letter.kind,
                subject=letter.subject,
                body=letter.body,
                subject_kind=letter.subject_kind,
                subject_id=letter.subject_id,
                at=at,
                by=SYSTEM,
            )


def call_supervisors(case: Case, *, question: bool, at: datetime) -> None:
    """Something of the case waits for the supervisors of its unit: an approval, or a question about a member."""
    what = "питання від менеджера або про людину у двох випадках" if question else "етап випадку"
    letter = Letter(
        kind="supervisor_question" if question else "supervisor_approval",
        subject="На вас чекає питання" if question else "На вас чекає погодження",
        body=f"На вас чекає {what}. Увійдіть у «Турботу» й відкрийте сторінку «На погодження».",
        subject_kind="case",
        subject_id=case.pk,
    )
    write_to(calling.supervisors(case.unit_id, at), letter, unit=case.unit, at=at)
