"""Who may do what with an individual plan and inside a team. When it is possible is said by `plan_policies.py`.

The manager of the case makes the plan and keeps the team. The person, or a representative with a confirmed mandate,
reads the plan and answers; each executor answers for his own part and sees nothing more. Members of the team see the
case as `pages for the team` show it, only from accepting until their end date.
"""

from django.db.models import Q

from turbota.access.actors import Actor
from turbota.access.models import Role
from turbota.access.rules import ENTER, MODIFY, READ, Action, Rule
from turbota.casework.models import TeamMember
from turbota.casework.permissions import former_manager, manager, supervisor, team
from turbota.casework.plan_states import PlanState
from turbota.casework.states import Sensitivity
from turbota.people.models import Mandate

SHOWN_TO_PERSON = (
    PlanState.OFFERED,
    PlanState.AGREED,
    PlanState.IN_FORCE,
    PlanState.REPLACED,
    PlanState.ENDED,
)
"""A draft is nobody's promise: the person reads a plan from the moment it is offered."""


def _own_plan(actor: Actor) -> Q | None:
    """Not of a sensitive case: whom she has to be protected from may look into her phone."""
    if actor.person_id is None:
        return None
    return Q(
        case__main_person_id=actor.person_id,
        case__sensitivity=Sensitivity.NONE,
        paper__isnull=False,
        state__in=SHOWN_TO_PERSON,
    )


def _represented_plan(actor: Actor) -> Q | None:
    """Not of a sensitive case either: who represents the person may be whom she has to be protected from."""
    if actor.person_id is None or actor.today is None:
        return None
    mandates = Mandate.objects.confirmed(actor.today).filter(representative_id=actor.person_id, kinds=[])
    return Q(
        case__main_person_id__in=mandates.values("represented_id"),
        case__sensitivity=Sensitivity.NONE,
        paper__isnull=False,
        state__in=SHOWN_TO_PERSON,
    )


def _part_of_provider(actor: Actor) -> Q | None:
    return Q(provider_id__in=actor.organisations(Role.PROVIDER_WORKER, Role.HEAD))


def _part_of_member(actor: Actor) -> Q | None:
    if actor.today is None or actor.account_id is None:
        return None
    mine = TeamMember.objects.live(actor.today).filter(account_id=actor.account_id)
    return Q(member__in=mine.values("pk"))


def _part_of_manager(actor: Actor) -> Q | None:
    posts = [post.post_id for post in actor.posts if post.role == Role.SOCIAL_MANAGER]
    return Q(party="manager", plan__case__post_id__in=posts)


def _own_membership(actor: Actor) -> Q | None:
    return None if actor.account_id is None else Q(account_id=actor.account_id)


def _own_task(actor: Actor) -> Q | None:
    """A task of an account that still works on the case: as its manager or as a member of the team."""
    if actor.account_id is None or actor.today is None:
        return None
    mine = TeamMember.objects.live(actor.today).filter(account_id=actor.account_id)
    posts = [post.post_id for post in actor.posts if post.role == Role.SOCIAL_MANAGER]
    return Q(account_id=actor.account_id) & (Q(case__in=mine.values("case_id")) | Q(case__post_id__in=posts))


def _task_of_managed(actor: Actor) -> Q | None:
    posts = [post.post_id for post in actor.posts if post.role == Role.SOCIAL_MANAGER]
    return Q(case__post_id__in=posts)


CITIZEN = frozenset({"citizen"})
IN_TEAM = team.roles
person = Rule("the plan is hers", CITIZEN, _own_plan)
representative = Rule("acts for the person", CITIZEN, _represented_plan)
provider = Rule("carries out a part", frozenset({Role.PROVIDER_WORKER, Role.HEAD}), _part_of_provider)
member = Rule("carries out a part in the team", IN_TEAM, _part_of_member)
managers_part = Rule("manager's own agreement", frozenset({Role.SOCIAL_MANAGER}), _part_of_manager)
invited = Rule("the invitation is his", IN_TEAM, _own_membership)
assignee = Rule("the task is his", IN_TEAM, _own_task)
task_manager = Rule("manager of the case of the task", frozenset({Role.SOCIAL_MANAGER}), _task_of_managed)

READ_PLAN = Action("plan.read", READ, "читати індивідуальний план", (manager, former_manager, supervisor))
KEEP_PLAN = Action("plan.keep", MODIFY, "складати індивідуальний план", (manager,))
OFFER_PLAN = Action("plan.offer", MODIFY, "надати план на погодження або повернути до складання", (manager,))
START_PLAN = Action("plan.start", MODIFY, "ввести план у дію, закінчити його", (manager,))
RECORD_ANSWER = Action("plan.record_answer", ENTER, "записати відповідь людини на план", (manager,))
READ_OWN_PLAN = Action("plan.read_own", READ, "читати свій індивідуальний план", (person, representative))
ANSWER_OWN_PLAN = Action(
    "plan.answer", MODIFY, "погодити свій план або не погодити", (person, representative)
)
READ_PART = Action("plan.read_part", READ, "читати свою частину плану", (provider, member, managers_part))
ANSWER_PART = Action(
    "plan.answer_part",
    MODIFY,
    "погодити свою частину плану або не погодити",
    (provider, member, managers_part),
)
READ_TEAM = Action("team.read", READ, "бачити команду випадку", (manager, former_manager, supervisor))
INVITE = Action("team.invite", ENTER, "запросити до команди випадку", (manager,))
END_MEMBERSHIP = Action("team.end", MODIFY, "закінчити участь у команді випадку", (manager,))
ANSWER_INVITATION = Action(
    "team.answer", MODIFY, "прийняти запрошення до команди або відмовитися", (invited,)
)
KEEP_MEETING = Action("meeting.keep", MODIFY, "скликати зустріч команди, вести протокол", (manager,))
GIVE_TASK = Action("case_task.give", ENTER, "дати завдання команді", (manager,))
FINISH_TASK = Action("case_task.finish", MODIFY, "виконати завдання команди", (assignee, task_manager))
MOVE_TASK = Action("case_task.move", MODIFY, "передати або скасувати завдання команди", (task_manager,))
READ_MESSAGES = Action("case_message.read", READ, "читати повідомлення випадку", (manager, team))
WRITE_MESSAGE = Action("case_message.write", ENTER, "писати у випадок", (manager, team))
