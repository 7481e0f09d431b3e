"""Who may see, seal and count registers of handover, answer their alarms and take what came later.

A register that carries a guarded application is seen, where it was sent, by who knows of the application.
"""

from django.db.models import Q

from turbota.access.actors import Actor
from turbota.access.models import DECIDING_KINDS, INTAKE_KINDS, Role
from turbota.access.rules import ENTER, MODIFY, READ, Action, Rule
from turbota.applications.guarding import open_to
from turbota.applications.models import Application, HandoverLine
from turbota.applications.permissions import NONE, posted, specialist, taken_by_community


def _of_sender(actor: Actor, *roles: str) -> Q:
    """What the own office sent; a post of a district sees only what its district sent alone."""
    found = NONE
    for post in actor.posts:
        if post.organisation_kind in INTAKE_KINDS and post.role in roles:
            here = Q(community_id=post.organisation_id)
            found |= here & Q(district=post.district) if post.district else here
    return found


SENDERS = (Role.COMMUNITY_OFFICER, Role.CONTROL_SPECIALIST, Role.SEAL_OPERATOR)
of_sender = Rule("sent by the own community", frozenset(SENDERS), lambda actor: _of_sender(actor, *SENDERS))


def _here(actor: Actor) -> Q:
    return Q(decider_id__in=posted(actor, DECIDING_KINDS, *RECEIVERS))


def _kept_back(actor: Actor) -> Q:
    """Lines of guarded applications that the actor does not know of."""
    known = Application.objects.filter(open_to(actor), guarded=True)
    return Q(application__guarded=True) & ~Q(application__in=known.values("pk"))


def _received(actor: Actor) -> Q:
    lines = HandoverLine.objects.filter(_kept_back(actor))
    return _here(actor) & ~Q(pk__in=lines.values("register_id"))


def _told(actor: Actor) -> Q:
    lines = HandoverLine.objects.filter(_kept_back(actor))
    known = Application.objects.filter(open_to(actor))
    about = Q(application__isnull=True) | Q(application__in=known.values("pk"))
    return _here(actor) & about & (Q(register__isnull=True) | ~Q(register__in=lines.values("register_id")))


RECEIVERS = (Role.SPECIALIST, Role.HEAD)
of_receiver = Rule("sent to the own deciding body", frozenset(RECEIVERS), _received)
told_receiver = Rule("about what was sent to the own deciding body", frozenset(RECEIVERS), _told)
READ_REGISTER = Action("register.read", READ, "бачити реєстри передачі", (of_sender, of_receiver))
SEAL_REGISTER = Action(
    "register.seal",
    MODIFY,
    "засвідчити реєстр печаткою",
    (taken_by_community(Role.SEAL_OPERATOR, keeps=False),),
)
COUNT_REGISTER = Action("register.count", ENTER, "перерахувати одержане за реєстром", (of_receiver,))
TAKE_ADDED = Action("application.take_added", MODIFY, "прийняти додаткові документи", (specialist,))
ACKNOWLEDGE = Action(
    "alarm.acknowledge", MODIFY, "відповісти на тривогу про передачу", (of_sender, told_receiver)
)
READ_ALARM = Action("alarm.read", READ, "бачити тривоги про передачу", (of_sender, told_receiver))
