"""Guarded applications of the unit: the supervisor gives each to the one specialist who works on it."""

import uuid
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from turbota.access.actors import Actor
from turbota.access.models import Post, Role
from turbota.access.queries import posts_of
from turbota.applications import guarding, permissions
from turbota.applications.models import Application
from turbota.applications.operations import assigning
from turbota.applications.queries import application_for
from turbota.assistance import catalogue
from turbota.assistance.asking import need
from turbota.kernel import clock
from turbota.kernel.errors import Missing, Refused
from turbota.web.manager.case_forms import choice
from turbota.web.manager.editing import tell, text_box
from turbota.web.shared.guards import require_staff
from turbota.web.shared.middleware import actor_of

PURPOSE = "розподіл захищених заяв"
BESIDE = (
    "applicant__surname",
    "applicant__given_name",
    "applicant__patronymic",
    "taken_by__name",
    "holder__name",
)
OTHER = "Належить до чутливого випадку або має захищену адресу"


@dataclass(frozen=True, slots=True)
class Guarded:
    """A guarded application as the supervisor sees it in the list."""

    application: Application
    kind: str
    danger: str


def rows_of(actor: Actor, most: int) -> list[Guarded]:
    """Guarded applications that the actor gives out, those without a specialist first, by the nearest term."""
    return [_row(one) for one in guarding.to_give_out(actor)[:most]]


def _row(application: Application) -> Guarded:
    words = {one.value: one.label for one in need.VIOLENCE.choices}
    danger = words.get(need.danger_of(application.answers), OTHER)
    return Guarded(application, catalogue.kind(application.kind).title, danger.removeprefix("Так, "))


class GiveForm(forms.Form):
    """To whom and why."""

    account = choice("Хто розглядає заяву", [], "Виберіть спеціаліста.")
    why = text_box("Чому саме ця людина", "Напишіть, чому заяву дістає саме ця людина.")

    def offer(self, posts: list[Post]) -> None:
        """The specialists of the unit."""
        named = {str(post.account_id): post.account.name for post in posts}
        self.fields["account"].choices = list(named.items())  # type: ignore[attr-defined]


@require_http_methods(["GET", "POST"])
@require_staff(Role.SUPERVISOR)
def give(request: HttpRequest, application_id: uuid.UUID) -> HttpResponse:
    """What the supervisor has to know to choose, and the choice. Nobody but the chosen one learns of it."""
    actor, at = actor_of(request), clock.now()
    application = application_for(
        actor, application_id, at=at, purpose=PURPOSE, beside=BESIDE, action=permissions.GIVE_OUT
    )
    if application.holder is None:
        raise Missing
    form = GiveForm(request.POST or None)
    form.offer(
        list(posts_of(application.holder.pk, clock.day_of(at), Role.SPECIALIST).order_by("account__name"))
    )
    if request.method == "POST" and form.is_valid():
        try:
            assigning.reassign(
                by=actor, application_id=application.pk, account_id=uuid.UUID(form.cleaned_data["account"]),
                why=form.cleaned_data["why"], at=at,
            )  # fmt: skip
        except Missing:
            raise
        except Refused as problem:
            tell(form, problem)
        else:
            messages.success(request, "Заяву передано. Її бачить лише ця людина й ті, хто підписує рішення.")
            return redirect("manager:approvals")
    context = {"row": _row(application), "form": form}
    return render(request, "manager/guarded.html", context, status=422 if form.errors else 200)
