"""Terms of guarded applications are in no list and no count of those who may not read them."""

from django.db.models import Q

from turbota.access.actors import Actor
from turbota.applications.models import Application
from turbota.applications.operations.locking import SUBJECT
from turbota.applications.permissions import READ_APPLICATION
from turbota.deadlines.queries import KEPT


def hidden_terms(actor: Actor) -> Q:
    """Clocks of guarded applications that the actor may not read."""
    guarded = Application.objects.filter(guarded=True)
    readable = READ_APPLICATION.visible(actor, guarded)
    hidden = guarded.exclude(pk__in=readable.values("pk"))
    return Q(subject_kind=SUBJECT, subject_id__in=hidden.values("pk"))


KEPT.append(hidden_terms)
