"""Assessments filled through the operations, every question answered calmly unless told otherwise."""

from datetime import datetime, timedelta

from tests.factories import casework

from turbota.access import absences
from turbota.access.actors import Actor
from turbota.casework.assessed_people import people_of
from turbota.casework.assessment_states import Conclusion, Stage
from turbota.casework.instruments.loading import instrument
from turbota.casework.instruments.scoring import Subject, asked
from turbota.casework.instruments.shapes import Instrument, Question
from turbota.casework.models import Assessment, Case
from turbota.casework.operations import assessing, concluding, teams
from turbota.casework.operations.assessing import Entry


def calm(question: Question) -> str:
    """The answer that says that all is well."""
    if question.kind == "text":
        return "Записано зі слів людини."
    return (
        min(question.options, key=lambda one: one.points or 0).value
        if question.counted
        else question.options[0].value
    )


def entry_of(question: Question, subject: str, value: str) -> Entry:
    """An answer with evidence of the first kind that is enough."""
    evidence = question.evidence[0] if question.evidence else ""
    return Entry(
        question.code, subject, value, evidence, "Сусідка" if evidence in ("told", "document") else ""
    )


def entries(form: Instrument, subjects: list[Subject], answers: dict[str, str] | None = None) -> list[Entry]:
    """Answers to everything that is asked; `answers`: code of a question → another value, about everybody asked."""
    given: dict[str, str] = {}
    found = []
    for question in form.questions.values():
        for subject in subjects:
            if question.about == subject.who and asked(question, subject, subjects, given, form):
                value = (answers or {}).get(question.code, calm(question))
                given[f"{question.code}@{subject.key}"] = value
                found.append(entry_of(question, subject.key, value))
    return found


def begun(case: Case, at: datetime, *, by: str = "turbotna", stage: Stage = Stage.PRIMARY) -> Assessment:
    """A draft of the manager."""
    return assessing.begin(by=casework.at_work(by, at), case_id=case.pk, stage=stage, at=at)


def filled(assessment: Assessment, by: Actor, at: datetime, **answers: str) -> Assessment:
    """Every question answered."""
    form = instrument(assessment.instrument, assessment.instrument_version)
    subjects = [one.subject for one in people_of(assessment, at.date())]
    saved = assessing.save(
        by=by,
        assessment_id=assessment.pk,
        entries=entries(form, subjects, answers),
        seen_version=assessment.version,
        at=at,
    )
    return saved.assessment


def submitted(
    case: Case, at: datetime, *, by: str = "turbotna", stage: Stage = Stage.PRIMARY, **answers: str
) -> Assessment:
    """A finished assessment of the manager."""
    actor = casework.at_work(by, at)
    assessment = filled(begun(case, at, by=by, stage=stage), actor, at, **answers)
    return concluding.submit(
        by=actor, assessment_id=assessment.pk, conclusion=Conclusion.IN_NEED, conclusion_note="", at=at
    )


def deputy(code: str, of: str, at: datetime) -> Actor:
    """A colleague who stands in for the manager from this day on."""
    account_id = casework.at_work(code, at).account_id
    assert account_id is not None
    absences.appoint_deputy(
        by=casework.at_work("nastavna", at),
        post_id=casework.post_of(of, at).pk,
        account_id=account_id,
        since=at.date(),
        last_day=at.date() + timedelta(days=30),
        ground="наказ № 7-к",
        at=at,
    )
    return casework.at_work(code, at)


def joined(case: Case, code: str, at: datetime) -> Actor:
    """A doctor of the hospital who has agreed to work on the case."""
    doctor = casework.at_work(code, at)
    member = teams.invite(
        by=casework.at_work("turbotna", at), case_id=case.pk, organisation_id=doctor.organisation_id,
        account_id=doctor.account_id, field="health", task="Огляд", until=at.date() + timedelta(days=20), at=at,
    )  # fmt: skip
    teams.accept(by=doctor, member_id=member.pk, at=at)
    return doctor
