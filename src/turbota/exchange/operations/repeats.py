"""A request under an idempotency key is done once, whoever repeats it and whatever was killed in between.

The claim is committed before the work, the answer together with the work. A worker killed before leaves a claim that
ends by itself in two minutes; one killed after leaves the answer.
"""

import uuid
from datetime import datetime
from typing import Any

from django.db import transaction

from turbota.exchange.models import AccessToken, Calls, Repeat
from turbota.exchange.states import REPEAT_LEASE, REPEATS_KEPT
from turbota.kernel.errors import Conflict
from turbota.kernel.keyed import keyed_hash


class StillWorking(Conflict):
    """The first request with this key has not come to its end; `seconds`: when to ask again at the latest."""

    def __init__(self, seconds: int) -> None:
        super().__init__(
            "Перший запит із цим ключем ще виконується. Зачекайте й повторіть його з тим самим ключем.",
            code="still_working",
        )
        self.seconds = seconds


@transaction.atomic
def begin(*, client_id: uuid.UUID, key: str, body: str, at: datetime) -> Repeat:
    """Claim the key for this body, or find the answer that was given (`answer` is then set).

    `key` as the client sent it; `body`: SHA-256 of the body, hex. Raises Conflict for another body under the same key,
    StillWorking while another request with the key is at work.
    """
    kept, _ = Repeat.objects.get_or_create(
        client_id=client_id, key=keyed_hash(f"api-repeat:{key}"), defaults={"body": body, "begun_at": at}
    )
    row = Repeat.objects.select_for_update().get(pk=kept.pk)
    if row.body != body:
        raise Conflict(
            "Із цим ключем Idempotency-Key ви вже надсилали інший запит. Для нового запиту візьміть новий ключ.",
            code="key_reused",
        )
    if row.answer is not None:
        return row
    if row.working_until is not None and row.working_until > at:
        raise StillWorking(max(1, int((row.working_until - at).total_seconds())))
    row.working_until = at + REPEAT_LEASE
    row.save(update_fields=["working_until"])
    return row


def finish(*, repeat_id: uuid.UUID, answer: dict[str, Any], at: datetime) -> None:
    """Keep the answer; called in the transaction that does the work, so that both exist or neither does."""
    Repeat.objects.filter(pk=repeat_id, answered_at__isnull=True).update(
        answer=answer, answered_at=at, working_until=None
    )


def give_up(*, repeat_id: uuid.UUID) -> None:
    """The request was refused: its repeat may try at once. The key stays bound to this body."""
    Repeat.objects.filter(pk=repeat_id, answered_at__isnull=True).update(working_until=None)


def clean(*, at: datetime) -> int:
    """Remove keys older than 30 days, tokens that are over and counts of past days; gives how many keys went."""
    AccessToken.objects.filter(expires_at__lte=at).delete()
    Calls.objects.filter(minute__lt=at - REPEAT_LEASE).delete()
    gone, _ = Repeat.objects.filter(begun_at__lt=at - REPEATS_KEPT).delete()
    return gone
