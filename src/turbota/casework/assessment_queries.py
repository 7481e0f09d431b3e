"""Reads of assessments: only what the actor may see; every reading of the answers is written down."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from turbota.access.actors import Actor
from turbota.access.models import Account, Post, Role
from turbota.access.queries import in_force
from turbota.audit.operations import record_read
from turbota.casework import assessment_permissions
from turbota.casework.assessment_states import DONE, AssessmentState, Stage
from turbota.casework.models import Assessment, Case, CaseMember, TeamMember
from turbota.casework.own_results import OwnResult, own_result
from turbota.kernel.alphabet import alphabetical
from turbota.kernel.clock import day_of
from turbota.kernel.errors import Missing

SUBJECT = "case"
ROWS = Assessment.objects.select_related(
    "case__unit",
    "case__locality",
    "case__main_person",
    "case__post__account",
    "assessor",
    "scan",
    "act",
    "signature",
    "blind_of",
)


def assessment_for(actor: Actor, assessment_id: uuid.UUID, *, at: datetime, purpose: str) -> Assessment:
    """An assessment that the actor may read; the reading is logged. Raises Missing."""
    rows = assessment_permissions.READ_ASSESSMENT.visible(actor, ROWS)
    found: Assessment | None = rows.filter(pk=assessment_id).first()
    if found is None:
        raise Missing(code="not_yours:assessment.read")
    record_read(actor=actor, subject_kind=SUBJECT, subject_id=found.case_id, purpose=purpose, at=at)
    return found


def check_not_blinded(actor: Actor, case: Case, at: datetime) -> None:
    """Raise Missing when the actor assesses the case blind just now: its other assessments do not exist then."""
    if is_blinded(actor, case.pk, at):
        raise Missing(code="not_yours:assessment.read")


def is_blinded(actor: Actor, case_id: uuid.UUID, at: datetime) -> bool:
    """Whether the actor assesses this case blind just now, and so sees nothing else of its assessments."""
    rows = Assessment.objects.filter(assessment_permissions.blinded(actor, day_of(at)), case_id=case_id)
    return actor.account_id is not None and rows.exists()


def assessments_of(actor: Actor, case: Case) -> list[Assessment]:
    """The assessments of the case that the actor may read, newest first."""
    rows = assessment_permissions.READ_ASSESSMENT.visible(actor, ROWS.filter(case=case))
    return list(rows.order_by("-begun_at", "-pk"))


def own_second(actor: Actor, *, at: datetime) -> list[Assessment]:
    """The blind assessments that the actor is asked to do, open ones first; the reading of each is logged."""
    rows = assessment_permissions.READ_ASSESSMENT.visible(
        actor, ROWS.filter(assessor_id=actor.account_id, blind_of__isnull=False)
    )
    found = sorted(rows, key=lambda row: (row.state != AssessmentState.DRAFT, -row.begun_at.timestamp()))
    for case_id in dict.fromkeys(row.case_id for row in found):
        record_read(
            actor=actor, subject_kind=SUBJECT, subject_id=case_id, purpose="незалежне оцінювання", at=at
        )
    return found


def seen_pair(
    actor: Actor, second_id: uuid.UUID, *, at: datetime, purpose: str
) -> tuple[Assessment, Assessment]:
    """A finished repetition and the first that it repeats. Raises Missing while the second is not finished.

    The second assessor may see the first answers only by this comparison, after the own ones are given.
    """
    second = assessment_for(actor, second_id, at=at, purpose=purpose)
    if not second.done or second.blind_of is None:
        raise Missing(code="not_yours:assessment.read")
    return second.blind_of, second


def repetitions_of(actor: Actor, first: Assessment) -> list[Assessment]:
    """Finished repetitions of the first assessment that the actor may read."""
    rows = assessment_permissions.READ_ASSESSMENT.visible(actor, first.repetitions.filter(state__in=DONE))
    return list(rows.select_related("assessor").order_by("assessed_at"))


def pending_of(first: Assessment) -> Assessment | None:
    """The repetition of the first assessment that somebody is asked to do now; only who it is and until when is read."""
    rows = first.repetitions.filter(state=AssessmentState.DRAFT).select_related("assessor")
    return rows.only("id", "assessor__name", "access_until").first()


def draft_of(case: Case) -> Assessment | None:
    """The first assessment that is being filled now, None when there is none."""
    return case.assessments.filter(state=AssessmentState.DRAFT, blind_of__isnull=True).first()


def finished_of(case: Case) -> list[Assessment]:
    """Finished first assessments, oldest first: the change in time."""
    return list(case.assessments.filter(state__in=DONE, blind_of__isnull=True).order_by("assessed_at", "pk"))


def next_stage(finished: list[Assessment]) -> Stage:
    """Which step comes next by КМУ 64: primary, in-depth, then repeat ones."""
    done = {row.stage for row in finished}
    if not done:
        return Stage.PRIMARY
    return Stage.REPEAT if Stage.IN_DEPTH in done else Stage.IN_DEPTH


def results_for(actor: Actor, *, at: datetime) -> list[Assessment]:
    """Finished assessments about the person herself, newest first; the reading is logged once for each case."""
    rows = assessment_permissions.READ_RESULT.visible(actor, ROWS).order_by("-assessed_at", "-pk")
    found = list(rows)
    for case_id in dict.fromkeys(row.case_id for row in found):
        record_read(
            actor=actor,
            subject_kind=SUBJECT,
            subject_id=case_id,
            purpose="власне оцінювання в кабінеті",
            at=at,
        )
    return found


def own_results(actor: Actor, *, at: datetime) -> list[OwnResult]:
    """Finished assessments about the person as she reads them, newest first."""
    rows = results_for(actor, at=at)
    members = CaseMember.objects.filter(case__in={row.case_id for row in rows}, until__isnull=True)
    by_case: dict[uuid.UUID, list[CaseMember]] = {}
    for member in members:
        by_case.setdefault(member.case_id, []).append(member)
    return [own_result(row, actor.person_id, by_case.get(row.case_id, [])) for row in rows]


@dataclass(frozen=True)
class Candidate:
    """Somebody who may assess a second time: as whom."""

    account: Account
    about: str


def candidates_for(case: Case, first: Assessment, at: datetime) -> list[Candidate]:
    """Managers of the unit who do not lead the case, and specialists invited to it; never who assessed first."""
    today = day_of(at)
    posts = Post.objects.filter(in_force(today), organisation_id=case.unit_id, role=Role.SOCIAL_MANAGER)
    if case.post_id is not None:
        posts = posts.exclude(pk=case.post_id)
    found = {post.account_id: Candidate(post.account, post.title) for post in posts.select_related("account")}
    for member in TeamMember.objects.live(today).filter(case=case).select_related("account"):
        found.setdefault(member.account_id, Candidate(member.account, member.get_field_display()))
    found.pop(first.assessor_id, None)
    return sorted(found.values(), key=lambda one: alphabetical(one.account.name))
