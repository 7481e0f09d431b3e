"""Where a case is by the codifier, and which providers work there."""

import uuid
from dataclasses import dataclass, replace

from turbota.access.models import Organisation
from turbota.casework.models import Case
from turbota.kernel.errors import BadInput
from turbota.places import queries as places
from turbota.places.models import Place


@dataclass(frozen=True)
class Whereabouts:
    """Where a provider has to work: the community of the case, and the place by the codifier when one is known."""

    community_id: uuid.UUID | None
    place: Place | None


def locality(code: str) -> Place | None:
    """The place with the code, None for an empty one. Raises BadInput for a code of no place."""
    found = places.place(code)
    if code and found is None:
        raise BadInput({"town": "Виберіть місце зі списку або опишіть його словами."})
    return found


def whereabouts(case: Case) -> Whereabouts:
    """Where a provider has to work to come to the people of the case: their place, else the territory of the unit.

    A case that is sensitive, or whose address is protected, is looked at by the territory of its unit alone: which
    providers of single villages are offered would tell where its people live.
    """
    hidden = case.sensitive or case.address_protected
    whole = of_unit(case.unit)
    return replace(whole, place=case.locality) if case.locality_id and not hidden else whole


def of_unit(unit: Organisation) -> Whereabouts:
    """The same for a whole unit: its territory, or that of the community above it."""
    above = unit.parent
    return Whereabouts(unit.parent_id, unit.place or (above.place if above else None))
