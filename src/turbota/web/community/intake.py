"""Before a new application the person is looked for: the same person is never entered twice by accident."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from turbota.access.actors import Actor
from turbota.access.models import Role
from turbota.applications import finding
from turbota.applications.models import Application
from turbota.applications.operations import intake
from turbota.applications.queries import running_beside
from turbota.audit.operations import record_read
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Refused
from turbota.people import queries as people
from turbota.people.queries import Found
from turbota.people.wanted import read as wanted_of
from turbota.web.community import queue_rows
from turbota.web.community.intake_forms import Paper, RegisterForm, SearchForm
from turbota.web.shared.guards import require_staff
from turbota.web.shared.middleware import actor_of
from turbota.web.shared.searching import note_search

PURPOSE = "пошук людини перед прийомом заяви"


@require_http_methods(["GET", "POST"])
@require_staff(Role.COMMUNITY_OFFICER, Role.CONTROL_SPECIALIST, Role.SEAL_OPERATOR)
def find(request: HttpRequest) -> HttpResponse:
    """Find a case by its number, or by the applicant's name, birth date or tax number. Nothing typed is in an address."""
    actor, text = actor_of(request), request.POST.get("q", "").strip()
    wanted = wanted_of(text)
    if text:
        note_search(request)
    found = finding.found_cases(actor, wanted)
    rows = queue_rows.found_rows(actor, [*found, *finding.found_on_scans(actor, text, found)])
    if len(rows) == 1 and not rows[0].like and not rows[0].scan:
        return HttpResponseRedirect(rows[0].url)
    context = {
        "rows": rows,
        "text": text,
        "wanted": wanted,
        "only_like": all(row.like for row in rows),
        "officer": actor.holds(Role.COMMUNITY_OFFICER),
    }
    return render(request, "community/found.html", context)


@require_http_methods(["GET", "POST"])
@require_staff(Role.COMMUNITY_OFFICER)
def search(request: HttpRequest) -> HttpResponse:
    """Step one: who the person is. Step two, on the same address: the possible same people and the application."""
    form = SearchForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "community/search.html", {"form": form}, status=422 if form.is_bound else 200)
    actor = actor_of(request)
    found = _possible(actor, form)
    for one in found:
        record_read(
            actor=actor, subject_kind="person", subject_id=one.person.pk, purpose=PURPOSE, at=clock.now()
        )
    register_form = RegisterForm.beginning(actor, form, found, clock.today())
    return _people(request, form, register_form, found)


def _possible(actor: Actor, form: SearchForm) -> list[Found]:
    terms = form.cleaned_data
    return people.search(
        actor,
        tax_number=terms["tax_number"],
        surname=terms["surname"],
        birth_date=terms["birth_date"],
        document=terms["document"],
    )


def _people(
    request: HttpRequest, form: SearchForm, register_form: RegisterForm, found: list[Found], status: int = 200
) -> HttpResponse:
    context = {"search": form, "form": register_form, "found": found}
    return render(request, "community/people.html", context, status=status)


@require_POST
@require_staff(Role.COMMUNITY_OFFICER)
def register(request: HttpRequest) -> HttpResponse:
    """Register the paper for the chosen or the new person; pressing the button twice registers once."""
    terms = SearchForm(request.POST)
    if not terms.is_valid():
        return HttpResponseRedirect(reverse("community:search"))
    actor = actor_of(request)
    found = _possible(actor, terms)
    form = RegisterForm(request.POST, actor=actor, found=found)
    if not form.is_valid():
        return _people(request, terms, form, found, status=422)
    try:
        application = _register(actor, form.paper())
    except BadInput as bad:
        for name, sentence in bad.fields.items():
            form.add_error(name if name in form.fields else None, sentence)
        return _people(request, terms, form, found, status=422)
    except Refused as refusal:
        form.add_error(None, refusal.sentence)
        return _people(request, terms, form, found, status=422)
    for other in running_beside(application):
        messages.warning(
            request,
            f"Є інша заява цієї людини на цю допомогу: № {other.number}, {other.office}. Цю ви все одно приймаєте: "
            "як їх розглядати, вирішить орган, що призначає допомогу.",
        )
    return HttpResponseRedirect(reverse("community:fill", args=[application.pk]))


def _register(actor: Actor, paper: Paper) -> Application:
    return intake.register_paper(
        by=actor,
        organisation_id=paper.organisation_id,
        kind=paper.kind,
        person=paper.person,
        data=paper.data,
        received_on=paper.received_on,
        application_id=paper.application_id,
        at=clock.now(),
    )
