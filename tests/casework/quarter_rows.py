"""What the platform says of a quarter: rows without their random keys, in an order that is always the same."""

import hashlib
from typing import Any

from tests.casework.counting import Alarmed, Ended, Term

from turbota.casework.models import (
    Alarm,
    AlarmCall,
    Assessment,
    Case,
    CaseStep,
    Outcome,
    Plan,
    Referral,
    Report,
    Review,
    Visit,
)
from turbota.deadlines.models import Clock
from turbota.messages.models import Message
from turbota_demo.quarter.acts import Log

KINDS = ("report", "case", "referral")
WITHOUT_KEYS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (Report, ("number", "state", "rank", "received_at", "visited_at", "joined_to__number", "case__number")),
    (Case, ("number", "state", "complexity", "opened_at", "closed_at", "closure_reason", "post__account__code")),
    (CaseStep, ("at", "subject__number", "verb", "source", "target", "by_name", "reason")),
    (Assessment, ("case__number", "stage", "state", "level", "conclusion", "begun_at", "assessed_at")),
    (Plan, ("case__number", "number", "state", "since", "until", "made_at")),
    (Referral, ("number", "state", "case__number", "offer__provider__number", "sent_at", "waiting_since")),
    (Visit, ("starts_at", "referral__number", "outcome", "minutes", "confirmation__how", "confirmation__at")),
    (Review, ("held_at", "case__number", "number", "decision", "done", "missed", "minutes", "next_on")),
    (Outcome, ("measured_at", "case__number", "closure_reason", "goals", "goals_met", "done", "missed", "minutes")),
    (Alarm, ("raised_at", "report__number", "level", "answered_at", "answered_by__code")),
    (Message, ("created_at", "kind", "subject_kind")),
)  # fmt: skip


def labels(log: Log) -> dict[Any, str]:
    """Key of a row → its label in the log."""
    return {key: label for label, key in log.rows.items()}


def ledger(log: Log) -> list[Term]:
    """The terms as the platform keeps them."""
    names = labels(log)
    return [
        Term(one.rule_code, names[one.subject_id], one.started_at, one.due_at, one.stopped_at, one.outcome)
        for one in Clock.objects.filter(subject_kind__in=KINDS, subject_id__in=names)
    ]


def alarms(log: Log) -> list[Alarmed]:
    """The alarms, with the number of moments at which they called."""
    names = labels(log)
    return [
        Alarmed(
            names[one.report_id], one.raised_at, one.answered_at, one.level,
            AlarmCall.objects.filter(alarm=one).values("at").distinct().count(),
        )
        for one in Alarm.objects.filter(report__in=names)
    ]  # fmt: skip


def ended(log: Log) -> list[Ended]:
    """The outcomes of the closings."""
    names = labels(log)
    return [
        Ended(
            names[one.case_id], one.measured_at, one.closure_reason, one.case.sensitive, one.goals, one.goals_met,
            one.done, one.missed, one.minutes,
        )
        for one in Outcome.objects.filter(case__in=names).select_related("case")
    ]  # fmt: skip


def digest(log: Log) -> str:
    """One digest of all rows and of every term."""
    told = [sorted(map(str, model.objects.values_list(*names))) for model, names in WITHOUT_KEYS]
    told.append(sorted(map(str, ledger(log))))
    told.append(list(map(str, log.samples)))
    return hashlib.sha256(repr(told).encode()).hexdigest()
