"""Messages inside a case: written and read by its manager and its team; their words never leave the case (R019)."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from turbota.access.actors import Actor
from turbota.access.rules import ENTER
from turbota.casework import plan_permissions as permissions
from turbota.casework.models import Case, CaseMessage, CaseMessageRead, TeamMember
from turbota.casework.operations import tasks
from turbota.casework.operations.assessing import account_of
from turbota.casework.operations.opening import locked as locked_case
from turbota.casework.operations.tasks import made_before
from turbota.casework.policies import check_open
from turbota.kernel.clock import day_of
from turbota.kernel.errors import BadInput
from turbota.kernel.identifiers import new_id
from turbota.messages import operations as messages

PURPOSE = "листування у випадку"
LONGEST = 4000
NOTICE = (
    "У випадку, над яким працює ваша організація, є нове повідомлення. Відкрийте «Команда», щоб прочитати."
)


@transaction.atomic
def write(
    *, by: Actor, case_id: uuid.UUID, body: str, at: datetime, message_id: uuid.UUID | None = None
) -> CaseMessage:
    """Write to the manager and the team; other offices learn only that there is a new message. A form sent twice, with
    the same `message_id`, writes once.

    Raises BadInput when it is empty or too long, Missing, Refused when the case is closed.
    """
    case = locked_case(case_id)
    permissions.WRITE_MESSAGE.check(by, case)
    check_open(case)
    known = made_before(CaseMessage, message_id, case)
    if known is not None:
        return known
    text = body.strip()
    if not text:
        raise BadInput({"body": "Напишіть повідомлення."})
    if len(text) > LONGEST:
        raise BadInput({"body": f"Скоротіть повідомлення: не більше ніж {LONGEST} знаків."})
    message = CaseMessage.objects.create(
        id=message_id or new_id(),
        case=case,
        author_id=by.account_id,
        author_name=by.name,
        author_office=by.organisation_name,
        body=text,
        at=at,
    )
    CaseMessageRead.objects.create(message=message, account_id=account_of(by), at=at)
    tasks.note(by, "case_message.write", ENTER, case, at, PURPOSE)
    _tell_offices(case, message, by, at)
    return message


def _tell_offices(case: Case, message: CaseMessage, by: Actor, at: datetime) -> None:
    live = TeamMember.objects.live(day_of(at)).filter(case=case).exclude(account=by.account_id)
    for body in {one.organisation for one in live.select_related("organisation") if one.organisation}:
        messages.tell_organisation(
            organisation=body, kind="case_message", subject="Нове повідомлення у випадку", body=NOTICE,
            subject_kind="case_message", subject_id=message.pk, at=at, by=by,
        )  # fmt: skip


def mark_read(*, by: Actor, case: Case, found: Iterable[CaseMessage], at: datetime) -> int:
    """The actor has opened these messages of the case: how many of them for the first time. Raises Missing.

    `found` come from `team_queries.messages_of`, with who has read them.
    """
    me = account_of(by)
    fresh = [one for one in found if all(seen.account_id != me for seen in one.reads.all())]
    if not fresh:
        return 0
    permissions.READ_MESSAGES.check(by, case)
    rows = [CaseMessageRead(message=one, account_id=me, at=at) for one in fresh if one.case_id == case.pk]
    CaseMessageRead.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def shown_to(by: Actor, case: Case) -> QuerySet[CaseMessage]:
    """Messages that the actor reads: words of the platform are for the manager alone."""
    rows = CaseMessage.objects.filter(case=case)
    return rows if permissions.KEEP_PLAN.can(by, case) else rows.filter(author__isnull=False)
