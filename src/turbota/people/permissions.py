"""Who may search for people and settle doubts about who is who."""

from django.db.models import Q

from turbota.access.models import Role
from turbota.access.rules import MODIFY, READ, Action, Rule

intake = Rule(
    "takes applications",
    frozenset({Role.COMMUNITY_OFFICER, Role.SPECIALIST}),
    lambda actor: Q(),
)
decider = Rule("decides", frozenset({Role.SPECIALIST, Role.HEAD}), lambda actor: Q())

SEARCH_PEOPLE = Action("person.search", READ, "шукати людину перед прийомом заяви", (intake,))
SETTLE_IDENTITY = Action("identity.settle", MODIFY, "вирішувати, чи це та сама людина", (decider,))
