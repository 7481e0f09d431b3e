"""Who may open a page at all. What a page does to a row is checked in the operation, not here."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse

from turbota.kernel.errors import Missing
from turbota.web.shared import errors
from turbota.web.shared.middleware import actor_of

View = Callable[..., HttpResponse]


def _sign_in(request: HttpRequest, name: str) -> HttpResponse:
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"sentence": "Увійдіть ще раз: усе збережено."}, status=401)
    if request.method == "POST" and (kept := errors.signed_out(request, reverse(name))) is not None:
        return kept
    target = request.get_full_path() if request.method == "GET" else request.path
    return HttpResponseRedirect(f"{reverse(name)}?{urlencode({'next': target})}")


def require_citizen(view: View) -> View:
    """A signed-in citizen, else the sign-in page; for staff the page does not exist."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        actor = actor_of(request)
        if not actor.signed_in:
            return _sign_in(request, "shared:sign-in")
        if actor.person_id is None:
            raise Missing(code="not_your_role:cabinet")
        return view(request, *args, **kwargs)

    return guarded


def require_staff_account(view: View) -> View:
    """A signed-in member of staff, with or without a post; for a citizen the page does not exist."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        actor = actor_of(request)
        if not actor.signed_in:
            return _sign_in(request, "shared:staff-sign-in")
        if actor.level != "staff":
            raise Missing(code="not_your_role:page")
        return view(request, *args, **kwargs)

    return guarded


def require_staff(*roles: str) -> Callable[[View], View]:
    """Staff with one of the roles (any post when none is named), else the sign-in page or a missing page."""

    def wrap(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            actor = actor_of(request)
            if not actor.signed_in:
                return _sign_in(request, "shared:staff-sign-in")
            if not (actor.holds(*roles) if roles else actor.is_staff):
                raise Missing(code="not_your_role:page")
            return view(request, *args, **kwargs)

        return guarded

    return wrap
