"""An assessment is submitted: the level of complexity follows from the answers and says why; then its act is signed."""

import uuid
from dataclasses import asdict
from datetime import datetime, timedelta

from django.db import transaction

from turbota.access.actors import Actor
from turbota.access.models import Role
from turbota.access.rules import MODIFY
from turbota.casework import assessment_permissions, policies
from turbota.casework.assessed_people import Assessed, people_of
from turbota.casework.assessment_papers import act_paper
from turbota.casework.assessment_states import ASSESSMENT_MACHINE, Conclusion, Level
from turbota.casework.case_states import Stage as ApprovedStage
from turbota.casework.explaining import split_key, why
from turbota.casework.instruments.loading import instrument
from turbota.casework.instruments.scoring import Result, is_discreet, missing, score
from turbota.casework.instruments.shapes import CASE, Instrument
from turbota.casework.models import Assessment, Case
from turbota.casework.operations import assessing, supervising
from turbota.casework.operations.opening import ASSESSMENT as TERM
from turbota.casework.operations.opening import SUBJECT
from turbota.casework.states import CASE_MACHINE, CaseState
from turbota.deadlines import operations as deadlines
from turbota.deadlines.queries import clocks_of
from turbota.deadlines.states import GOING
from turbota.documents import operations as files
from turbota.documents.papers.printing import page_count
from turbota.documents.scans import Scan
from turbota.kernel.clock import day_of
from turbota.kernel.errors import BadInput, Refused
from turbota.kernel.workflow import advance

SENT = "assessment_sent"
PDF = "application/pdf"
CONCLUDED = (
    "assessor", "subjects", "scores", "level", "level_why", "conclusion", "conclusion_note", "assessed_at", "entered_at",
    "scan", "act",
)  # fmt: skip
"""What the submission writes."""
OLDEST_PAPER = timedelta(days=60)


def look(assessment: Assessment, on: datetime) -> tuple[Instrument, list[Assessed], Result]:
    """The instrument, the people, and what the answers give at this moment."""
    form = instrument(assessment.instrument, assessment.instrument_version)
    people = people_of(assessment, day_of(on))
    return form, people, score(form, [one.subject for one in people], assessment.values)


def lacks(assessment: Assessment, form: Instrument, people: list[Assessed]) -> dict[str, str]:
    """Key of an answer → what it lacks, for everything that keeps the assessment from being submitted."""
    subjects = [one.subject for one in people]
    found = {key: "дайте відповідь" for key in missing(form, subjects, assessment.values)}
    for domain in form.domains:
        for question in domain.questions:
            for one in people:
                kept = assessment.answers.get(f"{question.code}@{one.key}")
                if kept and kept["value"] and question.about == one.who:
                    lack = assessing.evidence_lacks(question, kept)
                    if lack:
                        found[f"{question.code}@{one.key}"] = lack
    return found


def named(keys: dict[str, str], form: Instrument, people: list[Assessed]) -> dict[str, str]:
    """The same with the question and the person said: sentences for the page of submission."""
    names = {one.key: one.name for one in people}
    told = {}
    for key, lack in keys.items():
        code, subject = split_key(key)
        whom = "" if subject == CASE else f"{names.get(subject, '')}: "
        words = form.questions[code].words
        told[key] = f"{whom}{words} {_begun(lack)}." if words.endswith("?") else f"{whom}{words}: {lack}."
    return told


def _begun(words: str) -> str:
    """With a capital letter, for after a question mark."""
    return words[:1].upper() + words[1:]


@transaction.atomic
def submit(
    *,
    by: Actor,
    assessment_id: uuid.UUID,
    conclusion: str,
    conclusion_note: str,
    at: datetime,
    paper_at: datetime | None = None,
    scan: Scan | None = None,
) -> Assessment:
    """Finish the assessment: the level follows from the answers (R281), the case has it, its term is met.

    `paper_at`: when it was done on paper, with the `scan` of that paper (here or attached before); both or none. Raises
    Missing, Conflict when it is no draft, BadInput that names every answer that lacks something, the conclusion, or the
    time of the paper; Refused when a threat stands beside the conclusion that there are no difficult circumstances, or
    when the unit demands the supervisor's approval of an assessment of this level and there is none.
    """
    assessment = assessing.locked(assessment_id)
    assessment_permissions.FILL.check(by, assessment)
    assessing.check_draft(assessment)
    policies.check_open(assessment.case)
    form, people, result = look(assessment, at)
    problems = named(lacks(assessment, form, people), form, people)
    problems |= _problems(assessment, conclusion, paper_at, scan, at)
    if problems:
        raise BadInput(problems, "Оцінювання ще не можна завершити: чогось бракує.")
    if result.level == Level.EMERGENCY and conclusion == Conclusion.NOT_IN_NEED:
        raise Refused(
            "Відповіді кажуть про загрозу життю або здоров’ю, а висновок — що складних обставин немає. "
            "Перевірте відповіді або змініть висновок.",
            code="threat_and_no_need",
        )
    _conclude(assessment, form, people, result)
    if assessment.blind_of_id is None:
        assessment.assessor_id = assessing.account_of(by)
        assessment.case.complexity = assessment.level
        supervising.check_approved(assessment.case, ApprovedStage.ASSESSMENT, day_of(at))
    assessment.conclusion, assessment.conclusion_note = conclusion, conclusion_note.strip()
    assessment.assessed_at, assessment.entered_at = paper_at or at, at
    if scan is not None:
        assessment.scan = files.keep(content=scan.pdf, media_type=PDF, at=at, pages=scan.pages, dpi=scan.dpi)
    acting = by.in_role(Role.SOCIAL_MANAGER, assessment.case.unit_id)
    if assessment.blind_of_id is None:
        content = act_paper(assessment, form, people, assessor=acting.name, at=at)
        assessment.act = files.keep(content=content, media_type=PDF, at=at, pages=page_count(content))
    advance(ASSESSMENT_MACHINE, assessment, "submit", by=acting, at=at, changed=CONCLUDED)
    if assessment.blind_of_id is None:
        _carry_to_case(assessment, by=acting, at=at)
    assessing.note(by, "assessment.fill", MODIFY, assessment, at)
    return assessment


def _problems(
    assessment: Assessment, conclusion: str, paper_at: datetime | None, scan: Scan | None, at: datetime
) -> dict[str, str]:
    problems = {}
    if conclusion not in Conclusion.values:
        problems["conclusion"] = "Виберіть один із двох висновків акта."
    if (paper_at is None) != (scan is None and assessment.scan_id is None):
        problems["paper_at"] = "Для оцінювання на папері потрібні і час із паперу, і його скан."
    elif paper_at is not None and paper_at > at:
        problems["paper_at"] = "Час на папері ще не настав. Перевірте день і годину."
    elif paper_at is not None and paper_at < assessment.case.opened_at - OLDEST_PAPER:
        problems["paper_at"] = "Цей папір набагато старший за випадок. Перевірте рік і місяць."
    return problems


def _conclude(assessment: Assessment, form: Instrument, people: list[Assessed], result: Result) -> None:
    assessment.subjects = [asdict(one) for one in people]
    assessment.scores = {
        "domains": {one.code: {"share": one.share, "subject": one.subject} for one in result.scores},
        "because": list(result.because),
        "because_domains": list(result.because_domains),
        "unknown": list(result.unknown),
        "discreet": is_discreet(form, assessment.values),
    }
    assessment.level = result.level
    assessment.level_why = why(form, result, assessment.values, people)


def _carry_to_case(assessment: Assessment, *, by: Actor, at: datetime) -> None:
    """The case has the level of its newest assessment; the first one ends the term and moves the case."""
    case: Case = assessment.case
    done_at = assessment.assessed_at or at
    case.complexity, case.complexity_why = assessment.level, assessment.level_why
    supervising.use(case=case, stage=ApprovedStage.ASSESSMENT, by=by, at=at)
    if case.state == CaseState.OPENED:
        advance(CASE_MACHINE, case, "assess", by=by, at=at, changed=["complexity", "complexity_why"])
    else:
        case.version, case.changed_at = case.version + 1, max(case.changed_at, at)
        case.save(update_fields=["complexity", "complexity_why", "version", "changed_at"])
    deadlines.stop(rule_code=TERM, subject_kind=SUBJECT, subject_id=case.pk, at=done_at, by=by)
    clocks = clocks_of(SUBJECT, case.pk)
    if not any(clock.rule_code == SENT and clock.outcome in GOING for clock in clocks):
        deadlines.start(
            rule_code=SENT, subject_kind=SUBJECT, subject_id=case.pk, organisation=case.unit, post=case.post,
            at=done_at, by=by,
        )  # fmt: skip
