"""Who may do what with an application. When it is possible is said by `states.py` and `policies.py`.

The citizen: the own ones. The community: what it took, also after handover (read-only tail). The deciding body: what it
holds or held; it acts only on what it holds now.
"""

import uuid

from django.db.models import Q

from turbota.access.actors import Actor
from turbota.access.models import DECIDING_KINDS, INTAKE_KINDS, Account, Role
from turbota.access.rules import ENTER, MODIFY, READ, Action, Rule
from turbota.applications.models import Application, Holding
from turbota.applications.states import State
from turbota.kernel.errors import Forbidden


def _own(actor: Actor) -> Q | None:
    return Q(applicant_id=actor.person_id) if actor.person_id else None


def _at(actor: Actor, kinds: tuple[str, ...], *roles: str) -> list[uuid.UUID]:
    return [
        p.organisation_id
        for p in actor.posts
        if p.organisation_kind in kinds and (not roles or p.role in roles)
    ]


def _taken_by_community(*roles: str) -> Rule:
    return Rule(
        f"of the own community: {', '.join(roles)}",
        frozenset(roles),
        lambda actor: Q(community_id__in=_at(actor, INTAKE_KINDS, *roles)),
    )


def _held_by_community(*roles: str) -> Rule:
    return Rule(
        f"held by the own community: {', '.join(roles)}",
        frozenset(roles),
        lambda actor: Q(holder_id__in=_at(actor, INTAKE_KINDS, *roles)),
    )


def _held_by_decider(*roles: str) -> Rule:
    return Rule(
        f"held by the own deciding body: {', '.join(roles)}",
        frozenset(roles),
        lambda actor: Q(holder_id__in=_at(actor, DECIDING_KINDS, *roles)),
    )


def _ever_held(actor: Actor) -> Q | None:
    here = _at(actor, DECIDING_KINDS, Role.SPECIALIST, Role.HEAD)
    return Q(pk__in=Holding.objects.filter(organisation_id__in=here).values("application_id"))


own = Rule("own", frozenset({"citizen"}), _own)
ever_held = Rule(
    "held now or before by the own deciding body", frozenset({Role.SPECIALIST, Role.HEAD}), _ever_held
)
officer = _held_by_community(Role.COMMUNITY_OFFICER)
controller = _held_by_community(Role.CONTROL_SPECIALIST)
taken_here = _taken_by_community(Role.COMMUNITY_OFFICER)
head = Rule(
    "held by the organisation that the actor heads",
    frozenset({Role.HEAD}),
    lambda actor: Q(holder_id__in=actor.organisations(Role.HEAD)),
)
community_tail = _taken_by_community(Role.COMMUNITY_OFFICER, Role.CONTROL_SPECIALIST, Role.SEAL_OPERATOR)
specialist = _held_by_decider(Role.SPECIALIST)
takes_paper = Rule("takes paper applications", frozenset({Role.COMMUNITY_OFFICER}), lambda actor: Q())

SAME_HANDS = (
    "Цю справу сформували ви. За Інструкцією № 345 (п. 1.4) її перевіряє інша уповноважена особа: "
    "попросіть спеціаліста з контролю."
)


def formed_by(actor: Actor, application: Application) -> bool:
    """Whether the actor registered the case or sent it to control last, under this account or another of the same person."""
    sent = application.steps.filter(verb="send_to_control").order_by("-at", "-pk").values("by_account")[:1]
    same = Q(pk=actor.account_id)
    if actor.tax_number:
        same |= Q(tax_number=actor.tax_number)
    hands = Q(pk=application.author_id) | Q(pk__in=sent)
    return Account.objects.filter(same, hands).exists()


def check_other_hands(actor: Actor, application: Application) -> None:
    """Raise Forbidden when who formed the case wants to control it (Instruction 345, p. 1.4, R151)."""
    if formed_by(actor, application):
        raise Forbidden(SAME_HANDS, code="same_person:application.control")


OPEN_OWN = Action("application.open", ENTER, "почати заяву", (own,))
WORKER: dict[str, str] = {
    State.FORMING: Role.COMMUNITY_OFFICER,
    State.MENDING: Role.COMMUNITY_OFFICER,
    State.READY: Role.COMMUNITY_OFFICER,
    State.ON_CONTROL: Role.CONTROL_SPECIALIST,
    State.RECEIVED: Role.SPECIALIST,
    State.ASKED: Role.SPECIALIST,
    State.IN_WORK: Role.SPECIALIST,
}
"""Which role works on a case in the state."""
CONTROLLED = (State.ON_CONTROL,)
"""States in which other hands check the case than those that formed it."""


def works_on(actor: Actor, application: Application) -> bool:
    """Whether the actor has, in the organisation that holds the case, the role that its state asks for."""
    role = WORKER.get(application.state)
    return role is not None and application.holder_id in actor.organisations(role)


READ_APPLICATION = Action("application.read", READ, "читати заяву", (own, community_tail, ever_held))
FILL = Action("application.fill", MODIFY, "заповнювати свою заяву", (own,))
SUBMIT = Action("application.submit", ENTER, "підписати й подати заяву", (own,))
ANSWER = Action("application.answer", MODIFY, "доповнити заяву", (own,))
REGISTER = Action("application.register", ENTER, "зареєструвати паперову заяву", (takes_paper,))
FORM = Action("application.form", MODIFY, "формувати електронну справу", (officer,))
ADD_LATE = Action(
    "application.add_late",
    ENTER,
    "додати документ, який донесли",
    (taken_here,),
)
SEAL = Action(
    "application.seal", MODIFY, "засвідчити копії печаткою", (_taken_by_community(Role.SEAL_OPERATOR),)
)
CONTROL = Action("application.control", MODIFY, "перевірити справу", (controller,))
HAND_OVER = Action("application.hand_over", MODIFY, "передати справу реєстром", (officer,))
ACCEPT = Action("application.accept", MODIFY, "прийняти справу в роботу", (specialist,))
RETURN = Action("application.return", MODIFY, "повернути справу громаді", (specialist,))
ASK = Action("application.ask", MODIFY, "попросити доповнити заяву", (specialist,))
GO_ON = Action("application.go_on", MODIFY, "продовжити розгляд без відповіді заявника", (specialist,))
TAKE = Action("application.take", MODIFY, "взяти справу собі", (officer, controller, specialist))
GIVE_BACK = Action(
    "application.give_back", MODIFY, "віддати справу в загальну чергу", (officer, controller, specialist)
)
REASSIGN = Action("application.reassign", MODIFY, "передати справу іншому працівникові", (head,))
WITHDRAW = Action("application.withdraw", MODIFY, "відкликати свою заяву", (own,))
WITHDRAW_ON_PAPER = Action(
    "application.withdraw_on_paper",
    MODIFY,
    "прийняти паперове відкликання заяви",
    (taken_here, specialist),
)
LEAVE = Action("application.leave", MODIFY, "залишити заяву без розгляду", (specialist,))
JOIN = Action("application.join", MODIFY, "приєднати заяву до іншої заяви цієї людини", (specialist,))
READ_REGISTER = Action(
    "register.read",
    READ,
    "бачити реєстри передачі",
    (
        Rule(
            "sent by the own community",
            frozenset({Role.COMMUNITY_OFFICER, Role.CONTROL_SPECIALIST}),
            lambda actor: Q(
                community_id__in=_at(actor, INTAKE_KINDS, Role.COMMUNITY_OFFICER, Role.CONTROL_SPECIALIST)
            ),
        ),
        Rule(
            "sent to the own deciding body",
            frozenset({Role.SPECIALIST, Role.HEAD}),
            lambda actor: Q(decider_id__in=_at(actor, DECIDING_KINDS, Role.SPECIALIST, Role.HEAD)),
        ),
    ),
)
