"""Who may do what on the card of a case, in supervision, load and handover."""

from django.db.models import Q

from turbota.access.actors import Actor
from turbota.access.models import Role
from turbota.access.rules import ENTER, MODIFY, READ, Action, Rule
from turbota.casework.permissions import manager, posts, supervisor

MANAGERS, SUPERVISORS = frozenset({Role.SOCIAL_MANAGER}), frozenset({Role.SUPERVISOR})


def _unit(actor: Actor) -> Q | None:
    return Q(pk__in=actor.organisations(Role.SUPERVISOR))


def _case_of_post(actor: Actor) -> Q | None:
    return Q(case__post_id__in=posts(actor, Role.SOCIAL_MANAGER))


def _case_of_unit(actor: Actor) -> Q | None:
    return Q(case__unit_id__in=actor.organisations(Role.SUPERVISOR))


def _either_case(actor: Actor) -> Q | None:
    units = actor.organisations(Role.SUPERVISOR)
    return Q(member__case__unit_id__in=units) | Q(other__case__unit_id__in=units)


of_unit = Rule("supervises the unit", SUPERVISORS, _unit)
asks_approval = Rule("manager of the case of the approval", MANAGERS, _case_of_post)
approves = Rule("supervisor of the unit of the approval", SUPERVISORS, _case_of_unit)
settles = Rule("supervisor of one of the two cases", SUPERVISORS, _either_case)

READ_ADDRESS = Action("case.read_address", READ, "бачити захищену адресу", (manager, supervisor))
PRINT_CARD = Action("case.print_card", READ, "друкувати соціальну картку", (manager, supervisor))
CHANGE_MEMBERS = Action("case.change_members", MODIFY, "змінювати склад випадку", (manager,))
ASK_ABOUT_MEMBER = Action("case.ask_about_member", ENTER, "питати супервізора про склад випадку", (manager,))
NOTE_FACTOR = Action("case.note_factor", MODIFY, "записувати чинники обставин", (manager,))
NOTE = Action("case.note", ENTER, "робити записи у випадку", (manager, supervisor))
SET_RISK = Action("case.set_risk", MODIFY, "визначати ризик випадку", (manager,))
SET_CONTACT = Action("case.set_contact", MODIFY, "змінювати адресу й телефон випадку", (manager,))
SET_SENSITIVITY = Action(
    "case.set_sensitivity", MODIFY, "визначати, чи випадок чутливий", (manager, supervisor)
)
CLOSE = Action("case.close", MODIFY, "завершувати випадок", (manager,))
REOPEN = Action("case.reopen", MODIFY, "відкривати випадок знову", (manager, supervisor))
READ_LOAD = Action("case.read_load", READ, "бачити навантаження менеджерів", (of_unit,))
SET_STAGE_RULE = Action("case.set_stage_rule", MODIFY, "визначати, що погоджує супервізор", (of_unit,))
ASK_APPROVAL = Action("case.ask_approval", ENTER, "подавати на погодження супервізорові", (manager,))
WITHDRAW_APPROVAL = Action("approval.withdraw", MODIFY, "відкликати погодження", (asks_approval,))
DECIDE_APPROVAL = Action("approval.decide", MODIFY, "погоджувати або повертати", (approves,))
SETTLE_CLAIM = Action("claim.settle", MODIFY, "вирішувати, у чиєму випадку людина", (settles,))
