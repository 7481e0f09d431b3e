"""Before the first question: what she will need; then her one live draft."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from turbota.applications.models import Application
from turbota.applications.operations.drafting import drop_draft, open_draft
from turbota.applications.policies import form_of
from turbota.applications.queries import own_applications
from turbota.applications.states import Channel, State
from turbota.assistance import catalogue, forms
from turbota.kernel import clock
from turbota.people.queries import person
from turbota.web.cabinet.cases import own_draft
from turbota.web.cabinet.drafts import page_url
from turbota.web.shared import questions
from turbota.web.shared.guards import require_citizen
from turbota.web.shared.middleware import actor_of


@require_http_methods(["GET", "POST"])
@require_citizen
def start(request: HttpRequest, kind: str) -> HttpResponse:
    """What the kind asks for; POST opens the draft, or the one that is already there."""
    try:
        known = catalogue.kind(kind)
    except catalogue.UnknownKind as error:
        raise Http404 from error
    actor, at = actor_of(request), clock.now()
    if request.method == "POST":
        application = open_draft(by=actor, kind=known.code, at=at)
        return redirect(first_unanswered(application) if application.version else first_page(application))
    today = clock.day_of(at)
    live = own_applications(actor).filter(kind=known.code, state=State.DRAFT, channel=Channel.PORTAL).first()
    content = {
        "kind": known,
        "documents": known.documents({}, today),
        "pages": len(forms.pages(known.form_on(today))),
        "live": live,
        "cannot_sign": not actor.tax_number
        and actor.person_id is not None
        and not (person(actor.person_id).own_tax_number or person(actor.person_id).own_unzr),
    }
    return render(request, "cabinet/start.html", content)


def first_page(application: Application) -> str:
    """Where a new draft begins: what is already known of her is shown for her to confirm."""
    return page_url(application, questions.first_page(form_of(application), application.answers))


def first_unanswered(application: Application) -> str:
    """The address of the first page with a fault, for one who goes on; the documents when all is answered."""
    form, answers = form_of(application), application.answers
    faults = forms.check(form, answers, clock.today())
    for page in questions.open_pages(form, answers):
        here = {f"{page.section.code}.{question.code}" for question in page.questions}
        if page.section.repeat and not answers.get(page.section.code):
            return page_url(application, page.code)
        if any(
            path in here or (page.section.repeat and path.startswith(page.section.code)) for path in faults
        ):
            return page_url(application, page.code)
    return first_page(application)


@require_http_methods(["GET", "POST"])
@own_draft
def drop(request: HttpRequest, application: Application) -> HttpResponse:
    """Throw the draft away, after a question."""
    if request.method == "POST":
        drop_draft(by=actor_of(request), application_id=application.pk, at=clock.now())
        return redirect("cabinet:home")
    return render(
        request, "cabinet/drop.html", {"application": application, "kind": catalogue.kind(application.kind)}
    )
