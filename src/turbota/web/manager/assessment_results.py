"""An assessment as a whole: how far it is, its submission, and its result with the reasons."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from turbota.access.actors import Actor
from turbota.casework import assessment_permissions
from turbota.casework.assessment_papers import known
from turbota.casework.assessment_queries import pending_of, repetitions_of
from turbota.casework.assessment_states import AssessmentState, Conclusion, Level
from turbota.casework.explaining import answer_words, band
from turbota.casework.instruments.scoring import score
from turbota.casework.instruments.shapes import CASE
from turbota.casework.operations import concluding
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Refused
from turbota.web.manager.assessment_screens import Filling, filling_of
from turbota.web.manager.assessments import ASSESSORS, EVERYBODY, frame, opened
from turbota.web.shared.day_boxes import moment_field
from turbota.web.shared.guards import require_staff
from turbota.web.shared.middleware import actor_of, note_refusal
from turbota.web.ui.components import ErrorLine

LONGEST_TEXT = 2000


@dataclass(frozen=True)
class AnswerRow:
    """An answer of a finished assessment: the question, the answer in words, and how it is known."""

    question: str
    answer: str
    known: str
    decided: bool


@dataclass(frozen=True)
class PartRows:
    """Answers of one page, with the share of its domain where it is counted."""

    title: str
    rows: tuple[AnswerRow, ...]


@dataclass(frozen=True)
class ShareRow:
    """How a domain stands."""

    title: str
    share: int | None
    words: str
    whom: str


class FinishForm(forms.Form):
    """The conclusion of the act, and the paper when the assessment was done on paper."""

    conclusion = forms.ChoiceField(
        label="Висновок акта",
        choices=Conclusion.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Виберіть один із двох висновків акта."},
    )
    conclusion_note = forms.CharField(
        label="Пояснення до висновку",
        help_text="Простими словами: ці слова прочитає людина в кабінеті.",
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea,
        error_messages={"max_length": "Напишіть коротше: не більше ніж 2000 знаків."},
    )
    paper_at = moment_field("Коли заповнено на папері", required=False, whole_day=True)


@require_GET
@require_staff(*EVERYBODY)
def assessment(request: HttpRequest, assessment_id: uuid.UUID) -> HttpResponse:
    """How far a draft is, or the result of a finished assessment."""
    actor, at = actor_of(request), clock.now()
    filling = opened(request, assessment_id, at)
    row = filling.assessment
    draft = row.state == AssessmentState.DRAFT
    context = {
        **frame(request, filling, at),
        "shares": shares_of(filling) if row.done else (),
        "parts": parts_of(filling) if not draft else (),
        "why": row.level_why.splitlines(),
        "repetitions": repetitions_of(actor, row) if row.done else (),
        "may_compare": row.done and row.blind_of_id is not None,
        "pending": pending_of(row)
        if row.done and assessment_permissions.INVITE_SECOND.can(actor, row)
        else None,
        "may_invite": row.done
        and row.blind_of_id is None
        and assessment_permissions.INVITE_SECOND.can(actor, row),
        "may_sign": row.state == AssessmentState.SUBMITTED
        and row.act_id is not None
        and assessment_permissions.SIGN_ACT.can(actor, row),
        "threat": draft and is_threat(filling),
        "discreet": row.done and row.scores.get("discreet") and not row.case.sensitive,
        "may_fill": draft and assessment_permissions.FILL.can(actor, row),
        "done": sum(one.done for one in filling.screens),
        "total": sum(one.total for one in filling.screens),
    }
    return render(request, "manager/assessment.html", context)


def is_threat(filling: Filling) -> bool:
    """Whether the answers given so far say that life or health is in danger."""
    subjects = [one.subject for one in filling.people]
    return score(filling.form, subjects, filling.assessment.values).level == Level.EMERGENCY


def shares_of(filling: Filling) -> list[ShareRow]:
    """The domains of a finished assessment, in the order of the instrument."""
    names = {one.key: one.name for one in filling.people if one.key != CASE}
    kept = filling.assessment.scores["domains"]
    found = []
    for domain in filling.form.domains:
        if domain.code in kept:
            share = kept[domain.code]["share"]
            words = "не оцінювали" if share is None else band(filling.form, share).words
            found.append(ShareRow(domain.title, share, words, names.get(kept[domain.code]["subject"], "")))
    return found


def parts_of(filling: Filling) -> list[PartRows]:
    """Every answer with how it is known; those that decided the level are marked."""
    row = filling.assessment
    decided = set(row.scores.get("because", ()))
    found = []
    for screen in filling.screens:
        rows = []
        for question in screen.questions:
            key = f"{question.code}@{screen.who.key}"
            kept = row.answers.get(key)
            if kept and kept["value"]:
                rows.append(
                    AnswerRow(
                        question.words,
                        answer_words(question, kept["value"]),
                        known(kept),
                        key in decided,
                    )
                )
        if rows:
            found.append(PartRows(screen.title, tuple(rows)))
    return found


@require_http_methods(["GET", "POST"])
@require_staff(*ASSESSORS)
def finish(request: HttpRequest, assessment_id: uuid.UUID) -> HttpResponse:
    """What is missing, which level the answers give, and the conclusion."""
    actor, at = actor_of(request), clock.now()
    filling = opened(request, assessment_id, at)
    row = filling.assessment
    if row.state != AssessmentState.DRAFT or not assessment_permissions.FILL.can(actor, row):
        return redirect("manager:assessment", assessment_id)
    form = FinishForm(request.POST if request.method == "POST" else None)
    if request.method == "GET" or not form.is_valid():
        return _finishing(request, filling, form, at)
    try:
        _submitted(actor, row.pk, form, at)
    except BadInput as bad:
        for name, words in bad.fields.items():
            if name in form.fields:
                form.add_error(name, words)
        return _finishing(request, filling, form, at)
    except Refused as refusal:
        note_refusal(request, refusal)
        form.add_error(None, refusal.sentence)
        return _finishing(request, filling, form, at)
    messages.success(request, "Оцінювання завершено. Тепер підпишіть акт.")
    return redirect("manager:assessment", assessment_id)


def _submitted(actor: Actor, assessment_id: uuid.UUID, form: FinishForm, at: datetime) -> None:
    given = form.cleaned_data
    concluding.submit(
        by=actor,
        assessment_id=assessment_id,
        conclusion=given["conclusion"],
        conclusion_note=given["conclusion_note"],
        paper_at=given["paper_at"],
        at=at,
    )


def _finishing(request: HttpRequest, filling: Filling, form: FinishForm, at: datetime) -> HttpResponse:
    fresh = filling_of(filling.assessment, clock.day_of(at))
    people = list(fresh.people)
    missing = concluding.lacks(fresh.assessment, fresh.form, people)
    sentences = concluding.named(missing, fresh.form, people)
    result = score(fresh.form, [one.subject for one in people], fresh.assessment.values)
    context = {
        **frame(request, fresh, at),
        "form": form,
        "missing": [ErrorLine(words, fresh.url_of(key)) for key, words in sentences.items()],
        "level": fresh.form.level(result.level),
    }
    return render(request, "manager/assessment_finish.html", context, status=422 if form.is_bound else 200)
