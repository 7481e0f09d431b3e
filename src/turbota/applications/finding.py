"""Finding a case: by a number, a name, a name with a slip, or by words that stand on its scans."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from turbota.access.actors import Actor
from turbota.applications import permissions
from turbota.applications.models import Application, Attachment
from turbota.documents.recognition import marks
from turbota.people import likeness
from turbota.people.models import Person
from turbota.people.wanted import Wanted

FOUND = 20
SHORTEST_ON_SCANS = 4
"""Fewer letters or digits are looked for on no scan: they would stand on most of them."""


@dataclass(frozen=True)
class FoundCase:
    """A case found by a search. `like`: the name is not quite the one that was typed.

    `scan`: the title of the scan on which the words were read, when they stand nowhere else.
    """

    application: Application
    like: bool = False
    scan: str = ""


def found_cases(actor: Actor, wanted: Wanted) -> list[FoundCase]:
    """Cases that the actor may read: by number, by tax number, or by the applicant's name and birth date.

    At most 20. First those whose name begins as it was typed, the newest first; then those whose name is like it, the
    nearest first. A name takes the same queries whether it belongs to a foreign case or to nobody.
    """
    if wanted.too_short:
        return []
    rows = permissions.READ_APPLICATION.visible(actor, Application.objects.filter(number__isnull=False))
    rows = rows.select_related("applicant", "community", "decider")
    if not wanted.name:
        return [
            FoundCase(row) for row in rows.filter(_numbered(wanted)).order_by("-registered_at", "-pk")[:FOUND]
        ]
    named = rows.filter(likeness.begins(wanted, of="applicant__")).order_by("-registered_at", "-pk")
    found = [FoundCase(row) for row in named[:FOUND]]
    if len(found) < FOUND:
        near = likeness.like(wanted, of="applicant__")
        others = rows.filter(near.condition).exclude(pk__in=[one.application.pk for one in found])
        nearest = others.order_by(near.distance, "-registered_at", "-pk")[: FOUND - len(found)]
        found += [FoundCase(row, like=True) for row in nearest]
    return found


def found_on_scans(actor: Actor, text: str, beside: Sequence[FoundCase]) -> list[FoundCase]:
    """Cases that the actor may read and on whose scans all the words were read, beside those found already.

    Words are compared without their endings, numbers whole. At most 20 with those beside; the newest copies first.
    """
    words = marks(text) if len(text.strip()) >= SHORTEST_ON_SCANS else []
    room = FOUND - len(beside)
    if not words or room <= 0:
        return []
    cases = permissions.READ_APPLICATION.visible(actor, Application.objects.filter(number__isnull=False))
    copies = Attachment.objects.filter(
        file__recognition__words__contains=words, removed_at__isnull=True, application__in=cases.values("pk")
    ).exclude(application__in=[one.application.pk for one in beside])
    joined = ("application__applicant", "application__community", "application__decider")
    found: dict[object, FoundCase] = {}
    for copy in copies.select_related(*joined).order_by("-added_at", "-pk")[: 2 * FOUND]:
        found.setdefault(copy.application_id, FoundCase(copy.application, scan=copy.title))
    return list(found.values())[:room]


def _numbered(wanted: Wanted) -> Q:
    """By the number of a person when the digits are one, else by the number of a case."""
    if not wanted.tax_number:
        return Q(number=wanted.number)
    people = Person.objects.filter(Q(tax_number=wanted.tax_number) | Q(claimed_tax_number=wanted.tax_number))
    return Q(applicant__in=people.values("pk"))
