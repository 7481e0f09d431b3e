"""Who may search for people and settle doubts about who is who.

A doubt is settled by a deciding body that holds or held a case of the newcomer or of the known person
(`Person.bodies`, noted whenever a case is given to a body). While no deciding body had a case of either, any deciding
body may: somebody has to, and then nobody knows which of them.
"""

from django.db.models import Q

from turbota.access.actors import Actor
from turbota.access.models import DECIDING_KINDS, Role
from turbota.access.rules import MODIFY, READ, Action, Rule
from turbota.people.models import Person


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
    return (
        Q(newcomer_id__in=ours)
        | Q(candidate_id__in=ours)
        | ~(Q(newcomer_id__in=anybodys) | Q(candidate_id__in=anybodys))
    )


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

SEARCH_PEOPLE = Action("person.search", READ, "шукати людину перед прийомом заяви", (intake,))
SETTLE_IDENTITY = Action("identity.settle", MODIFY, "вирішувати, чи це та сама людина", (decider,))
