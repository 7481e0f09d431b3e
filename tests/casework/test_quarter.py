"""A quarter of a community of 20,000 replays through the operations, and an independent count agrees with the platform."""

from datetime import date, datetime
from typing import Any

import pytest
from tests.casework.counting import Count, Term

from turbota.deadlines.models import Clock
from turbota_demo.plays import Plays
from turbota_demo.quarter import run
from turbota_demo.quarter.acts import Log

FIRST = date(2026, 8, 3)
SMALL = run.Size(days=91, reports=26, applications=1)
KINDS = ("report", "case", "referral")


@pytest.fixture
def quarter(plays: Plays) -> Log:
    return run.play(first=FIRST, seed=1, keys=plays.keys, size=SMALL)


def labels(log: Log) -> dict[Any, str]:
    return {key: label for label, key in log.rows.items()}


def ledger(log: Log) -> list[Term]:
    """The terms as the platform keeps them."""
    names = labels(log)
    return [
        Term(one.rule_code, names[one.subject_id], one.started_at, one.due_at, one.stopped_at, one.outcome)
        for one in Clock.objects.filter(subject_kind__in=KINDS, subject_id__in=names)
    ]


def by_row(term: Term) -> tuple[str, str, datetime]:
    return term.rule, term.about, term.since


def agrees(log: Log, count: Count) -> None:
    kept, counted = sorted(ledger(log), key=by_row), sorted(count.terms, key=by_row)
    assert kept == counted
    assert [one.points for one in log.samples] == [
        {code: points.get(code, 0) for code in log.samples[0].points} for points in count.loads
    ]


@pytest.mark.requirement("R296", "R298")
def test_the_platform_says_what_somebody_counts_who_only_saw_what_was_done(quarter: Log) -> None:
    count = Count(quarter)
    agrees(quarter, count)
