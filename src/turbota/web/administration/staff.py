"""Accounts of staff: who there is, a new one, a new first password, closing."""

import uuid

from django.contrib import messages
from django.core.paginator import EmptyPage, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from turbota.access import accounts, queries
from turbota.access.models import Account, Post, Role
from turbota.kernel import clock
from turbota.kernel.errors import Missing, Refused
from turbota.web.administration.forms import AddAccount, tell
from turbota.web.administration.tree import post_row
from turbota.web.shared.guards import require_staff
from turbota.web.shared.middleware import actor_of
from turbota.web.shared.numbers import whole_number
from turbota.web.ui.components import ErrorLine

PAGE = 50


@require_GET
@require_staff(Role.ADMINISTRATOR)
def people(request: HttpRequest) -> HttpResponse:
    """Members of staff who work in the tree, and those without a post yet."""
    number, today = request.GET.get("page", "1"), clock.today()
    rows = queries.accounts_kept(actor_of(request)).prefetch_related("posts__organisation")
    try:
        page = Paginator(rows, PAGE).page(whole_number(number) or 1)
    except EmptyPage as problem:
        raise Missing from problem
    shown = [(account, _held(account, today)) for account in page.object_list]
    return render(request, "administration/staff.html", {"page": page, "rows": shown})


def _held(account: Account, today: object) -> list[Post]:
    """Posts that have not ended, of the prefetched ones."""
    return [post for post in account.posts.all() if post.until is None or post.until > today]  # type: ignore[operator]


@never_cache
@require_http_methods(["GET", "POST"])
@require_staff(Role.ADMINISTRATOR)
def add(request: HttpRequest) -> HttpResponse:
    """Open an account. The answer shows the first password this once: it is kept nowhere."""
    form = AddAccount(request.POST or None)
    if request.method == "POST" and form.is_valid():
        password = accounts.new_password()
        try:
            opened = accounts.add_account(
                by=actor_of(request), password=password, at=clock.now(), **form.cleaned_data
            )
        except Refused as refusal:
            tell(form, refusal)
        else:
            return _first_password(request, opened, password)
    return render(
        request, "administration/add_account.html", {"form": form}, status=422 if form.errors else 200
    )


def _first_password(request: HttpRequest, opened: Account, password: str) -> HttpResponse:
    context = {"account": opened, "password": password}
    return render(request, "administration/first_password.html", context)


def _page(request: HttpRequest, found: Account, problem: str = "") -> HttpResponse:
    today = clock.today()
    posts = found.posts.select_related("organisation", "account").order_by("-since", "organisation__name")
    rows = [(post_row(post, today), post.until is not None and post.until <= today) for post in posts]
    context = {
        "account": found,
        "rows": rows,
        "lines": (ErrorLine(problem),) if problem else (),
        "own_password": not accounts.must_choose_password(found, today),
    }
    return render(request, "administration/account.html", context, status=422 if problem else 200)


@require_GET
@require_staff(Role.ADMINISTRATOR)
def account(request: HttpRequest, account_id: uuid.UUID) -> HttpResponse:
    """One member of staff: code, posts now and before."""
    return _page(request, queries.account_kept(actor_of(request), account_id))


@never_cache
@require_POST
@require_staff(Role.ADMINISTRATOR)
def new_password(request: HttpRequest, account_id: uuid.UUID) -> HttpResponse:
    """A forgotten password is replaced; the new one is shown this once."""
    actor = actor_of(request)
    found = queries.account_kept(actor, account_id)
    password = accounts.new_password()
    try:
        accounts.give_new_password(by=actor, account=found, password=password, at=clock.now())
    except Refused as refusal:
        return _page(request, found, refusal.sentence)
    return _first_password(request, found, password)


@require_POST
@require_staff(Role.ADMINISTRATOR)
def close(request: HttpRequest, account_id: uuid.UUID) -> HttpResponse:
    """End all posts and the right to sign in."""
    actor = actor_of(request)
    found = queries.account_kept(actor, account_id)
    try:
        accounts.close_account(by=actor, account=found, at=clock.now())
    except Refused as refusal:
        return _page(request, found, refusal.sentence)
    messages.success(request, f"Обліковий запис закрито: {found.name}.")
    return redirect("administration:account", found.pk)
