"""Entering a row that was left out, taking one away or confirming a member, by a reason and a document."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from turbota.applications.models import Application
from turbota.assistance import forms
from turbota.assistance.answers import BadAnswer
from turbota.decisions.calculating import answers_in_force
from turbota.decisions.correcting import add_row, confirm_member, remove_row, repeated, row_text
from turbota.decisions.models import Correction
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Missing
from turbota.web.department.acting import add_problems
from turbota.web.department.correction_form import CorrectionForm
from turbota.web.department.frame import frame_of
from turbota.web.department.reconciling import CONFIRM
from turbota.web.shared import question_boxes
from turbota.web.shared.middleware import actor_of
from turbota.web.ui.components import ErrorLine, Field
from turbota.web.ui.forms import error_lines, field_errors

VALUE = "value"
Faults = dict[str, str]


def _parsed(section: forms.Section, request: HttpRequest) -> tuple[dict[str, Any], Faults]:
    """The values that were typed, and what cannot be read as an answer."""
    row: dict[str, Any] = {}
    faults: Faults = {}
    for question in section.questions:
        name = f"{VALUE}.{question.code}"
        try:
            value = question_boxes.parse(question, name, request.POST.dict())
        except BadAnswer as problem:
            faults[name] = str(problem)
        else:
            if value is not None:
                row[question.code] = value
    return row, faults


def _told(form: CorrectionForm, problem: BadInput) -> Faults:
    """What is wrong with the row; what is wrong with the reason or the document goes to the form."""
    own = {name: sentence for name, sentence in problem.fields.items() if name.partition(".")[0] == VALUE}
    for name in own:
        del problem.fields[name]
    add_problems(form, problem)
    return own


def adding(request: HttpRequest, application: Application, code: str) -> HttpResponse:
    """The questions of one row; what the applicant signed stays without it."""
    section, repeat = repeated(application, code)
    form = CorrectionForm(application, request.POST or None)
    faults: Faults = {}
    if request.method == "POST":
        row, faults = _parsed(section, request)
        if form.is_valid() and not faults:
            try:
                add_row(
                    by=actor_of(request),
                    application_id=application.pk,
                    section=code,
                    row=row,
                    reason=form.cleaned_data["reason"],
                    attachment_id=form.cleaned_data["attachment"],
                    at=clock.now(),
                )
            except BadInput as problem:
                faults = _told(form, problem)
            else:
                messages.success(
                    request, f"Додано запис: {repeat.item_title}. Керівник побачить, що його не було в заяві."
                )
                return redirect("department:case", application.pk)
    fields = [_field(question, application, request, faults) for question in section.questions]
    return _shown(request, application, form, faults, path=code, title=section.title, fields=fields)


def _field(question: forms.Question, application: Application, request: HttpRequest, faults: Faults) -> Field:
    name = f"{VALUE}.{question.code}"
    field = question_boxes.field_of(
        question,
        name,
        None,
        answers=answers_in_force(application),
        raw=request.POST.dict() if request.method == "POST" else None,
        error=faults.get(name, ""),
        heading=False,
        own=False,
    )
    return question_boxes.as_list(field)


def removing(request: HttpRequest, application: Application, path: str) -> HttpResponse:
    """The row as it stands, and why it is taken away; what the applicant signed keeps it."""
    done = "Запис вилучено. Керівник побачить, що було в заяві."
    return _about_row(request, application, path, remove_row, done)


def confirming(request: HttpRequest, application: Application, path: str) -> HttpResponse:
    """The row as it stands, and the document by which the person is of the family; no answer changes."""
    done = "Підтверджено: це член родини. Виплату цій людині враховано в розрахунку."
    return _about_row(request, application, path, confirm_member, done)


def _about_row(
    request: HttpRequest, application: Application, path: str, act: Callable[..., Correction], done: str
) -> HttpResponse:
    """What is done with a whole row, by a reason and a document."""
    section, _ = repeated(application, path.partition(".")[0])
    row = row_text(application, answers_in_force(application), path)
    if not row:
        raise Missing
    form = CorrectionForm(application, request.POST or None)
    faults: Faults = {}
    confirms = act is confirm_member
    if confirms:
        form.ask_of_member()
    if request.method == "POST" and form.is_valid():
        try:
            act(
                by=actor_of(request),
                application_id=application.pk,
                path=path,
                reason=form.cleaned_data["reason"],
                attachment_id=form.cleaned_data["attachment"],
                at=clock.now(),
            )
        except BadInput as problem:
            faults = _told(form, problem)
        else:
            messages.success(request, done)
            return redirect("department:case", application.pk)
    return _shown(
        request, application, form, faults, path=path, title=section.title, row=row, confirms=confirms
    )


def _shown(
    request: HttpRequest,
    application: Application,
    form: CorrectionForm,
    faults: Faults,
    *,
    path: str,
    title: str,
    row: str = "",
    confirms: bool = False,
    fields: list[Field] | None = None,
) -> HttpResponse:
    names = {field.name for field in fields or []}
    whole = [ErrorLine(sentence, "main") for name, sentence in faults.items() if name not in names]
    lines = [*whole, *field_errors(fields or []), *error_lines(form)]
    context = {
        "place": frame_of(actor_of(request), application, "department:case", clock.now()),
        "title": title,
        "row": row,
        "confirms": CONFIRM if confirms else "",
        "fields_of_row": fields or [],
        "path": path,
        "form": form,
        "lines": lines,
    }
    return render(request, "department/correct_row.html", context, status=422 if lines else 200)
