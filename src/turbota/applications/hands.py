"""Who has how many cases, who may get more, and how a pile is spread evenly. Reads for the head's page."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, QuerySet

from turbota.access.actors import Actor
from turbota.access.models import Absence
from turbota.access.queries import in_force, posts_of
from turbota.applications import permissions
from turbota.applications.models import Application, Assignment
from turbota.kernel import clock

MOST = 200
IN_ROW = (
    "kind", "state", "number", "version", "due_on", "holder_id", "taken_by_id", "applicant__surname",
    "applicant__given_name", "applicant__patronymic",
)  # fmt: skip


@dataclass(frozen=True)
class Receiver:
    """A colleague who is at work today: roles there, and how many cases already."""

    account_id: uuid.UUID
    name: str
    roles: frozenset[str]
    load: int


def loads(organisation_id: uuid.UUID) -> dict[uuid.UUID, int]:
    """How many cases each member of staff has in the organisation now."""
    rows = Assignment.objects.filter(organisation_id=organisation_id, until__isnull=True).order_by()
    return dict(rows.values_list("account_id").annotate(number=Count("pk")))


def receivers(organisation_id: uuid.UUID, at: datetime) -> list[Receiver]:
    """Colleagues with a post that works on cases who are not away today, by name; three queries."""
    on, counted = clock.day_of(at), loads(organisation_id)
    working = frozenset(permissions.WORKER.values())
    away = set(
        Absence.objects.filter(in_force(on), organisation_id=organisation_id).values_list(
            "account_id", flat=True
        )
    )
    roles: dict[uuid.UUID, set[str]] = {}
    names: dict[uuid.UUID, str] = {}
    for post in posts_of(organisation_id, on, *working).filter(account__is_active=True):
        roles.setdefault(post.account_id, set()).add(post.role)
        names[post.account_id] = post.account.name
    return [
        Receiver(key, names[key], frozenset(held), counted.get(key, 0))
        for key, held in sorted(roles.items(), key=lambda pair: names[pair[0]])
        if key not in away
    ]


def cases_of(actor: Actor, organisation_id: uuid.UUID, account_id: uuid.UUID) -> Sequence[Application]:
    """Cases of a colleague in an organisation that the actor heads, the nearest term first; at most `MOST`."""
    shown = _shown(
        permissions.REASSIGN.visible(
            actor, Application.objects.filter(holder_id=organisation_id, taken_by_id=account_id)
        )
    )
    return list(shown[:MOST])


def named(actor: Actor, ids: Iterable[uuid.UUID]) -> Sequence[Application]:
    """Those of the named cases that the actor may give to others, the nearest term first."""
    return list(_shown(permissions.REASSIGN.visible(actor, Application.objects.filter(pk__in=list(ids)))))


def _shown(rows: QuerySet[Application]) -> QuerySet[Application]:
    return rows.select_related("applicant").only(*IN_ROW).order_by("due_on", "pk")


def spread(cases: Iterable[Application], people: Iterable[Receiver]) -> Mapping[uuid.UUID, uuid.UUID]:
    """Each case to the colleague with the fewest cases who has the role that its state asks for.

    A case whose role nobody has stands in no row. Equal loads are filled by name, so the same pile is always spread alike.
    """
    rows = list(people)
    counted = {one.account_id: one.load for one in rows}
    plan = {}
    for case in cases:
        able = [one for one in rows if permissions.WORKER.get(case.state) in one.roles]
        if able:
            chosen = min(able, key=lambda one: (counted[one.account_id], one.name, one.account_id))
            counted[chosen.account_id] += 1
            plan[case.pk] = chosen.account_id
    return plan
