"""What exactly a supervisor approves: the answers of an assessment, a version of a plan. A change makes it another thing."""

import hashlib
import json

from django.db.models import QuerySet

from turbota.casework.assessment_states import AssessmentState
from turbota.casework.case_states import Stage
from turbota.casework.models import Assessment, Case, Plan
from turbota.casework.plan_states import PlanState

NOTHING_YET = {
    Stage.ASSESSMENT: "Оцінювання ще не почато: погоджувати нічого. Почніть його на сторінці «Оцінювання».",
    Stage.PLAN: "Проєкту плану ще немає: погоджувати нічого. Складіть його на сторінці «План».",
}


def digest_of(case: Case, stage: str) -> str:
    """The digest of what stands now; empty for a stage that has no content of its own, the closing."""
    if stage == Stage.ASSESSMENT:
        shown = _assessments(case).values_list("pk", "instrument", "instrument_version", "answers")
        return _digest([[str(pk), form, version, _given(answers)] for pk, form, version, answers in shown])
    if stage == Stage.PLAN:
        return _digest([[str(pk), version] for pk, version in _plans(case).values_list("pk", "version")])
    return ""


def nothing_yet(case: Case, stage: str) -> str:
    """The sentence for a stage whose content nobody has begun; empty when there is something to approve."""
    missing = (stage == Stage.ASSESSMENT and not _assessments(case).exists()) or (
        stage == Stage.PLAN and not _plans(case).exists()
    )
    return NOTHING_YET[Stage(stage)] if missing else ""


def _assessments(case: Case) -> QuerySet[Assessment]:
    rows = Assessment.objects.filter(case=case, state=AssessmentState.DRAFT, blind_of__isnull=True)
    return rows.order_by("pk")


def _plans(case: Case) -> QuerySet[Plan]:
    return Plan.objects.filter(case=case, state=PlanState.DRAFT).order_by("pk")


def _given(answers: dict[str, dict[str, object]]) -> dict[str, dict[str, object]]:
    """The answers with how they are known; who typed them and when changes nothing."""
    return {
        key: {
            name: value for name, value in kept.items() if name in ("value", "evidence", "informant", "note")
        }
        for key, kept in answers.items()
    }


def _digest(content: object) -> str:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
