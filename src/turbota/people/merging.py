"""What a merged person had goes to the person we know: mandates on either side, and a recorded death."""

from datetime import datetime

from django.db.models import Q

from turbota.access.actors import SYSTEM
from turbota.kernel.workflow import advance
from turbota.people.ending import end_by_death
from turbota.people.models import Death, Mandate, Person
from turbota.people.states import MACHINE, OPEN, MandateState

SAME_PERSON = "Встановлено, що це та сама людина."


def move_death(*, newcomer: Person, known: Person, at: datetime) -> None:
    """A death recorded of the merged row is the known person's, unless one is recorded of her already.

    Her mandates end by it like those of the merged row. The merged row itself is nobody any more.
    """
    for one in (newcomer, known):  # locked by the caller, and read perhaps before that
        one.refresh_from_db(fields=["died_on", "death_document", "death_evidence"])
    if newcomer.died_on and not known.died_on:
        known.died_on, known.death_document = newcomer.died_on, newcomer.death_document
        known.death_evidence = newcomer.death_evidence
        known.save(update_fields=["died_on", "death_document", "death_evidence"])
        moved = Death.objects.select_for_update(of=("self",)).filter(person=newcomer, undone_at__isnull=True)
        for death in moved:
            death.person = known
            death.save(update_fields=["person"])
            end_by_death(death, by=SYSTEM, at=at)


def move_mandates(*, newcomer: Person, known: Person, at: datetime) -> None:
    """Mandates of the merged row are of the known person from now on.

    One between the two, or one that the known person has already, ends: a person does not act for herself, nor twice.
    """
    sides = Q(representative=newcomer) | Q(represented=newcomer)
    for mandate in Mandate.objects.select_for_update(of=("self",)).filter(sides).order_by("pk"):
        sides_now = {
            name: known.pk if getattr(mandate, name) == newcomer.pk else getattr(mandate, name)
            for name in ("representative_id", "represented_id")
        }
        if sides_now["representative_id"] == sides_now["represented_id"]:
            if mandate.state in OPEN:
                advance(MACHINE, mandate, "end", by=SYSTEM, at=at, reason=SAME_PERSON)
            continue
        others = Mandate.objects.filter(kind=mandate.kind).exclude(pk=mandate.pk)
        told_twice = Q(
            representative=sides_now["representative_id"],
            helper=mandate.helper_id,
            key=mandate.key,
            state__in=OPEN,
        )
        if mandate.is_help:
            told_twice &= Q(kinds=mandate.kinds)
        if mandate.state == MandateState.CONFIRMED:
            told_twice |= Q(**sides_now, state=MandateState.CONFIRMED)
        if mandate.state in OPEN and others.filter(told_twice).exists():
            advance(MACHINE, mandate, "end", by=SYSTEM, at=at, reason=SAME_PERSON)
        Mandate.objects.filter(pk=mandate.pk).update(**sides_now)
