"""Reads of personal files."""

import uuid

from django.db.models import Exists, OuterRef, Prefetch, Q

from turbota.access.actors import Actor
from turbota.applications import permissions
from turbota.applications.guarding import ORDINARY
from turbota.applications.models import Application
from turbota.applications.queries import noted
from turbota.applications.states import MACHINE, NOBODY, State
from turbota.decisions.models import Decision
from turbota.decisions.states import Outcome
from turbota.decisions.states import State as Decided
from turbota.personal_files.models import Award, PersonalFile

WHETHER_OTHERS = {
    "has_others": Exists(
        Application.objects.filter(ORDINARY, applicant=OuterRef("applicant"), kind=OuterRef("kind")).exclude(
            pk=OuterRef("pk")
        )
    )
}
"""Noted on an application: whether the applicant ever asked for the same assistance besides."""


def file_of(actor: Actor, application_id: uuid.UUID) -> PersonalFile | None:
    """The personal file of an application that the actor may read."""
    scope = permissions.READ_APPLICATION.scope(actor)
    if scope is None:
        return None
    found = (
        PersonalFile.objects.select_related("application", "organisation")
        .filter(application_id=application_id)
        .first()
    )
    return found if found is not None and permissions.READ_APPLICATION.can(actor, found.application) else None


def file_opened(application: Application) -> PersonalFile | None:
    """The personal file of an application that the caller has already read by the rules; one query.

    Noted on it: `has_awards`, whether decisions of it opened any.
    """
    rows = PersonalFile.objects.annotate(has_awards=Exists(Award.objects.filter(file=OuterRef("pk"))))
    found = rows.filter(application_id=application.pk).first()
    if found is not None:
        found.application = application
    return found


def awards_of(file: PersonalFile, decision: Decision | None = None) -> list[Award]:
    """The parts of the assistance that decisions of the file opened: by day, what is paid once first.

    `decision`: only those of this one. What an annulled decision granted stays, with the moment when it ended. No query
    for a file of which it is noted that it has none.
    """
    if not getattr(file, "has_awards", True):
        return []
    rows = file.awards.all() if decision is None else file.awards.filter(decision=decision)
    return list(rows.order_by("since", "-per", "whom", "pk"))


def beside(application: Application) -> list[Application]:
    """Other applications of the applicant for the same assistance: open ones, and those by which it was granted.

    The caller has read the application by the rules; of the others only numbers, offices and days are told, of
    guarded ones nothing. `granted` of each: the decision by which it was granted, in a list. Two queries at most.
    """
    if application.applicant_id is None or not noted(application, "has_others"):
        return []
    over = [state for state, owner in MACHINE.owners.items() if owner == NOBODY]
    rows = Application.objects.filter(ORDINARY, applicant=application.applicant_id, kind=application.kind)
    granted = Decision.objects.standing().filter(state=Decided.APPROVED, outcome=Outcome.GRANTED)
    rows = rows.filter(~Q(state__in=over) | Q(pk__in=granted.values("application")))
    rows = rows.exclude(pk=application.pk).exclude(state=State.DRAFT)
    shown = rows.prefetch_related(Prefetch("decisions", granted, to_attr="granted"))
    return list(shown.select_related("decider", "community").order_by("received_on", "pk"))
