"""Who may do what with an assessment.

The manager of the case fills it and reads all of its finished ones; the former manager and the supervisor read. A second
assessor sees the own assessment alone, until the own day of access, and as long as it is a draft nothing else of the case:
that is what makes it blind. A person reads the result about herself in the cabinet: not when an answer in it may hurt
another member of the family, in a case of violence only the person whose case it is, in a case of child protection nobody
by this way.
"""

from datetime import date

from django.db.models import Exists, OuterRef, Q

from turbota.access.actors import Actor
from turbota.access.models import Role
from turbota.access.rules import ENTER, MODIFY, READ, Action, Rule
from turbota.casework import permissions
from turbota.casework.assessment_states import DONE, AssessmentState
from turbota.casework.models import Assessment, Case, CaseMember
from turbota.casework.states import Relation, Sensitivity

SECOND_ROLES = frozenset(
    {Role.SOCIAL_MANAGER, Role.PARTNER_SPECIALIST, Role.PROVIDER_WORKER, Role.SPECIALIST}
)


def blinded(actor: Actor, today: date) -> Q:
    """Rows of cases where the actor is assessing blind just now."""
    mine = Assessment.objects.filter(
        assessor_id=actor.account_id,
        state=AssessmentState.DRAFT,
        blind_of__isnull=False,
        access_until__gt=today,
    )
    return Q(case_id__in=mine.values("case_id"))


def _readable(actor: Actor) -> Q | None:
    """Assessments of cases that the actor reads; a second one only when it is finished."""
    condition = permissions.READ_CASE.scope(actor)
    if condition is None or actor.today is None:
        return None
    cases = Case.objects.filter(condition)
    seen = Q(blind_of__isnull=True) | Q(state__in=DONE)
    return Q(case_id__in=cases.values("pk")) & seen & ~blinded(actor, actor.today)


def _kept(actor: Actor) -> Q | None:
    return Q(case__post_id__in=permissions.posts(actor, Role.SOCIAL_MANAGER), blind_of__isnull=True)


def _second(actor: Actor) -> Q | None:
    if actor.today is None or actor.account_id is None:
        return None
    return Q(assessor_id=actor.account_id, blind_of__isnull=False, access_until__gt=actor.today)


def _overseen(actor: Actor) -> Q | None:
    """First assessments of cases that the actor manages or supervises."""
    managed = Q(case__post_id__in=permissions.posts(actor, Role.SOCIAL_MANAGER))
    supervised = Q(case__unit_id__in=actor.organisations(Role.SUPERVISOR))
    return (managed | supervised) & Q(blind_of__isnull=True)


def _own_result(actor: Actor) -> Q | None:
    if actor.person_id is None:
        return None
    members = CaseMember.objects.filter(case=OuterRef("case"), person_id=actor.person_id, until__isnull=True)
    ordinary = Q(case__sensitivity=Sensitivity.NONE, scores__discreet=False) & Exists(members)
    hurt = Q(case__sensitivity=Sensitivity.VIOLENCE) & Exists(members.filter(relation=Relation.MAIN))
    return Q(state__in=DONE, blind_of__isnull=True) & (ordinary | hurt)


reader = Rule("reads the case", frozenset({Role.SOCIAL_MANAGER, Role.SUPERVISOR}), _readable)
keeper = Rule("manager of the case of the assessment", frozenset({Role.SOCIAL_MANAGER}), _kept)
second = Rule("second assessor, blind", SECOND_ROLES, _second)
overseer = Rule(
    "manager or supervisor of the case", frozenset({Role.SOCIAL_MANAGER, Role.SUPERVISOR}), _overseen
)
own_result = Rule("assessed person", frozenset({"citizen"}), _own_result)

READ_ASSESSMENT = Action("assessment.read", READ, "читати оцінювання потреб", (reader, second))
FILL = Action("assessment.fill", ENTER, "заповнювати оцінювання потреб", (keeper, second))
SIGN_ACT = Action("assessment.sign", MODIFY, "підписати акт оцінки потреб", (keeper,))
INVITE_SECOND = Action(
    "assessment.invite_second", MODIFY, "призначити повторне оцінювання наосліп", (overseer,)
)
READ_RESULT = Action("assessment.read_result", READ, "читати висновок оцінювання про себе", (own_result,))
