"""The act of needs assessment, and the empty form that is filled at a kitchen table where there is no network."""

from datetime import datetime

from turbota.access.models import Organisation
from turbota.casework.assessed_people import Assessed, people_of
from turbota.casework.assessment_states import Conclusion, Evidence, Level
from turbota.casework.explaining import UNKNOWN_WORDS, answer_words, band
from turbota.casework.instruments.scoring import asked
from turbota.casework.instruments.shapes import CASE, Domain, Instrument, Question
from turbota.casework.models import Assessment
from turbota.documents.papers.assessments import (
    AssessmentForm,
    Member,
    NeedsAct,
    PrintedPart,
    PrintedQuestion,
    Standing,
)
from turbota.documents.papers.printing import print_paper
from turbota.documents.papers.shapes import Group, Office, Row, Signatory
from turbota.kernel.clock import day_of

POST = "Соціальний менеджер"


def act_number(assessment: Assessment) -> str:
    """The number of the case and which act of it this is: «ВВ-2026-000001-О2»."""
    before = Assessment.objects.filter(
        case=assessment.case_id, act__isnull=False, entered_at__lt=assessment.entered_at
    )
    return f"{assessment.case.number}-О{before.count() + 1}"


def act_paper(
    assessment: Assessment, form: Instrument, people: list[Assessed], *, assessor: str, at: datetime
) -> bytes:
    """The PDF/A-3 of the act whose bytes the assessor signs; the assessment has its result already."""
    shape = NeedsAct(
        office=office(assessment.case.unit),
        number=act_number(assessment),
        case_number=assessment.case.number,
        stage=assessment.get_stage_display(),
        instrument=f"{form.title}, версія {form.version}. {form.source}.",
        assessed_at=assessment.assessed_at or at,
        members=_members(assessment, people),
        sections=tuple(_sections(assessment, form, people)),
        standings=tuple(_standings(assessment, form, people)),
        level=Level(assessment.level).label.lower(),
        reasons=tuple(assessment.level_why.splitlines()),
        conclusion=Conclusion(assessment.conclusion).label,
        conclusion_note=assessment.conclusion_note,
        assessor=Signatory(post=POST, name=assessor),
        method=form.method,
        on_paper=assessment.scan_id is not None,
    )
    return print_paper("needs_act", shape, at=at)


def empty_form(assessment: Assessment, form: Instrument, *, address: str, at: datetime) -> bytes:
    """The form of this very assessment with a code of its address; nothing that was answered stands on it."""
    people = people_of(assessment, day_of(at))
    shape = AssessmentForm(
        office=office(assessment.case.unit),
        case_number=assessment.case.number,
        stage=assessment.get_stage_display(),
        version=f"{form.code}-{form.version}",
        address=address,
        parts=tuple(_printed(form, people)),
        conclusions=tuple(one.label for one in Conclusion),
        note=f"{form.source}.",
        members=_members(assessment, people),
    )
    return print_paper("assessment_form", shape, at=at)


def office(unit: Organisation) -> Office:
    """The unit as it stands above its papers."""
    return Office(name=unit.name, code=unit.code, address=unit.address, phone=unit.phone)


def _members(assessment: Assessment, people: list[Assessed]) -> tuple[Member, ...]:
    rows = assessment.case.members.select_related("person")
    born = {str(row.pk): row.person.birth_date for row in rows}
    return tuple(
        Member(one.name, one.about, f"{day:%d.%m.%Y}" if (day := born.get(one.key)) else "")
        for one in people
        if one.key != CASE
    )


def _title(domain: Domain, who: Assessed) -> str:
    return domain.title if who.key == CASE else f"{domain.title}: {who.name}"


def _sections(assessment: Assessment, form: Instrument, people: list[Assessed]) -> list[Group]:
    found = []
    for domain in form.domains:
        for who in people:
            rows = [
                Row(question.words, answer_words(question, kept["value"]), known(kept))
                for question in domain.questions
                if (kept := assessment.answers.get(f"{question.code}@{who.key}")) and kept["value"]
            ]
            if rows:
                found.append(Group(_title(domain, who), tuple(rows)))
    return found


def known(kept: dict[str, str]) -> str:
    """How an answer is known: «Розповіли: сусідка. Бачили порожній холодильник»."""
    evidence = Evidence(kept["evidence"]).label if kept["evidence"] else ""
    first = ": ".join(part for part in (evidence, kept["informant"]) if part)
    return ". ".join(part for part in (first, kept["note"]) if part)


def _standings(assessment: Assessment, form: Instrument, people: list[Assessed]) -> list[Standing]:
    names = {one.key: one.name for one in people if one.key != CASE}
    found = []
    for code, kept in assessment.scores["domains"].items():
        domain, share = form.domain(code), kept["share"]
        if domain is not None and share is not None:
            whom = names.get(kept["subject"], "")
            found.append(Standing(domain.title, f"{share} %", band(form, share).words, whom))
    return found


def _printed(form: Instrument, people: list[Assessed]) -> list[PrintedPart]:
    subjects = [one.subject for one in people]
    found = []
    for domain in form.domains:
        for who in people:
            questions = [one for one in domain.questions if asked(one, who.subject, subjects, {}, form)]
            if questions:
                found.append(PrintedPart(_title(domain, who), tuple(_question(one) for one in questions)))
    return found


def _question(question: Question) -> PrintedQuestion:
    options = [answer_words(question, option.value) for option in question.options]
    if question.counted:
        options.append(UNKNOWN_WORDS)
    evidence = [one.label for one in Evidence if one in question.evidence or one == Evidence.UNCHECKED]
    return PrintedQuestion(
        question.words, question.why, tuple(options), tuple(evidence) if question.evidence else ()
    )
