"""How much social managers have to do: cases in work weighted by complexity, against the norm.

Who sees what (decided once, here): the supervisor sees the load of every manager of the unit, with sensitive cases in it,
because he may see those cases anyway and a load without them would be false. A manager sees only the own figure. Nobody
else sees any: not another manager, not the head of the unit, not another unit, not an export.
"""

import uuid
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count

from turbota.access.actors import Actor
from turbota.access.models import Absence, Deputation, Organisation, Post, Role
from turbota.access.queries import in_force
from turbota.casework import case_permissions, case_queries
from turbota.casework.case_states import RANKS
from turbota.casework.models import Case
from turbota.casework.parameters import Parameter, parameter
from turbota.kernel.alphabet import alphabetical

UNASSESSED = "unassessed"
LEVELS = (UNASSESSED, *RANKS)


@dataclass(frozen=True)
class Weights:
    """Points of a case by its level, and the most points of a manager."""

    points: dict[str, int]
    norm: Parameter

    def of(self, level: str, cases: int) -> int:
        """Points of so many cases of a level."""
        return self.points.get(level, self.points[UNASSESSED]) * cases


def weights(on: date) -> Weights:
    """What is in force on the day."""
    return Weights(
        points={level: parameter(f"load_of_{level}", on).amount for level in LEVELS},
        norm=parameter("load_norm", on),
    )


@dataclass
class ManagerLoad:
    """One manager: the cases by level, their points. `ended`: the post is over and its cases wait for a handover."""

    post_id: uuid.UUID
    unit_id: uuid.UUID
    name: str
    away_until: date | None = None
    deputies: list[str] = field(default_factory=list)
    ended: bool = False
    cases: dict[str, int] = field(default_factory=dict)
    points: int = 0

    @property
    def total(self) -> int:
        """All cases in work."""
        return sum(self.cases.values())

    @property
    def uncovered(self) -> bool:
        """Away, with cases, and nobody stands in."""
        return self.away_until is not None and not self.deputies and self.total > 0


def units_of(actor: Actor) -> list[Organisation]:
    """Units whose load the actor may see."""
    rows = case_permissions.READ_LOAD.visible(actor, Organisation.objects.all())
    return list(rows.order_by("name"))


def load_of_units(actor: Actor, on: date) -> list[ManagerLoad]:
    """The load of every manager of the units that the actor supervises, the heaviest first; four queries."""
    units = actor.organisations(Role.SUPERVISOR)
    if not units:
        return []
    counted: dict[uuid.UUID, dict[str, int]] = defaultdict(dict)
    rows = case_queries.supervised(actor).order_by().values_list("post_id", "complexity")
    for post_id, level, number in rows.annotate(number=Count("pk")):
        if post_id is not None:
            known = level if level in RANKS else UNASSESSED
            counted[post_id][known] = counted[post_id].get(known, 0) + number
    posts = Post.objects.filter(organisation__in=units, role=Role.SOCIAL_MANAGER)
    working = set(posts.filter(in_force(on)).values_list("pk", flat=True))
    found = {
        post.pk: ManagerLoad(
            post_id=post.pk, unit_id=post.organisation_id, name=post.account.name, ended=post.pk not in working,
            cases=counted.get(post.pk, {}),
        )
        for post in posts.filter(pk__in=working | set(counted)).select_related("account")
    }  # fmt: skip
    _note_absences(found, units, on)
    scale = weights(on)
    for one in found.values():
        one.points = sum(scale.of(level, number) for level, number in one.cases.items())
    return sorted(found.values(), key=lambda one: (-one.points, alphabetical(one.name)))


def _note_absences(found: dict[uuid.UUID, ManagerLoad], units: frozenset[uuid.UUID], on: date) -> None:
    """Who is away until when, and who stands in for the post today."""
    away = Absence.objects.filter(in_force(on), organisation__in=units)
    until = dict(away.values_list("account_id", "until"))
    accounts = dict(Post.objects.filter(pk__in=found).values_list("pk", "account_id"))
    for post_id, one in found.items():
        one.away_until = until.get(accounts[post_id])
    acting = Deputation.objects.filter(in_force(on), post__in=found).select_related("account")
    for row in acting:
        found[row.post_id].deputies.append(row.account.name)


def own_points(actor: Actor, on: date) -> int:
    """The points of the cases that the actor manages by own posts, for the actor alone."""
    own = [post.post_id for post in actor.posts if post.role == Role.SOCIAL_MANAGER and not post.acting_for]
    rows = Case.objects.filter(post_id__in=own, closed_at__isnull=True).order_by().values_list("complexity")
    scale = weights(on)
    return sum(scale.of(level, number) for level, number in rows.annotate(number=Count("pk")))
