"""Who is at the screen, and what a refusal looks like."""

from collections.abc import Callable
from typing import cast

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from turbota.access.accounts import must_choose_password
from turbota.access.actors import NOBODY, Actor, staff_actor
from turbota.access.models import Account
from turbota.assistance.catalogue import UnknownKind
from turbota.audit.operations import record
from turbota.kernel import clock
from turbota.kernel.errors import Conflict, Forbidden, Missing, Refused, Unavailable
from turbota.people.queries import person_of_account
from turbota.web.shared import errors
from turbota.web.shared.session import account_of, level_of

NOT_ALLOWED = ("not_yours", "not_your_role", "forbidden", "foreign", "same_person")
ZERO = "\x00"
Handler = Callable[[HttpRequest], HttpResponse]


class ActorRequest(HttpRequest):
    """A request after the middleware: it knows its actor."""

    actor: Actor


def actor_of(request: HttpRequest) -> Actor:
    """The actor that the middleware found; NOBODY when nobody is signed in."""
    return cast(Actor, getattr(request, "actor", NOBODY))


def _actor(account: Account, level: str) -> Actor:
    if account.is_staff:
        return staff_actor(account, clock.today())
    person = person_of_account(account.pk)
    return Actor(
        account_id=account.pk,
        name=person.full_name if person else account.name,
        level=level,
        person_id=person.pk if person else None,
        tax_number=(person.tax_number or "") if person else "",
        today=clock.today(),
    )


def _before_password() -> tuple[str, ...]:
    """The pages that are open before a member of staff has an own password."""
    return (reverse("shared:new-password"), reverse("shared:sign-out"), reverse("health"))


class ActorMiddleware:
    """Finds the actor of every request, and leads staff with a password of others to choose an own one.

    Pages with somebody's data are never kept by a browser or a proxy.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Set `request.actor` and forbid keeping the answer when somebody is signed in."""
        account = account_of(request.session, clock.now())
        actor = _actor(account, level_of(request.session)) if account else NOBODY
        request.actor = actor  # type: ignore[attr-defined]
        if (
            account
            and must_choose_password(account, clock.today())
            and request.path not in _before_password()
        ):
            return HttpResponseRedirect(reverse("shared:new-password"))
        response = self.get_response(request)
        if actor.signed_in and "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "no-store"
        return response


class RefusalMiddleware:
    """Turns a refusal that a view did not catch into a page with its sentence and a way back."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing to do on the way in."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Handler, arguments: tuple[object, ...], named: dict[str, object]
    ) -> HttpResponse | None:
        """400 for text with a zero byte: no person types it and the database takes none."""
        sent = (*request.GET.lists(), *request.POST.lists())
        if any(ZERO in value for name, values in sent for value in (name, *values)):
            raise BadRequest
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """404 for a missing or foreign thing, 403 for a foreign role, 409 for a stale page, 503 for us, else 422."""
        if isinstance(exception, UnknownKind):
            return errors.not_found(request, exception)
        if not isinstance(exception, Refused):
            return None
        note_refusal(request, exception)
        if request.headers.get("Accept", "").startswith("application/json"):
            return JsonResponse({"sentence": exception.sentence}, status=_status(exception))
        if isinstance(exception, Missing):
            return errors.not_found(request, exception)
        if isinstance(exception, Forbidden):
            return errors.forbidden(request, exception)
        context = {"sentence": exception.sentence, "back": _back(request), "typed": errors.own_words(request)}
        return render(request, "shared/refused.html", context, status=_status(exception))


def note_refusal(request: HttpRequest, refusal: Refused) -> None:
    """A refused action on protected data stands in the audit (Regulation of the portal, II.2(8)).

    A view that tells the refusal on its own page calls this itself. Other refusals leave no event.
    """
    actor = actor_of(request)
    if not (actor.signed_in and refusal.code.startswith(NOT_ALLOWED)):
        return
    case = request.resolver_match.kwargs.get("application_id") if request.resolver_match else None
    record(
        actor=actor,
        action=refusal.code.partition(":")[2] or refusal.code,
        right="read" if request.method == "GET" else "modify",
        subject_kind="application" if case else "page",
        subject_id=case,
        purpose="спроба без права",
        at=clock.now(),
        outcome="refused",
    )


def _status(refusal: Refused) -> int:
    if isinstance(refusal, Missing):
        return 404
    if isinstance(refusal, Forbidden):
        return 403
    if isinstance(refusal, Unavailable):
        return 503
    return 409 if isinstance(refusal, Conflict) else 422


def _back(request: HttpRequest) -> str:
    """The page to go back to: the same address for a form, else the home page."""
    return request.path if request.method == "POST" else "/"
