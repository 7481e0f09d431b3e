"""The citizen's own case behind an address: found by the rules, or it looks as if it did not exist."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from turbota.applications import queries
from turbota.applications.models import Application
from turbota.applications.states import Channel, State
from turbota.kernel import clock
from turbota.web.shared.guards import require_citizen
from turbota.web.shared.middleware import actor_of

P = ParamSpec("P")
CaseView = Callable[Concatenate[HttpRequest, Application, P], HttpResponse]
AddressView = Callable[Concatenate[HttpRequest, uuid.UUID, P], HttpResponse]
PURPOSE = "власний кабінет"


def own_case(view: CaseView[P]) -> AddressView[P]:
    """Give the view the own application of the address; whoever is not signed in signs in first."""

    @require_citizen
    @wraps(view)
    def inner(
        request: HttpRequest, application_id: uuid.UUID, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        application = queries.application_for(
            actor_of(request), application_id, at=clock.now(), purpose=PURPOSE
        )
        return view(request, application, *args, **kwargs)

    return inner


def own_draft(view: CaseView[P]) -> AddressView[P]:
    """The same for a draft of the cabinet; an application that was already sent shows its own page."""

    @wraps(view)
    def inner(
        request: HttpRequest, application: Application, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        if not is_draft(application):
            return redirect("cabinet:application", application.pk)
        return view(request, application, *args, **kwargs)

    return own_case(cast(CaseView[P], inner))


def is_draft(application: Application) -> bool:
    """Whether the person may still change the answers."""
    return application.state == State.DRAFT and application.channel == Channel.PORTAL
