"""A quarter of a community of 20,000 replays through the operations, and an independent count agrees with the platform."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from tests.casework import quarter_rows as rows
from tests.casework.counting import Count
from tests.factories import casework, planned, planning
from tests.factories.world import moment

from turbota.audit import operations as audit
from turbota.audit.verification import verify
from turbota.casework import case_queries, load, outcome_queries
from turbota.casework.models import AfterCheck, Case, Referral, Visit, VisitConfirmation
from turbota.casework.operations import closing
from turbota.casework.plan_states import PlanState
from turbota.casework.states import CASE_MACHINE, CaseState, ClosureReason
from turbota.deadlines.models import Clock
from turbota.deadlines.queries import running_for
from turbota.deadlines.states import GOING
from turbota.kernel import clock
from turbota.kernel.workflow import advance
from turbota.messages.models import Message
from turbota_demo.plays import Plays
from turbota_demo.quarter import run
from turbota_demo.quarter.acts import Log
from turbota_demo.quarter.ground import MANAGERS, SUPERVISOR, at_work

pytestmark = pytest.mark.django_db
FIRST = date(2026, 8, 3)
SMALL = run.Size(days=91, reports=26, applications=1)
OTHER = run.Size(days=60, reports=6, applications=0)
OUTSIDERS = ("susidnii", "likarnyi", "dilnychna", "dohliadna", "plechova")


def played(plays: Plays, seed: int, size: run.Size = SMALL) -> Log:
    return run.play(first=FIRST, seed=seed, keys=plays.keys, size=size)


def terms_agree(log: Log, count: Count) -> None:
    """Every term of every report, case and referral: when it began, is due, ended, and how."""

    def place(term: Any) -> tuple[Any, ...]:
        return term.rule, term.about, term.since

    assert sorted(rows.ledger(log), key=place) == sorted(count.terms, key=place)


def loads_agree(log: Log, count: Count) -> None:
    """Points of every manager at the end of every week."""
    counted = [{code: one.get(code, 0) for code in MANAGERS} for one in count.loads]
    assert [dict(one.points) for one in log.samples] == counted


def outcomes_agree(log: Log, count: Count) -> None:
    """Closings by reason, goals met, visits and what the recipients confirmed; figures of the unit."""
    assert sorted(rows.ended(log), key=lambda one: one.at) == count.ended
    assert Visit.objects.filter(outcome="done").count() == count.visits["done"]
    assert Visit.objects.filter(outcome="missed").count() == count.visits["missed"]
    assert VisitConfirmation.objects.count() == count.visits["confirmed"]
    assert AfterCheck.objects.count() == len(count.checked)
    shown = [one for one in count.ended if not one.sensitive]
    hidden = len(count.ended) - len(shown)
    told = outcome_queries.figures(at_work(SUPERVISOR, log.until), FIRST, log.until.date())
    assert (told.closed, told.sensitive) == (len(shown), hidden if hidden >= 5 else None)
    assert dict(told.reasons) == Counter(ClosureReason(one.reason).label for one in shown)
    assert (told.goals, told.goals_met) == (sum(one.goals for one in shown), sum(one.met for one in shown))
    assert (told.done, told.missed) == (sum(one.done for one in shown), sum(one.missed for one in shown))


def alarms_agree(log: Log, count: Count) -> None:
    """Whom an alarm called last, how often it called, and when somebody answered."""
    by_moment = sorted(rows.alarms(log), key=lambda one: one.raised)
    assert by_moment == sorted(count.alarms, key=lambda one: one.raised)


def agrees(log: Log) -> Count:
    count = Count(log)
    terms_agree(log, count)
    loads_agree(log, count)
    outcomes_agree(log, count)
    alarms_agree(log, count)
    return count


def history_holds(log: Log, count: Count) -> None:
    """Each case: its state is that of the newest step, one manager, no clock or service goes on after its end."""
    for label, kept in count.cases.items():
        case = Case.objects.select_related("post__account").get(pk=log.rows[label])
        newest = case.steps.order_by("at", "pk").last()
        managers = case.managers.filter(until__isnull=True)
        going = set(
            Clock.objects.filter(subject_id=case.pk, outcome__in=GOING).values_list("rule_code", flat=True)
        )
        assert newest is not None and newest.target == case.state
        assert (case.state != CaseState.CLOSED) is (case.closed_at is None) is kept.open
        assert [one.post_id for one in managers] == [case.post_id]
        assert case.post is not None and case.post.account.code == kept.manager
        if kept.open:
            assert "after_check" not in going
        else:
            assert going <= {"after_check"}
            assert not Referral.objects.live().filter(case=case).exists()
            assert not case.plans.filter(state=PlanState.IN_FORCE).exists()
        assert case.plans.filter(state=PlanState.IN_FORCE).count() <= 1


def sensitive_are_nowhere(log: Log) -> None:
    """Nobody outside the unit meets a sensitive case in a queue, a load or a clock, and no letter is written about one."""
    hidden = set(Case.objects.exclude(sensitivity="none").values_list("pk", flat=True))
    assert hidden
    plans = Case.objects.filter(pk__in=hidden).values_list("plans__pk", "referrals__pk")
    about = hidden | {key for pair in plans for key in pair if key}
    assert not Message.objects.filter(subject_id__in=about, person__isnull=False).exists()
    for code in OUTSIDERS:
        actor = casework.at_work(code, log.until)
        seen = [*case_queries.managed(actor), *case_queries.supervised(actor), *case_queries.ended(actor)]
        assert not hidden & {case.pk for case in seen}
        assert not hidden & set(running_for(actor).values_list("subject_id", flat=True))
        assert load.load_of_units(actor, log.until.date()) == []
    for code in MANAGERS:
        actor = at_work(code, log.until)
        foreign = Case.objects.filter(pk__in=hidden).exclude(post__account__code=code)
        assert not set(foreign) & set(case_queries.managed(actor))


@pytest.mark.requirement("R296", "R298")
def test_a_quarter_replays_and_somebody_who_only_saw_what_was_done_counts_the_same(plays: Plays) -> None:
    with transaction.atomic():
        first = rows.digest(played(plays, seed=2))
        transaction.set_rollback(True)
    log = played(plays, seed=2)
    assert rows.digest(log) == first
    count = agrees(log)
    history_holds(log, count)
    sensitive_are_nowhere(log)
    done = log.counts()
    wanted = {
        "dismiss",
        "link",
        "plan_refused",
        "reject",
        "hand_over",
        "away",
        "reopen",
        "after_check",
        "decide",
    }
    assert wanted <= set(done) and count.joined
    assert {"met", "late", "running"} <= set().union(*count.table().values())
    audit.seal(at=log.until + timedelta(hours=1))
    assert verify() == []


def test_another_seed_is_another_quarter_and_the_count_agrees_as_well(plays: Plays) -> None:
    digests = []
    for seed in (5, 6):
        with transaction.atomic():
            log = played(plays, seed, OTHER)
            history_holds(log, agrees(log))
            digests.append(rows.digest(log))
            transaction.set_rollback(True)
    assert digests[0] != digests[1]


def test_a_case_that_was_opened_again_has_the_term_of_its_plan_anew() -> None:
    at = moment("2026-11-16 10:00")
    case, manager = planning.decided(at), casework.at_work("turbotna", at)
    planning.in_force(case, at)
    closing.close(
        by=manager, case_id=case.pk, reason=ClosureReason.GOALS, words="Людина дає собі раду.", at=at
    )
    closing.reopen(by=manager, case_id=case.pk, reason="Людина повернулася.", at=at)
    case.refresh_from_db()
    with transaction.atomic():
        advance(CASE_MACHINE, case, "decide_at_once", by=manager, at=at)
    with clock.frozen(at):
        planned.do_all()
    terms = Clock.objects.filter(subject_id=case.pk, rule_code="individual_plan")
    assert sorted(terms.values_list("outcome", flat=True)) == ["met", "running"]
