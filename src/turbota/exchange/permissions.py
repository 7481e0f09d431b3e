"""Who keeps clients of other systems: the administrator of the tree where the client's organisation lies."""

from django.db.models import Q

from turbota.access.actors import Actor
from turbota.access.models import Role
from turbota.access.queries import offices_kept
from turbota.access.rules import ENTER, MODIFY, READ, Action, Rule
from turbota.exchange.states import Scope
from turbota.kernel.errors import Forbidden


def _of_offices(path: str) -> Rule:
    def scope(actor: Actor) -> Q:
        offices = offices_kept(actor)
        return Q() if offices is None else Q(**{f"{path}__in": offices})

    return Rule("administrator of the client's organisation", frozenset({Role.ADMINISTRATOR}), scope)


_keeper = _of_offices("organisation")
_keeper_of_deliveries = _of_offices("subscription__client__organisation")

READ_CLIENTS = Action("exchange.read", READ, "бачити під’єднані системи", (_keeper,))
ADD_CLIENT = Action("exchange.add_client", ENTER, "під’єднати іншу систему", (_keeper,))
NEW_SECRET = Action("exchange.new_secret", MODIFY, "видати системі новий секрет", (_keeper,))
END_OLD_SECRET = Action("exchange.end_old_secret", MODIFY, "припинити дію старого секрету", (_keeper,))
REVOKE_CLIENT = Action("exchange.revoke", MODIFY, "від’єднати систему", (_keeper,))
READ_DELIVERIES = Action("exchange.read_events", READ, "бачити надсилання подій", (_keeper_of_deliveries,))
SEND_AGAIN = Action("exchange.send_again", MODIFY, "надіслати подію ще раз", (_keeper_of_deliveries,))


def has_scope(actor: Actor, scope: Scope) -> bool:
    """Whether the actor is another system whose token carries the scope."""
    return actor.system is not None and scope.value in actor.system.scopes


def check_scope(actor: Actor, *scopes: Scope) -> None:
    """Raise Forbidden unless the token of the system carries one of the scopes."""
    if not any(has_scope(actor, scope) for scope in scopes):
        words = " або ".join(f"«{scope.value}»" for scope in scopes)
        raise Forbidden(
            f"Токен не має права {words}. Попросіть адміністратора Турботи надати його вашій системі.",
            code="insufficient_scope",
        )
