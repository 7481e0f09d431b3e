"""Who may keep organisations and posts."""

from django.db.models import Q

from turbota.access.actors import Actor
from turbota.access.models import Role
from turbota.access.rules import ENTER, MODIFY, READ, Action, Rule


def _below(actor: Actor) -> Q | None:
    """An administrator keeps the own organisation and everything below it in the tree (four levels)."""
    own = actor.organisations(Role.ADMINISTRATOR)
    return (
        Q(pk__in=own)
        | Q(parent_id__in=own)
        | Q(parent__parent_id__in=own)
        | Q(parent__parent__parent_id__in=own)
    )


administrator = Rule("administrator of the tree", frozenset({Role.ADMINISTRATOR}), _below)

READ_ORGANISATION = Action("organisation.read", READ, "бачити організації та посади", (administrator,))
ADD_ORGANISATION = Action("organisation.add", ENTER, "додавати організацію", (administrator,))
CHANGE_ORGANISATION = Action("organisation.change", MODIFY, "змінювати організацію", (administrator,))
GRANT_POST = Action("post.grant", ENTER, "призначати на посаду", (administrator,))
END_POST = Action("post.end", MODIFY, "звільняти з посади", (administrator,))
