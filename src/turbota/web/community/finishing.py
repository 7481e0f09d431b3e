"""The check before a case leaves the officer: everything that is still missing, each line a link to its place."""

import uuid
from datetime import date

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from turbota.access.models import Role
from turbota.applications.models import Application
from turbota.applications.operations import intake
from turbota.applications.policies import (
    SIGNED_APPLICATION,
    DocumentNeed,
    form_of,
    needs,
    printed,
    without_seal,
)
from turbota.applications.states import State
from turbota.assistance import catalogue, forms
from turbota.kernel import clock
from turbota.kernel.errors import Refused
from turbota.web.community.document_boxes import told
from turbota.web.community.filling import case_to_form
from turbota.web.community.heads import head_of
from turbota.web.shared import questions
from turbota.web.shared.guards import require_staff
from turbota.web.shared.middleware import actor_of
from turbota.web.shared.numbers import whole_number
from turbota.web.ui import words
from turbota.web.ui.components import Field, Link


def faults_of(application: Application, today: date) -> tuple[Link, ...]:
    """Every answer, document and seal that is missing, in the order of work."""
    form, fill = form_of(application), reverse("community:fill", args=[application.pk])
    errors = forms.check(form, application.answers, today)
    dense = questions.dense_for(form, application.answers, errors=errors)
    found = [Link(line.words, f"{fill}?check=1") for line in dense.errors if not line.target]
    for section in dense.sections:
        places = [("", section.asked), *((row.title, row.asked) for row in section.rows)]
        for item, asked in places:
            found += [
                Link(_words(section.title, item, one.field), f"{fill}?check=1#{one.field.focus_id}")
                for one in asked
                if one.field.error
            ]
    wanted = needs(application, today)
    found += [
        Link(told(application, need) or _lacking(need), f"{fill}#d_{need.code}")
        for need in wanted
        if not need.settled
    ]
    if all(need.settled for need in wanted if need.code == SIGNED_APPLICATION) and not printed(application):
        found.append(Link("Заяву не надруковано: надрукуйте, дайте підписати й скануйте", fill))
    return (*found, *_seal_faults(application))


def _seal_faults(application: Application) -> list[Link]:
    """Copies that no seal certifies, and those whose seal turned out invalid."""
    live = application.attachments.filter(removed_at__isnull=True)
    waiting = [copy for copy in live.select_related("seal").only("seal__state") if without_seal(copy)]
    bare = sum(copy.seal is None for copy in waiting)
    counts = {
        "Без печатки громади": bare,
        "Печатка недійсна, засвідчіть знову": len(waiting) - bare,
    }
    page = reverse("community:seal-case", args=[application.pk])
    return [
        Link(f"{title}: {words.counted(count, 'копія,копії,копій')}", page)
        for title, count in counts.items()
        if count
    ]


def _words(section: str, item: str, field: Field) -> str:
    """Where the answer is and what is wrong with it, so that a line is clear by itself."""
    return f"{item or section}, «{field.label}»: {field.error}"


def _lacking(need: DocumentNeed) -> str:
    if need.code == SIGNED_APPLICATION:
        return f"«{need.title}»: надрукуйте, дайте підписати й скануйте"
    return f"«{need.title}»: додайте копію або причину в примітці"


@require_http_methods(["GET", "POST"])
@require_staff(Role.COMMUNITY_OFFICER)
def finish(request: HttpRequest, application_id: uuid.UUID) -> HttpResponse:
    """Show what is missing; when nothing is, the button sends the case to control or makes it ready."""
    at = clock.now()
    application = case_to_form(request, application_id, at)
    if request.method != "POST":
        return _page(request, application)
    asked = request.POST.get("version", "")
    try:
        done = intake.finish_forming(
            by=actor_of(request),
            application_id=application_id,
            at=at,
            version=whole_number(asked),
        )
    except Refused as refusal:
        return _page(request, application, sentence=refusal.sentence)
    return HttpResponseRedirect(
        reverse("community:queue" if done.state == State.ON_CONTROL else "community:ready")
    )


def _page(request: HttpRequest, application: Application, *, sentence: str = "") -> HttpResponse:
    context = {
        "case": application,
        "head": head_of(application, clock.now()),
        "faults": faults_of(application, clock.today()),
        "notes": catalogue.kind(application.kind).notes(application.answers),
        "sentence": sentence,
        "to_control": application.community is not None and application.community.has_control,
    }
    return render(request, "community/finish.html", context, status=422 if sentence else 200)
