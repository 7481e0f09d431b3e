"""One rule object answers both questions: may this actor do this to this row, and which rows may this actor see.

Upper packages declare every operation as an `Action` in their `permissions.py`. An action has one of the four rights
of the portal's Regulation, II.2(7): read, modify, destroy, enter. `REGISTER` lists all actions for the generated table.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q

from turbota.access import plainly
from turbota.access.actors import CLIENT, Actor
from turbota.kernel.errors import Forbidden, Missing

READ = "read"
MODIFY = "modify"
DESTROY = "destroy"
ENTER = "enter"
RIGHTS = {READ: "читати", MODIFY: "змінювати", DESTROY: "знищувати", ENTER: "вносити"}


@dataclass(frozen=True)
class Rule:
    """A condition on rows for an actor, as a database filter. The same filter checks one row.

    `roles`: who may come under this rule at all ("citizen", "client", staff roles). `scope(actor)` gives the rows;
    None means no row, an empty `Q()` every row.
    """

    name: str
    roles: frozenset[str]
    scope: Callable[[Actor], Q | None]

    def fits(self, actor: Actor) -> bool:
        """Whether the actor has a role that comes under this rule."""
        if "citizen" in self.roles and actor.person_id is not None:
            return True
        if CLIENT in self.roles and actor.system is not None:
            return True
        return actor.holds(*self.roles)


@dataclass(frozen=True)
class Action:
    """One operation that somebody may do. `title` says it in words for the table of rights."""

    name: str
    right: str
    title: str
    rules: tuple[Rule, ...] = field(default=())

    def __post_init__(self) -> None:
        REGISTER[self.name] = self

    def scope(self, actor: Actor) -> Q | None:
        """The rows on which the actor may do this; None when there are none."""
        found: Q | None = None
        for rule in self.rules:
            if not rule.fits(actor):
                continue
            part = rule.scope(actor)
            if part is None:
                continue
            if not part:
                return part
            found = part if found is None else found | part
        return found

    def visible(self, actor: Actor, rows: Any) -> Any:
        """The rows of the queryset on which the actor may do this."""
        condition = self.scope(actor)
        return rows.none() if condition is None else rows.filter(condition)

    def can(self, actor: Actor, row: Any) -> bool:
        """Whether the actor may do this to the row as it was read. The database is asked only where the row alone
        does not tell: the rule that tells by itself is asked first.
        """
        open_questions: list[Q] = []
        for rule in self.rules:
            part = rule.scope(actor) if rule.fits(actor) else None
            if part is None:
                continue
            told = plainly.fits(part, row)
            if told:
                return True
            if told is None:
                open_questions.append(part)
        if not open_questions:
            return False
        asked = reduce(or_, open_questions)
        return bool(type(row)._default_manager.filter(asked, pk=row.pk).exists())

    def check(self, actor: Actor, row: Any) -> None:
        """Raise Missing when the actor may not do this to the row: a foreign case looks like a missing one."""
        if not self.can(actor, row):
            raise Missing(code=f"not_yours:{self.name}")

    def check_role(self, actor: Actor) -> None:
        """Raise Forbidden when no rule of the action fits the actor at all."""
        if not any(rule.fits(actor) for rule in self.rules):
            raise Forbidden(code=f"not_your_role:{self.name}")


REGISTER: dict[str, Action] = {}
