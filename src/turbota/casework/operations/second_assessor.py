"""A second assessor repeats an assessment blind, so that it is seen whether another person comes to the same."""

import uuid
from datetime import date, datetime, timedelta

from django.db import transaction

from turbota.access.actors import Actor, staff_actor
from turbota.access.rules import MODIFY
from turbota.casework import assessment_permissions, permissions, policies
from turbota.casework.assessment_queries import candidates_for
from turbota.casework.assessment_states import ASSESSMENT_MACHINE, AssessmentState
from turbota.casework.instruments.agreement import Agreement, agreement
from turbota.casework.instruments.loading import instrument
from turbota.casework.instruments.scoring import Subject
from turbota.casework.models import Assessment
from turbota.casework.operations import assessing
from turbota.casework.operations.writing import Letter, write_to
from turbota.kernel.clock import day_of
from turbota.kernel.errors import BadInput, Conflict, Missing, Refused
from turbota.kernel.workflow import advance

LONGEST_ACCESS = timedelta(days=30)


@transaction.atomic
def invite(
    *, by: Actor, assessment_id: uuid.UUID, account_id: uuid.UUID | None, last_day: date | None, at: datetime
) -> Assessment:
    """Ask somebody to assess the same people by the same instrument without seeing the first answers (R281).

    `last_day`: the last day of access, at most thirty days away. Raises Missing when the actor neither manages nor
    supervises the case, Refused when the first is not finished, Conflict when somebody is repeating it already, BadInput
    for a wrong person (reads the case, is not of the unit or invited to it) or day.
    """
    first = assessing.locked(assessment_id)
    assessment_permissions.INVITE_SECOND.check(by, first)
    policies.check_open(first.case)
    if not first.done:
        raise Refused("Спершу завершіть перше оцінювання, тоді його можна повторити.", code="first_not_done")
    waiting = first.repetitions.select_for_update().filter(state=AssessmentState.DRAFT).first()
    if waiting is not None and not over(waiting, day_of(at)):
        raise Conflict(
            "Це оцінювання вже повторює інший фахівець. Дочекайтеся його або скасуйте запрошення.",
            code="already_repeated",
        )
    problems = _problems(first, account_id, last_day, at)
    if problems or account_id is None or last_day is None:
        raise BadInput(problems)
    if waiting is not None:
        advance(ASSESSMENT_MACHINE, waiting, "drop", by=by, at=at, reason="Строк доступу минув")
    second = Assessment.objects.create(
        case=first.case,
        stage=first.stage,
        instrument=first.instrument,
        instrument_version=first.instrument_version,
        assessor_id=account_id,
        blind_of=first,
        access_until=last_day + timedelta(days=1),
        subjects=first.subjects,
        begun_at=at,
        changed_at=at,
    )
    assessing.note_step(second, "begin", by=by, at=at)
    assessing.note(by, assessment_permissions.INVITE_SECOND.name, MODIFY, first, at)
    _tell(second, last_day, at)
    return second


def _tell(second: Assessment, last_day: date, at: datetime) -> None:
    """Whoever is invited learns it from a letter that says of whom nothing; the page counts it besides."""
    letter = Letter(
        kind="second_assessor",
        subject="Вас просять оцінити потреби незалежно",
        body=f"Увійдіть у «Турботу» й відкрийте «Оцінити незалежно». Доступ діє до {last_day:%d.%m.%Y} включно.",
        subject_kind="assessment",
        subject_id=second.pk,
    )
    write_to([second.assessor], letter, unit=second.case.unit, at=at)


@transaction.atomic
def call_off(*, by: Actor, assessment_id: uuid.UUID, at: datetime) -> Assessment:
    """Take the invitation back: the repetition is dropped, its answers stay. Raises Missing, Conflict when it is finished."""
    second = assessing.locked(assessment_id)
    if second.blind_of is None:
        raise Missing(code="not_yours:assessment.invite_second")
    assessment_permissions.INVITE_SECOND.check(by, second.blind_of)
    advance(ASSESSMENT_MACHINE, second, "drop", by=by, at=at, reason="Запрошення скасовано")
    assessing.note(by, assessment_permissions.INVITE_SECOND.name, MODIFY, second, at)
    return second


def over(second: Assessment, on: date) -> bool:
    """Whether the days of access of the second assessor are past."""
    return second.access_until is not None and second.access_until <= on


def _problems(
    first: Assessment, account_id: uuid.UUID | None, last_day: date | None, at: datetime
) -> dict[str, str]:
    problems = {}
    today = day_of(at)
    chosen = [one.account for one in candidates_for(first.case, first, at) if one.account.pk == account_id]
    if not chosen:
        problems["account"] = (
            "Виберіть фахівця зі списку: менеджера відділу або людину, запрошену до випадку."
        )
    elif permissions.READ_CASE.can(staff_actor(chosen[0], today), first.case):
        problems["account"] = "Ця людина вже читає випадок, тож наосліп його не оцінить. Виберіть іншу."
    if last_day is None or last_day < today:
        problems["last_day"] = "Напишіть останній день: сьогодні або пізніше."
    elif last_day > today + LONGEST_ACCESS:
        problems["last_day"] = "Дайте доступ не довше ніж на 30 днів."
    return problems


def compared(first: Assessment, second: Assessment) -> Agreement:
    """The figures of agreement of a first assessment and its finished repetition."""
    form = instrument(first.instrument, first.instrument_version)
    subjects = [Subject(one["key"], one["who"]) for one in first.subjects]
    return agreement(form, subjects, first.values, second.values)
