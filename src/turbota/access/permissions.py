"""Who may keep organisations, posts and accounts of staff.

Actions of this package begin with "access.": the audit knows security events by it.
"""

from django.db.models import Q

from turbota.access.actors import Actor
from turbota.access.models import Organisation, Role
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


def _accounts_below(actor: Actor) -> Q | None:
    """Staff with a post, now or before, in the tree of the administrator, and staff who have no post yet."""
    tree = Organisation.objects.filter(_below(actor)).values("pk")
    return Q(is_staff=True) & (Q(posts__isnull=True) | Q(posts__organisation__in=tree))


def _headed(actor: Actor) -> Q | None:
    """Who heads the organisation by an own post: a deputy appoints no further deputies."""
    return Q(pk__in=actor.own_organisations(Role.HEAD))


_ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
administrator = Rule("administrator of the tree", _ADMINISTRATORS, _below)
keeper_of_staff = Rule("administrator of the tree where the person works", _ADMINISTRATORS, _accounts_below)

head = Rule("head of the own organisation", frozenset({Role.HEAD}), _headed)

APPOINT_DEPUTY = Action(
    "access.appoint_deputy", ENTER, "призначати заступника на час відсутності", (head, administrator)
)
END_DEPUTATION = Action("access.end_deputation", MODIFY, "припиняти заступництво", (head, administrator))
NOTE_ABSENCE = Action("access.note_absence", ENTER, "записувати відсутність колеги", (head, administrator))
END_ABSENCE = Action("access.end_absence", MODIFY, "закінчувати відсутність колеги", (head, administrator))
READ_ABSENCES = Action(
    "access.read_absences", READ, "бачити відсутність і заступників", (head, administrator)
)
READ_ORGANISATION = Action("access.read_organisation", READ, "бачити організації та посади", (administrator,))
ADD_ORGANISATION = Action("access.add_organisation", ENTER, "додавати організацію", (administrator,))
CHANGE_ORGANISATION = Action("access.change_organisation", MODIFY, "змінювати організацію", (administrator,))
GRANT_POST = Action("access.grant_post", ENTER, "призначати на посаду", (administrator,))
END_POST = Action("access.end_post", MODIFY, "звільняти з посади", (administrator,))
ENTER_SEAL_ORDER = Action("access.enter_seal_order", ENTER, "вносити наказ про печатку", (administrator,))
END_SEAL_ORDER = Action("access.end_seal_order", MODIFY, "припиняти дію наказу про печатку", (administrator,))
READ_ACCOUNT = Action("access.read_account", READ, "бачити облікові записи працівників", (keeper_of_staff,))
ADD_ACCOUNT = Action(
    "access.add_account", ENTER, "відкривати обліковий запис працівникові", (keeper_of_staff,)
)
NEW_PASSWORD = Action("access.new_password", MODIFY, "видавати новий перший пароль", (keeper_of_staff,))
CLOSE_ACCOUNT = Action("access.close_account", MODIFY, "закривати обліковий запис", (keeper_of_staff,))
READ_SECURITY = Action("access.read_security", READ, "бачити події безпеки", (administrator,))
