"""Who may do what with an application. When it is possible is said by `states.py` and `policies.py`.

The citizen: the own ones, and those of a person for whom she acts by a mandate in force on the day: what she made
under it herself; once it is confirmed, what else that person sent, within its scope. The community: what it took, also after
handover (read-only tail). The deciding body: what it holds or held; it acts only on what it holds now. Another information
system: what it sent itself, never the answers. Guarded applications are kept from most of an office: `guarding.py`.
"""

import uuid

from django.db.models import Exists, OuterRef, Q

from turbota.access.actors import CLIENT, Actor
from turbota.access.models import DECIDING_KINDS, INTAKE_KINDS, Account, Organisation, OrganisationKind, Role
from turbota.access.rules import DESTROY, ENTER, MODIFY, READ, Action, Rule
from turbota.applications.guarding import ORDINARY, given_out, gives_out, open_at_counter, open_to
from turbota.applications.models import Application, Holding
from turbota.applications.states import Channel, State
from turbota.exchange.permissions import has_scope
from turbota.exchange.states import Scope
from turbota.kernel.errors import Forbidden
from turbota.people.models import Mandate
from turbota.people.permissions import represented
from turbota.people.states import MandateState, Power


def _own(actor: Actor) -> Q | None:
    return Q(applicant_id=actor.person_id) if actor.person_id else None


def _for_another(*powers: str, sent: str = "") -> Rule:
    """Cases made by the actor under a mandate with one of the powers (at a counter: once it is confirmed).

    By the confirmed power `sent` also others that the represented person sent: never her drafts, and never a kind
    outside the scope.
    """

    def scope(actor: Actor) -> Q | None:
        if actor.person_id is None or actor.today is None:
            return None
        held = Mandate.objects.live(actor.today).filter(representative_id=actor.person_id)
        able = held.filter(powers__overlap=list(powers))
        made = Q(mandate__in=able.values("pk"), channel=Channel.PORTAL) | Q(
            mandate__in=able.filter(state=MandateState.CONFIRMED).values("pk")
        )
        if not sent:
            return made
        hers = held.filter(
            Q(kinds=[]) | Q(kinds__contains=[OuterRef("kind")]),
            state=MandateState.CONFIRMED,
            powers__contains=[sent],
            represented_id=OuterRef("applicant_id"),
        )
        return made | Q(~Q(state=State.DRAFT), Exists(hers))

    return Rule(f"of a person represented: {', '.join(powers)}", frozenset({"citizen"}), scope)


def posted(actor: Actor, kinds: tuple[str, ...], *roles: str) -> list[uuid.UUID]:
    """Organisations of the kinds where the actor holds one of the roles (any when none is named)."""
    return [
        p.organisation_id
        for p in actor.posts
        if p.organisation_kind in kinds and (not roles or p.role in roles)
    ]


NONE = Q(pk__in=[])
CONTROLLED = (State.ON_CONTROL,)
"""States in which other hands check the case than those that formed it."""
LEANS = {
    Role.COMMUNITY_OFFICER.value: "uses_parent_register",
    Role.CONTROL_SPECIALIST.value: "uses_parent_control",
    Role.SEAL_OPERATOR.value: "uses_parent_seal",
}
"""By which flag of a ЦНАП its cases come to the people of its community who have the role."""


def of_posts(actor: Actor, field: str, *roles: str, keeps: bool = True) -> Q:
    """Cases of the offices where the actor has posts of the roles; a post of a district sees only its district.

    `field`: "community" or "holder". The cases of a ЦНАП that leans on its community come too; `keeps` False: the ЦНАП
    itself then no longer has them (the seal, the control, the register is the community's).
    """
    found = NONE
    for post in actor.posts:
        if post.organisation_kind not in INTAKE_KINDS or post.role not in roles:
            continue
        leans = LEANS[post.role]
        own = Q(pk=post.organisation_id) if keeps else Q(pk=post.organisation_id, **{leans: False})
        offices = Organisation.objects.filter(own | Q(parent_id=post.organisation_id, **{leans: True}))
        part = Q(**{f"{field}_id__in": offices.values("pk")})
        if post.role == Role.COMMUNITY_OFFICER:
            part &= open_at_counter(actor)
        found |= part & Q(district=post.district) if post.district else part
    return found


def held(actor: Actor) -> Q:
    """Cases that the actor's offices have at work now, for the queues; an administrator sees no case."""
    bodies = posted(actor, DECIDING_KINDS, Role.SPECIALIST, Role.HEAD)
    return Q(holder_id__in=bodies) & open_to(actor) | of_posts(actor, "holder", *LEANS)


def taken(actor: Actor) -> Q:
    """Cases that the actor's community took, wherever they are now."""
    return of_posts(actor, "community", *LEANS)


def taken_by_community(*roles: str, keeps: bool = True) -> Rule:
    """Cases that the actor\'s community took, for the roles; `keeps` as in `of_posts`."""
    return Rule(
        f"of the own community: {', '.join(roles)}",
        frozenset(roles),
        lambda actor: of_posts(actor, "community", *roles, keeps=keeps),
    )


def _held_by_community(role: str, *, keeps: bool = False) -> Rule:
    return Rule(
        f"held by the own community: {role}",
        frozenset({role}),
        lambda actor: of_posts(actor, "holder", role, keeps=keeps),
    )


def _formed_here(actor: Actor) -> Q:
    """The case is formed by the office that took it, whoever else sees it."""
    found = NONE
    for post in actor.posts:
        if post.organisation_kind in INTAKE_KINDS and post.role == Role.COMMUNITY_OFFICER:
            here = Q(holder_id=post.organisation_id) & open_at_counter(actor)
            found |= here & Q(district=post.district) if post.district else here
    return found


def held_by_decider(*roles: str) -> Rule:
    """Cases that the actor\'s deciding body holds, for the roles."""
    return Rule(
        f"held by the own deciding body: {', '.join(roles)}",
        frozenset(roles),
        lambda actor: Q(holder_id__in=posted(actor, DECIDING_KINDS, *roles)) & open_to(actor),
    )


def _ever_held(actor: Actor) -> Q | None:
    here = posted(actor, DECIDING_KINDS, Role.SPECIALIST, Role.HEAD)
    had = Q(pk__in=Holding.objects.filter(organisation_id__in=here).values("application_id"))
    return had & open_to(actor)


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
        found |= (Q(community_id=office) | Q(client__organisation_id=office)) & ORDINARY
    return found & Q(number__isnull=False)


own = Rule("own", frozenset({"citizen"}), _own)
ever_held = Rule(
    "held now or before by the own deciding body", frozenset({Role.SPECIALIST, Role.HEAD}), _ever_held
)
officer = Rule("held by the own office", frozenset({Role.COMMUNITY_OFFICER}), _formed_here)
controller = _held_by_community(Role.CONTROL_SPECIALIST)
taken_here = taken_by_community(Role.COMMUNITY_OFFICER)


def _headed(actor: Actor) -> Q:
    """Cases whose work lies with the people of the actor: a centre's too, for the head of its community.

    While the community's specialist controls a case of a centre, the head of the centre gives it to nobody; the head
    of a district moves only the cases of the district.
    """
    found = NONE
    for post in actor.posts:
        if post.role != Role.HEAD:
            continue
        own = Q(holder_id=post.organisation_id) & ~Q(state__in=CONTROLLED, holder__uses_parent_control=True)
        below = Q(holder__parent_id=post.organisation_id, holder__kind=OrganisationKind.SERVICE_CENTRE)
        found |= (own | below) & Q(district=post.district) if post.district else own | below
    return found & (ORDINARY | gives_out(actor))


head = Rule("worked on by the people whom the actor heads", frozenset({Role.HEAD}), _headed)
supervisor = Rule("guarded, of the unit supervised", frozenset({Role.SUPERVISOR}), given_out)
community_tail = taken_by_community(Role.COMMUNITY_OFFICER, Role.CONTROL_SPECIALIST, Role.SEAL_OPERATOR)
specialist = held_by_decider(Role.SPECIALIST)
takes_paper = Rule("takes paper applications", frozenset({Role.COMMUNITY_OFFICER}), lambda actor: Q())

SAME_HANDS = (
    "Цю справу сформували ви. За Інструкцією № 345 (п. 1.4) її перевіряє інша уповноважена особа: "
    "попросіть спеціаліста з контролю."
)


def formed_by(actor: Actor, application: Application) -> bool:
    """Whether the actor registered the case, scanned a copy or ever sent it to control.

    Under this account or another of the same person.
    """
    sent = application.steps.filter(verb="send_to_control").values("by_account")
    same = Q(pk=actor.account_id)
    if actor.tax_number:
        same |= Q(tax_number=actor.tax_number)
    scanned = application.attachments.values("added_by")
    hands = Q(pk=application.author_id) | Q(pk__in=sent) | Q(pk__in=scanned)
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
TAKE_CARRIED = Action("application.take_carried", ENTER, "перенести відповіді з перевірки прав", (own,))
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


def workplaces(application: Application) -> frozenset[uuid.UUID]:
    """Where the case is worked on: where it is held, for a centre that leans on its community also or only there.

    Control belongs to the community alone then; a ready case waits for the register of the community as well.
    """
    holder = application.holder
    if holder is None:
        return frozenset()
    if holder.parent_id is not None and application.state in CONTROLLED and holder.uses_parent_control:
        return frozenset({holder.parent_id})
    if holder.parent_id is not None and application.state == State.READY and holder.uses_parent_register:
        return frozenset({holder.pk, holder.parent_id})
    return frozenset({holder.pk})


def fits_work(role: str, organisation_id: uuid.UUID, district: str, application: Application) -> bool:
    """Whether a post (role, place, district) works on the case: its role, its place, and no other district."""
    return (
        role == WORKER.get(application.state)
        and organisation_id in workplaces(application)
        and district in ("", application.district)
    )


def works_at(actor: Actor, application: Application) -> frozenset[uuid.UUID]:
    """The organisations by whose posts the actor works on the case, as its state asks for; empty when none."""
    return frozenset(
        post.organisation_id
        for post in actor.posts
        if fits_work(post.role, post.organisation_id, post.district, application)
    )


def headed_by(actor: Actor, application: Application) -> uuid.UUID | None:
    """In which organisation the actor heads the people of the case: where it is held, or the community above."""
    holder, headed = application.holder, actor.organisations(Role.HEAD)
    above = (holder.pk, holder.parent_id) if holder is not None else ()
    return next((place for place in above if place in headed), None)


def works_on(actor: Actor, application: Application) -> bool:
    """Whether the actor has, where the case is worked on, the role that its state asks for."""
    return bool(works_at(actor, application))


_reads_for_another = _for_another(Power.FILL, Power.FOLLOW, sent=Power.FOLLOW)
READ_APPLICATION = Action(
    "application.read", READ, "читати заяву", (own, _reads_for_another, community_tail, ever_held, supervisor)
)
READ_REPRESENTED = Action(
    "application.read_represented", READ, "бачити заяви людини, за яку дію", (_reads_for_another,)
)
_fills = (own, _for_another(Power.FILL, sent=Power.FILL))
FILL = Action("application.fill", MODIFY, "заповнювати заяву", _fills)
DROP = Action("application.drop", DESTROY, "видалити чернетку", _fills)
SUBMIT = Action("application.submit", ENTER, "підписати й подати заяву", (own, _for_another(Power.SUBMIT)))
ANSWER = Action(
    "application.answer", MODIFY, "доповнити заяву", (own, _for_another(Power.FILL, sent=Power.FILL))
)
RECEIVE = Action(
    "application.receive", ENTER, "надіслати заяву, яку підписала людина, з іншої системи", (sent_by_system,)
)
FOLLOW = Action("application.follow", READ, "стежити за станом заяви з іншої системи", (followed_by_system,))
REGISTER = Action("application.register", ENTER, "зареєструвати паперову заяву", (takes_paper,))
FORM = Action("application.form", MODIFY, "формувати електронну справу", (officer,))
ADD_LATE = Action(
    "application.add_late",
    ENTER,
    "додати документ, який донесли",
    (taken_here,),
)
SEAL = Action(
    "application.seal",
    MODIFY,
    "засвідчити копії печаткою",
    (taken_by_community(Role.SEAL_OPERATOR, keeps=False),),
)
CONTROL = Action("application.control", MODIFY, "перевірити справу", (controller,))
sends = _held_by_community(Role.COMMUNITY_OFFICER)
HAND_OVER = Action("application.hand_over", MODIFY, "передати справу реєстром", (sends,))
SEND_ADDED = Action(
    "application.send_added",
    MODIFY,
    "передати додаткові документи",
    (taken_by_community(Role.COMMUNITY_OFFICER, keeps=False),),
)
ACCEPT = Action("application.accept", MODIFY, "прийняти справу в роботу", (specialist,))
RETURN = Action("application.return", MODIFY, "повернути справу громаді", (specialist,))
ASK = Action("application.ask", MODIFY, "попросити доповнити заяву", (specialist,))
GO_ON = Action("application.go_on", MODIFY, "продовжити розгляд без відповіді заявника", (specialist,))
_workers = (officer, sends, controller, specialist)
TAKE = Action("application.take", MODIFY, "взяти справу собі", _workers)
GIVE_BACK = Action("application.give_back", MODIFY, "віддати справу в загальну чергу", _workers)
REASSIGN = Action("application.reassign", MODIFY, "передати справу іншому працівникові", (head, supervisor))
GIVE_OUT = Action("application.give_out", READ, "розподіляти захищені заяви відділу", (supervisor,))
WITHDRAW = Action(
    "application.withdraw",
    MODIFY,
    "відкликати заяву",
    (own, _for_another(Power.SUBMIT, sent=Power.SUBMIT)),
)
WITHDRAW_ON_PAPER = Action(
    "application.withdraw_on_paper",
    MODIFY,
    "прийняти паперове відкликання заяви",
    (taken_here, specialist),
)
LEAVE = Action("application.leave", MODIFY, "залишити заяву без розгляду", (specialist,))
JOIN = Action("application.join", MODIFY, "приєднати заяву до іншої заяви цієї людини", (specialist,))
TAKE_OVER = Action("application.take_over", MODIFY, "перебрати справу від представника", (represented,))
TAKE_OVER_FROM_OFFICER = Action(
    "application.take_over_from_officer", MODIFY, "перебрати справу від працівника, який допомагає", (own,)
)


def bound_to_district(actor: Actor) -> bool:
    """Whether the actor takes applications for старостинські округи alone, and for no whole community."""
    posts = [post for post in actor.posts if post.role == Role.COMMUNITY_OFFICER]
    return bool(posts) and all(post.district for post in posts)


def district_of(actor: Actor, organisation_id: uuid.UUID) -> str:
    """The старостинський округ for which the actor takes applications there; empty: for the whole community."""
    districts = [
        post.district
        for post in actor.posts
        if post.organisation_id == organisation_id and post.role == Role.COMMUNITY_OFFICER
    ]
    return "" if not districts or "" in districts else districts[0]
