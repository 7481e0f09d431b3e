"""Reads of personal files."""

import uuid

from turbota.access.actors import Actor
from turbota.applications import permissions
from turbota.applications.models import Application
from turbota.personal_files.models import Award, PersonalFile


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
