"""A search among cases stands in the audit: that it was done and by whom, never what was typed."""

from django.http import HttpRequest

from turbota.audit.operations import record
from turbota.kernel import clock
from turbota.web.shared.middleware import actor_of


def note_search(request: HttpRequest) -> None:
    """Write that the actor looked for a case by a number or a name."""
    record(
        actor=actor_of(request),
        action="application.search",
        right="read",
        subject_kind="application",
        subject_id=None,
        purpose="пошук справи",
        at=clock.now(),
    )


def note_person_search(request: HttpRequest) -> None:
    """Write that the actor looked for a person whom a report may be about."""
    record(
        actor=actor_of(request),
        action="person.search",
        right="read",
        subject_kind="person",
        subject_id=None,
        purpose="про кого повідомлення",
        at=clock.now(),
    )
