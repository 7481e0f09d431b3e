"""Organisations of the tree and the posts in them."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from turbota.access import operations, queries
from turbota.access.models import INTAKE_KINDS, Organisation, OrganisationKind, Role
from turbota.kernel import clock
from turbota.kernel.errors import Missing, Refused
from turbota.web.administration.forms import AddOrganisation, ChangeOrganisation, GrantPost, tell
from turbota.web.administration.tree import parents_of, post_rows, tree_of
from turbota.web.shared.guards import require_staff
from turbota.web.shared.middleware import actor_of
from turbota.web.ui.components import ErrorLine
from turbota.web.ui.forms import drawn, error_lines


def _asked(request: HttpRequest, name: str) -> uuid.UUID | None:
    """The identifier that the address asks for."""
    given = request.GET.get(name, "")
    try:
        return uuid.UUID(given) if given else None
    except ValueError as problem:
        raise Missing from problem


@require_GET
@require_staff(Role.ADMINISTRATOR)
def home(request: HttpRequest) -> HttpResponse:
    """The tree that the administrator keeps, whole or from one of its bodies on."""
    tree = tree_of(actor_of(request), clock.today(), _asked(request, "under"))
    return render(request, "administration/home.html", {"tree": tree})


@require_http_methods(["GET", "POST"])
@require_staff(Role.ADMINISTRATOR)
def add(request: HttpRequest) -> HttpResponse:
    """A new body under one of those that the administrator keeps."""
    actor, at = actor_of(request), clock.now()
    kept = parents_of(actor, clock.day_of(at))
    parents = [(key, words) for key, (words, _) in kept.items()]
    form = AddOrganisation(request.POST or None, parents, str(_asked(request, "parent") or ""))
    if request.method == "POST" and form.is_valid():
        given = {**form.told(), "parent": kept[form.cleaned_data["parent"]][1]}
        try:
            body = operations.add_organisation(by=actor, at=at, **given)
        except Refused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, "Організацію додано. Тепер призначте людей.")
            return redirect("administration:organisation", body.pk)
    content = {"form": form, "contact_fields": [one for one in drawn(form) if one.name != "town"]}
    return render(
        request, "administration/add_organisation.html", content, status=422 if form.errors else 200
    )


def _page(
    request: HttpRequest,
    body: Organisation,
    *,
    change_form: ChangeOrganisation | None = None,
    grant_form: GrantPost | None = None,
    problem: str = "",
) -> HttpResponse:
    """The page of an organisation, with what was typed and refused."""
    changed, granted = change_form or ChangeOrganisation(None, body), grant_form or GrantPost(None, body)
    lines = (*error_lines(changed), *error_lines(granted), *([ErrorLine(problem)] if problem else []))
    current, ended = post_rows(body.pk, clock.today())
    context = {
        "body": body,
        "change_form": changed,
        "contact_fields": [one for one in drawn(changed) if one.name != "town"],
        "grant_form": granted,
        "lines": lines,
        "current": current,
        "ended": ended,
        "takes_paper": body.kind in INTAKE_KINDS,
        "leans_too": body.kind == OrganisationKind.SERVICE_CENTRE,
    }
    return render(request, "administration/organisation.html", context, status=422 if lines else 200)


@require_GET
@require_staff(Role.ADMINISTRATOR)
def organisation(request: HttpRequest, organisation_id: uuid.UUID) -> HttpResponse:
    """One organisation: who works there, how people find it."""
    return _page(request, queries.organisation_kept(actor_of(request), organisation_id))


@require_POST
@require_staff(Role.ADMINISTRATOR)
def change(request: HttpRequest, organisation_id: uuid.UUID) -> HttpResponse:
    """Address, telephone, hours and control."""
    actor = actor_of(request)
    body = queries.organisation_kept(actor, organisation_id)
    form = ChangeOrganisation(request.POST, body)
    if not form.is_valid():
        return _page(request, body, change_form=form)
    given = {"has_control": False, **form.told()}
    try:
        operations.change_organisation(by=actor, organisation_id=body.pk, at=clock.now(), **given)
    except Refused as refusal:
        tell(form, refusal)
        return _page(request, body, change_form=form)
    messages.success(request, "Зміни збережено.")
    return redirect("administration:organisation", body.pk)


@require_POST
@require_staff(Role.ADMINISTRATOR)
def grant(request: HttpRequest, organisation_id: uuid.UUID) -> HttpResponse:
    """A post for the account with the personal code."""
    actor = actor_of(request)
    body = queries.organisation_kept(actor, organisation_id)
    form = GrantPost(request.POST, body)
    if not form.is_valid():
        return _page(request, body, grant_form=form)
    given = dict(form.cleaned_data)
    account = queries.account_by_code(given.pop("code"))
    if account is None or not account.is_active:
        form.add_error("code", "Працівника з таким кодом немає. Перевірте код або відкрийте обліковий запис.")
        return _page(request, body, grant_form=form)
    try:
        operations.grant_post(by=actor, account=account, organisation=body, at=clock.now(), **given)
    except Refused as refusal:
        tell(form, refusal)
        return _page(request, body, grant_form=form)
    messages.success(request, f"Призначено: {account.name}.")
    return redirect("administration:organisation", body.pk)


@require_POST
@require_staff(Role.ADMINISTRATOR)
def end(request: HttpRequest, post_id: uuid.UUID) -> HttpResponse:
    """End a post today; the last administrator of an organisation stays."""
    actor = actor_of(request)
    post = queries.post_kept(actor, post_id)
    try:
        operations.end_post(by=actor, post=post, at=clock.now())
    except Refused as refusal:
        return _page(request, post.organisation, problem=refusal.sentence)
    messages.success(request, f"Звільнено з посади: {post.account.name}.")
    return redirect("administration:organisation", post.organisation_id)
