"""Pages for everybody. Nobody has to sign in, nothing about the reader is kept."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from turbota.assistance import catalogue
from turbota.kernel import clock
from turbota.web.public import presenters
from turbota.web.shared.kinds import by_situation, kind_list
from turbota.web.ui.context import EASE_COOKIE, ease_from

A_YEAR = 365 * 24 * 3600


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What Turbota is, the kinds of assistance it has, the doors."""
    context = {
        "groups": by_situation("public:kind"),
        "doors": presenters.doors(),
        "acceptance": presenters.acceptance_words(clock.today()),
    }
    return render(request, "public/home.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def kinds(request: HttpRequest) -> HttpResponse:
    """All kinds by situation of life; POST finds by words, so that they stand in no address."""
    context = {"list": kind_list(request.POST.get("q", ""), "public:kind")}
    return render(request, "public/kinds.html", context)


@require_safe
def kind(request: HttpRequest, code: str) -> HttpResponse:
    """What one kind of assistance needs and gives, by the law in force today."""
    try:
        known = catalogue.kind(code)
    except catalogue.UnknownKind as error:
        raise Http404 from error
    return render(request, "public/kind.html", {"kind": presenters.kind_page(known, clock.today())})


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What the site promises to people with disabilities and what it does not keep yet."""
    return render(request, "public/accessibility.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Who sees personal data, why and for how long."""
    return render(request, "public/privacy.html")


@require_POST
def ease(request: HttpRequest) -> HttpResponse:
    """Keep the reader's choice of colours, letters and spacing in a cookie, and go back."""
    choice = ease_from(
        request.POST.get("tone", ""), request.POST.get("size", ""), request.POST.get("air") == "wide"
    )
    target = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        target = reverse("public:home")
    answer = HttpResponseRedirect(target)
    answer.set_cookie(
        EASE_COOKIE,
        choice.cookie(),
        max_age=A_YEAR,
        samesite="Lax",
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return answer
