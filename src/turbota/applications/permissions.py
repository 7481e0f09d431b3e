"""Who may do what with an application. When it is possible is said by `states.py` and `policies.py`.

The citizen: the own ones. The community: what it took, also after handover (read-only tail). The deciding body: what it
holds or held; it acts only on what it holds now. Another information system: what it sent itself, never the answers.
"""

import uuid

from django.db.models import Q

from turbota.access.actors import CLIENT, Actor
from turbota.access.models import DECIDING_KINDS, INTAKE_KINDS, Account, Role
from turbota.access.rules import ENTER, MODIFY, READ, Action, Rule
from turbota.applications.models import Application, Holding
from turbota.exchange.permissions import has_scope
from turbota.exchange.states import Scope
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


def _sent(actor: Actor) -> Q | None:
    if actor.system is None or not has_scope(actor, Scope.WRITE):
        return None
    return Q(client_id=actor.system.client_id)


def _followed(actor: Actor) -> Q | None:
    """What the system sent, and with the scope of its organisation: what the organisation or its systems took."""
    if actor.system is None:
        return None
    office = actor.system.organisation_id
    found = Q(pk__in=[])
    if has_scope(actor, Scope.READ):
        found |= Q(client_id=actor.system.client_id)
    if has_scope(actor, Scope.ORGANISATION):
        found |= Q(community_id=office) | Q(client__organisation_id=office)
    return found & Q(number__isnull=False)


own = Rule("own", frozenset({"citizen"}), _own)
ever_held = Rule(
    "held now or before by the own deciding body", frozenset({Role.SPECIALIST, Role.HEAD}), _ever_held
)
officer = _held_by_community(Role.COMMUNITY_OFFICER)
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


sent_by_system = Rule("sent by the own system", frozenset({CLIENT}), _sent)
followed_by_system = Rule(
    "sent by the own system, or taken by its organisation", frozenset({CLIENT}), _followed
)

OPEN_OWN = Action("application.open", ENTER, "почати заяву", (own,))
READ_APPLICATION = Action("application.read", READ, "читати заяву", (own, community_tail, ever_held))
FILL = Action("application.fill", MODIFY, "заповнювати свою заяву", (own,))
SUBMIT = Action("application.submit", ENTER, "підписати й подати заяву", (own,))
RECEIVE = Action(
    "application.receive", ENTER, "надіслати заяву, яку підписала людина, з іншої системи", (sent_by_system,)
)
FOLLOW = Action("application.follow", READ, "стежити за станом заяви з іншої системи", (followed_by_system,))
ANSWER = Action("application.answer", MODIFY, "доповнити заяву", (own,))
REGISTER = Action("application.register", ENTER, "зареєструвати паперову заяву", (takes_paper,))
FORM = Action("application.form", MODIFY, "формувати електронну справу", (officer,))
ADD_LATE = Action(
    "application.add_late",
    ENTER,
    "додати документ, який донесли",
    (_taken_by_community(Role.COMMUNITY_OFFICER),),
)
SEAL = Action(
    "application.seal", MODIFY, "засвідчити копії печаткою", (_taken_by_community(Role.SEAL_OPERATOR),)
)
CONTROL = Action(
    "application.control", MODIFY, "перевірити справу", (_held_by_community(Role.CONTROL_SPECIALIST),)
)
HAND_OVER = Action("application.hand_over", MODIFY, "передати справу реєстром", (officer,))
ACCEPT = Action("application.accept", MODIFY, "прийняти справу в роботу", (specialist,))
RETURN = Action("application.return", MODIFY, "повернути справу громаді", (specialist,))
ASK = Action("application.ask", MODIFY, "попросити доповнити заяву", (specialist,))
GO_ON = Action("application.go_on", MODIFY, "продовжити розгляд без відповіді заявника", (specialist,))
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
