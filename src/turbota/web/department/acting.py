"""What a specialist does with a received case: take, accept, return to the community, ask the applicant."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from turbota.access.models import Role
from turbota.applications.models import Application
from turbota.applications.operations import acceptance, assigning
from turbota.applications.states import State
from turbota.decisions import returning
from turbota.kernel import clock
from turbota.kernel.errors import BadInput
from turbota.web.department.cases import case_view
from turbota.web.department.frame import frame_of
from turbota.web.shared.middleware import actor_of
from turbota.web.shared.numbers import whole_number

LONGEST_TEXT = 2000


def version_of(request: HttpRequest) -> int | None:
    """The version of the case that the page showed; None when the page did not say."""
    return whole_number(request.POST.get("version", ""))


def add_problems(form: forms.Form, problem: BadInput) -> None:
    """Put the sentences of the operation beside the boxes they are about."""
    for name, sentence in problem.fields.items():
        form.add_error(name if name in form.fields else None, sentence)


class ReturnForm(forms.Form):
    """Why the case goes back to the community."""

    fault = forms.ChoiceField(
        label="Що не дає ухвалити рішення",
        choices=[(code, words[0].upper() + words[1:]) for code, words in acceptance.FAULTS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Виберіть, через що не можна ухвалити рішення."},
    )
    reason = forms.CharField(
        label="Що має виправити громада",
        help_text="Назвіть документ, сторінку або відповідь. Ці слова прочитає уповноважена особа громади.",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea,
        error_messages={
            "required": "Напишіть, що саме має виправити громада.",
            "max_length": "Напишіть коротше: не більше ніж 2000 знаків.",
        },
    )


class AskForm(forms.Form):
    """What the applicant has to add."""

    text = forms.CharField(
        label="Що треба додати",
        help_text="Пишіть простими словами. Людина побачить ваш запит у кабінеті й отримає листа, що він там є.",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea,
        error_messages={
            "required": "Напишіть заявникові простими словами, що треба додати.",
            "max_length": "Напишіть коротше: не більше ніж 2000 знаків.",
        },
    )


class GoOnForm(forms.Form):
    """Why the case is considered without the answer."""

    reason = forms.CharField(
        label="Чому розглядаєте без відповіді",
        help_text="Ці слова людина прочитає в кабінеті. Напишіть, коли просили й що зробили, щоб її знайти.",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea,
        error_messages={
            "required": "Напишіть, чому розглядаєте заяву без відповіді.",
            "max_length": "Напишіть коротше: не більше ніж 2000 знаків.",
        },
    )


@require_POST
@case_view(Role.SPECIALIST)
def take(request: HttpRequest, application: Application) -> HttpResponse:
    """The case is mine: colleagues see that somebody works on it."""
    assigning.take(by=actor_of(request), application_id=application.pk, at=clock.now())
    return redirect("department:case", application.pk)


@require_POST
@case_view(Role.SPECIALIST)
def accept(request: HttpRequest, application: Application) -> HttpResponse:
    """Take the case into work (R186)."""
    acceptance.accept(
        by=actor_of(request), application_id=application.pk, at=clock.now(), version=version_of(request)
    )
    messages.success(request, "Справу прийнято в роботу. Заявника й громаду повідомлено.")
    return redirect("department:case", application.pk)


@require_http_methods(["GET", "POST"])
@case_view(Role.SPECIALIST)
def give_back(request: HttpRequest, application: Application) -> HttpResponse:
    """Return an e-case to its community, only for a fault that prevents a decision (R187)."""
    form = ReturnForm(request.POST or None)
    at = clock.now()
    if request.method == "POST" and form.is_valid():
        try:
            returning.return_to_community(
                by=actor_of(request),
                application_id=application.pk,
                fault=form.cleaned_data["fault"],
                reason=form.cleaned_data["reason"],
                at=at,
                version=version_of(request),
            )
        except BadInput as problem:
            add_problems(form, problem)
        else:
            messages.success(request, "Справу повернено громаді. Їй надіслано вашу причину.")
            return redirect("department:queue")
    frame = frame_of(actor_of(request), application, "department:case", at)
    context = {"place": frame, "form": form}
    return render(request, "department/return.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@case_view(Role.SPECIALIST)
def ask(request: HttpRequest, application: Application) -> HttpResponse:
    """Ask the applicant of a portal application to add what is missing; the clocks do what their rules say."""
    form = AskForm(request.POST or None)
    at = clock.now()
    if request.method == "POST" and form.is_valid():
        try:
            returning.ask(
                by=actor_of(request),
                application_id=application.pk,
                text=form.cleaned_data["text"],
                at=at,
                version=version_of(request),
            )
        except BadInput as problem:
            add_problems(form, problem)
        else:
            messages.success(request, "Запит надіслано заявникові.")
            return redirect("department:letters", application.pk)
    frame = frame_of(actor_of(request), application, "department:case", at)
    context = {"place": frame, "form": form}
    return render(request, "department/ask.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@case_view(Role.SPECIALIST)
def go_on(request: HttpRequest, application: Application) -> HttpResponse:
    """The applicant was silent for the whole term: consider the case with what there is."""
    form = GoOnForm(request.POST or None)
    at = clock.now()
    if request.method == "POST" and form.is_valid():
        try:
            gone = acceptance.go_on(
                by=actor_of(request),
                application_id=application.pk,
                reason=form.cleaned_data["reason"],
                at=at,
                version=version_of(request),
            )
        except BadInput as problem:
            add_problems(form, problem)
        else:
            next_step = (
                "Тепер прийміть справу в роботу."
                if gone.state == State.RECEIVED
                else "Підпис на заяві не підтвердився, тож заявника попросили підписати її ще раз."
            )
            messages.success(request, f"Запит закрито без відповіді, заявника повідомляємо. {next_step}")
            return redirect("department:case", application.pk)
    frame = frame_of(actor_of(request), application, "department:case", at)
    context = {"place": frame, "form": form}
    return render(request, "department/go_on.html", context, status=422 if form.errors else 200)
