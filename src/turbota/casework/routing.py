"""Where a report goes: the unit that serves the community of the place, else the desk of the oblast.

Whatever is found, it is found by the same two queries: how long an answer takes tells nothing about who is there.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from turbota.access.models import CASEWORK_KINDS, Organisation, OrganisationKind, Post, Role
from turbota.access.queries import in_force
from turbota.casework.localities import locality
from turbota.kernel.errors import Refused
from turbota.places.models import Place

NOWHERE = "Жодного відділу ще не під’єднано. Зателефонуйте нам: ми запишемо повідомлення й передамо його."
KEEPERS = (Role.SOCIAL_MANAGER, Role.SUPERVISOR)


@dataclass(frozen=True)
class Way:
    """Who gets a report about the place. `elsewhere`: no unit serves it, the desk of an oblast looks after it."""

    body: Organisation
    locality: Place | None
    elsewhere: bool


def way(code: str, on: date) -> Way:
    """The way of a report about the place with this code; an empty one is a place that nobody knows.

    First the unit of the nearest territory around the place, then the desk of its oblast, then any desk, and where no
    oblast has one, any unit. Raises BadInput for a code of no place, Refused when there is nobody at all.
    """
    place = locality(code)
    chain = place.chain if place is not None else []
    found = sorted(_bodies(on), key=lambda body: _distance(body, chain))
    if not found:
        raise Refused(NOWHERE, code="no_unit")
    body = found[0]
    serves = body.kind in CASEWORK_KINDS and getattr(body, "territory", None) in chain
    return Way(body, place, not serves)


def desk(on: date) -> Q:
    """The condition that a body is the desk of an oblast: somebody keeps reports there."""
    keepers = Post.objects.filter(in_force(on), organisation=OuterRef("pk"), role__in=KEEPERS)
    return Q(kind=OrganisationKind.OBLAST) & Q(Exists(keepers))


def _bodies(on: date) -> list[Organisation]:
    """Units and desks in force with the code of their territory, by name."""
    rows = Organisation.objects.filter(in_force(on)).filter(Q(kind__in=CASEWORK_KINDS) | desk(on))
    rows = rows.annotate(territory=Coalesce("place_id", "parent__place_id")).select_related("parent")
    return list(rows.order_by("name", "pk"))


def _distance(body: Organisation, chain: list[str]) -> tuple[int, int]:
    """How good a body is: a unit that serves, the desk of this oblast, another desk, another unit; the nearest first."""
    territory = getattr(body, "territory", None)
    near = chain.index(territory) if territory in chain else len(chain)
    if body.kind in CASEWORK_KINDS:
        return (0, near) if near < len(chain) else (3, 0)
    return (1, near) if near < len(chain) else (2, 0)
