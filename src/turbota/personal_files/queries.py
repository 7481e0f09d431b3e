"""Reads of personal files."""

import uuid

from django.db.models import Exists, OuterRef, Q

from turbota.access.actors import Actor
from turbota.applications import permissions
from turbota.applications.models import Application
from turbota.applications.queries import noted
from turbota.applications.states import MACHINE, NOBODY, State
from turbota.decisions.states import Outcome
from turbota.personal_files.models import Award, PersonalFile

WHETHER_OTHERS = {
    "has_others": Exists(
        Application.objects.filter(applicant=OuterRef("applicant"), kind=OuterRef("kind")).exclude(
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
    """The personal file of an application that the caller has already read by the rules; one query."""
    found = PersonalFile.objects.filter(application_id=application.pk).first()
    if found is not None:
        found.application = application
    return found


def award_of(file: PersonalFile) -> Award | None:
    """The award that the decision opened."""
    return file.awards.order_by("since").first()


def beside(application: Application) -> list[Application]:
    """Other applications of the applicant for the same assistance: open ones, and those by which it was granted.

    The caller has read the application by the rules; of the others only numbers and days are told. One query.
    """
    if application.applicant_id is None or not noted(application, "has_others"):
        return []
    over = [state for state, owner in MACHINE.owners.items() if owner == NOBODY]
    rows = Application.objects.filter(applicant=application.applicant_id, kind=application.kind)
    rows = rows.filter(~Q(state__in=over) | Q(decision__outcome=Outcome.GRANTED))
    rows = rows.exclude(pk=application.pk).exclude(state=State.DRAFT)
    shown = (
        "number",
        "state",
        "received_on",
        *(f"decision__{name}" for name in ("state", "number", "since", "until")),
    )
    return list(rows.select_related("decision").only(*shown).order_by("received_on", "pk"))
