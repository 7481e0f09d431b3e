"""Annulling a wrong decision: prepared and signed by the specialist, signed or sent back by the head."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from turbota.access.models import Role
from turbota.applications.models import Application
from turbota.applications.operations.attaching import count_upload
from turbota.decisions import annulling
from turbota.decisions.models import Annulment, Decision
from turbota.decisions.queries import annulled_of, annulment_for, decision_for, standing_for
from turbota.decisions.states import AnnulmentGround, AnnulmentState
from turbota.documents import scans
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Forbidden, Missing, Refused
from turbota.web.department.acting import LONGEST_TEXT, add_problems
from turbota.web.department.cases import case_view
from turbota.web.department.deciding import SendBackForm, same_person
from turbota.web.department.frame import frame_of
from turbota.web.department.telling import signs_of_annulment
from turbota.web.shared.files import pdf_response
from turbota.web.shared.middleware import actor_of, note_refusal
from turbota.web.shared.signed_files import asics_response, p7s_response, signed_bytes


class AnnulForm(forms.Form):
    """By whose will and why a decision is annulled."""

    ground = forms.ChoiceField(
        label="Чому скасовують",
        choices=AnnulmentGround.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Виберіть, чому рішення скасовують."},
    )
    reason = forms.CharField(
        label="Що в рішенні не так",
        help_text="Ці слова прочитає людина. Напишіть просто: що порахували неправильно або чого не врахували.",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea,
        error_messages={
            "required": "Напишіть, що в рішенні не так. Ці слова прочитає людина.",
            "max_length": "Напишіть коротше: не більше ніж 2000 знаків.",
        },
    )
    source = forms.CharField(
        label="Рішення суду або органу вищого рівня: хто, номер і дата",
        help_text="Якщо помилку виявила сама установа, лишіть порожнім.",
        max_length=300,
        required=False,
        error_messages={"max_length": "Напишіть коротше: не більше ніж 300 знаків."},
    )
    scan = forms.FileField(
        label="Скан цього рішення", help_text="Фото або PDF.", required=False, widget=forms.FileInput
    )


def _shown(
    request: HttpRequest,
    application: Application,
    *,
    problem: str = "",
    form: AnnulForm | None = None,
    back_form: SendBackForm | None = None,
) -> HttpResponse:
    """The annulment on its way, the form of a new one, and those that stand."""
    actor, at = actor_of(request), clock.now()
    row, decision = annulment_for(actor, application), standing_for(actor, application)
    specialist = actor.holds(Role.SPECIALIST) and decision is not None
    if row is None and decision is None and not annulled_of(application):
        raise Missing
    proposed = row is not None and row.state == AnnulmentState.PROPOSED
    barred = same_person(row, actor) if row is not None and proposed and actor.holds(Role.HEAD) else ""
    context = {
        "place": frame_of(actor, application, "department:case", at),
        "decision": decision,
        "row": row,
        "annulled": annulled_of(application),
        "signs": signs_of_annulment(row) if row is not None else (),
        "sent_back": _last_reason(row) if row is not None and row.state == AnnulmentState.SENT_BACK else "",
        "form": form or (AnnulForm(initial=_initial(row)) if specialist and not proposed else None),
        "may_propose": row is not None
        and row.state == AnnulmentState.PREPARED
        and row.specialist_id == actor.account_id,
        "may_approve": proposed and actor.holds(Role.HEAD) and not barred,
        "may_send_back": proposed and actor.holds(Role.HEAD),
        "barred": barred,
        "back_form": back_form or SendBackForm(),
        "problem": problem,
    }
    bad = problem or (form is not None and form.errors) or (back_form is not None and back_form.errors)
    return render(request, "department/annulment.html", context, status=422 if bad else 200)


def _initial(row: Annulment | None) -> dict[str, str]:
    return {} if row is None else {"ground": row.ground, "reason": row.reason, "source": row.source}


def _last_reason(row: Annulment) -> str:
    step = row.steps.filter(verb="send_back").order_by("-at", "-pk").first()
    return step.reason if step is not None else ""


def _on_its_way(request: HttpRequest, application: Application) -> Annulment:
    row = annulment_for(actor_of(request), application)
    if row is None:
        raise Missing
    return row


@require_GET
@case_view()
def annulment(request: HttpRequest, application: Application) -> HttpResponse:
    """What is annulled, why, who signed, and what the reader may do."""
    return _shown(request, application)


@require_POST
@case_view(Role.SPECIALIST)
def prepare(request: HttpRequest, application: Application) -> HttpResponse:
    """Print the annulment for the specialist's signature."""
    actor, at = actor_of(request), clock.now()
    decision: Decision = decision_for(actor, application.pk)
    form = AnnulForm(request.POST, request.FILES)
    if not form.is_valid():
        return _shown(request, application, form=form)
    given = form.cleaned_data
    try:
        scan = None
        if given["scan"]:
            count_upload(by=actor, at=at)
            scan = scans.assemble([scans.Upload(name="", content=given["scan"].read())])
        annulling.prepare(
            by=actor, decision_id=decision.pk, ground=given["ground"], reason=given["reason"],
            source=given["source"], scan=scan, at=at,
        )  # fmt: skip
    except BadInput as bad:
        add_problems(form, bad)
        return _shown(request, application, form=form)
    except Refused as refusal:
        note_refusal(request, refusal)
        return _shown(request, application, problem=refusal.sentence, form=form)
    messages.success(request, "Скасування підготовлено. Перегляньте й підпишіть.")
    return redirect("department:annulment", application.pk)


@require_POST
@case_view(Role.SPECIALIST)
def propose(request: HttpRequest, application: Application) -> HttpResponse:
    """The specialist's signature over the paper of the annulment."""
    row = _on_its_way(request, application)
    try:
        sha256, cms = signed_bytes(request)
        annulling.propose(by=actor_of(request), annulment_id=row.pk, sha256=sha256, cms=cms, at=clock.now())
    except Refused as refusal:
        note_refusal(request, refusal)
        return _shown(request, application, problem=refusal.sentence)
    messages.success(request, "Скасування підписано. Тепер його має підписати керівник.")
    return redirect("department:annulment", application.pk)


@require_POST
@case_view(Role.HEAD)
def approve(request: HttpRequest, application: Application) -> HttpResponse:
    """The head's signature: the decision is annulled and the case is in work again."""
    row = _on_its_way(request, application)
    try:
        sha256, cms = signed_bytes(request)
        annulling.approve(by=actor_of(request), annulment_id=row.pk, sha256=sha256, cms=cms, at=clock.now())
    except Forbidden:
        raise
    except Refused as refusal:
        note_refusal(request, refusal)
        return _shown(request, application, problem=refusal.sentence)
    messages.success(request, "Рішення скасовано. Справа знову в роботі, людину повідомляємо.")
    return redirect("department:annulment", application.pk)


@require_POST
@case_view(Role.HEAD)
def send_back(request: HttpRequest, application: Application) -> HttpResponse:
    """The head does not annul: back to the specialist with a reason."""
    row = _on_its_way(request, application)
    form = SendBackForm(request.POST)
    if not form.is_valid():
        return _shown(request, application, back_form=form)
    try:
        annulling.send_back(
            by=actor_of(request), annulment_id=row.pk, reason=form.cleaned_data["reason"], at=clock.now()
        )
    except BadInput as bad:
        add_problems(form, bad)
        return _shown(request, application, back_form=form)
    messages.success(request, "Скасування повернуто спеціалістові. Рішення діє далі.")
    return redirect("department:to-sign")


def _any(request: HttpRequest, application: Application) -> Annulment:
    """The one on its way, else the last that stands."""
    row = annulment_for(actor_of(request), application)
    stands = annulled_of(application)
    found = row or (stands[-1] if stands else None)
    if found is None:
        raise Missing
    return found


@require_GET
@case_view()
def paper(request: HttpRequest, application: Application) -> HttpResponse:
    """The PDF/A-3 of the annulment, the very bytes that both people sign."""
    return pdf_response(_any(request, application).paper, "annulment.pdf")


@require_GET
@case_view()
def ground(request: HttpRequest, application: Application) -> HttpResponse:
    """The scan of the court's or the appeal body's paper."""
    document = _any(request, application).document
    if document is None:
        raise Missing
    return pdf_response(document, "ground.pdf")


def _annulled(application: Application, number: int) -> Annulment:
    """The annulment that stands, of the decision with this number in its row. Raises Missing."""
    found = next((row for row in annulled_of(application) if row.decision.sequence == number), None)
    if found is None:
        raise Missing
    return found


@require_GET
@case_view()
def signatures(request: HttpRequest, application: Application, number: int) -> HttpResponse:
    """Both signatures of an annulment in one detached CMS."""
    return p7s_response(_annulled(application, number).signatures, "annulment.pdf.p7s")


@require_GET
@case_view()
def container(request: HttpRequest, application: Application, number: int) -> HttpResponse:
    """An annulment with both signatures in one ASiC-S file."""
    row = _annulled(application, number)
    return asics_response(row.paper, row.signatures, "annulment")
