"""Who may do what with a referral, its journal, reviews and outcomes.

The manager refers and may take back; the provider to whose offer it went serves; the person who gets the service sees it
and confirms visits. In a sensitive case nobody of the family sees it but the recipient.
"""

import uuid

from django.db.models import Q

from turbota.access.actors import Actor
from turbota.access.models import OrganisationKind, Role
from turbota.access.rules import ENTER, MODIFY, READ, Action, Rule
from turbota.casework.models import CaseManager
from turbota.casework.permissions import posts
from turbota.casework.states import Sensitivity
from turbota.people.models import Mandate


def provider_bodies(actor: Actor) -> list[uuid.UUID]:
    """Bodies of providers where the actor works or which he heads."""
    return [
        post.organisation_id
        for post in actor.posts
        if post.organisation_kind == OrganisationKind.PROVIDER
        and post.role in (Role.PROVIDER_WORKER, Role.HEAD)
    ]


def _managed(actor: Actor) -> Q | None:
    return Q(case__post_id__in=posts(actor, Role.SOCIAL_MANAGER))


def _managed_before(actor: Actor) -> Q | None:
    if actor.today is None:
        return None
    rows = CaseManager.objects.filter(
        post_id__in=posts(actor, Role.SOCIAL_MANAGER), reads_until__gt=actor.today
    )
    return Q(case_id__in=rows.values("case_id"))


def _supervised(actor: Actor) -> Q | None:
    return Q(case__unit_id__in=actor.organisations(Role.SUPERVISOR))


def _at_provider(actor: Actor) -> Q | None:
    here = provider_bodies(actor)
    return Q(offer__provider__organisation_id__in=here) if here else None


def _recipient(actor: Actor) -> Q | None:
    if actor.person_id is None:
        return None
    return Q(person_id=actor.person_id) | Q(
        case__main_person_id=actor.person_id, case__sensitivity=Sensitivity.NONE
    )


def _represented(actor: Actor) -> Q | None:
    """Not of a sensitive case: who represents the person may be whom she has to be protected from."""
    if actor.person_id is None or actor.today is None:
        return None
    mandates = Mandate.objects.confirmed(actor.today).filter(representative_id=actor.person_id, kinds=[])
    return Q(person_id__in=mandates.values("represented_id"), case__sensitivity=Sensitivity.NONE)


_MANAGERS = frozenset({Role.SOCIAL_MANAGER})
manager = Rule("manager of the case of the referral", _MANAGERS, _managed)
former_manager = Rule("managed the case of the referral before", _MANAGERS, _managed_before)
supervisor = Rule("supervisor of the unit of the referral", frozenset({Role.SUPERVISOR}), _supervised)
at_provider = Rule(
    "works at the provider of the referral", frozenset({Role.PROVIDER_WORKER, Role.HEAD}), _at_provider
)
recipient = Rule("gets the service", frozenset({"citizen"}), _recipient)
represents = Rule("acts for whom gets the service", frozenset({"citizen"}), _represented)

READ_REFERRAL = Action(
    "referral.read", READ, "бачити направлення випадку", (manager, former_manager, supervisor)
)
KEEP_REFERRAL = Action(
    "referral.keep", MODIFY, "відкликати направлення, передати іншому надавачеві", (manager,)
)
READ_AS_PROVIDER = Action(
    "referral.read_as_provider", READ, "бачити направлення до своєї установи", (at_provider,)
)
ANSWER = Action("referral.answer", MODIFY, "прийняти або відхилити направлення", (at_provider,))
CONTRACT = Action("referral.contract", ENTER, "внести договір про послугу", (at_provider,))
SIGN_CONTRACT = Action(
    "referral.sign_contract", ENTER, "підписати договір про послугу ключем", (recipient, represents)
)
SERVE = Action("referral.serve", ENTER, "вести журнал послуг", (at_provider,))
ASK_MANAGER = Action("referral.ask", ENTER, "писати соціальному менеджерові про направлення", (at_provider,))
END_SERVICE = Action("referral.end", MODIFY, "закінчити надання послуги", (at_provider, manager))
READ_OWN_SERVICE = Action("referral.read_own", READ, "бачити свої соціальні послуги", (recipient, represents))
CONFIRM_VISIT = Action("visit.confirm", MODIFY, "підтвердити візит або поскаржитися", (recipient,))
HANDLE_NOTICE = Action(
    "case_notice.handle", MODIFY, "відповідати на сповіщення про послуги випадку", (manager,)
)
READ_NOTICE = Action("case_notice.read", READ, "бачити сповіщення про послуги випадку", (manager, supervisor))
READ_OUTCOME = Action(
    "outcome.read", READ, "бачити перегляди й результати випадку", (manager, former_manager, supervisor)
)
