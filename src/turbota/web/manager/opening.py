"""A case is opened by the manager or the supervisor, at the counter or after a visit."""

from datetime import datetime, time

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from turbota.access.models import CASEWORK_KINDS, Post, Role
from turbota.casework import case_queries
from turbota.casework.operations import enrolling
from turbota.casework.operations.enrolling import Opening
from turbota.casework.states import CaseKind, Ground, Sensitivity
from turbota.kernel import clock
from turbota.kernel.errors import Missing, Refused
from turbota.web.manager.case_forms import OpenForm
from turbota.web.manager.editing import tell
from turbota.web.shared.guards import require_staff
from turbota.web.shared.middleware import actor_of


def managers_here(request: HttpRequest) -> dict[str, Post]:
    """Social managers of the units where the actor works, by the id of the post."""
    posts = actor_of(request).posts
    units = {post.organisation_id for post in posts if post.organisation_kind in CASEWORK_KINDS}
    return {str(post.pk): post for post in case_queries.unit_managers(units, clock.today())}


@require_http_methods(["GET", "POST"])
@require_staff(Role.SOCIAL_MANAGER, Role.SUPERVISOR)
def open_case(request: HttpRequest) -> HttpResponse:
    """Who, why, where, who answers for it. Family and factors are added on the card afterwards."""
    actor, posts = actor_of(request), managers_here(request)
    own = next((str(post.post_id) for post in actor.posts if str(post.post_id) in posts), "")
    form = OpenForm(
        request.POST or None,
        initial={"manager": own, "kind": CaseKind.PERSON, "sensitivity": Sensitivity.NONE},
    )
    form.fields["manager"].choices = [  # type: ignore[attr-defined]
        ("", "Виберіть"),
        *((pk, f"{post.account.name}, {post.organisation.short_name}") for pk, post in posts.items()),
    ]
    if request.method == "POST" and posts and form.is_valid():
        try:
            case = enrolling.open_for(
                by=actor, opening=_opening(form, posts[form.cleaned_data["manager"]]), at=clock.now()
            )
        except Missing:
            raise
        except Refused as problem:
            tell(form, problem)
        else:
            messages.success(request, f"Випадок {case.number} відкрито. Запишіть склад сім’ї й чинники.")
            return redirect("manager:card", case.pk)
    context = {"form": form, "no_unit": not posts}
    return render(request, "manager/open.html", context, status=422 if form.errors else 200)


def _opening(form: OpenForm, post: Post) -> Opening:
    data = form.cleaned_data
    day = data["received_on"]
    return Opening(
        case_id=data["key"],
        unit=post.organisation,
        post=post,
        main=form.person(),
        kind=CaseKind(data["kind"]),
        ground=Ground(data["ground"]),
        received_at=None if day is None else _moment(day),
        sensitivity=Sensitivity(data["sensitivity"]),
        sensitivity_reason=data["sensitivity_reason"],
        address=data["address"],
        place_code=data["place_code"],
        address_protected=data["address_protected"],
        phone=data["phone"],
    )


def _moment(day: datetime) -> datetime:
    """The morning of the day; today, the present moment."""
    return clock.now() if day == clock.today() else datetime.combine(day, time(9), tzinfo=clock.KYIV)
