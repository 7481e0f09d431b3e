"""A report that somebody at work writes down: an operator from a visitor's words, an institution, a social manager."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from turbota.access.actors import Actor
from turbota.access.queries import territory_of
from turbota.casework.operations.reporting import receive
from turbota.casework.states import Source
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Refused
from turbota.places.models import LIVED_IN
from turbota.web.shared.middleware import actor_of
from turbota.web.shared.place_choice import searched_for
from turbota.web.shared.report_forms import PHOTO_HINT, StaffForm, photos_of, told_of
from turbota.web.ui.forms import as_field


def _here(actor: Actor) -> dict[str, str]:
    """The territory of the actor's organisation, chosen already: most of what is entered happened there."""
    place = territory_of(actor.organisation_id) if actor.organisation_id else None
    if place is None or place.category not in LIVED_IN:
        return {}
    given = {"town": place.name, "place_code": place.code}
    return {**given, "searched": searched_for(given)}


def enter(request: HttpRequest, *, address: str, lead: str) -> HttpResponse:
    """The form of staff, or the report taken: its code for the reporter, or its page for the manager who found it."""
    actor = actor_of(request)
    form = StaffForm(request.POST if request.method == "POST" else None, initial=_here(actor))
    problem = ""
    if form.is_bound and form.is_valid():
        try:
            photos = photos_of(request)
            received = receive(told=told_of(form.cleaned_data, photos), at=clock.now(), by=actor)
        except BadInput as wrong:
            for name, sentence in wrong.fields.items():
                form.add_error(name if name in form.fields else None, sentence)
        except Refused as refusal:
            problem = refusal.sentence
        else:
            report = received.report
            own = report.source == Source.OWN and report.taken_by_id is not None
            context = {
                "report": report,
                "code": received.code,
                "url": reverse("manager:report", args=[report.pk]) if own else "",
                "again": reverse(address),
            }
            answer = render(request, "shared/report_entered.html", context)
            answer.headers["Cache-Control"] = "no-store"
            return answer
    context = {
        "form": form,
        "fields": [as_field(bound) for bound in form if bound.name not in ("place_code", "searched")],
        "problem": problem,
        "lead": lead,
        "photo_hint": PHOTO_HINT,
        "url": reverse(address),
    }
    status = 422 if problem or form.errors else 200
    return render(request, "shared/report_enter.html", context, status=status)
