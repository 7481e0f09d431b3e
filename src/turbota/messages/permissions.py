"""Who may see and push the outbox. Messages themselves are scoped by the two sides they belong to."""

from django.db.models import Q

from turbota.access.actors import Actor
from turbota.access.models import Role
from turbota.access.queries import offices_kept
from turbota.access.rules import MODIFY, READ, Action, Rule


def _of_offices(actor: Actor) -> Q:
    """Every delivery for an administrator of the whole tree, else those of messages of the offices below."""
    offices = offices_kept(actor)
    return Q() if offices is None else Q(message__organisation__in=offices)


_ADMINISTRATORS = Rule("administrators of the offices", frozenset({Role.ADMINISTRATOR}), _of_offices)

SEE_OUTBOX = Action("messages.see_outbox", READ, "бачити надіслані й ненадіслані листи", (_ADMINISTRATORS,))
SEND_AGAIN = Action("messages.send_again", MODIFY, "надіслати лист ще раз", (_ADMINISTRATORS,))
