"""The plan is reviewed on schedule: what was done, what came of it, what is decided (R269)."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Count, Q, Sum

from turbota.access.actors import SYSTEM, Actor
from turbota.access.rules import ENTER
from turbota.audit.operations import record
from turbota.casework import permissions
from turbota.casework.delivery_states import NoticeKind, Progress, ReviewDecision, VisitOutcome
from turbota.casework.models import Case, CaseNotice, Review, ReviewLine, Visit
from turbota.casework.operations.opening import locked
from turbota.casework.policies import check_open
from turbota.deadlines import operations as deadlines
from turbota.deadlines.models import Clock
from turbota.kernel.errors import BadInput
from turbota.kernel.identifiers import new_id
from turbota.kernel.workflow import Mover

SUBJECT = "case"
FIRST, NEXT = "first_review", "next_review"


@dataclass(frozen=True)
class Line:
    """A need or a goal, and how far it has come."""

    title: str
    progress: str
    words: str = ""


@dataclass(frozen=True)
class Figures:
    """Entries of the journal: how many visits were done, missed, and how many minutes."""

    done: int
    missed: int
    minutes: int


@transaction.atomic
def plan_first(*, case_id: uuid.UUID, at: datetime, by: Mover = SYSTEM) -> bool:
    """The plan is in force: its first review is due in the term of the rule. False when one is due already."""
    case = locked(case_id)
    going = Clock.objects.going().filter(
        subject_kind=SUBJECT, subject_id=case.pk, rule_code__in=(FIRST, NEXT)
    )
    if case.closed_at is not None or going.exists():
        return False
    _start(case, FIRST, by=by, at=at)
    return True


def figures_of(case: Case, since: datetime | None) -> Figures:
    """Figures of the journal of a case the caller may see, from the moment on."""
    rows = Visit.objects.current().filter(referral__case=case)
    if since is not None:
        rows = rows.filter(starts_at__gte=since)
    found = rows.aggregate(
        done=Count("pk", filter=Q(outcome=VisitOutcome.DONE)),
        missed=Count("pk", filter=Q(outcome=VisitOutcome.MISSED)),
        minutes=Sum("minutes", filter=Q(outcome=VisitOutcome.DONE)),
    )
    return Figures(found["done"], found["missed"], found["minutes"] or 0)


@transaction.atomic
def review(
    *,
    by: Actor,
    case_id: uuid.UUID,
    summary: str,
    lines: Sequence[Line],
    decision: str,
    reassess: bool,
    at: datetime,
    review_id: uuid.UUID | None = None,
) -> Review:
    """Hold a review: it stops the clock and, unless the case is to be closed, starts the one of the next. A form sent
    twice, with the same `review_id`, holds one.

    `reassess`: a repeat assessment is asked for; the manager finds it among what waits for him. Raises Missing, BadInput,
    and Refused for a closed case.
    """
    case = locked(case_id)
    permissions.KEEP_CASE.check(by, case)
    check_open(case)
    known = Review.objects.filter(pk=review_id, case=case).first() if review_id else None
    if known is not None:
        return known
    _check(summary, lines, decision)
    last = Review.objects.filter(case=case).order_by("-number").first()
    counted = figures_of(case, last.held_at if last else None)
    for rule in (FIRST, NEXT):
        deadlines.stop(rule_code=rule, subject_kind=SUBJECT, subject_id=case.pk, at=at, by=by)
    case.next_review_on = None
    if decision == ReviewDecision.CLOSE:
        case.save(update_fields=["next_review_on"])
    else:
        _start(case, NEXT, by=by, at=at)
    row = Review.objects.create(
        id=review_id or new_id(),
        case=case,
        number=last.number + 1 if last else 1,
        held_at=at,
        summary=summary.strip(),
        decision=decision,
        reassess=reassess,
        done=counted.done,
        missed=counted.missed,
        minutes=counted.minutes,
        next_on=case.next_review_on,
        by_account_id=by.account_id,
        by_name=by.name,
    )
    ReviewLine.objects.bulk_create(
        ReviewLine(review=row, title=line.title.strip(), progress=line.progress, words=line.words.strip())
        for line in lines
    )
    if reassess:
        _ask_reassessment(case, row, at)
    record(
        actor=by, action="case.review", right=ENTER, subject_kind=SUBJECT, subject_id=case.pk,
        purpose="перегляд індивідуального плану", at=at,
    )  # fmt: skip
    return row


def _check(summary: str, lines: Sequence[Line], decision: str) -> None:
    problems: dict[str, str] = {}
    if not summary.strip():
        problems["summary"] = "Напишіть, що змінилося в житті людини з минулого перегляду."
    if decision not in ReviewDecision.values:
        problems["decision"] = "Виберіть рішення."
    if any(line.progress not in Progress.values for line in lines if line.title.strip()):
        problems["lines"] = "Для кожної потреби або цілі виберіть, як вона змінилася."
    if not [line for line in lines if line.title.strip()]:
        problems["lines"] = "Назвіть хоча б одну потребу або ціль і як вона змінилася."
    if problems:
        raise BadInput(problems)


def _start(case: Case, rule: str, *, by: Mover, at: datetime) -> None:
    going = deadlines.start(
        rule_code=rule, subject_kind=SUBJECT, subject_id=case.pk, organisation=case.unit, post=case.post, at=at, by=by
    )  # fmt: skip
    case.next_review_on = going.due_on
    case.save(update_fields=["next_review_on"])


def _ask_reassessment(case: Case, row: Review, at: datetime) -> None:
    CaseNotice.objects.create(
        case=case, kind=NoticeKind.REASSESS, key=f"reassess:{row.pk}", at=at,
        text=f"За переглядом № {row.number} потрібне повторне оцінювання потреб. Почніть його у випадку.",
    )  # fmt: skip
