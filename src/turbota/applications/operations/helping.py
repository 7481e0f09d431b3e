"""An officer fills a draft of the portal in for a person at the counter; she signs it in her own cabinet.

The draft belongs to the mandate of his help until she takes it over (`taking_over`); then he sees nothing of it. It is
not an electronic case of the community: it has no number and no paper, and nobody but the person can send it.
"""

import uuid
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from turbota.access.actors import Actor
from turbota.applications import mandate_permissions
from turbota.applications.models import Application
from turbota.applications.operations.drafting import begin_draft, check_fillable, keep_answers
from turbota.applications.operations.locking import locked
from turbota.applications.operations.representing import hold_mandate
from turbota.assistance import catalogue
from turbota.kernel import clock
from turbota.kernel.errors import BadInput
from turbota.people.helping import begin_help, check_help
from turbota.people.operations import PersonData


@transaction.atomic
def help_person(
    *,
    by: Actor,
    organisation_id: uuid.UUID,
    data: PersonData,
    kind: str,
    seen: str,
    until: date | None,
    at: datetime,
) -> Application:
    """Begin to help a person with an application of the kind: the draft to be filled, of what the officer typed alone.

    Pressed twice it is one. Raises what `begin_help` raises, and BadInput for an unknown kind.
    """
    if kind not in {one.code for one in catalogue.kinds()}:
        raise BadInput({"kind": "Виберіть вид допомоги."})
    mandate = begin_help(
        by=by, organisation_id=organisation_id, data=data, kind=kind, seen=seen, until=until, at=at
    )
    return begin_draft(by=by, kind=kind, applicant=mandate.represented, mandate=mandate, teller=None, at=at)


@transaction.atomic
def save_help(
    *,
    by: Actor,
    application_id: uuid.UUID,
    answers: Mapping[str, Any],
    at: datetime,
    version: int | None = None,
) -> Application:
    """Keep all answers of the draft from the officer's one screen.

    Raises Conflict when the page is stale, Refused when the help ended while the page was open.
    """
    application = locked(application_id, action=mandate_permissions.HELP_FILL, by=by, version=version, at=at)
    hold_mandate(application)
    check_help(application.mandate, clock.day_of(at))
    check_fillable(application)
    keep_answers(application, answers, at)
    return application
