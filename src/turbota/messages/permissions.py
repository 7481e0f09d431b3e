"""Who may see and push the outbox. Messages themselves are scoped by the two sides they belong to."""

from django.db.models import Q

from turbota.access.actors import Actor
from turbota.access.models import Role
from turbota.access.rules import MODIFY, READ, Action, Rule


def _all_rows(actor: Actor) -> Q:
    return Q()


_ADMINISTRATORS = Rule("administrators see every delivery", frozenset({Role.ADMINISTRATOR}), _all_rows)

SEE_OUTBOX = Action("messages.see_outbox", READ, "Бачити надіслані й ненадіслані листи", (_ADMINISTRATORS,))
SEND_AGAIN = Action("messages.send_again", MODIFY, "Надіслати лист ще раз", (_ADMINISTRATORS,))
