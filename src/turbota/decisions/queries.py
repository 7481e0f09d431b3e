"""Reads of decisions."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet, Subquery, Value

from turbota.access.actors import Actor
from turbota.access.models import Role
from turbota.applications.models import Application
from turbota.applications.queries import noted
from turbota.applications.states import State as ApplicationState
from turbota.decisions import permissions
from turbota.decisions.models import Annulment, AnnulmentStep, Correction, Decision, DecisionStep
from turbota.decisions.states import ANNULMENT_MACHINE, MACHINE, AnnulmentState, State
from turbota.kernel.errors import Missing
from turbota.messages.models import Message
from turbota.messages.states import TO_PERSON

TOLD = ("decision_granted", "decision_refused", "decision_not_assigned")
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
ANNULLED_BY = ("annulment__state", "annulment__reason", "annulment__approved_at")
"""What the mark «скасовано» shows."""


def decision_of(actor: Actor, application_id: uuid.UUID) -> Decision | None:
    """The last decision of an application that the actor may read; a citizen and a community see only an approved one.

    It may be annulled: `annulment_of` says so.
    """
    rows = permissions.READ_DECISION.visible(actor, Decision.objects.filter(application_id=application_id))
    people = ("specialist", "head", "specialist_signature", "head_signature")
    whole = rows.select_related("application", "organisation", "paper", "sheet", "told_sheet", *people)
    whole = whole.select_related("annulment")
    return _first(whole.defer("specialist_signature__evidence", "head_signature__evidence"), actor)


def decision_seen(actor: Actor, application: Application) -> Decision | None:
    """The same for an application that the caller has already read by the rules: whoever reads an application reads
    its decision, so the rules are not asked again. Papers are read where they are served. An annulled decision is
    not among what is worked with: `annulled_of` has it.
    """
    return decisions_seen(actor, application)[0]


def decisions_seen(actor: Actor, application: Application) -> tuple[Decision | None, list[Annulment]]:
    """The decision that is worked with or stands, as `decision_seen`, and annulments of those before; one query."""
    if not noted(application, "has_decision"):
        return None, []
    relations = {name.partition("__")[0] for name in (*SIGNED_BY, *ANNULLED_BY)}
    rows = Decision.objects.filter(application_id=application.pk).select_related(*sorted(relations))
    live: Decision | None = None
    annulled = []
    for row in _with_reason(rows.only(*OWN, *SIGNED_BY, *ANNULLED_BY)):
        row.application = application
        mark = annulment_of(row)
        if mark is not None:
            annulled.append(mark)
        elif actor.holds(Role.SPECIALIST, Role.HEAD) or row.state == State.APPROVED:
            live = row
    return live, annulled


def _first(rows: QuerySet[Decision], actor: Actor) -> Decision | None:
    if not actor.holds(Role.SPECIALIST, Role.HEAD):
        rows = rows.filter(state=State.APPROVED)
    return next(iter(_with_reason(rows).order_by("-sequence")[:1]), None)


def _with_reason(rows: QuerySet[Decision]) -> QuerySet[Decision]:
    back = DecisionStep.objects.filter(subject=OuterRef("pk"), verb="send_back").order_by("-at", "-pk")
    return rows.annotate(back_reason=Subquery(back.values("reason")[:1])).order_by("sequence")


def annulment_of(decision: Decision) -> Annulment | None:
    """The annulment that ended the decision; None while it stands."""
    found: Annulment | None = getattr(decision, "annulment", None)
    return found if found is not None and found.state == AnnulmentState.APPROVED else None


def annulled_of(application: Application) -> list[Annulment]:
    """Annulments of decisions of a case that the caller has read, oldest first: what was wrong stays visible."""
    rows = Annulment.objects.filter(decision__application=application, state=AnnulmentState.APPROVED)
    people = ("decision", "paper", "document", "specialist", "head")
    return list(rows.select_related(*people).order_by("approved_at", "pk"))


def annulment_for(actor: Actor, application: Application) -> Annulment | None:
    """The annulment that is on its way for the decision of a case that the caller has read; None when there is none."""
    rows = Annulment.objects.filter(decision__application=application).exclude(state=AnnulmentState.APPROVED)
    people = ("specialist", "head", "specialist_signature", "head_signature", "paper", "document", "decision")
    return rows.select_related(*people).first() if actor.holds(Role.SPECIALIST, Role.HEAD) else None


def steps_of_decisions(application: Application) -> list[DecisionStep]:
    """Steps of all decisions of a case and of their annulments, oldest first; `machine` of each says of which. One query.

    The caller has read the case by the rules.
    """
    decisions = DecisionStep.objects.filter(subject__application=application)
    annulments = AnnulmentStep.objects.filter(subject__decision__application=application)
    both = decisions.annotate(machine=Value(MACHINE.subject)).union(
        annulments.annotate(machine=Value(ANNULMENT_MACHINE.subject))
    )
    return list(both.order_by("at", "id"))


def standing_for(actor: Actor, application: Application) -> Decision | None:
    """The approved decision of a decided case that may be annulled; None when there is none."""
    rows = Decision.objects.standing().filter(application=application, state=State.APPROVED)
    return rows.first() if actor.holds(Role.SPECIALIST, Role.HEAD) else None


def annulments_to_sign(actor: Actor) -> QuerySet[Annulment]:
    """Annulments that wait for the head's signature, the oldest first."""
    rows: QuerySet[Annulment] = permissions.APPROVE_ANNULMENT.visible(
        actor, Annulment.objects.filter(state=AnnulmentState.PROPOSED)
    )
    return rows.select_related("decision__application__applicant", "specialist").order_by("proposed_at", "pk")


def decision_for(actor: Actor, application_id: uuid.UUID) -> Decision:
    """The same; raises Missing."""
    found = decision_of(actor, application_id)
    if found is None:
        raise Missing
    return found


def states_of_many(application_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """The state of the decision of each application that has one, for cases the caller may already see; one query."""
    rows = Decision.objects.standing().filter(application_id__in=list(application_ids))
    return dict(rows.values_list("application_id", "state"))


def told_outcome(application: Application) -> str | None:
    """What was decided, once the person has been told (R217); an annulled decision says nothing any more.

    The caller has read the application by the rules.
    """
    if application.state != ApplicationState.DECIDED:
        return None
    rows = Decision.objects.standing().filter(application_id=application.pk, state=State.APPROVED)
    found = rows.first()
    if found is None or found.approved_at is None or not was_told(application.pk, found.approved_at):
        return None
    return found.outcome


def was_told(application_id: uuid.UUID, since: datetime) -> bool:
    """Whether the person has been told a decision of the application that was made then."""
    told = Message.objects.filter(
        subject_kind="application",
        subject_id=application_id,
        kind__in=TOLD,
        direction=TO_PERSON,
        created_at__gte=since,
    )
    return told.exists()


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
