"""Accounts of staff: a new one, and a new password; a password is shown once."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from turbota.access.accounts import add_account, give_new_password, new_password
from turbota.access.models import Role
from turbota.access.queries import post_kept
from turbota.kernel import clock
from turbota.kernel.errors import BadInput
from turbota.web.administration.inputs import AccountForm, add_problems
from turbota.web.shared.guards import require_staff
from turbota.web.shared.middleware import actor_of


@require_http_methods(["GET", "POST"])
@require_staff(Role.ADMINISTRATOR)
def add(request: HttpRequest) -> HttpResponse:
    """A new account with a personal code and a first password (Instruction 345, p. 11.4)."""
    form = AccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        password = new_password()
        try:
            account = add_account(by=actor_of(request), password=password, at=clock.now(), **form.cleaned_data)
        except BadInput as problem:
            add_problems(form, problem)
        else:
            return render(request, "administration/password.html", {"account": account, "password": password})
    return render(request, "administration/account.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
@require_staff(Role.ADMINISTRATOR)
def renew(request: HttpRequest, post_id: uuid.UUID) -> HttpResponse:
    """A new password for the holder of a post; the old one and its sessions end."""
    actor, password = actor_of(request), new_password()
    post = post_kept(actor, post_id)
    give_new_password(by=actor, account=post.account, password=password, at=clock.now())
    return render(request, "administration/password.html", {"account": post.account, "password": password})
