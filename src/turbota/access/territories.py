"""Which territory a body may have: inside that of the body above it, and of nobody of the same kind."""

from turbota.access.models import Organisation
from turbota.kernel.errors import BadInput
from turbota.places import queries as places
from turbota.places.models import Place

BY_WHOM = "Територію визначає адміністратор організації, якій підпорядкована ця. Зверніться до нього."


def territory(body: Organisation, code: str) -> Place | None:
    """The place with the code for the body; None for an empty one: whoever kept another's territory would get its reports.

    Raises BadInput for a code of no place in force, one outside the territory above, or one that another body has.
    """
    if not code:
        return None
    place = places.place(code)
    if place is None or place.valid_until is not None:
        raise BadInput({"town": "Виберіть територію зі списку."})
    above = _above(body)
    if above is not None and above.pk not in place.chain:
        raise BadInput({"town": f"Ця територія лежить поза межами: {above.words}. Виберіть іншу."})
    taken = Organisation.objects.filter(place=place, kind=body.kind, until__isnull=True).exclude(pk=body.pk)
    if taken.exists():
        raise BadInput(
            {"town": "Ця територія вже має таку організацію. Перевірте назву або зверніться вище."}
        )
    return place


def _above(body: Organisation) -> Place | None:
    """The nearest territory over the body in the tree."""
    parent = body.parent
    while parent is not None and parent.place is None:
        parent = parent.parent
    return parent.place if parent is not None else None
