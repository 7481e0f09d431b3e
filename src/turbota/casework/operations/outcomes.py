"""What came of a case: measured at its closing, checked again some time after (R021)."""

import uuid
from datetime import datetime

from django.db import transaction

from turbota.access.actors import SYSTEM, Actor
from turbota.access.rules import ENTER
from turbota.audit.operations import record
from turbota.casework import permissions
from turbota.casework.delivery_states import AfterResult, NoticeKind, Progress
from turbota.casework.models import AfterCheck, Case, CaseNotice, Outcome, OutcomeLine, ReviewLine
from turbota.casework.operations.opening import locked
from turbota.casework.operations.reviewing import FIRST, NEXT, SUBJECT, figures_of
from turbota.deadlines import operations as deadlines
from turbota.deadlines.models import Clock
from turbota.kernel.errors import BadInput, Refused

AFTER = "after_check"


@transaction.atomic
def measure(*, case_id: uuid.UUID, at: datetime) -> Outcome | None:
    """The outcome of a closed case, once for each closing, and the clock of the check after it. None for an open case."""
    case = locked(case_id)
    if case.closed_at is None:
        return None
    found, made = Outcome.objects.get_or_create(
        case=case, measured_at=case.closed_at, defaults=_counted(case)
    )
    if not made:
        return found
    OutcomeLine.objects.bulk_create(lines_of(case, found))
    for rule in (FIRST, NEXT):
        _cancel(case, rule, at)
    case.next_review_on = None
    case.save(update_fields=["next_review_on"])
    if not _goes(case, AFTER):
        deadlines.start(
            rule_code=AFTER, subject_kind=SUBJECT, subject_id=case.pk, organisation=case.unit, post=case.post, at=at,
            by=SYSTEM,
        )  # fmt: skip
    return found


def _counted(case: Case) -> dict[str, object]:
    counted = figures_of(case, None)
    newest = newest_progress(case)
    return {
        "closure_reason": case.closure_reason,
        "goals": len(newest),
        "goals_met": sum(progress == Progress.MET for progress in newest.values()),
        "done": counted.done,
        "missed": counted.missed,
        "minutes": counted.minutes,
    }


def newest_progress(case: Case) -> dict[str, str]:
    """The last word of the reviews about each need or goal, by its title."""
    rows = ReviewLine.objects.filter(review__case=case).order_by("review__number", "pk")
    return dict(rows.values_list("title", "progress"))


def lines_of(case: Case, outcome: Outcome) -> list[OutcomeLine]:
    """The way of each need or goal."""
    return [
        OutcomeLine(outcome=outcome, title=title, progress=progress)
        for title, progress in newest_progress(case).items()
    ]


@transaction.atomic
def after_check(*, by: Actor, case_id: uuid.UUID, result: str, words: str, at: datetime) -> AfterCheck:
    """Write how the person lives some time after the closing. When it is worse, the case is to be opened again.

    Raises Missing, BadInput, and Refused when the case is open or was checked already.
    """
    case = locked(case_id)
    permissions.KEEP_CASE.check(by, case)
    outcome = Outcome.objects.filter(case=case).order_by("-measured_at").first()
    if case.closed_at is None or outcome is None:
        raise Refused("Випадок іще не завершено: перевірка буде після завершення.", code="case_not_closed")
    if AfterCheck.objects.filter(outcome=outcome).exists():
        raise Refused("Перевірку після завершення вже записано.", code="checked_already")
    problems = {}
    if result not in AfterResult.values:
        problems["result"] = "Виберіть, що ви з’ясували."
    if not words.strip():
        problems["words"] = "Напишіть, з ким ви говорили і як людина живе."
    if problems:
        raise BadInput(problems)
    deadlines.stop(rule_code=AFTER, subject_kind=SUBJECT, subject_id=case.pk, at=at, by=by)
    CaseNotice.objects.filter(case=case, kind=NoticeKind.AFTER_CHECK, handled_at__isnull=True).update(
        handled_at=at, handled_by=by.account_id, answer=AfterResult(result).label
    )
    row = AfterCheck.objects.create(
        outcome=outcome, at=at, result=result, words=words.strip(), by_account_id=by.account_id, by_name=by.name
    )  # fmt: skip
    record(
        actor=by, action="case.after_check", right=ENTER, subject_kind=SUBJECT, subject_id=case.pk,
        purpose="перевірка після завершення випадку", at=at,
    )  # fmt: skip
    return row


def _goes(case: Case, rule: str) -> bool:
    return Clock.objects.going().filter(subject_kind=SUBJECT, subject_id=case.pk, rule_code=rule).exists()


def _cancel(case: Case, rule: str, at: datetime) -> None:
    """A review of a closed case is not due any more."""
    if _goes(case, rule):
        deadlines.stop(
            rule_code=rule, subject_kind=SUBJECT, subject_id=case.pk, at=at, by=SYSTEM, why="Випадок завершено"
        )  # fmt: skip
