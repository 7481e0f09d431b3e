"""What came of a case: measured at its closing, checked again some time after (R021)."""

import uuid
from datetime import datetime

from django.db import transaction

from turbota.access.actors import SYSTEM, Actor
from turbota.access.rules import ENTER
from turbota.audit.operations import record
from turbota.casework import permissions
from turbota.casework.delivery_states import AfterResult, NoticeKind, Progress
from turbota.casework.distance import domains_of, goals_of, newest_progress
from turbota.casework.models import AfterCheck, Case, CaseNotice, Outcome, OutcomeLine
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
    counted, said = figures_of(case, None), newest_progress(case)
    titles = goals_of(case) or list(said)
    return {
        "closure_reason": case.closure_reason,
        "goals": len(titles),
        "goals_met": sum(said.get(title) == Progress.MET for title in titles),
        "done": counted.done,
        "missed": counted.missed,
        "minutes": counted.minutes,
    }


def lines_of(case: Case, outcome: Outcome) -> list[OutcomeLine]:
    """The way of each need: by its scores where it was assessed twice; goals by the last word of the reviews."""
    scored = [
        OutcomeLine(outcome=outcome, title=way.title, first=way.first, last=way.last, progress=way.progress)
        for way in domains_of(case)
    ]
    said = newest_progress(case)
    return scored + [
        OutcomeLine(outcome=outcome, title=title[:300], progress=progress) for title, progress in said.items()
    ]


@transaction.atomic
def stop_after_check(*, case_id: uuid.UUID, at: datetime) -> None:
    """The case is open again: it is not checked from afar any more."""
    case = locked(case_id)
    if case.closed_at is None and _goes(case, AFTER):
        deadlines.stop(
            rule_code=AFTER, subject_kind=SUBJECT, subject_id=case.pk, at=at, by=SYSTEM, why="Випадок відкрито знову"
        )  # fmt: skip


@transaction.atomic
def remind(*, case_id: uuid.UUID, at: datetime) -> bool:
    """The day of the check is near: the manager is told once for each closing."""
    case = locked(case_id)
    outcome = Outcome.objects.filter(case=case, after_check__isnull=True).order_by("-measured_at").first()
    if case.closed_at is None or outcome is None:
        return False
    _, made = CaseNotice.objects.get_or_create(
        key=f"after:{outcome.pk}",
        defaults={
            "case": case, "kind": NoticeKind.AFTER_CHECK, "at": at,
            "text": "Час з’ясувати, як людина живе після завершення випадку. Запишіть результат у розділі "
            "«Перегляд і результат».",
        },
    )  # fmt: skip
    return made


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
