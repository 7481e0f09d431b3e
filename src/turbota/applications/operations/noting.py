"""What was done to an application, for the audit: one line, in the same transaction."""

from datetime import datetime

from turbota.access.actors import Actor
from turbota.applications.models import Application
from turbota.applications.operations.locking import SUBJECT
from turbota.audit.operations import record


def note(
    application: Application, *, by: Actor, action: str, purpose: str, at: datetime, right: str = "modify"
) -> None:
    """Write that the actor did it, what for (Ukrainian) and by which right. `action`: as in `permissions`."""
    record(
        actor=by,
        action=action,
        right=right,
        subject_kind=SUBJECT,
        subject_id=application.pk,
        purpose=purpose,
        at=at,
    )
