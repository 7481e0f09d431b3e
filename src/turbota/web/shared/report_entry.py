"""A report that somebody at work writes down: an operator from a visitor's words, an institution, a social manager."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from turbota.access.actors import Actor
from turbota.access.queries import territory_of
from turbota.casework.operations.reporting import receive
from turbota.casework.states import Source
from turbota.deadlines.counting import due_moment, due_on
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Refused
from turbota.law.deadlines import deadline_rule
from turbota.places.models import LIVED_IN
from turbota.web.shared.middleware import actor_of
from turbota.web.shared.place_choice import chosen
from turbota.web.shared.report_forms import PHOTO_HINT, StaffForm, photos_of, told_of
from turbota.web.ui.forms import as_field, drawn

VISIT, TRIAGE = "threat_visit", "report_triage"


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a report: its name, its last moment, and whether the act was read."""

    title: str
    due: str
    verified: bool


def terms_of(threat: bool, at: datetime) -> tuple[Term, ...]:
    """The terms that the law gives a report that comes now: the same whether it joined another one or not."""
    found = []
    for code in (*((VISIT,) if threat else ()), TRIAGE):
        rule = deadline_rule(code, clock.day_of(at))
        due = due_moment(at, rule.amount, rule.unit)
        told = (
            f"{due.astimezone(clock.KYIV):%d.%m.%Y, %H:%M}"
            if rule.unit == "hour"
            else f"{due_on(due):%d.%m.%Y}"
        )
        found.append(Term(rule.title, told, rule.verified))
    return tuple(found)


def _here(actor: Actor) -> dict[str, str]:
    """The territory of the actor's organisation, chosen already: most of what is entered happened there."""
    place = territory_of(actor.organisation_id) if actor.organisation_id else None
    if place is None or place.category not in LIVED_IN:
        return {}
    return chosen(place)


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
                "terms": terms_of(report.threat, clock.now()),
            }
            answer = render(request, "shared/report_entered.html", context)
            answer.headers["Cache-Control"] = "no-store"
            return answer
    context = {
        "form": form,
        "fields": [as_field(bound) for bound in drawn(form)],
        "problem": problem,
        "lead": lead,
        "photo_hint": PHOTO_HINT,
        "url": reverse(address),
    }
    status = 422 if problem or form.errors else 200
    return render(request, "shared/report_enter.html", context, status=status)
