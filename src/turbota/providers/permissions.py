"""Who keeps the register of providers. Everybody reads its public part, so reading it needs no action.

A registrar is the administrator or the head of a body that registers (КМУ 99: administrations of oblasts, executive
bodies of councils). He changes what his body entered; the oblast also what the communities below it entered.
"""

from django.db.models import Q

from turbota.access.actors import Actor
from turbota.access.models import OrganisationKind, Role
from turbota.access.rules import ENTER, MODIFY, READ, Action, Rule

REGISTRARS = (OrganisationKind.OBLAST, OrganisationKind.COMMUNITY, OrganisationKind.SOCIAL_UNIT)
_ROLES = frozenset({Role.ADMINISTRATOR, Role.HEAD})


def registering(actor: Actor) -> list[object]:
    """Identifiers of the bodies for which the actor keeps the register."""
    return [
        post.organisation_id
        for post in actor.posts
        if post.role in _ROLES and post.organisation_kind in REGISTRARS
    ]


def _registrar(actor: Actor) -> Q | None:
    here = registering(actor)
    if not here:
        return None
    return (
        Q(registrar_id__in=here) | Q(registrar__parent_id__in=here) | Q(registrar__parent__parent_id__in=here)
    )


def _own(actor: Actor) -> Q | None:
    return Q(
        organisation_id__in=[
            post.organisation_id
            for post in actor.posts
            if post.organisation_kind == OrganisationKind.PROVIDER
            and post.role in (Role.PROVIDER_WORKER, Role.HEAD)
        ]
    )


registrar = Rule("registrar of the provider", _ROLES, _registrar)
own = Rule("works at the provider", frozenset({Role.PROVIDER_WORKER, Role.HEAD}), _own)

READ_CARD = Action("provider.read", READ, "бачити картку надавача в реєстрі повністю", (registrar, own))
ENTER_PROVIDER = Action("provider.enter", ENTER, "вносити надавача до реєстру", (registrar,))
CHANGE_PROVIDER = Action("provider.change", MODIFY, "змінювати картку й послуги надавача", (registrar,))
MOVE_PROVIDER = Action(
    "provider.move", MODIFY, "призупиняти, відновлювати й виключати надавача", (registrar,)
)
KEEP_OWN = Action(
    "provider.keep_own", MODIFY, "змінювати контакти й місця своєї установи, пропонувати інші зміни", (own,)
)
