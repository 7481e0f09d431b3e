"""Who is on duty in the unit, when: kept by the supervisor, seen by all managers."""

import uuid
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from turbota.access.models import Post, Role
from turbota.casework import report_permissions, report_queries
from turbota.casework.operations import alarms
from turbota.kernel import clock
from turbota.kernel.errors import BadInput
from turbota.web.shared.day_boxes import moment_field
from turbota.web.shared.guards import require_staff
from turbota.web.shared.middleware import actor_of


class ShiftForm(forms.Form):
    """One duty."""

    post = forms.ChoiceField(
        label="Хто чергує", error_messages={"required": "Виберіть соціального менеджера."}
    )
    since = moment_field("Від")
    until = moment_field("До")

    def __init__(self, *args: Any, posts: list[Post], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = [(str(post.pk), post.account.name) for post in posts]
        cast(forms.ChoiceField, self.fields["post"]).choices = [("", "Виберіть"), *listed]


@require_http_methods(["GET", "POST"])
@require_staff(Role.SOCIAL_MANAGER, Role.SUPERVISOR)
def duty(request: HttpRequest) -> HttpResponse:
    """Shifts that last or are ahead; the supervisor adds one."""
    actor, at = actor_of(request), clock.now()
    keeps = report_permissions.supervisor.fits(actor)
    posts = report_queries.managers(actor, clock.today()) if keeps else []
    form = ShiftForm(request.POST if keeps and request.method == "POST" else None, posts=posts)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        post = next(one for one in posts if str(one.pk) == given["post"])
        try:
            alarms.set_duty(
                by=actor,
                unit=post.organisation,
                post_id=post.pk,
                since=given["since"],
                until=given["until"],
                at=at,
            )
        except BadInput as problem:
            for name, sentence in problem.fields.items():
                form.add_error(name if name in form.fields else None, sentence)
        else:
            messages.success(request, "Чергування записано.")
            return redirect("manager:duty")
    context = {"shifts": report_queries.shifts(actor, at), "form": form, "keeps": keeps, "now": at}
    return render(request, "manager/duty.html", context, status=422 if form.errors else 200)


@require_POST
@require_staff(Role.SUPERVISOR)
def end(request: HttpRequest, shift_id: uuid.UUID) -> HttpResponse:
    """The duty is over, or will not begin."""
    alarms.end_duty(by=actor_of(request), shift_id=shift_id, at=clock.now())
    messages.success(request, "Чергування закінчено.")
    return redirect("manager:duty")
