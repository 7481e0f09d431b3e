"""What is still missing in many cases at once, for queues: the number of queries does not grow with the rows."""

import hashlib
import json
import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import BooleanField, ExpressionWrapper

from turbota.applications.models import Application, ApplicationStep, Attachment, MissingDocument
from turbota.applications.policies import (
    FORMING,
    SIGNED_APPLICATION,
    WITHOUT_SEAL,
    form_of,
    law_day,
    needed,
)
from turbota.applications.states import State
from turbota.assistance import forms

RETURNS = ("return_from_control", "return_to_community")
MOST_REMEMBERED = 50_000
_remembered: dict[bytes, int] = {}
"""How many answers were missing or wrong, by a digest of everything that it depends on: no answer itself is kept."""


@dataclass(frozen=True)
class Return:
    """Why a case came back to the officer, who returned it and where that person works.

    `by_control`: the own control of the community returned it, else the deciding body.
    """

    reason: str
    by_name: str
    by_organisation: str
    by_control: bool


@dataclass(frozen=True)
class Standing:
    """How far a case is: answers to give or mend, titles of documents without a copy or a reason, copies to seal.

    `unsigned`: the paper signed by the applicant is not scanned yet. `returned` is the last return, if it is being mended.
    """

    unanswered: int = 0
    lacking: tuple[str, ...] = ()
    unsigned: bool = False
    unsealed: int = 0
    returned: Return | None = None

    @property
    def whole(self) -> bool:
        """Whether the case can be finished."""
        return not (self.unanswered or self.lacking or self.unsigned or self.unsealed)


def standing_of_many(rows: Sequence[Application], today: date) -> dict[uuid.UUID, Standing]:
    """How far each case is, for cases that the caller may already see. Three queries at most.

    Only cases that the community forms or mends are looked into; of the others only copies to seal are counted.
    """
    ids = [row.pk for row in rows]
    if not ids:
        return {}
    copies = _copies(ids)
    forming = [row for row in rows if row.state in FORMING]
    explained = _explained([row.pk for row in forming])
    returned = last_returns([row.pk for row in rows if row.state == State.MENDING])
    return {
        row.pk: _standing(row, copies[row.pk], explained[row.pk], returned.get(row.pk), today) for row in rows
    }


def _copies(ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[tuple[str, bool]]]:
    """The live copies of each case: the code of the document, and whether the copy waits for the seal."""
    found: dict[uuid.UUID, list[tuple[str, bool]]] = defaultdict(list)
    waiting = ExpressionWrapper(WITHOUT_SEAL, output_field=BooleanField())
    rows = Attachment.objects.filter(application_id__in=ids, removed_at__isnull=True).annotate(
        waiting=waiting
    )
    for application_id, code, unsealed in rows.values_list("application_id", "document_code", "waiting"):
        found[application_id].append((code, unsealed))
    return found


def last_returns(ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Return]:
    """The last return of each case, by control or by the deciding body, in one query."""
    if not ids:
        return {}
    steps = ApplicationStep.objects.filter(subject_id__in=ids, verb__in=RETURNS).order_by("at", "pk")
    return {step.subject_id: _return(step) for step in steps}


def _return(step: ApplicationStep) -> Return:
    return Return(step.reason, step.by_name, step.by_organisation, step.verb == RETURNS[0])


def _explained(ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, set[str]]:
    found: dict[uuid.UUID, set[str]] = defaultdict(set)
    if ids:
        rows = MissingDocument.objects.filter(application_id__in=ids).exclude(note="")
        for application_id, code in rows.values_list("application_id", "document_code"):
            found[application_id].add(code)
    return found


def _standing(
    row: Application,
    copies: Sequence[tuple[str, bool]],
    explained: set[str],
    returned: Return | None,
    today: date,
) -> Standing:
    unsealed = sum(waiting for _, waiting in copies)
    if row.state not in FORMING:
        return Standing(unsealed=unsealed)
    here = {code for code, _ in copies}
    lacking = [need for need in needed(row, today) if need.obligatory and need.code not in here | explained]
    return Standing(
        unanswered=_unanswered(row, law_day(row, today)),
        lacking=tuple(need.title for need in lacking if need.code != SIGNED_APPLICATION),
        unsigned=any(need.code == SIGNED_APPLICATION for need in lacking),
        unsealed=unsealed,
        returned=returned,
    )


def _unanswered(row: Application, on: date) -> int:
    """How many answers are missing or wrong by the law of the day; the same answers are checked once in a process."""
    whole = json.dumps([row.kind, row.form_version, on.isoformat(), row.answers], sort_keys=True)
    digest = hashlib.blake2b(whole.encode(), digest_size=16).digest()
    known = _remembered.get(digest)
    if known is None:
        if len(_remembered) >= MOST_REMEMBERED:
            _remembered.clear()
        known = _remembered[digest] = len(forms.check(form_of(row), row.answers, on))
    return known
