"""Reads of cases of people for whom somebody acts, and of the mandates under which cases were sent."""

import uuid
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from turbota.access.actors import Actor
from turbota.access.models import Post, Role
from turbota.applications import mandate_permissions, permissions
from turbota.applications.models import Application, CompletionRequest
from turbota.applications.policies import PAPER_ON_ITS_WAY
from turbota.applications.queries import missing
from turbota.applications.states import ENDED, State
from turbota.messages.models import Message
from turbota.messages.queries import letters_to_hand_out
from turbota.people.mandates import ever_confirmed
from turbota.people.models import Mandate
from turbota.people.states import MandateState


def represented_applications(actor: Actor) -> QuerySet[Application]:
    """Applications of people for whom the actor acts, as far as the mandates in force today open them, newest first."""
    rows: QuerySet[Application] = permissions.READ_REPRESENTED.visible(actor, Application.objects.all())
    return rows.select_related("holder", "applicant", "mandate").order_by("-created_at")


def mandates_waiting(actor: Actor) -> QuerySet[Mandate]:
    """Claimed mandates of the cases that the actor's office holds, the longest waiting first."""
    rows = mandate_permissions.CONFIRM_MANDATE.visible(
        actor, Mandate.objects.filter(state=MandateState.CLAIMED)
    )
    return _with_people(rows).order_by("claimed_at", "pk")


def letters_in_hands(actor: Actor) -> QuerySet[Message]:
    """Letters about mandates that the actor prints and gives to people without a cabinet, oldest first.

    An officer of one district has only those about its cases and about people whom its officers help.
    """
    rows = letters_to_hand_out(actor)
    for office in actor.organisations():
        takes = [p for p in actor.posts if p.organisation_id == office and p.role == Role.COMMUNITY_OFFICER]
        districts = [post.district for post in takes]
        if not districts or "" in districts:
            continue
        posts = Post.objects.filter(organisation=office, district__in=districts)
        helped = Mandate.objects.filter(pk=OuterRef("subject_id"), helper__in=posts.values("account_id"))
        cases = Application.objects.filter(mandate=OuterRef("subject_id"), district__in=districts)
        rows = rows.filter(~Q(organisation=office) | Exists(cases) | Exists(helped))
    return rows


def mandate_read(actor: Actor, mandate_id: uuid.UUID) -> Mandate:
    """One mandate of a case that the actor may read. Raises Missing."""
    rows = mandate_permissions.READ_MANDATE.visible(actor, Mandate.objects.filter(pk=mandate_id))
    found = _with_people(rows).first()
    if found is None:
        raise missing(mandate_permissions.READ_MANDATE, Mandate, mandate_id)
    return found


def helped_drafts(actor: Actor) -> QuerySet[Application]:
    """Drafts of people whom the actor helps today, the newest first."""
    rows: QuerySet[Application] = mandate_permissions.READ_HELPED.visible(actor, Application.objects.all())
    return rows.select_related("applicant", "mandate").order_by("-created_at", "-pk")


def _with_people(rows: QuerySet[Mandate]) -> QuerySet[Mandate]:
    return rows.select_related("representative", "represented", "evidence", "helper", "office")


def mandates_to_take(mandates: Iterable[Mandate]) -> set[uuid.UUID]:
    """Those, of mandates about a person, under which there is a case that she may take over."""
    found = list(mandates)
    unconfirmed = [row.pk for row in found if not ever_confirmed(row)]
    to_sign = CompletionRequest.objects.open().filter(kind=CompletionRequest.Kind.SIGNATURE)
    wanted = Q(mandate__in=unconfirmed) | Q(state=State.DRAFT) | Q(pk__in=to_sign.values("application_id"))
    rows = Application.objects.filter(wanted, mandate__in=found).exclude(PAPER_ON_ITS_WAY)
    return set(rows.exclude(state__in=(State.DECIDED, *ENDED)).values_list("mandate_id", flat=True))


def cases_of_mandate(actor: Actor, mandate: Mandate) -> QuerySet[Application]:
    """Cases under the mandate that the actor may read, the newest first."""
    rows: QuerySet[Application] = permissions.READ_APPLICATION.visible(
        actor, Application.objects.filter(mandate=mandate, number__isnull=False)
    )
    return rows.order_by("-registered_at", "-pk")
