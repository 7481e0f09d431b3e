"""The one place that writes a row of what changed on the card of a case, with its trace in the audit."""

import uuid
from datetime import datetime

from turbota.access.actors import Actor
from turbota.access.models import Role
from turbota.access.rules import MODIFY, Action
from turbota.audit.operations import record
from turbota.casework.models import Case, CaseChange
from turbota.kernel.errors import BadInput, Conflict
from turbota.kernel.identifiers import new_id

SHORTEST_REASON = 5
PURPOSE = "ведення випадку"


def worded(field: str, text: str, sentence: str) -> str:
    """The reason without spaces around. Raises BadInput with the sentence when it says nothing."""
    text = text.strip()
    if len(text) < SHORTEST_REASON:
        raise BadInput({field: sentence})
    return text


def check_version(case: Case, version: int | None) -> None:
    """Raise Conflict when the page showed an older version of the case. None: nobody looked at a page."""
    if version is not None and case.version != version:
        raise Conflict(
            "Поки ви писали, випадок змінив хтось інший. Оновіть сторінку, перевірте й збережіть ще раз.",
            code="case_changed",
        )


def touch(case: Case, at: datetime, *fields: str) -> None:
    """Save the named fields of the locked case with its next version."""
    case.version += 1
    case.changed_at = max(at, case.changed_at)
    case.save(update_fields=[*fields, "version", "changed_at"])


def write(
    case: Case,
    what: str,
    *,
    by: Actor,
    action: Action,
    at: datetime,
    value: str = "",
    reason: str = "",
    change_id: uuid.UUID | None = None,
) -> CaseChange:
    """Write the change and note it in the audit; the caller has checked the right."""
    shown = by.in_role(Role.SOCIAL_MANAGER, case.unit_id)
    change = CaseChange.objects.create(
        id=change_id or new_id(), case=case, what=what, value=value, reason=reason, at=at,
        by_account=by.account_id, by_name=shown.name,
    )  # fmt: skip
    note(case, by=by, action=action, at=at)
    return change


def note(case: Case, *, by: Actor, action: Action, at: datetime) -> None:
    """The trace in the audit of something done to the case."""
    record(
        actor=by, action=action.name, right=action.right or MODIFY, subject_kind="case", subject_id=case.pk,
        purpose=PURPOSE, at=at,
    )  # fmt: skip
