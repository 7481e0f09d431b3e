"""Cases go from one manager to another: all that were selected, or none."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction

from turbota.access.actors import Actor
from turbota.access.models import Post
from turbota.access.queries import in_force
from turbota.casework import permissions
from turbota.casework.case_changes import worded
from turbota.casework.models import Case
from turbota.casework.operations.opening import assign
from turbota.casework.parameters import parameter
from turbota.kernel.clock import day_of
from turbota.kernel.errors import BadInput, Refused

MOST = 200


def usual_tail(on: date) -> date:
    """The first day on which the former manager reads no more, as the norm says."""
    return on + timedelta(days=parameter("handover_tail", on).amount)


@transaction.atomic
def hand_over(
    *,
    by: Actor,
    case_ids: Sequence[uuid.UUID],
    to_post_id: uuid.UUID | None,
    reason: str,
    reads_until: date | None,
    at: datetime,
) -> list[Case]:
    """Give the selected cases to another manager; the former ones read them until the day (None: no more at all).

    Cases that are already his are left as they are, so a form sent twice changes nothing. Raises Missing when one of
    them is not supervised by the actor, BadInput, Refused.
    """
    permissions.ASSIGN.check_role(by)
    today = day_of(at)
    problems = {}
    if not case_ids:
        problems["cases"] = "Позначте випадки, які передаєте."
    if len(case_ids) > MOST:
        problems["cases"] = f"За один раз можна передати не більше ніж {MOST} випадків."
    if reads_until is not None and reads_until <= today:
        problems["reads_until"] = "Цей день уже минув. Лишіть порожнім, якщо читати далі не треба."
    post = _post(to_post_id, today)
    if post is None:
        problems["post"] = "Виберіть соціального менеджера, якому передаєте."
    if problems or post is None:
        raise BadInput(problems)
    reason = worded("reason", reason, "Напишіть, чому передаєте випадки.")
    given = []
    for case_id in sorted(set(case_ids)):
        try:
            given.append(
                assign(by=by, case_id=case_id, post=post, reason=reason, reads_until=reads_until, at=at)
            )
        except Refused as refusal:
            if refusal.code != "same_manager":
                raise
    return given


def _post(post_id: uuid.UUID | None, on: date) -> Post | None:
    if post_id is None:
        return None
    rows = Post.objects.filter(in_force(on), pk=post_id).select_related("organisation", "account")
    return rows.filter(account__is_active=True).first()
