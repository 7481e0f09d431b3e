"""Correcting an application: another value, a row that was left out, a row too many; by a reason and a document."""

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
from turbota.decisions.awarded import identity_of
from turbota.decisions.calculating import answer_at, answers_in_force, put
from turbota.decisions.models import Correction, Decision
from turbota.decisions.states import State
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Conflict, Forbidden, Missing
from turbota.kernel.legible import legible

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
    application, answers, document, problems = _to_change(by, application_id, reason, attachment_id)
    question = _question(application, answers, path)
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
    return _kept(
        Correction(
            application=application,
            path=path,
            label=_label(application, path, question),
            before=before,
            after=value,
            before_text=forms.show(question, before, application.answers)[:500],
            after_text=forms.show(question, value, application.answers)[:500],
            reason=reason.strip(),
            document=document,
            at=at,
        ),
        by,
    )


def _grounds(
    application: Application, reason: str, attachment_id: uuid.UUID | None
) -> tuple[Attachment | None, dict[str, str]]:
    """The document of the case that proves the change, and what is wrong with the reason or the document."""
    copies = Attachment.objects.filter(application=application, removed_at__isnull=True)
    document = copies.filter(pk=attachment_id).first() if attachment_id else None
    problems = {}
    if len(legible(reason)) < SHORTEST_REASON:
        problems["reason"] = "Напишіть, чому берете інше значення."
    if document is None:
        problems["attachment"] = "Виберіть документ, у якому стоїть це значення."
    return document, problems


def _kept(correction: Correction, by: Actor) -> Correction:
    if by.account_id is None:
        raise Forbidden
    application = correction.application
    correction.by_id = by.account_id
    correction.at = application.changed_at = application.moment(correction.at)
    correction.save(force_insert=True)
    application.save(update_fields=["changed_at"])
    record(
        actor=by,
        action="decision.correct",
        right="modify",
        subject_kind=SUBJECT,
        subject_id=correction.application_id,
        purpose="виправлення відповіді за документом",
        at=correction.at,
    )
    return correction


def repeated(application: Application, code: str) -> tuple[forms.Section, forms.Repeat]:
    """The section whose rows may come and go. Raises Missing for any other."""
    try:
        section = form_of(application).section(code)
    except KeyError:
        section = None
    if section is None or section.repeat is None:
        raise Missing("Такого розділу в заяві немає.", code="no_such_answer")
    return section, section.repeat


def row_text(application: Application, answers: dict[str, Any], path: str) -> str:
    """The row at "section.0" in words, as long as a correction keeps it."""
    rows = forms.rows(form_of(application), answers)
    return " · ".join(row.value_text for row in rows if row.path.startswith(f"{path}."))[:500]


@transaction.atomic
def add_row(
    *,
    by: Actor,
    application_id: uuid.UUID,
    section: str,
    row: dict[str, Any],
    reason: str,
    attachment_id: uuid.UUID | None,
    at: datetime,
) -> Correction:
    """Enter a row that the applicant left out, e.g. an income, with a reason and the document it stands in.

    `row` holds values by question, as the form stores them. Raises BadInput with "value.<question>" for a value that
    cannot stand there, and "value" when the section takes no more rows.
    """
    application, answers, document, problems = _to_change(by, application_id, reason, attachment_id)
    _, repeat = repeated(application, section)
    rows = answers.get(section) or []
    path = f"{section}.{len(rows)}"
    made = application.corrections.count() + 1
    asked, faults = _asked_of(application, answers, path, {**row, "id": f"added{made}"}, clock.day_of(at))
    problems |= faults
    if problems or document is None:
        raise BadInput(problems)
    return _kept(
        Correction(
            application=application,
            change=Correction.Change.ADD,
            path=path,
            label=f"{repeat.item_title} {len(rows) + 1}",
            after=asked,
            before_text="у заяві такого запису не було",
            after_text=row_text(application, {**answers, section: [*rows, asked]}, path),
            reason=reason.strip(),
            document=document,
            at=at,
        ),
        by,
    )


def _asked_of(
    application: Application, answers: dict[str, Any], path: str, row: dict[str, Any], today: date
) -> tuple[dict[str, Any], dict[str, str]]:
    """The row with the answers that its own answers make the form ask for, and what is wrong with them."""
    form, section = form_of(application), path.split(".")[0]
    rows = answers.get(section) or []
    whole = {**answers, section: [*rows, row]}
    known = {question.code for question in form.section(section).questions}
    asked = {
        code: value
        for code, value in row.items()
        if code == "id" or (code in known and forms.visible(form, whole, f"{path}.{code}"))
    }
    found = forms.check(form, {**answers, section: [*rows, asked]}, law_day(application, today))
    faults = {
        f"value.{place.rpartition('.')[2]}": sentence
        for place, sentence in found.items()
        if place.startswith(f"{path}.")
    }
    if section in found:
        faults["value"] = found[section]
    return asked, faults


@transaction.atomic
def remove_row(
    *,
    by: Actor,
    application_id: uuid.UUID,
    path: str,
    reason: str,
    attachment_id: uuid.UUID | None,
    at: datetime,
) -> Correction:
    """Take away the row at "section.2", with a reason and a document; what the applicant signed keeps it.

    Raises BadInput with "value" when other rows speak of it (incomes of a member of the family).
    """
    application, answers, document, problems = _to_change(by, application_id, reason, attachment_id)
    code, _, index = path.partition(".")
    _, repeat = repeated(application, code)
    rows = answers.get(code) or []
    if not index.isdecimal() or int(index) >= len(rows):
        raise Missing("Такого запису в заяві немає.", code="no_such_answer")
    place = int(index)
    left = {**answers, code: [*rows[:place], *rows[place + 1 :]]}
    wrong = _fault_without(application, answers, left, code, clock.day_of(at))
    if wrong:
        problems["value"] = wrong
    if problems or document is None:
        raise BadInput(problems)
    return _kept(
        Correction(
            application=application,
            change=Correction.Change.REMOVE,
            path=f"{code}.{place}",
            label=f"{repeat.item_title} {place + 1}",
            before=rows[place],
            before_text=row_text(application, answers, path),
            after_text="вилучено",
            reason=reason.strip(),
            document=document,
            at=at,
        ),
        by,
    )


@transaction.atomic
def confirm_member(
    *,
    by: Actor,
    application_id: uuid.UUID,
    path: str,
    reason: str,
    attachment_id: uuid.UUID | None,
    at: datetime,
) -> Correction:
    """Say by a document that the person in the row at "members.0" is of the family: what the body pays her counts.

    Nothing of the answers changes. Raises Missing for any other row, BadInput where nobody can tell who the person is.
    """
    application, answers, document, problems = _to_change(by, application_id, reason, attachment_id)
    code, _, index = path.partition(".")
    rows = answers.get(code) or []
    if code != "members" or not index.isdecimal() or int(index) >= len(rows):
        raise Missing("Такого запису в заяві немає.", code="no_such_answer")
    row = rows[int(index)]
    if identity_of(row) is None:
        problems["value"] = "Спершу впишіть за документом податковий номер і дату народження цієї людини."
    if problems or document is None:
        raise BadInput(problems)
    _, repeat = repeated(application, code)
    return _kept(
        Correction(
            application=application,
            change=Correction.Change.CONFIRM,
            path=path,
            label=f"{repeat.item_title} {int(index) + 1}",
            before=row,
            after=row,
            before_text="член родини зі слів заявника",
            after_text="член родини за документом",
            reason=reason.strip(),
            document=document,
            at=at,
        ),
        by,
    )


def _fault_without(
    application: Application, answers: dict[str, Any], left: dict[str, Any], code: str, today: date
) -> str:
    """Why the row cannot go: too few would be left, or answers of other sections point at it."""
    form, on = form_of(application), law_day(application, today)
    before, after = forms.check_given(form, answers, on), forms.check_given(form, left, on)
    if any(path not in before for path in after if path.split(".")[0] != code):
        return "Про цей запис ідеться в інших відповідях. Спершу виправте або вилучіть їх."
    return forms.check(form, left, on).get(code, "")


def _to_change(
    by: Actor, application_id: uuid.UUID, reason: str, attachment_id: uuid.UUID | None
) -> tuple[Application, dict[str, Any], Attachment | None, dict[str, str]]:
    """The locked case whose rows may change, its answers in force, the document and what is wrong so far."""
    application = locked(application_id, action=permissions.CORRECT, by=by)
    _check_correctable(application, by)
    return application, answers_in_force(application), *_grounds(application, reason, attachment_id)
