"""Who has how many cases, who may get more, and how a pile is spread evenly. Reads for the head's page."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, QuerySet

from turbota.access.actors import Actor
from turbota.access.models import Absence
from turbota.access.queries import in_force, posts_within, within
from turbota.applications import permissions
from turbota.applications.models import Application, Assignment
from turbota.kernel import clock

MOST = 200
IN_ROW = (
    "kind", "state", "number", "version", "due_on", "holder_id", "taken_by_id", "applicant__surname",
    "applicant__given_name", "applicant__patronymic", "district", "guarded", "holder__parent", "holder__uses_parent_control",
    "holder__uses_parent_register",
)  # fmt: skip


@dataclass(frozen=True)
class Receiver:
    """A colleague who is at work today: posts (role, organisation, district), and how many cases already."""

    account_id: uuid.UUID
    name: str
    posts: frozenset[tuple[str, uuid.UUID, str]]
    load: int

    def works_on(self, case: Application) -> bool:
        """Whether one of the posts works on the case now."""
        return any(permissions.fits_work(*post, case) for post in self.posts)


def loads(organisation_id: uuid.UUID) -> dict[uuid.UUID, int]:
    """How many cases each member of staff has now in the organisation and its centres; guarded ones are in no count."""
    here = within("organisation", organisation_id)
    rows = Assignment.objects.filter(here, until__isnull=True, application__guarded=False).order_by()
    return dict(rows.values_list("account_id").annotate(number=Count("pk")))


def receivers(organisation_id: uuid.UUID, at: datetime) -> list[Receiver]:
    """Colleagues here and in the centres below with a post that works on cases, who are not away there today.

    By name; three queries. Which case each of them may have, `Receiver.works_on` says.
    """
    on, counted = clock.day_of(at), loads(organisation_id)
    working = frozenset(permissions.WORKER.values())
    absent = Absence.objects.filter(in_force(on), within("organisation", organisation_id))
    away = set(absent.values_list("account_id", "organisation_id"))
    posts: dict[uuid.UUID, set[tuple[str, uuid.UUID, str]]] = {}
    names: dict[uuid.UUID, str] = {}
    for post in posts_within(organisation_id, on, *working).filter(account__is_active=True):
        if (post.account_id, post.organisation_id) in away:
            continue
        posts.setdefault(post.account_id, set()).add((post.role, post.organisation_id, post.district))
        names[post.account_id] = post.account.name
    return [
        Receiver(key, names[key], frozenset(held), counted.get(key, 0))
        for key, held in sorted(posts.items(), key=lambda pair: names[pair[0]])
    ]


def cases_of(actor: Actor, organisation_id: uuid.UUID, account_id: uuid.UUID) -> Sequence[Application]:
    """Cases that a colleague has in an organisation that the actor heads or in its centres, the nearest term first.

    At most `MOST`.
    """
    rows = Application.objects.filter(within("holder", organisation_id), taken_by_id=account_id)
    return list(_shown(permissions.REASSIGN.visible(actor, rows))[:MOST])


def named(actor: Actor, ids: Iterable[uuid.UUID]) -> Sequence[Application]:
    """Those of the named cases that the actor may give to others, the nearest term first."""
    return list(_shown(permissions.REASSIGN.visible(actor, Application.objects.filter(pk__in=list(ids)))))


def _shown(rows: QuerySet[Application]) -> QuerySet[Application]:
    return rows.select_related("applicant", "holder").only(*IN_ROW).order_by("due_on", "pk")


def spread(cases: Iterable[Application], people: Iterable[Receiver]) -> Mapping[uuid.UUID, uuid.UUID]:
    """Each case to the colleague with the fewest cases who has the role that its state asks for, where and in which
    district the case is worked on.

    A case that nobody may have stands in no row. Equal loads are filled by name, so the same pile is always spread alike.
    """
    rows = list(people)
    counted = {one.account_id: one.load for one in rows}
    plan = {}
    for case in cases:
        able = [one for one in rows if one.works_on(case)]
        if able:
            chosen = min(able, key=lambda one: (counted[one.account_id], one.name, one.account_id))
            counted[chosen.account_id] += 1
            plan[case.pk] = chosen.account_id
    return plan
