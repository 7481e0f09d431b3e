"""Who may check, enter and end mandates at work, and fill the draft of a person whom he helps at the counter."""

from django.db.models import Q

from turbota.access.actors import Actor
from turbota.access.models import Role
from turbota.access.rules import ENTER, MODIFY, READ, Action, Rule
from turbota.applications.models import Application
from turbota.applications.permissions import (
    community_tail,
    ever_held,
    held_by_decider,
    officer,
    specialist,
    taken_by_community,
)
from turbota.applications.states import Channel, State
from turbota.people.models import Mandate
from turbota.people.permissions import HELP_GIVEN
from turbota.people.states import Power


def _helped(actor: Actor) -> Q | None:
    """Drafts begun under the help that the actor gives today; what the person has taken over is hers alone."""
    given = HELP_GIVEN.scope(actor)
    if given is None or actor.today is None:
        return None
    live = Mandate.objects.live(actor.today).filter(given, powers__contains=[Power.FILL])
    return Q(mandate__in=live.values("pk"), state=State.DRAFT, channel=Channel.PORTAL)


helping = Rule("helps the person with the draft", frozenset({Role.COMMUNITY_OFFICER}), _helped)
HELP_FILL = Action("application.help", MODIFY, "заповнювати чернетку людини, якій допомагаю", (helping,))
READ_HELPED = Action("application.read_helped", READ, "бачити чернетку людини, якій допомагаю", (helping,))


_holders = (officer, specialist, held_by_decider(Role.HEAD))


def _mandates_of(*rules: Rule) -> Rule:
    """Mandates under which a case was sent that one of the rules opens."""

    def scope(actor: Actor) -> Q | None:
        cases = Q(pk__in=[])
        for rule in rules:
            cases |= (rule.scope(actor) or Q(pk__in=[])) if rule.fits(actor) else Q(pk__in=[])
        named = Application.objects.filter(cases, mandate__isnull=False)
        return Q(pk__in=named.values("mandate_id"))

    return Rule(
        f"of a case {' or '.join(rule.name for rule in rules)}",
        frozenset().union(*(rule.roles for rule in rules)),
        scope,
    )


_of_held_cases = _mandates_of(*_holders)
READ_MANDATE = Action(
    "mandate.read",
    READ,
    "бачити повноваження у справах своєї установи",
    (_mandates_of(*_holders, community_tail, ever_held),),
)
CONFIRM_MANDATE = Action("mandate.confirm", MODIFY, "підтвердити повноваження", (_of_held_cases,))
REFUSE_MANDATE = Action("mandate.refuse", MODIFY, "відмовити в підтвердженні повноважень", (_of_held_cases,))
ENTER_MANDATE = Action("mandate.enter", ENTER, "записати представника в справу", (_mandates_of(officer),))
STOP_MANDATE = Action(
    "mandate.stop",
    MODIFY,
    "припинити повноваження з причиною",
    (_mandates_of(taken_by_community(Role.COMMUNITY_OFFICER), ever_held),),
)
RECORD_DEATH = Action(
    "mandate.record_death",
    ENTER,
    "записати смерть однієї зі сторін повноважень за документом",
    (_mandates_of(taken_by_community(Role.COMMUNITY_OFFICER), ever_held),),
)
