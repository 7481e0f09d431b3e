"""An assessment is begun, its answers are saved piece by piece, and it may be dropped."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from turbota.access.actors import Actor
from turbota.access.rules import ENTER, MODIFY
from turbota.audit.operations import record
from turbota.casework import assessment_permissions, permissions, policies
from turbota.casework.assessed_people import people_of
from turbota.casework.assessment_queries import draft_of, finished_of, next_stage
from turbota.casework.assessment_states import ASSESSMENT_MACHINE, AssessmentState, Evidence, Stage
from turbota.casework.instruments.loading import in_force, instrument
from turbota.casework.instruments.scoring import key_of
from turbota.casework.instruments.shapes import UNKNOWN, Instrument, Question
from turbota.casework.models import Assessment, Case
from turbota.casework.operations.opening import locked as locked_case
from turbota.kernel.clock import day_of
from turbota.kernel.errors import BadInput, Conflict, Forbidden, Missing, Refused
from turbota.kernel.workflow import advance

LONGEST_TEXT = 4000
LONGEST_NOTE = 500
KEPT_BEFORE = 30
FIELDS = ("value", "evidence", "informant", "note")


@dataclass(frozen=True)
class Entry:
    """An answer as it is typed: `value` of the question, how it is known, from whom or which document, and a note."""

    question: str
    subject: str
    value: str = ""
    evidence: str = ""
    informant: str = ""
    note: str = ""

    @property
    def key(self) -> str:
        """Where it stands among the answers."""
        return key_of(self.question, self.subject)

    def as_dict(self) -> dict[str, str]:
        """What is compared and kept."""
        return {name: getattr(self, name).strip() for name in FIELDS}


@dataclass(frozen=True)
class Clash:
    """Two people answered one question differently at once: mine was not written, theirs stands."""

    key: str
    mine: Entry
    theirs: dict[str, Any]


@dataclass(frozen=True)
class Saved:
    """What was kept. `others`: keys that somebody else changed since the page was opened."""

    assessment: Assessment
    clashes: tuple[Clash, ...]
    others: tuple[str, ...]


@transaction.atomic
def begin(*, by: Actor, case_id: uuid.UUID, stage: Stage, at: datetime) -> Assessment:
    """Begin the next assessment of the case with the instrument in force today (R280).

    Raises Missing when the actor does not keep the case, Refused when it is closed or the stage is not its turn,
    Conflict when one is being filled already.
    """
    case = locked_case(case_id)
    permissions.KEEP_CASE.check(by, case)
    policies.check_open(case)
    if draft_of(case) is not None:
        raise Conflict(
            "Оцінювання цього випадку вже заповнюють. Відкрийте його й продовжте.", code="already_begun"
        )
    _check_turn(stage, next_stage(finished_of(case)))
    form = in_force(stage, day_of(at))
    assessment = Assessment.objects.create(
        case=case,
        stage=stage,
        instrument=form.code,
        instrument_version=form.version,
        assessor_id=account_of(by),
        begun_at=at,
        changed_at=at,
    )
    note_step(assessment, "begin", by=by, at=at)
    note(by, "assessment.fill", ENTER, assessment, at)
    return assessment


def _check_turn(stage: Stage, turn: Stage) -> None:
    """Primary is once and first; after it the in-depth or a repeat one, as the manager sees fit."""
    if (stage == Stage.PRIMARY) != (turn == Stage.PRIMARY):
        raise Refused(
            "Спершу проводять первинне оцінювання, далі — поглиблене або повторне. Виберіть наступний крок.",
            code="not_its_turn",
        )


@transaction.atomic
def save(
    *, by: Actor, assessment_id: uuid.UUID, entries: Sequence[Entry], seen_version: int, at: datetime
) -> Saved:
    """Keep answers, half-filled or whole. `seen_version`: the version of the row that the page showed.

    An answer that somebody else changed since then, and that was changed here to something else, is not written: both
    are given back. Everything else is. Raises Missing, Refused for a closed case, Conflict when it is no draft any more,
    BadInput for an answer that the question does not have.
    """
    assessment = locked(assessment_id)
    assessment_permissions.FILL.check(by, assessment)
    policies.check_open(assessment.case)
    check_draft(assessment)
    form = instrument(assessment.instrument, assessment.instrument_version)
    known = {(one.who, one.key) for one in people_of(assessment, day_of(at))}
    problems = {entry.key: words for entry in entries if (words := _problem(form, known, entry))}
    if problems:
        raise BadInput(problems)
    clashes, changed = [], False
    for entry in entries:
        outcome = _put(assessment, entry, seen_version, by=by, at=at)
        if isinstance(outcome, Clash):
            clashes.append(outcome)
        changed = changed or outcome is True
    others = tuple(
        key
        for key, kept in assessment.answers.items()
        if kept["version"] > seen_version and kept["account"] != str(by.account_id)
    )
    if changed:
        assessment.version, assessment.changed_at = assessment.version + 1, at
        assessment.save(update_fields=["answers", "past", "version", "changed_at"])
        note(by, "assessment.fill", MODIFY, assessment, at)
    return Saved(assessment, tuple(clashes), others)


def _put(assessment: Assessment, entry: Entry, seen_version: int, *, by: Actor, at: datetime) -> Clash | bool:
    """Write one answer: True when it changed something, False when it did not, or the clash."""
    key, mine = entry.key, entry.as_dict()
    kept = assessment.answers.get(key)
    if kept is None and not any(mine.values()):
        return False
    if kept is not None:
        if all(kept[name] == mine[name] for name in FIELDS):
            return False
        if kept["version"] > seen_version and kept["account"] != str(by.account_id):
            untouched = _shown_at(assessment, key, seen_version)
            if all(untouched[name] == mine[name] for name in FIELDS):
                return False
            return Clash(key, entry, kept)
        assessment.past[key] = [*assessment.past.get(key, []), kept][-KEPT_BEFORE:]
    assessment.answers[key] = {
        **mine,
        "version": assessment.version + 1,
        "account": str(by.account_id),
        "by": by.name,
        "at": at.isoformat(),
    }
    return True


def _shown_at(assessment: Assessment, key: str, version: int) -> dict[str, Any]:
    """The answer as a page of that version showed it."""
    before = [one for one in assessment.past.get(key, []) if one["version"] <= version]
    return before[-1] if before else dict.fromkeys(FIELDS, "")


def _problem(form: Instrument, known: set[tuple[str, str]], entry: Entry) -> str:
    """Why an answer cannot be kept, in words; empty when it can."""
    question = form.questions.get(entry.question)
    if question is None or (question.about, entry.subject) not in known:
        return "Цього запитання більше немає: склад сім’ї змінився. Оновіть сторінку."
    value = entry.value.strip()
    if question.kind == "text":
        if len(value) > LONGEST_TEXT:
            return f"Напишіть коротше: не більше ніж {LONGEST_TEXT} знаків."
    elif value and question.option(value) is None and not (value == UNKNOWN and question.counted):
        return "Виберіть відповідь зі списку."
    if entry.evidence.strip() and entry.evidence.strip() not in Evidence.values:
        return "Виберіть зі списку, звідки це відомо."
    if max(len(entry.informant.strip()), len(entry.note.strip())) > LONGEST_NOTE:
        return f"Напишіть коротше, хто сказав або який документ: не більше ніж {LONGEST_NOTE} знаків."
    return ""


@transaction.atomic
def drop(*, by: Actor, assessment_id: uuid.UUID, reason: str, at: datetime) -> Assessment:
    """Stop an assessment without a result: the answers stay, the reason stands in the history."""
    assessment = locked(assessment_id)
    assessment_permissions.FILL.check(by, assessment)
    if len(reason.strip()) < 10:
        raise BadInput({"reason": "Напишіть, чому оцінювання припиняєте: хоча б кілька слів."})
    advance(ASSESSMENT_MACHINE, assessment, "drop", by=by, at=at, reason=reason.strip())
    note(by, "assessment.fill", MODIFY, assessment, at)
    return assessment


def evidence_lacks(question: Question, kept: dict[str, Any]) -> str:
    """What is missing in how an answer is known, in words; empty when it is whole."""
    evidence, informant = kept["evidence"], kept["informant"]
    if not question.evidence:
        return ""
    if kept["value"] == UNKNOWN or evidence == Evidence.UNCHECKED:
        return "" if informant or kept["note"] else "напишіть у примітці, чому не вдалося дізнатися"
    if not evidence:
        return "скажіть, звідки це відомо"
    if evidence not in question.evidence:
        named = " або ".join(f"«{Evidence(one).label}»" for one in question.evidence)
        return f"тут потрібно {named}. Якщо не вдалося, виберіть «Не вдалося перевірити» й напишіть чому"
    if evidence == Evidence.TOLD and not informant:
        return "напишіть, хто розповів"
    return "напишіть, який документ" if evidence == Evidence.DOCUMENT and not informant else ""


def locked(assessment_id: uuid.UUID) -> Assessment:
    """The assessment, locked after its case. Raises Missing."""
    seen = Assessment.objects.filter(pk=assessment_id).values_list("case_id", flat=True).first()
    if seen is None:
        raise Missing(code="no_such_assessment")
    case: Case = locked_case(seen)
    assessment = (
        Assessment.objects.select_for_update(of=("self",)).select_related("assessor").get(pk=assessment_id)
    )
    assessment.case = case
    return assessment


def check_draft(assessment: Assessment) -> None:
    """Raise Conflict when the answers may not change any more."""
    if assessment.state != AssessmentState.DRAFT:
        raise Conflict(
            "Це оцінювання вже завершено, відповідей більше не змінюють. Почніть повторне оцінювання.",
            code="not_a_draft",
        )


def account_of(by: Actor) -> uuid.UUID:
    """The account of the actor. Raises Forbidden for nobody."""
    if by.account_id is None:
        raise Forbidden
    return by.account_id


def note_step(assessment: Assessment, verb: str, *, by: Actor, at: datetime, reason: str = "") -> None:
    """A row of the history that changes no state."""
    assessment.steps.create(
        verb=verb,
        source=assessment.state,
        target=assessment.state,
        at=at,
        by_account=by.account_id,
        by_name=by.name,
        by_organisation=by.organisation_name,
        reason=reason,
    )


def note(by: Actor, action: str, right: str, assessment: Assessment, at: datetime) -> None:
    """The event of the audit: the case is its subject."""
    record(
        actor=by, action=action, right=right, subject_kind="case", subject_id=assessment.case_id,
        purpose="оцінювання потреб", at=at,
    )  # fmt: skip
