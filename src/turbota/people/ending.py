"""A recorded death ends the mandates of the person, wherever it becomes known: at its record or at a merge."""

from datetime import datetime

from django.db.models import Q

from turbota.kernel.workflow import Mover, advance
from turbota.people.models import Death, Mandate
from turbota.people.states import MACHINE, OPEN

DIED = "Записано документ про смерть."
BY_REGISTER = "За відповіддю реєстру повноваження більше не чинне."


def end_by_death(death: Death, *, by: Mover, at: datetime, also: Q | None = None) -> None:
    """End every open mandate of the person, on either side, and `also` these; the death keeps which ended by it."""
    sides = Q(representative=death.person_id) | Q(represented=death.person_id)
    rows = Mandate.objects.select_for_update(of=("self",)).filter(sides | also if also else sides)
    for mandate in rows.filter(state__in=OPEN).order_by("pk"):
        advance(MACHINE, mandate, "end", by=by, at=at, reason=DIED)
        death.mandates.add(mandate)
