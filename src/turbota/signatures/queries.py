"""Reads of signatures."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min

from turbota.signatures.models import Signature
from turbota.signatures.reasons import PENDING


@dataclass(frozen=True)
class Pending:
    """How many signatures wait for the answer of an authority, and since when the oldest."""

    count: int
    since: datetime | None


def pending() -> Pending:
    """Signatures that are taken but not settled yet, for monitoring: numbers alone."""
    found = Signature.objects.filter(state=PENDING).aggregate(count=Count("pk"), since=Min("received_at"))
    return Pending(**found)
