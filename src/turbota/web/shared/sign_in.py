"""Pages of signing in and out: a citizen through id.gov.ua, staff with code and password."""

import ipaddress
import secrets

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from turbota.access import idgov, limits
from turbota.access.actors import NOBODY, Actor, staff_actor
from turbota.access.models import Account
from turbota.access.queries import account_by_code
from turbota.access.sign_in import citizen_account, note_identification, staff_account
from turbota.applications.operations.carrying import forget_carried
from turbota.audit.operations import record
from turbota.kernel import clock
from turbota.kernel.errors import Refused
from turbota.people.operations import PersonData, tie_account
from turbota.web.shared import carried
from turbota.web.shared.context import home_of
from turbota.web.shared.middleware import actor_of
from turbota.web.shared.session import open_session

_STATE, _NEXT, _ON_SHARED = "idgov_state", "next", "on_shared"


def _safe_next(request: HttpRequest, target: str) -> str:
    """The page inside this site to go to after signing in, or an empty string."""
    good = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if target and good else ""


@require_GET
def choose(request: HttpRequest) -> HttpResponse:
    """Two doors: for a person who asks for help, and for staff."""
    actor = actor_of(request)
    target = _safe_next(request, request.GET.get("next", ""))
    if actor.signed_in:
        return HttpResponseRedirect(target or home_of(actor))
    return render(request, "shared/sign_in.html", {"next": target})


@require_POST
def citizen_start(request: HttpRequest) -> HttpResponse:
    """Send the browser to id.gov.ua with a state that only this session knows."""
    try:
        limits.spend(limits.SIGN_INS, address_of(request), clock.now())
    except Refused as refusal:
        context = {"problem": refusal.sentence, "next": _safe_next(request, request.POST.get("next", ""))}
        return render(request, "shared/sign_in.html", context, status=429)
    state = secrets.token_urlsafe(32)
    request.session[_STATE] = state
    request.session[_NEXT] = _safe_next(request, request.POST.get("next", ""))
    request.session[_ON_SHARED] = request.POST.get("shared") == "on"
    return HttpResponseRedirect(idgov.authorize_url(state, _return_address()))


def address_of(request: HttpRequest) -> str:
    """By which network address tries are counted: that of the browser; behind our own proxy, the one that the proxy saw.

    Of version 6 the network of 64 bits: one connection has all its addresses.
    """
    seen = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.SECURE_PROXY_SSL_HEADER else ""
    found = seen.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")
    try:
        number = ipaddress.IPv6Address(found)
    except ValueError:
        return found
    return str(number.ipv4_mapped or ipaddress.IPv6Network((int(number), 64), strict=False))


def _return_address() -> str:
    return f"{settings.TURBOTA_PUBLIC_URL}{reverse('shared:citizen-return')}"


def _check_state(request: HttpRequest) -> None:
    expected = request.session.pop(_STATE, "")
    if not expected or not secrets.compare_digest(expected.encode(), request.GET.get("state", "").encode()):
        raise Refused("Вхід почато в іншому вікні або надто давно. Почніть вхід ще раз.", code="wrong_state")


@require_GET
def citizen_return(request: HttpRequest) -> HttpResponse:
    """The person is back from id.gov.ua: find or open the account, tie it to the person, begin the session."""
    try:
        _check_state(request)
        if "error" in request.GET:
            raise Refused(
                "Вхід скасовано. Спробуйте ще раз або зверніться до своєї громади.", code="idgov_refused"
            )
        identity = idgov.fetch_identity(request.GET.get("code", ""), _return_address())
        account = _account(identity)
    except Refused as refusal:
        context = {"problem": refusal.sentence, "next": request.session.get(_NEXT, "")}
        return render(request, "shared/sign_in.html", context, status=422)
    target, shared = request.session.get(_NEXT, ""), bool(request.session.get(_ON_SHARED))
    at = clock.now()
    known = note_identification(account=account, identity=identity, at=at)
    open_session(
        request.session, account, level=identity.level, shared=shared, at=at, identification=known.pk
    )
    return HttpResponseRedirect(target or reverse("cabinet:home"))


def _account(identity: idgov.Identity) -> Account:
    at = clock.now()
    key = (
        f"tax:{identity.tax_number}"
        if identity.tax_number
        else f"unzr:{identity.unzr}"
        if identity.unzr
        else f"document:{identity.document}:{identity.birth_date}"
    )
    name = " ".join(part for part in (identity.surname, identity.given_name, identity.patronymic) if part)
    account = citizen_account(identity=key, name=name)
    person = tie_account(
        account=account,
        data=PersonData(
            surname=identity.surname,
            given_name=identity.given_name,
            patronymic=identity.patronymic,
            birth_date=identity.birth_date,
            tax_number=identity.tax_number,
            unzr=identity.unzr,
            document=identity.document or "",
        ),
        at=at,
    )
    actor = Actor(account_id=account.pk, name=account.name, level=identity.level, person_id=person.pk)
    _note_sign_in(actor, account)
    return account


def _note_sign_in(actor: Actor, account: Account) -> None:
    record(
        actor=actor,
        action="access.sign_in",
        right="enter",
        subject_kind="account",
        subject_id=account.pk,
        purpose="вхід",
        at=clock.now(),
    )


def _note_failure(code: str) -> None:
    """A failed try stands among the security events (Regulation of the portal, II.2(8)); a foreign code does not."""
    account = account_by_code(code)
    record(
        actor=NOBODY,
        action="access.sign_in",
        right="enter",
        subject_kind="account",
        subject_id=account.pk if account else None,
        purpose="невдала спроба входу",
        at=clock.now(),
        outcome="refused",
    )


class StaffSignIn(forms.Form):
    """Personal code and password of a member of staff."""

    code = forms.CharField(
        label="Ваш код", max_length=40, widget=forms.TextInput(attrs={"autocomplete": "username"})
    )
    password = forms.CharField(
        label="Пароль", max_length=200, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )


@require_http_methods(["GET", "POST"])
def staff(request: HttpRequest) -> HttpResponse:
    """Code and password; the answer to a wrong code and to a wrong password is the same."""
    target = _safe_next(request, request.POST.get("next") or request.GET.get("next", ""))
    form = StaffSignIn(request.POST or None)
    if request.method == "POST" and form.is_valid():
        at = clock.now()
        try:
            account = staff_account(
                code=form.cleaned_data["code"],
                password=form.cleaned_data["password"],
                at=at,
                place=address_of(request),
            )
        except Refused as refusal:
            if refusal.code == "wrong_password":
                _note_failure(form.cleaned_data["code"])
            form.add_error("password", refusal.sentence)
        else:
            open_session(request.session, account, level="staff", shared=False, at=at)
            actor = staff_actor(account, clock.day_of(at))
            _note_sign_in(actor, account)
            return HttpResponseRedirect(target or home_of(actor))
    context = {"form": form, "next": target}
    return render(request, "shared/staff_sign_in.html", context, status=422 if form.errors else 200)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session and wipe what the browser kept of this site."""
    request.session.flush()
    response = HttpResponseRedirect("/")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    if token := carried.token_of(request):  # who sits down next is somebody else
        forget_carried(token=token)
        carried.take_away(response)
    return response
