"""Reads of applications. The first argument is always the actor: nobody reads more than the rules show."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, Model, OuterRef, Q, QuerySet

from turbota.access.actors import Actor
from turbota.access.rules import Action
from turbota.applications import mandate_permissions, permissions
from turbota.applications.guarding import ORDINARY
from turbota.applications.models import (
    Application,
    ApplicationStep,
    Assignment,
    Attachment,
    CompletionRequest,
    Confirmation,
    MissingDocument,
)
from turbota.applications.policies import WITHOUT_SEAL
from turbota.applications.states import ELECTRONIC, ENDED, HELD_BY_DECIDER, RUNNING, State
from turbota.audit.operations import record_read
from turbota.kernel.errors import Missing

PAGE = 25
FOUND = 20
JOINED = ("applicant", "mandate", "community", "decider", "holder", "taken_by", "paper", "signature")
"""What stands beside an application read by its id, unless the caller names less."""
HEAVY = (
    "signature__evidence",
    "signature__cms",
    "paper__wrapped_key",
    "paper__address",
    "taken_by__password",
)
OWN = tuple(field.name for field in Application._meta.concrete_fields)
IN_ROW = (
    "kind",
    "channel",
    "state",
    "number",
    "district",
    "guarded",
    "received_on",
    "due_on",
    "holder_id",
    "taken_by_id",
    "applicant__surname",
    "applicant__given_name",
    "applicant__patronymic",
    "applicant__birth_date",
)
"""What every queue shows of a case. Anything else costs a query a row: name it in `more`."""
WHETHER_ABSENT = {"has_absent": Exists(MissingDocument.objects.filter(application=OuterRef("pk")))}
"""Noted on an application: whether documents of it are not there."""
ANSWERED = ("answers", "form_version", "decider__short_name")


@dataclass(frozen=True)
class QueuePage:
    """One page of a queue, the nearest legal term first, and the key of the next page."""

    rows: tuple[Application, ...]
    after: str | None


def application_for(
    actor: Actor,
    application_id: uuid.UUID,
    *,
    at: datetime,
    purpose: str,
    beside: tuple[str, ...] = (),
    noting: Mapping[str, Exists] | None = None,
    action: Action = permissions.READ_APPLICATION,
) -> Application:
    """The application that the actor may read, by the `action`; the reading is logged with its purpose.

    `beside`: fields of what it points at ("community__short_name") to read with it instead of all of `JOINED`.
    `noting`: what to note on it of rows that point at it, e.g. whether there are any: see `noted`.
    Raises Missing when it is not there or is somebody else's: both look the same.
    """
    rows = action.visible(actor, Application.objects.filter(pk=application_id))
    if beside:
        rows = rows.select_related(*_relations(beside)).only(*OWN, *beside)
    else:
        rows = rows.select_related(*JOINED).defer(*HEAVY)
    found: Application | None = next(iter(rows.annotate(**(noting or {}))), None)
    if found is None:
        raise missing(action, Application, application_id)
    if actor.is_staff:
        record_read(actor=actor, subject_kind="application", subject_id=found.pk, purpose=purpose, at=at)
    return found


def noted(application: Application, name: str) -> bool:
    """False when the application was read with a note that there is no such row: then nobody needs to ask for it."""
    return bool(getattr(application, name, True))


def absent_documents(application: Application) -> list[MissingDocument]:
    """Documents that are not there, with their notes; the caller has read the application by the rules."""
    return list(application.missing_documents.all()) if noted(application, "has_absent") else []


def missing(action: Action, model: type[Model], row_id: uuid.UUID) -> Missing:
    """The same page for a foreign row and for one that never was; the audit knows which it is by the code."""
    there = model._default_manager.filter(pk=row_id).exists()
    return Missing(code=f"not_yours:{action.name}" if there else "missing")


def own_applications(actor: Actor) -> QuerySet[Application]:
    """The citizen's applications, newest first."""
    if actor.person_id is None:
        return Application.objects.none()
    return (
        Application.objects.filter(applicant_id=actor.person_id)
        .select_related("holder")
        .order_by("-created_at")
    )


def _relations(names: tuple[str, ...]) -> list[str]:
    """What the names go through: "applicant" of "applicant__surname"."""
    return sorted({name.partition("__")[0] for name in names if "__" in name})


def _after(rows: QuerySet[Application], key: str) -> QuerySet[Application]:
    """Rows behind the key "2026-03-19:uuid" in the order (due_on, id); rows without a term come last."""
    due, _, pk = key.partition(":")
    try:
        row_id = uuid.UUID(pk)
        day = date.fromisoformat(due) if due else None
    except ValueError as problem:
        raise Missing from problem
    if day is None:
        return rows.filter(due_on__isnull=True, pk__gt=row_id)
    return rows.filter(Q(due_on__gt=day) | Q(due_on=day, pk__gt=row_id) | Q(due_on__isnull=True))


def _page(rows: QuerySet[Application], after: str, more: tuple[str, ...]) -> QueuePage:
    if after:
        rows = _after(rows, after)
    shown = (*IN_ROW, *more)
    rows = rows.select_related(*_relations(shown)).only(*shown)
    found = list(rows.order_by("due_on", "pk")[: PAGE + 1])
    last = found[PAGE - 1] if len(found) > PAGE else None
    key = f"{last.due_on.isoformat() if last.due_on else ''}:{last.pk}" if last else None
    return QueuePage(rows=tuple(found[:PAGE]), after=key)


def queue(
    actor: Actor,
    *,
    states: tuple[str, ...],
    after: str = "",
    due: date | None = None,
    due_before: date | None = None,
    mine: bool = False,
    more: tuple[str, ...] = ANSWERED,
) -> QueuePage:
    """Cases that the actor's organisations hold, in the states, by the nearest term; by keyset, never by OFFSET.

    `mine`: what the actor took, and what the actor registered and nobody took since (a returned case).
    `due`: only those whose term ends on the day; `due_before`: only those whose term ended before it. `more`: what
    the rows show beside `IN_ROW`.
    """
    rows = Application.objects.filter(permissions.held(actor), state__in=states)
    if due is not None:
        rows = rows.filter(due_on=due)
    if due_before is not None:
        rows = rows.filter(due_on__lt=due_before)
    if mine:
        registered_here = Q(taken_by__isnull=True, author_id=actor.account_id)
        rows = rows.filter(Q(taken_by_id=actor.account_id) | registered_here)
    return _page(rows, after, more)


def due_days(actor: Actor, *, states: tuple[str, ...]) -> dict[date, int]:
    """How many held cases in the states have their nearest term on each day, in one query."""
    rows = Application.objects.filter(permissions.held(actor), state__in=states, due_on__isnull=False)
    return dict(rows.order_by().values_list("due_on").annotate(number=Count("pk")))


def neighbours(actor: Actor, application: Application) -> tuple[uuid.UUID | None, uuid.UUID | None]:
    """The cases before and behind this one in its queue, in one query; None at the ends or when the actor does not
    hold it. An officer of a district goes through the cases of the district alone.
    """
    if application.holder_id not in actor.organisations() or application.due_on is None:
        return None, None
    rows = Application.objects.filter(
        permissions.held(actor),
        holder_id=application.holder_id,
        state=application.state,
        due_on__isnull=False,
    ).values_list("due_on", "pk")
    due, pk = application.due_on, application.pk
    before = rows.filter(Q(due_on__lt=due) | Q(due_on=due, pk__lt=pk)).order_by("-due_on", "-pk")[:1]
    after = rows.filter(Q(due_on__gt=due) | Q(due_on=due, pk__gt=pk)).order_by("due_on", "pk")[:1]
    found = list(before.union(after))
    return (
        next((key for day, key in found if (day, key) < (due, pk)), None),
        next((key for day, key in found if (day, key) > (due, pk)), None),
    )


def community_tail(actor: Actor, *, after: str = "") -> QueuePage:
    """Cases that the actor's community took and handed over: a read-only tail."""
    rows = Application.objects.filter(
        permissions.taken(actor),
        state__in=(*HELD_BY_DECIDER, State.DECIDED, *ENDED),
    )
    return _page(rows, after, ANSWERED)


def by_number(actor: Actor, number: str) -> Application | None:
    """A case by its number among those the actor may read."""
    rows = permissions.READ_APPLICATION.visible(actor, Application.objects.filter(number=number.strip()))
    found: Application | None = rows.first()
    return found


@dataclass(frozen=True)
class Beside:
    """Another application of the same person and kind that runs: its number and office, nothing more."""

    number: str
    office: str


def running_beside(application: Application) -> list[Beside]:
    """Other applications of the applicant for the same assistance that still run, at any office; one query.

    The caller has read the application by the rules. Of the others only the number and the office are told, of guarded
    ones nothing.
    """
    if application.applicant_id is None:
        return []
    rows = Application.objects.filter(
        ORDINARY, applicant=application.applicant_id, kind=application.kind, state__in=RUNNING
    ).exclude(pk=application.pk)
    shown = rows.order_by("received_on", "pk").values_list(
        "number", "holder__short_name", "decider__short_name"
    )
    return [Beside(number or "", holder or decider or "") for number, holder, decider in shown]


def followed(actor: Actor, number: str, *, at: datetime, purpose: str) -> Application:
    """A case by its number that another information system may follow; the reading is logged with its purpose.

    Raises Missing when it is not there or is not the system's to follow: both look the same.
    """
    rows = permissions.FOLLOW.visible(actor, Application.objects.filter(number=number))
    found: Application | None = rows.select_related("holder", "signature").defer(*HEAVY[:2]).first()
    if found is None:
        raise Missing("Такої заяви немає.", code="missing")
    record_read(actor=actor, subject_kind="application", subject_id=found.pk, purpose=purpose, at=at)
    return found


def steps_of(application: Application) -> list[ApplicationStep]:
    """The path so far, oldest first. The caller has already read the application by the rules."""
    return list(application.steps.order_by("at", "pk"))


def hands_of(application: Application) -> list[Assignment]:
    """Whose hands the case was in, oldest first; the caller has read the application by the rules."""
    rows = application.assignments.select_related("account", "by")
    return list(
        rows.only("since", "until", "why", "ended_why", "account__name", "by__name").order_by("since", "pk")
    )


def requests_of(application: Application) -> list[CompletionRequest]:
    """What the applicant was asked to add and what was answered, oldest first; the caller has read the application."""
    return list(application.requests.select_related("asked_by").order_by("asked_at", "pk"))


def attachment_for(actor: Actor, attachment_id: uuid.UUID) -> Attachment:
    """A document whose application the actor may read, or whose draft he helps to fill. Raises Missing."""
    found = Attachment.objects.select_related("file", "application", "seal").filter(pk=attachment_id).first()
    if found is None:
        raise Missing
    readers = (permissions.READ_APPLICATION, mandate_permissions.READ_HELPED)
    if not any(action.can(actor, found.application) for action in readers):
        raise Missing(code=f"not_yours:{permissions.READ_APPLICATION.name}")
    return found


def unsealed(actor: Actor) -> QuerySet[Attachment]:
    """Copies that wait for the community's seal."""
    scope = permissions.SEAL.scope(actor)
    if scope is None:
        return Attachment.objects.none()
    cases = Application.objects.filter(scope, number__isnull=False).values("pk")
    return (
        Attachment.objects.filter(WITHOUT_SEAL, application__in=cases, removed_at__isnull=True)
        .select_related("file", "application")
        .order_by("added_at", "pk")
    )


def confirmation_of(application: Application) -> Confirmation | None:
    """The last confirmation without a key of an application that the caller has read; None when there is none."""
    rows = application.confirmations.select_related("identification", "evidence")
    return rows.order_by("-at", "-pk").first()


def standing_confirmation(application: Application) -> Confirmation | None:
    """The confirmation on which an electronic application stands; None when it stands on a signature or on paper."""
    unsigned = application.signature_id is None and application.channel in ELECTRONIC
    return confirmation_of(application) if unsigned else None
