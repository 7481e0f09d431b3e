"""Who may correct, propose, approve and send back a decision."""

from django.db.models import Q

from turbota.access.actors import Actor
from turbota.access.models import DECIDING_KINDS, Role
from turbota.access.rules import ENTER, MODIFY, READ, Action, Rule
from turbota.applications import permissions as applications
from turbota.applications.guarding import CONFIDED, open_to
from turbota.applications.models import Application
from turbota.decisions.models import Decision
from turbota.decisions.states import AnnulmentState, State

OF_ANNULMENT = "decision__application"


def _here(*roles: str, case: str = "application") -> Rule:
    """`case`: the path from what the rule is about to its application."""

    def scope(actor: Actor) -> Q | None:
        held = [
            p.organisation_id
            for p in actor.posts
            if p.organisation_kind in DECIDING_KINDS and p.role in roles
        ]
        known = Application.objects.filter(open_to(actor), guarded=True)
        told = Q(**{f"{case}__guarded": False}) | Q(**{f"{case}__in": known.values("pk")})
        return Q(organisation_id__in=held) & told

    return Rule(f"of the own deciding body: {', '.join(roles)}", frozenset(roles), scope)


def _signs(actor: Actor) -> Q:
    """Applications whose decision or its annulment waits for the signature of the actor as a head, and those that the
    actor signed.
    """
    heads = list(actor.organisations(Role.HEAD))
    waits = Q(state=State.PROPOSED) | Q(annulment__state=AnnulmentState.PROPOSED)
    hands = Q(specialist_id=actor.account_id) | Q(head_id=actor.account_id)
    rows = Decision.objects.filter(Q(organisation_id__in=heads) & waits | hands)
    return Q(pk__in=rows.values("application_id"))


CONFIDED.append(_signs)


def _readable(actor: Actor) -> Q | None:
    scope = applications.READ_APPLICATION.scope(actor)
    return None if scope is None else Q(application__in=Application.objects.filter(scope).values("pk"))


def _taken_here(actor: Actor) -> Q:
    cases = applications.of_posts(actor, "community", Role.COMMUNITY_OFFICER)
    return Q(application__in=Application.objects.filter(cases).values("pk"))


_readers = frozenset(
    {
        "citizen",
        Role.COMMUNITY_OFFICER,
        Role.CONTROL_SPECIALIST,
        Role.SEAL_OPERATOR,
        Role.SPECIALIST,
        Role.HEAD,
    }
)

READ_DECISION = Action(
    "decision.read", READ, "читати рішення", (Rule("reads the application", _readers, _readable),)
)
HAND_OUT = Action(
    "decision.hand_out",
    READ,
    "надрукувати рішення людині без кабінету",
    (Rule("taken by the own community", frozenset({Role.COMMUNITY_OFFICER}), _taken_here),),
)
CALCULATE = Action(
    "decision.calculate", ENTER, "розрахувати й підготувати рішення", (applications.specialist,)
)
CORRECT = Action(
    "decision.correct", MODIFY, "виправити відповідь з причиною й документом", (applications.specialist,)
)
ENTER_BY_HAND = Action(
    "decision.enter_by_hand", ENTER, "ввести рішення вручну, коли правил немає", (applications.specialist,)
)
ENTER_SERVICES = Action(
    "decision.enter_services", ENTER, "підготувати рішення про соціальні послуги", (applications.specialist,)
)
PROPOSE = Action("decision.propose", MODIFY, "підписати рішення спеціалістом", (_here(Role.SPECIALIST),))
APPROVE = Action("decision.approve", MODIFY, "ухвалити рішення підписом керівника", (_here(Role.HEAD),))
ANNUL = Action("decision.annul", ENTER, "підготувати скасування рішення", (_here(Role.SPECIALIST),))
PROPOSE_ANNULMENT = Action(
    "annulment.propose",
    MODIFY,
    "підписати скасування спеціалістом",
    (_here(Role.SPECIALIST, case=OF_ANNULMENT),),
)
APPROVE_ANNULMENT = Action(
    "annulment.approve",
    MODIFY,
    "скасувати рішення підписом керівника",
    (_here(Role.HEAD, case=OF_ANNULMENT),),
)
SEND_BACK_ANNULMENT = Action(
    "annulment.send_back",
    MODIFY,
    "повернути скасування спеціалістові",
    (_here(Role.HEAD, case=OF_ANNULMENT),),
)
SEND_BACK = Action("decision.send_back", MODIFY, "повернути рішення спеціалістові", (_here(Role.HEAD),))
