"""The second assessor: who is asked, the own list, and how far the two agree."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from turbota.access.models import Role
from turbota.casework import assessment_permissions
from turbota.casework.assessment_queries import Candidate, candidates_for, own_second, seen_pair
from turbota.casework.explaining import answer_words, split_key
from turbota.casework.instruments.agreement import Agreement
from turbota.casework.instruments.shapes import CASE
from turbota.casework.operations import second_assessor
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Missing, Refused
from turbota.web.manager.assessment_screens import Filling
from turbota.web.manager.assessments import ASSESSORS, EVERYBODY, PURPOSE, frame, opened
from turbota.web.shared.guards import require_staff
from turbota.web.shared.middleware import actor_of, note_refusal

USUAL_ACCESS = timedelta(days=7)


class SecondForm(forms.Form):
    """Who repeats the assessment, and until when."""

    account = forms.ChoiceField(
        label="Хто повторить оцінювання",
        help_text="Цей фахівець побачить, хто живе разом і де, але не побачить перших відповідей, доки не завершить.",
        widget=forms.RadioSelect,
        error_messages={"required": "Виберіть фахівця.", "invalid_choice": "Виберіть фахівця зі списку."},
    )
    last_day = forms.DateField(
        label="Останній день доступу",
        help_text="Наприклад 30.11.2026.",
        input_formats=["%d.%m.%Y"],
        widget=forms.TextInput(attrs={"width": "short", "inputmode": "numeric"}),
        error_messages={
            "required": "Напишіть останній день доступу.",
            "invalid": "Напишіть день так: 30.11.2026.",
        },
    )

    def __init__(self, candidates: list[Candidate], day: str, data: object = None) -> None:
        super().__init__(data, initial={"last_day": day})  # type: ignore[arg-type]
        choices = [(str(one.account.pk), f"{one.account.name}, {one.about.lower()}") for one in candidates]
        self.fields["account"].choices = choices  # type: ignore[attr-defined]


@dataclass(frozen=True)
class DifferenceRow:
    """A question on which the two differ, in words."""

    question: str
    whom: str
    first: str
    second: str
    steps: str


@require_http_methods(["GET", "POST"])
@require_staff(Role.SOCIAL_MANAGER, Role.SUPERVISOR)
def invite(request: HttpRequest, assessment_id: uuid.UUID) -> HttpResponse:
    """Ask a second assessor."""
    actor, at = actor_of(request), clock.now()
    filling = opened(request, assessment_id, at)
    row = filling.assessment
    if not row.done or not assessment_permissions.INVITE_SECOND.can(actor, row):
        raise Missing
    candidates = candidates_for(row.case, row, at)
    day = (clock.day_of(at) + USUAL_ACCESS).strftime("%d.%m.%Y")
    form = SecondForm(candidates, day, request.POST if request.method == "POST" else None)
    if form.is_valid() and _invited(request, row.pk, form, at):
        messages.success(request, "Фахівця запрошено. Перших відповідей він не бачить.")
        return redirect("manager:assessment", assessment_id)
    context = {**frame(request, filling, at), "form": form, "candidates": candidates}
    return render(request, "manager/assessment_invite.html", context, status=422 if form.is_bound else 200)


def _invited(request: HttpRequest, assessment_id: uuid.UUID, form: SecondForm, at: datetime) -> bool:
    given = form.cleaned_data
    try:
        second_assessor.invite(
            by=actor_of(request), assessment_id=assessment_id, account_id=uuid.UUID(given["account"]),
            last_day=given["last_day"], at=at,
        )  # fmt: skip
    except BadInput as bad:
        for name, words in bad.fields.items():
            form.add_error(name, words)
    except Refused as refusal:
        note_refusal(request, refusal)
        form.add_error(None, refusal.sentence)
    return form.is_valid()


@require_POST
@require_staff(Role.SOCIAL_MANAGER, Role.SUPERVISOR)
def call_off(request: HttpRequest, assessment_id: uuid.UUID) -> HttpResponse:
    """Take the invitation of a second assessor back."""
    second = second_assessor.call_off(by=actor_of(request), assessment_id=assessment_id, at=clock.now())
    messages.success(request, "Запрошення скасовано. Можна запросити іншого фахівця.")
    return redirect("manager:assessment", second.blind_of_id)


@require_GET
@require_staff(*ASSESSORS)
def mine(request: HttpRequest) -> HttpResponse:
    """The assessments that the reader is asked to repeat."""
    return render(request, "manager/second.html", {"rows": own_second(actor_of(request), at=clock.now())})


@require_GET
@require_staff(*EVERYBODY)
def agreement(request: HttpRequest, assessment_id: uuid.UUID) -> HttpResponse:
    """How far the second assessment agrees with the first; opened by the address of the second."""
    at = clock.now()
    first, second = seen_pair(actor_of(request), assessment_id, at=at, purpose=PURPOSE)
    filling = opened(request, second.pk, at)
    figures = second_assessor.compared(first, second)
    context = {
        **frame(request, filling, at),
        "first": first,
        "second": second,
        "figures": figures,
        "rows": _rows(filling, figures),
    }
    return render(request, "manager/agreement.html", context)


def _rows(filling: Filling, figures: Agreement) -> list[DifferenceRow]:
    names = {one.key: one.name for one in filling.people if one.key != CASE}
    found = []
    for one in figures.differences:
        code, subject = split_key(one.key)
        question = filling.form.questions[code]
        found.append(
            DifferenceRow(
                question.words,
                names.get(subject, ""),
                answer_words(question, one.first),
                answer_words(question, one.second),
                "не порівняти" if one.steps is None else str(one.steps),
            )
        )
    return found
