"""Taking another value than the applicant wrote: the value typed as in the application, a reason and a document."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from turbota.access.models import Role
from turbota.applications.models import Application
from turbota.applications.policies import form_of
from turbota.assistance import forms
from turbota.assistance.answers import BadAnswer
from turbota.decisions.calculating import answer_at, answers_in_force
from turbota.decisions.correcting import correct as correct_answer
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Missing
from turbota.web.department.acting import add_problems
from turbota.web.department.cases import case_view
from turbota.web.department.correcting_rows import adding, confirming, removing
from turbota.web.department.correction_form import CorrectionForm
from turbota.web.department.frame import frame_of
from turbota.web.department.reconciling import CONFIRM
from turbota.web.shared import question_boxes
from turbota.web.shared.middleware import actor_of
from turbota.web.ui.forms import error_lines, field_errors

VALUE = "value"


def _question(application: Application, path: str) -> forms.Question:
    """The question of an answer that stands in the application or has to; Missing for any other path."""
    form, answers = form_of(application), answers_in_force(application)
    known = {row.path for row in forms.rows(form, answers)}
    if application.received_on is not None:
        known |= {key for key in forms.check(form, answers, application.received_on) if "." in key}
    if path not in known:
        raise Missing
    parts = path.split(".")
    return form.section(parts[0]).question(parts[-1])


def _parsed(question: forms.Question, request: HttpRequest) -> tuple[Any, str]:
    """The value that was typed and an empty sentence, or nothing and what is wrong with it."""
    try:
        value = question_boxes.parse(question, VALUE, request.POST.dict())
    except BadAnswer as problem:
        return None, str(problem)
    return value, "Напишіть або виберіть значення з документа." if value is None else ""


@require_http_methods(["GET", "POST"])
@case_view(Role.SPECIALIST)
def correct(request: HttpRequest, application: Application) -> HttpResponse:
    """What was, what is taken, why and by which document; what the applicant signed stays as it is.

    The path names an answer, a section to add a row to («incomes»), or a row to take away («incomes.2») or to confirm.
    """
    path = request.POST.get("path") or request.GET.get("path", "")
    if "." not in path:
        return adding(request, application, path)
    if path.partition(".")[2].isdecimal():
        confirms = CONFIRM in request.POST or CONFIRM in request.GET
        return (confirming if confirms else removing)(request, application, path)
    return _correcting(request, application, path)


def _correcting(request: HttpRequest, application: Application, path: str) -> HttpResponse:
    actor, at = actor_of(request), clock.now()
    question = _question(application, path)
    form, fault = CorrectionForm(application, request.POST or None), ""
    if request.method == "POST":
        value, fault = _parsed(question, request)
        if form.is_valid() and not fault:
            try:
                correct_answer(
                    by=actor,
                    application_id=application.pk,
                    path=path,
                    value=value,
                    reason=form.cleaned_data["reason"],
                    attachment_id=form.cleaned_data["attachment"],
                    at=at,
                )
            except BadInput as problem:
                fault = problem.fields.pop("value", "")
                add_problems(form, problem)
            else:
                messages.success(
                    request, f"Виправлено: {question.label}. Керівник побачить, що було і що стало."
                )
                return redirect("department:case", application.pk)
    return _shown(request, application, path, question, form, fault)


def _shown(
    request: HttpRequest,
    application: Application,
    path: str,
    question: forms.Question,
    form: CorrectionForm,
    fault: str,
) -> HttpResponse:
    answers = answers_in_force(application)
    before = answer_at(answers, path)
    field = question_boxes.field_of(
        question,
        VALUE,
        before,
        answers=answers,
        raw=request.POST.dict() if request.method == "POST" else None,
        error=fault,
        heading=False,
        own=False,
    )
    lines = [*field_errors([field]), *error_lines(form)]
    context = {
        "place": frame_of(actor_of(request), application, "department:case", clock.now()),
        "question": question,
        "field": question_boxes.as_list(field),
        "before": forms.show(question, before, answers),
        "path": path,
        "form": form,
        "lines": lines,
    }
    return render(request, "department/correct.html", context, status=422 if lines else 200)
