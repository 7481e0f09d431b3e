"""A case behind an address: found by the rules, its reading logged, or it looks as if it did not exist."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse

from turbota.access.models import Role
from turbota.applications import queries
from turbota.applications.models import Application
from turbota.decisions.queries import WHETHER_DECIDED
from turbota.kernel import clock
from turbota.personal_files.queries import WHETHER_OTHERS
from turbota.web.shared.guards import require_staff
from turbota.web.shared.middleware import actor_of

P = ParamSpec("P")
CaseView = Callable[Concatenate[HttpRequest, Application, P], HttpResponse]
AddressView = Callable[Concatenate[HttpRequest, uuid.UUID, P], HttpResponse]
PURPOSE = "розгляд справи"
SHOWN = (
    "applicant__surname",
    "applicant__given_name",
    "applicant__patronymic",
    "applicant__birth_date",
    "community__short_name",
    "taken_by__name",
    "mandate__kind",
    "mandate__state",
    "signature__state",
)
"""What the pages of a case show of what it points at; the paper is read where it is served."""
NOTED = {**queries.WHETHER_ABSENT, **WHETHER_DECIDED, **WHETHER_OTHERS}
"""Rows that most cases do not have: noted at once, and asked for only where they are, on pages that change nothing."""


def case_view(*roles: str) -> Callable[[CaseView[P]], AddressView[P]]:
    """Give the view the case of the address; for the roles named, else for specialists and heads."""

    def wrap(view: CaseView[P]) -> AddressView[P]:
        @require_staff(*(roles or (Role.SPECIALIST, Role.HEAD)))
        @wraps(view)
        def inner(
            request: HttpRequest, application_id: uuid.UUID, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponse:
            application = queries.application_for(
                actor_of(request),
                application_id,
                at=clock.now(),
                purpose=PURPOSE,
                beside=SHOWN,
                noting=NOTED if request.method == "GET" else None,
            )
            return view(request, application, *args, **kwargs)

        return inner

    return wrap
