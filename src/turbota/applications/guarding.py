"""Guarded applications: those that tell of violence, of a child in danger, or of a protected address.

An ordinary application is seen by everybody of its office. A guarded one is seen by who works on it and by who gives it
out: the supervisor of the office, where it has none its head. Upper packages add who else knows of it (`CONFIDED`): who
signs its decision, who reads its case. For anybody else of the office it is not there.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from turbota.access.actors import Actor
from turbota.access.models import Organisation, OrganisationKind, Post, Role
from turbota.access.queries import in_force
from turbota.applications.models import Application, Assignment, Holding
from turbota.assistance.asking import need

CONFIDED: list[Callable[[Actor], Q]] = []
"""Who else knows of a guarded application; an upper package adds a function when it is loaded."""
ORDINARY = Q(guarded=False)


def tells(answers: Mapping[str, Any]) -> bool:
    """Whether the answers alone make an application guarded."""
    return need.danger_of(answers) != ""


def guard(application: Application) -> None:
    """Guard the application when its answers ask for it. The row is locked; nothing is ever opened again here."""
    if not application.guarded and tells(application.answers):
        set_guarded([application], True)


def set_guarded(applications: list[Application], guarded: bool) -> None:
    """Guard the locked applications, or open those whose answers tell of nothing."""
    for application in applications:
        application.guarded = guarded or tells(application.answers)
        Application.objects.filter(pk=application.pk).update(guarded=application.guarded)


def gives_out(actor: Actor) -> Q:
    """Guarded applications held where the actor decides who works on them: the supervisor, where there is none the head."""
    if actor.today is None:
        return Q(pk__in=[])
    supervised, headed = actor.organisations(Role.SUPERVISOR), actor.organisations(Role.HEAD)
    found = Q(guarded=True, holder_id__in=list(supervised))
    if not headed:
        return found
    supervisors = Post.objects.filter(
        in_force(actor.today), organisation=OuterRef("pk"), role=Role.SUPERVISOR, account__is_active=True
    )
    own = Q(pk__in=list(headed)) | Q(parent_id__in=list(headed), kind=OrganisationKind.SERVICE_CENTRE)
    offices = Organisation.objects.filter(own, ~Exists(supervisors))
    return found | Q(guarded=True, holder__in=offices.values("pk"))


def given_out(actor: Actor) -> Q | None:
    """Guarded applications that a unit of the actor as a supervisor has or had: to give them out, and to read them."""
    units = list(actor.organisations(Role.SUPERVISOR))
    had = Holding.objects.filter(organisation_id__in=units, application__guarded=True)
    return Q(guarded=True, pk__in=had.values("application_id")) if units else None


def to_give_out(actor: Actor) -> QuerySet[Application]:
    """Guarded applications that a unit of the actor as a supervisor holds, those that nobody works on first."""
    units = list(actor.organisations(Role.SUPERVISOR))
    rows = Application.objects.filter(guarded=True, holder_id__in=units).select_related(
        "applicant", "taken_by"
    )
    return rows.order_by(F("taken_by").desc(nulls_first=True), "due_on", "pk")


def open_to(actor: Actor) -> Q:
    """Applications of a deciding body that are not kept from the actor: every ordinary one, and the guarded ones known."""
    known = ORDINARY | gives_out(actor)
    if actor.account_id is not None:  # without it the row would be one that nobody has taken
        known |= Q(taken_by_id=actor.account_id)
    for ask in CONFIDED:
        known |= Q(guarded=True) & ask(actor)
    return known


def open_at_counter(actor: Actor) -> Q:
    """The same at a counter: a guarded one is seen by who registered it and by whoever it was given to there."""
    if actor.account_id is None:
        return ORDINARY
    hands = Assignment.objects.filter(account_id=actor.account_id, application__guarded=True)
    own = Q(author_id=actor.account_id) | Q(guarded=True, pk__in=hands.values("application_id"))
    return ORDINARY | Q(taken_by_id=actor.account_id) | own | gives_out(actor)
