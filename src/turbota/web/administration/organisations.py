"""The tree of organisations, and one organisation with its posts."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from turbota.access import operations
from turbota.access.models import Organisation, Role
from turbota.access.queries import account_by_code, organisation_kept, post_kept
from turbota.access.queries import tree as kept
from turbota.kernel import clock
from turbota.kernel.errors import BadInput
from turbota.web.administration.inputs import AddForm, ChangeForm, GrantForm, add_problems
from turbota.web.shared.guards import require_staff
from turbota.web.shared.middleware import actor_of

LAST_POSTS = 200


@dataclass(frozen=True)
class Branch:
    """One organisation of the tree and how deep it hangs."""

    body: Organisation
    depth: int



def branches(bodies: Sequence[Organisation]) -> Iterator[Branch]:
    """The organisations in the order of the tree, each under the one it belongs to."""
    known = {body.pk for body in bodies}

    def under(parent: uuid.UUID | None, depth: int) -> Iterator[Branch]:
        for body in bodies:
            above = body.parent_id if body.parent_id in known else None
            if above == parent:
                yield Branch(body, depth)
                yield from under(body.pk, depth + 1)

    return under(None, 0)


@require_GET
@require_staff(Role.ADMINISTRATOR)
def home(request: HttpRequest) -> HttpResponse:
    """All organisations that the administrator keeps."""
    found = list(branches(list(kept(actor_of(request), clock.today()))))
    return render(request, "administration/home.html", {"branches": found})


@require_http_methods(["GET", "POST"])
@require_staff(Role.ADMINISTRATOR)
def add(request: HttpRequest) -> HttpResponse:
    """A new organisation in the tree."""
    actor = actor_of(request)
    known = {str(branch.body.pk): branch for branch in branches(list(kept(actor, clock.today())))}
    form = AddForm(request.POST or None)
    names = [(key, f"{'— ' * branch.depth}{branch.body.name}") for key, branch in known.items()]
    form.fields["parent"].choices = [("", "Виберіть"), *names]  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        parent = known[data.pop("parent")].body
        try:
            body = operations.add_organisation(by=actor, parent=parent, at=clock.now(), **data)
        except BadInput as problem:
            add_problems(form, problem)
        else:
            messages.success(request, "Організацію додано. Тепер призначте людей.")
            return redirect("administration:organisation", body.pk)
    return render(request, "administration/add.html", {"form": form}, status=422 if form.errors else 200)


def _change_form(body: Organisation) -> ChangeForm:
    return ChangeForm(initial={name: getattr(body, name) for name in ChangeForm.base_fields})


def _shown(
    request: HttpRequest, body: Organisation, *, change: ChangeForm | None = None, grant: GrantForm | None = None
) -> HttpResponse:
    today = clock.today()
    posts = body.posts.select_related("account").order_by("until", "role", "account__name")[:LAST_POSTS]
    context = {
        "body": body,
        "posts": [(post, post.since <= today and (post.until is None or post.until > today)) for post in posts],
        "change": change or _change_form(body),
        "grant": grant or GrantForm(initial={"since": today}, prefix="grant"),
        "faulty": change or grant,
    }
    return render(request, "administration/organisation.html", context, status=422 if change or grant else 200)


@require_GET
@require_staff(Role.ADMINISTRATOR)
def organisation(request: HttpRequest, organisation_id: uuid.UUID) -> HttpResponse:
    """What is known of an organisation, and who holds which post."""
    return _shown(request, organisation_kept(actor_of(request), organisation_id))


@require_POST
@require_staff(Role.ADMINISTRATOR)
def change(request: HttpRequest, organisation_id: uuid.UUID) -> HttpResponse:
    """Change whether the community has control, and how people find the office."""
    actor = actor_of(request)
    body = organisation_kept(actor, organisation_id)
    form = ChangeForm(request.POST)
    if form.is_valid():
        try:
            operations.change_organisation(
                by=actor, organisation_id=body.pk, at=clock.now(), **form.cleaned_data
            )
        except BadInput as problem:
            add_problems(form, problem)
        else:
            messages.success(request, "Зміни записано.")
            return redirect("administration:organisation", body.pk)
    return _shown(request, body, change=form)


@require_POST
@require_staff(Role.ADMINISTRATOR)
def grant(request: HttpRequest, organisation_id: uuid.UUID) -> HttpResponse:
    """Give a member of staff a role here from a day."""
    actor = actor_of(request)
    body = organisation_kept(actor, organisation_id)
    form = GrantForm(request.POST, prefix="grant")
    if form.is_valid():
        data = form.cleaned_data
        account = account_by_code(data.pop("code"))
        if account is None:
            form.add_error("code", "Працівника з таким кодом немає. Спершу додайте обліковий запис.")
        else:
            try:
                operations.grant_post(by=actor, account=account, organisation=body, at=clock.now(), **data)
            except BadInput as problem:
                add_problems(form, problem)
            else:
                messages.success(request, f"Призначено: {account.name}.")
                return redirect("administration:organisation", body.pk)
    return _shown(request, body, grant=form)


@require_POST
@require_staff(Role.ADMINISTRATOR)
def end(request: HttpRequest, post_id: uuid.UUID) -> HttpResponse:
    """End a post today; the last administrator of an organisation stays."""
    post = post_kept(actor_of(request), post_id)
    operations.end_post(by=actor_of(request), post=post, at=clock.now())
    messages.success(request, f"Завершено: {post.account.name}, {Role(post.role).label}.")
    return redirect("administration:organisation", post.organisation_id)
