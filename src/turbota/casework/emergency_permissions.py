"""Who gives services at once, who approves it, who reads the act.

The head of the unit reads and signs the act of any case of the unit, a sensitive one too: the law asks for that signature.
He learns of the case no more than the act says.
"""

from django.db.models import Q

from turbota.access.actors import Actor
from turbota.access.models import CASEWORK_KINDS, Role
from turbota.access.rules import ENTER, MODIFY, READ, Action, Rule
from turbota.casework import permissions
from turbota.casework.models import Case


def _of_case(actor: Actor, action: Action) -> Q | None:
    scope = action.scope(actor)
    return None if scope is None else Q(case__in=Case.objects.filter(scope).values("pk"))


def _headed(actor: Actor) -> Q | None:
    units = [
        post.organisation_id
        for post in actor.posts
        if post.role == Role.HEAD and post.organisation_kind in CASEWORK_KINDS
    ]
    return Q(case__unit_id__in=units)


keeper = Rule(
    "keeps the case of the act",
    frozenset({Role.SOCIAL_MANAGER}),
    lambda actor: _of_case(actor, permissions.KEEP_CASE),
)
reader = Rule(
    "reads the case of the act",
    frozenset({Role.SOCIAL_MANAGER, Role.SUPERVISOR}),
    lambda actor: _of_case(actor, permissions.READ_CASE),
)
head = Rule("head of the unit of the case", frozenset({Role.HEAD}), _headed)

GIVE_AT_ONCE = Action("case.give_at_once", ENTER, "надати послуги екстрено (кризово)", (permissions.manager,))
READ_EMERGENCY = Action("emergency.read", READ, "читати акт про екстрені послуги", (reader, head))
SIGN_EMERGENCY = Action("emergency.sign", MODIFY, "підписати акт про екстрені послуги", (keeper,))
APPROVE_EMERGENCY = Action("emergency.approve", MODIFY, "затвердити акт про екстрені послуги", (head,))
