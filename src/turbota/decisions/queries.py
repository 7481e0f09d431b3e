"""Reads of decisions."""

import uuid
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from turbota.access.actors import Actor
from turbota.access.models import Role
from turbota.applications.models import Application
from turbota.applications.queries import noted
from turbota.decisions import permissions
from turbota.decisions.models import Correction, Decision, DecisionStep
from turbota.decisions.states import State
from turbota.kernel.errors import Missing

WHETHER_DECIDED = {
    "has_decision": Exists(Decision.objects.filter(application=OuterRef("pk"))),
    "has_corrections": Exists(Correction.objects.filter(application=OuterRef("pk"))),
}
"""Noted on an application: whether a decision on it and corrections of its answers are there."""
OWN = tuple(field.name for field in Decision._meta.concrete_fields)
SIGNED_BY = (
    "specialist__name",
    "head__name",
    "specialist_signature__state",
    "specialist_signature__signed_at",
    "head_signature__state",
    "head_signature__signed_at",
)
"""What a page of a case shows of the two signatures."""


def decision_of(actor: Actor, application_id: uuid.UUID) -> Decision | None:
    """The decision of an application that the actor may read; a citizen and a community see only an approved one."""
    rows = permissions.READ_DECISION.visible(actor, Decision.objects.filter(application_id=application_id))
    people = ("specialist", "head", "specialist_signature", "head_signature")
    whole = rows.select_related("application", "organisation", "paper", "sheet", *people)
    return _first(whole.defer("specialist_signature__evidence", "head_signature__evidence"), actor)


def decision_seen(actor: Actor, application: Application) -> Decision | None:
    """The same for an application that the caller has already read by the rules: whoever reads an application reads
    its decision, so the rules are not asked again. Papers are read where they are served.
    """
    if not noted(application, "has_decision"):
        return None
    relations = {name.partition("__")[0] for name in SIGNED_BY}
    rows = Decision.objects.filter(application_id=application.pk).select_related(*sorted(relations))
    found = _first(rows.only(*OWN, *SIGNED_BY), actor)
    if found is not None:
        found.application = application
    return found


def _first(rows: QuerySet[Decision], actor: Actor) -> Decision | None:
    if not actor.holds(Role.SPECIALIST, Role.HEAD):
        rows = rows.filter(state=State.APPROVED)
    back = DecisionStep.objects.filter(subject=OuterRef("pk"), verb="send_back").order_by("-at", "-pk")
    return next(iter(rows.annotate(back_reason=Subquery(back.values("reason")[:1]))), None)


def decision_for(actor: Actor, application_id: uuid.UUID) -> Decision:
    """The same; raises Missing."""
    found = decision_of(actor, application_id)
    if found is None:
        raise Missing
    return found


def states_of_many(application_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """The state of the decision of each application that has one, for cases the caller may already see; one query."""
    rows = Decision.objects.filter(application_id__in=list(application_ids))
    return dict(rows.values_list("application_id", "state"))


def last_reason(decision: Decision) -> str:
    """Why the head sent the decision back the last time, as `decision_of` read it; empty when that never happened."""
    return str(getattr(decision, "back_reason", None) or "")


def to_sign(actor: Actor) -> QuerySet[Decision]:
    """Decisions that wait for the head's signature, the oldest first."""
    rows: QuerySet[Decision] = permissions.APPROVE.visible(
        actor, Decision.objects.filter(state=State.PROPOSED)
    )
    return rows.select_related("application", "application__applicant", "specialist").order_by(
        "proposed_at", "pk"
    )
