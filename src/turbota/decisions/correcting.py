"""Correcting an answer: another value than the applicant wrote, with a reason and the document it stands in."""

import uuid
from datetime import date, datetime
from typing import Any

from django.db import transaction

from turbota.access.actors import Actor
from turbota.applications.models import Application, Attachment
from turbota.applications.operations.locking import SUBJECT, locked
from turbota.applications.policies import form_of, law_day
from turbota.applications.states import State as ApplicationState
from turbota.assistance import forms
from turbota.audit.operations import record
from turbota.decisions import permissions
from turbota.decisions.calculating import answer_at, answers_in_force, put
from turbota.decisions.models import Correction, Decision
from turbota.decisions.states import State
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Conflict, Forbidden, Missing

SHORTEST_REASON = 10


def _question(application: Application, answers: dict[str, Any], path: str) -> forms.Question:
    """The question at "section.question", or at "section.row.question" of a row that is there. Raises Missing."""
    form, (first, *way) = form_of(application), path.split(".")
    try:
        section = form.section(first)
        rows = answers.get(first) or []
        there = (
            len(way) == 2 and way[0].isdecimal() and int(way[0]) < len(rows)
            if section.repeat
            else len(way) == 1
        )
        if there:
            return section.question(way[-1])
    except KeyError:
        pass
    raise Missing("Такого запитання в заяві немає.", code="no_such_answer")


def _fault_of(
    application: Application, answers: dict[str, Any], path: str, value: object, today: date
) -> str:
    """What is wrong with the value at the path, in words; empty when it may stand there."""
    taken = put(answers, path, value)
    faults = forms.check_given(form_of(application), taken, law_day(application, today))
    return faults.get(path, "")


def _label(application: Application, path: str, question: forms.Question) -> str:
    """The question in words, with the row it is about: «Дохід 2: Скільки отримали?»."""
    section, *row, _ = path.split(".")
    repeat = form_of(application).section(section).repeat
    return f"{repeat.item_title} {int(row[0]) + 1}: {question.label}" if repeat and row else question.label


def _check_correctable(application: Application, by: Actor) -> None:
    if application.state != ApplicationState.IN_WORK:
        raise Conflict("Виправляти відповіді можна, коли справу прийнято в роботу.", code="not_in_work")
    if Decision.objects.filter(application=application, state=State.PROPOSED).exists():
        raise Conflict(
            "Рішення вже на підписі в керівника. Попросіть повернути його.", code="already_proposed"
        )
    if application.taken_by_id not in (None, by.account_id):
        raise Conflict("Цю справу веде інший спеціаліст.", code="taken")


@transaction.atomic
def correct(
    *,
    by: Actor,
    application_id: uuid.UUID,
    path: str,
    value: object,
    reason: str,
    attachment_id: uuid.UUID | None,
    at: datetime,
) -> Correction:
    """Take another value than the applicant wrote, with a reason and the document it stands in.

    What the applicant signed stays as it is; the calculation takes the corrected value, and the head sees both.
    """
    application = locked(application_id, action=permissions.CORRECT, by=by)
    if by.account_id is None:
        raise Forbidden
    _check_correctable(application, by)
    answers = answers_in_force(application)
    question = _question(application, answers, path)
    copies = Attachment.objects.filter(application=application, removed_at__isnull=True)
    document = copies.filter(pk=attachment_id).first() if attachment_id else None
    problems = {}
    if len(reason.strip()) < SHORTEST_REASON:
        problems["reason"] = "Напишіть, чому берете інше значення."
    if document is None:
        problems["attachment"] = "Виберіть документ, у якому стоїть це значення."
    before = answer_at(answers, path)
    wrong = (
        "Це те саме значення, що вже є."
        if before == value
        else _fault_of(application, answers, path, value, clock.day_of(at))
    )
    if wrong:
        problems["value"] = wrong
    if problems or document is None:
        raise BadInput(problems)
    correction = Correction.objects.create(
        application=application,
        path=path,
        label=_label(application, path, question),
        before=before,
        after=value,
        before_text=forms.show(question, before, application.answers)[:500],
        after_text=forms.show(question, value, application.answers)[:500],
        reason=reason.strip(),
        document=document,
        by_id=by.account_id,
        at=at,
    )
    record(
        actor=by,
        action="decision.correct",
        right="modify",
        subject_kind=SUBJECT,
        subject_id=application.pk,
        purpose="виправлення відповіді за документом",
        at=at,
    )
    return correction
