"""The path of a case as data: a table of verbs, and the one function that changes a state.

A package declares its machine in `states.py` and its step table as a subclass of `StepBase`.
`advance()` locks the row, checks the verb against the table, writes the state and an immutable step row,
and plans the jobs that the wiring lists for (subject, verb).
"""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.db import models

from turbota.kernel import clock, planning
from turbota.kernel.errors import Conflict
from turbota.kernel.identifiers import new_id
from turbota.kernel.ready import insert, save


@dataclass(frozen=True)
class Transition:
    """One verb: from which states it may be done and to which state it leads."""

    verb: str
    sources: frozenset[str]
    target: str
    title: str


@dataclass(frozen=True)
class Machine:
    """All verbs of one subject, e.g. "application". `owners`: state → who has to act in it."""

    subject: str
    initial: str
    transitions: tuple[Transition, ...]
    owners: Mapping[str, str]
    titles: Mapping[str, str]

    def transition(self, verb: str) -> Transition:
        """The transition of a verb; KeyError when the table has no such verb."""
        return {item.verb: item for item in self.transitions}[verb]

    def may(self, verb: str, state: str) -> bool:
        """Whether the verb is possible in the state."""
        return state in self.transition(verb).sources

    def verbs(self, state: str) -> tuple[str, ...]:
        """All verbs possible in the state, in the order of the table."""
        return tuple(item.verb for item in self.transitions if state in item.sources)


def transition(verb: str, sources: Iterable[str], target: str, title: str) -> Transition:
    """A row of the table, written shortly."""
    return Transition(verb=verb, sources=frozenset(sources), target=target, title=title)


class StepBase(models.Model):
    """An immutable row: who moved the subject, when, from where to where, and why.

    `seen_by_person` says whether the step stands on the person's own timeline.
    Subclasses add the foreign key `subject` and forbid UPDATE and DELETE in the database.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    verb = models.CharField(max_length=40)
    source = models.CharField(max_length=40)
    target = models.CharField(max_length=40)
    at = models.DateTimeField()
    by_account = models.UUIDField(null=True)
    by_name = models.CharField(max_length=200, blank=True)
    by_organisation = models.CharField(max_length=300, blank=True)
    reason = models.TextField(blank=True)
    signature_id = models.UUIDField(null=True)

    class Meta:
        abstract = True


class Mover(Protocol):
    """Who moves: an account at work or at home, or the system."""

    @property
    def account_id(self) -> uuid.UUID | None: ...
    @property
    def name(self) -> str: ...
    @property
    def organisation_name(self) -> str: ...


def advance(
    machine: Machine,
    subject: Any,
    verb: str,
    *,
    by: Mover,
    at: datetime,
    reason: str = "",
    signature_id: uuid.UUID | None = None,
    changed: Iterable[str] = (),
) -> Any:
    """Move `subject` by `verb` and return its step row. Must run in a transaction with the row locked.

    The step stands after everything before it, even when the clock went back: `at` is the earliest moment it may have.
    `changed`: names of other fields set on the subject by the operation, saved together with the state.
    Raises Conflict when the state does not allow the verb (somebody was faster, or the page is stale).
    """
    row = machine.transition(verb)
    source = subject.state
    if source not in row.sources:
        raise Conflict(
            f"Цю дію вже не можна виконати: зараз стан «{machine.titles[source]}». Оновіть сторінку й перевірте.",
            code="state_does_not_allow",
        )
    if hasattr(subject, "changed_at"):
        at = subject.changed_at = clock.not_before(subject.changed_at, at)
        changed = [*changed, "changed_at"]
    else:
        at = clock.not_before(subject.steps.aggregate(last=models.Max("at"))["last"], at)
    subject.state = row.target
    subject.version += 1
    save(subject, ["state", "version", *changed])
    step = subject.steps.model(
        subject=subject,
        verb=verb,
        source=source,
        target=row.target,
        at=at,
        by_account=by.account_id,
        by_name=by.name,
        by_organisation=by.organisation_name,
        reason=reason,
        signature_id=signature_id,
    )
    insert([step])
    planning.after_step(machine.subject, verb, subject.pk, step.pk)
    return step
