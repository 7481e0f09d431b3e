"""Before the first question: what she will need; then her one live draft."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from turbota.applications.models import Application
from turbota.applications.operations.drafting import drop_draft, open_draft
from turbota.applications.policies import form_of, needs
from turbota.applications.queries import own_applications
from turbota.applications.states import RUNNING, Channel, State
from turbota.assistance import catalogue, forms
from turbota.assistance.kind import Kind
from turbota.kernel import clock
from turbota.people.models import Mandate
from turbota.people.queries import person, usable_mandates
from turbota.web.cabinet.cases import own_draft
from turbota.web.cabinet.drafts import page_url
from turbota.web.shared import questions
from turbota.web.shared.guards import require_citizen
from turbota.web.shared.kinds import kind_list
from turbota.web.shared.middleware import actor_of
from turbota.web.ui.components import Choice, Field
from turbota.web.ui.forms import field_errors

MYSELF, NEW = "myself", "new"


def _known(code: str) -> Kind:
    try:
        return catalogue.kind(code)
    except catalogue.UnknownKind as error:
        raise Http404 from error


@require_http_methods(["GET", "POST"])
@require_citizen
def kinds(request: HttpRequest) -> HttpResponse:
    """What can be asked for, by situation of life; POST finds by words."""
    content = {"list": kind_list(request.POST.get("q", ""), "cabinet:start")}
    return render(request, "cabinet/kinds.html", content)


@require_http_methods(["GET", "POST"])
@require_citizen
def start(request: HttpRequest, kind: str) -> HttpResponse:
    """What the kind asks for; POST opens the draft, or the one that is already there."""
    known = _known(kind)
    actor, at = actor_of(request), clock.now()
    if request.method == "POST":
        application = open_draft(by=actor, kind=known.code, at=at)
        return redirect(first_unanswered(application) if application.version else first_page(application))
    today = clock.day_of(at)
    live = own_applications(actor).filter(kind=known.code, state=State.DRAFT, channel=Channel.PORTAL).first()
    content = {
        "kind": known,
        "reads_income": known.income_window is not None,
        "documents": known.documents({}, today),
        "pages": len(forms.pages(known.form_on(today))),
        "live": live,
        "running": own_applications(actor).filter(kind=known.code, state__in=RUNNING).first(),
        "cannot_sign": not actor.tax_number
        and actor.person_id is not None
        and not (person(actor.person_id).own_tax_number or person(actor.person_id).own_unzr),
    }
    return render(request, "cabinet/start.html", content)


@require_http_methods(["GET", "POST"])
@require_citizen
def whom(request: HttpRequest, kind: str) -> HttpResponse:
    """For whom: for herself, for somebody for whom she already acts, or for somebody new."""
    known = _known(kind)
    actor, at = actor_of(request), clock.now()
    people = [row for row in usable_mandates(actor, clock.day_of(at)) if row.covers(known.code)]
    chosen, problem = request.POST.get("whom", ""), ""
    if request.method == "POST":
        if chosen == NEW:
            return redirect(f"{reverse('cabinet:claim-role')}?for={known.code}")
        if chosen == MYSELF or chosen in {str(row.pk) for row in people}:
            mandate_id = None if chosen == MYSELF else uuid.UUID(chosen)
            application = open_draft(by=actor, kind=known.code, at=at, mandate_id=mandate_id)
            return redirect(first_unanswered(application) if application.version else first_page(application))
        problem = "Виберіть, за кого подаєте заяву."
    box = Field(
        widget="radios",
        name="whom",
        id="whom",
        label="За кого ви подаєте заяву?",
        error=problem,
        choices=_choices(people, chosen),
        heading=True,
    )
    content = {"kind": known, "field": box, "lines": field_errors([box])}
    return render(request, "cabinet/whom.html", content, status=422 if problem else 200)


def _choices(people: Iterable[Mandate], chosen: str) -> tuple[Choice, ...]:
    known = tuple(
        Choice(
            str(row.pk),
            f"За людину: {row.represented.full_name}",
            f"{row.get_kind_display().capitalize()}. {row.get_state_display()}",
            str(row.pk) == chosen,
        )
        for row in people
    )
    return (
        Choice(MYSELF, "За себе", "", chosen == MYSELF),
        *known,
        Choice(
            NEW,
            "За дитину або іншу людину",
            "Спершу запитаємо, ким ви їй є і який документ це показує.",
            chosen == NEW,
        ),
    )


def first_page(application: Application) -> str:
    """Where a new draft begins: what is already known of her is shown for her to confirm."""
    return page_url(application, questions.first_page(form_of(application), application.answers))


@dataclass(frozen=True)
class Stop:
    """Where a draft was left: the address to go on from, and the place in words."""

    url: str
    words: str


def first_unanswered(application: Application) -> str:
    """Where one who goes on continues, on whichever device: the address of `stop_of`."""
    return stop_of(application).url


def stop_of(application: Application) -> Stop:
    """Where one who goes on continues: the first page with a fault, then the documents, then the check.

    A list that was passed with nobody in it counts as answered; one that was never opened does not.
    """
    form, answers, today = form_of(application), application.answers, clock.today()
    faults = forms.check(form, answers, today)
    pages = questions.open_pages(form, answers)
    for number, page in enumerate(pages, start=1):
        if _waits(page, answers, faults):
            words = f"Ви зупинилися на питанні {number} з {len(pages)}: «{page.title}»."
            return Stop(page_url(application, page.code), words)
    if all(need.settled for need in needs(application, today)):
        url = reverse("cabinet:check", args=[application.pk])
        return Stop(url, "На всі питання є відповіді. Лишилося перевірити й підписати.")
    url = reverse("cabinet:documents", args=[application.pk])
    return Stop(url, "На всі питання є відповіді. Ви зупинилися на документах.")


def _waits(page: forms.Page, answers: forms.Answers, faults: Iterable[str]) -> bool:
    """True when something on this page is still to be answered or mended."""
    section = page.section
    if section.repeat:
        return section.code not in answers or any(path.split(".")[0] == section.code for path in faults)
    here = {f"{section.code}.{question.code}" for question in page.questions}
    return not here.isdisjoint(faults)


@require_http_methods(["GET", "POST"])
@own_draft
def drop(request: HttpRequest, application: Application) -> HttpResponse:
    """Throw the draft away, after a question; one that has a number is withdrawn."""
    if application.number is not None:
        return redirect("cabinet:withdraw", application.pk)
    if request.method == "POST":
        drop_draft(by=actor_of(request), application_id=application.pk, at=clock.now())
        return redirect("cabinet:home")
    return render(
        request, "cabinet/drop.html", {"application": application, "kind": catalogue.kind(application.kind)}
    )
