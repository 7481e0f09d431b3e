"""Who may search for people and settle doubts about who is who.

A doubt is settled by a deciding body that holds or held a case of the newcomer or of the known person
(`Person.bodies`, noted whenever a case is given to a body). While no deciding body had a case of either, any deciding
body may: somebody has to, and then nobody knows which of them.

A mandate belongs to its two sides. The represented person is found by the numbers that a claim names too, so that
she sees a claim before anybody confirms it. An officer who helps at the counter is one side too. Who may confirm one is
said by the package that holds the cases. A death recorded by mistake is undone by the head of the office that recorded it.
"""

from collections.abc import Callable

from django.db.models import Q

from turbota.access.actors import Actor
from turbota.access.models import DECIDING_KINDS, INTAKE_KINDS, Organisation, OrganisationKind, Role
from turbota.access.rules import ENTER, MODIFY, READ, Action, Rule
from turbota.people.models import Person
from turbota.people.states import MandateKind

KEPT_BACK: list[Callable[[Actor], Q]] = []
"""Whom an actor must not even find; an upper package adds a function when it is loaded. See `found_by`."""


def found_by(actor: Actor) -> Q:
    """People whose being in the system is not kept from the actor."""
    found = Q()
    for ask in KEPT_BACK:
        found &= ~ask(actor)
    return found


def _of_own_body(actor: Actor) -> Q | None:
    here = [
        post.organisation_id
        for post in actor.posts
        if post.organisation_kind in DECIDING_KINDS and post.role in (Role.SPECIALIST, Role.HEAD)
    ]
    if not here:
        return None
    noted = Person.bodies.through.objects.all()
    ours, anybodys = noted.filter(organisation_id__in=here).values("person_id"), noted.values("person_id")
    shown = Person.objects.filter(found_by(actor)).values("pk")
    nobodys = ~(Q(newcomer_id__in=anybodys) | Q(candidate_id__in=anybodys))
    anybody = nobodys & Q(newcomer_id__in=shown, candidate_id__in=shown) if KEPT_BACK else nobodys
    return Q(newcomer_id__in=ours) | Q(candidate_id__in=ours) | anybody


intake = Rule(
    "takes applications",
    frozenset({Role.COMMUNITY_OFFICER, Role.SPECIALIST}),
    lambda actor: Q(),
)
decider = Rule(
    "decides, and the own body holds or held a case of one of the two",
    frozenset({Role.SPECIALIST, Role.HEAD}),
    _of_own_body,
)

caseworker = Rule(
    "works with people in difficult circumstances",
    frozenset({Role.SOCIAL_MANAGER, Role.SUPERVISOR}),
    lambda actor: Q(),
)

SEARCH_PEOPLE = Action(
    "person.search", READ, "шукати людину перед прийомом заяви або повідомлення", (intake, caseworker)
)
SETTLE_IDENTITY = Action("identity.settle", MODIFY, "вирішувати, чи це та сама людина", (decider,))


def _representative(actor: Actor) -> Q | None:
    return Q(representative_id=actor.person_id) if actor.person_id else None


def _represented(actor: Actor) -> Q | None:
    """The own mandates, and claims that name the own confirmed number and birth date.

    Who has no tax number is named by the document too, but only where an officer helps: such a draft holds nothing that
    was not said at the counter.
    """
    if actor.person_id is None:
        return None
    me = Person.objects.filter(pk=actor.person_id)
    named = Q(claimed_tax_number__in=me.filter(tax_number__isnull=False).values("tax_number")) | Q(
        claimed_unzr__in=me.filter(unzr__isnull=False).values("unzr")
    )
    typed = Person.objects.filter(named, birth_date__in=me.values("birth_date"))
    shown = me.filter(tax_number__isnull=True, claimed_tax_number="").exclude(document="")
    seen = Person.objects.filter(
        document__in=shown.values("document"), birth_date__in=shown.values("birth_date"),
        tax_number__isnull=True, unzr__isnull=True, claimed_tax_number="", claimed_unzr="",
    )  # fmt: skip
    return (
        Q(represented_id=actor.person_id)
        | Q(represented__in=typed.values("pk"))
        | Q(kind=MandateKind.OFFICER_HELP, represented__in=seen.values("pk"))
    )


def _helper(actor: Actor) -> Q | None:
    """Help that the actor gives, while a post of the office lets applications be taken there."""
    here = [
        post.organisation_id
        for post in actor.posts
        if post.organisation_kind in INTAKE_KINDS and post.role == Role.COMMUNITY_OFFICER
    ]
    return Q(helper_id=actor.account_id, office_id__in=here) if actor.account_id and here else None


def _headed(actor: Actor) -> Q | None:
    """What was recorded in the own office, or in a centre of the own community; a head of a district heads neither."""
    here = [post.organisation_id for post in actor.posts if post.role == Role.HEAD and not post.district]
    below = Organisation.objects.filter(parent_id__in=here, kind=OrganisationKind.SERVICE_CENTRE)
    return (Q(recorded_in_id__in=here) | Q(recorded_in_id__in=below.values("pk"))) if here else None


recorded_here = Rule("heads the office that recorded it", frozenset({Role.HEAD}), _headed)
representative = Rule("acts for another person", frozenset({"citizen"}), _representative)
represented = Rule("is the represented person", frozenset({"citizen"}), _represented)
helper = Rule("helps at the counter", frozenset({Role.COMMUNITY_OFFICER}), _helper)

CLAIM_MANDATE = Action("mandate.claim", ENTER, "заявити повноваження діяти за іншу людину", (representative,))
GIVE_EVIDENCE = Action("mandate.give_evidence", ENTER, "додати документ про повноваження", (representative,))
HELD_MANDATES = Action("mandate.held", READ, "бачити, за кого дію", (representative,))
GIVEN_MANDATES = Action("mandate.given", READ, "бачити, хто діє від мого імені", (represented,))
REVOKE_MANDATE = Action(
    "mandate.revoke", MODIFY, "скасувати повноваження", (representative, represented, helper)
)
DEATHS_HERE = Action(
    "person.deaths_here", READ, "бачити записи про смерть, зроблені у своїй установі", (recorded_here,)
)
UNDO_DEATH = Action("person.undo_death", MODIFY, "скасувати помилковий запис про смерть", (recorded_here,))
HELP = Action("mandate.help", ENTER, "допомагати людині заповнити заяву", (helper,))
HELP_GIVEN = Action("mandate.help_given", READ, "бачити, кому допомагаю", (helper,))
