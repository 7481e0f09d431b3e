"""Reads of cases. The first argument is always the actor: nobody reads more than the rules show."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from turbota.access.actors import Actor
from turbota.access.rules import Action
from turbota.applications.queries import missing
from turbota.audit.operations import record_read
from turbota.casework import permissions
from turbota.casework.models import Case
from turbota.kernel.errors import Missing

PAGE = 25
SUBJECT = "case"
BESIDE = (
    "main_person__surname",
    "main_person__given_name",
    "main_person__patronymic",
    "main_person__birth_date",
    "unit__name",
    "unit__short_name",
    "unit__kind",
    "post__role",
    "post__title",
    "post__account__name",
)
"""What the pages of a case show of what it points at."""
OWN = tuple(field.name for field in Case._meta.concrete_fields)
IN_ROW = (
    "number",
    "kind",
    "state",
    "sensitivity",
    "complexity",
    "opened_at",
    "changed_at",
    "post_id",
    "unit_id",
    "main_person__surname",
    "main_person__given_name",
    "main_person__patronymic",
    "main_person__birth_date",
    "post__account__name",
)


@dataclass(frozen=True)
class CasesPage:
    """One page of a queue of cases, the last changed first, and the key of the next page."""

    rows: tuple[Case, ...]
    after: str | None


def case_for(
    actor: Actor,
    case_id: uuid.UUID,
    *,
    at: datetime,
    purpose: str,
    action: Action = permissions.READ_CASE,
) -> Case:
    """The case that the actor may read, by the `action`; the reading is logged with its purpose.

    Raises Missing when it is not there or is somebody else's: both look the same.
    """
    rows = action.visible(actor, Case.objects.filter(pk=case_id)).select_related(*_relations(BESIDE))
    found: Case | None = rows.only(*OWN, *BESIDE).first()
    if found is None:
        raise missing(action, Case, case_id)
    record_read(actor=actor, subject_kind=SUBJECT, subject_id=found.pk, purpose=purpose, at=at)
    return found


def managed(actor: Actor) -> QuerySet[Case]:
    """Cases in work that the actor manages, by an own post or as a deputy."""
    rows: QuerySet[Case] = permissions.KEEP_CASE.visible(actor, Case.objects.filter(closed_at__isnull=True))
    return rows


def supervised(actor: Actor) -> QuerySet[Case]:
    """Cases in work of the units that the actor supervises."""
    rows: QuerySet[Case] = permissions.ASSIGN.visible(actor, Case.objects.filter(closed_at__isnull=True))
    return rows


def page_of(rows: QuerySet[Case], *, after: str = "") -> CasesPage:
    """One page of cases the caller has scoped, the last changed first; by keyset, never by OFFSET."""
    if after:
        rows = rows.filter(_after(after))
    rows = rows.select_related(*_relations(IN_ROW)).only(*IN_ROW).order_by("-changed_at", "-pk")
    found = list(rows[: PAGE + 1])
    last = found[PAGE - 1] if len(found) > PAGE else None
    key = f"{last.changed_at.isoformat()}~{last.pk}" if last else None
    return CasesPage(rows=tuple(found[:PAGE]), after=key)


def _after(key: str) -> Q:
    """Rows behind the key "moment~uuid" in the order (changed_at, id), the newest first."""
    moment, _, pk = key.partition("~")
    try:
        at, row_id = datetime.fromisoformat(moment), uuid.UUID(pk)
    except ValueError as problem:
        raise Missing from problem
    if at.tzinfo is None:
        raise Missing
    return Q(changed_at__lt=at) | Q(changed_at=at, pk__lt=row_id)


def _relations(names: tuple[str, ...]) -> list[str]:
    """What the names go through: "main_person" of "main_person__surname"."""
    return sorted({name.rpartition("__")[0] for name in names if "__" in name})
