"""Who may do what with a report.

The social managers and supervisors of the unit read and work on a report until it is linked. From then on only who
answers for it reads it: the manager of the case, or the supervisor. So nobody learns from a report whether there is a
case. Whoever was called by a live alarm reads it too.
"""

from django.db.models import Q

from turbota.access.actors import Actor
from turbota.access.models import INTAKE_KINDS, Role
from turbota.access.rules import ENTER, MODIFY, READ, Action, Rule
from turbota.casework.models import AlarmCall
from turbota.casework.permissions import posts
from turbota.casework.states import ReportState

UNIT_ROLES = (Role.SOCIAL_MANAGER, Role.SUPERVISOR)


def _waiting(actor: Actor) -> Q | None:
    """What waits in the unit, and what ended there without having been linked."""
    unlinked = Q(case__isnull=True, person__isnull=True) & ~Q(state=ReportState.LINKED)
    return Q(unit_id__in=actor.organisations(*UNIT_ROLES)) & unlinked


def _answered_for(actor: Actor) -> Q | None:
    held = posts(actor, Role.SOCIAL_MANAGER)
    return Q(case__post_id__in=held) if held else None


def _supervised(actor: Actor) -> Q | None:
    return Q(unit_id__in=actor.organisations(Role.SUPERVISOR))


def _called(actor: Actor) -> Q | None:
    if actor.account_id is None:
        return None
    calls = AlarmCall.objects.filter(account_id=actor.account_id, alarm__answered_at__isnull=True)
    return Q(pk__in=calls.values("alarm__report_id"))


def _of_unit(actor: Actor) -> Q | None:
    return Q(unit_id__in=actor.organisations(*UNIT_ROLES))


def _at_counter(actor: Actor) -> Q | None:
    here = [post for post in actor.posts if post.organisation_kind in INTAKE_KINDS]
    return Q() if any(post.role == Role.COMMUNITY_OFFICER for post in here) else None


_UNIT = frozenset(UNIT_ROLES)
waiting = Rule("works in the unit where the report waits", _UNIT, _waiting)
answers_for = Rule("manager of the linked case", frozenset({Role.SOCIAL_MANAGER}), _answered_for)
supervisor = Rule("supervisor of the unit", frozenset({Role.SUPERVISOR}), _supervised)
called = Rule("called by a live alarm", frozenset({*UNIT_ROLES, Role.HEAD}), _called)
in_unit = Rule("works in the unit", _UNIT, _of_unit)
operator = Rule("takes applications at a counter", frozenset({Role.COMMUNITY_OFFICER}), _at_counter)
institution = Rule("works for a partner", frozenset({Role.PARTNER_SPECIALIST}), lambda actor: Q())

READ_REPORT = Action("report.read", READ, "читати повідомлення", (waiting, answers_for, supervisor, called))
TRIAGE = Action("report.triage", MODIFY, "опрацьовувати повідомлення", (waiting, supervisor))
KEEP_REPORT = Action(
    "report.keep",
    MODIFY,
    "записати відвідування й завершити повідомлення",
    (waiting, answers_for, supervisor),
)
ENTER_REPORT = Action("report.enter", ENTER, "записати повідомлення", (operator, institution, in_unit))
ANSWER_ALARM = Action("report.answer_alarm", MODIFY, "відповісти на тривогу", (waiting, supervisor, called))
SEE_DUTY = Action("duty.read", READ, "бачити чергування", (in_unit,))
KEEP_DUTY = Action("duty.keep", MODIFY, "складати чергування", (supervisor,))
