"""The ledger of clocks, on real rules of the law and a real database."""

import uuid
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from turbota.access.actors import SYSTEM, Actor, PostHeld
from turbota.access.models import Organisation
from turbota.deadlines import jobs, operations, queries
from turbota.deadlines.models import Clock, ClockEntry
from turbota.deadlines.presentation import state
from turbota.kernel import clock as time_now
from turbota.kernel.clock import KYIV
from turbota.kernel.errors import Conflict
from turbota.kernel.identifiers import new_id

MONDAY = date(2026, 3, 16)
DATABASE = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None
)


def at(day: date, hour: int = 10) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=KYIV)


def plus(days: int) -> date:
    return MONDAY + timedelta(days=days)


@pytest.fixture
def office(db: None) -> Iterator[Organisation]:
    yield Organisation.objects.create(
        kind="pension_fund",
        name="Сервісний центр",
        short_name="Центр",
        code="00000000",
        since=date(2020, 1, 1),
    )


def start(office: Organisation, *, rule: str = "department_acceptance", day: date = MONDAY) -> Clock:
    return operations.start(
        rule_code=rule,
        subject_kind="application",
        subject_id=new_id(),
        organisation=office,
        at=at(day),
        by=SYSTEM,
    )


def move(verb: str, clock: Clock, day: date, hour: int = 10) -> Clock:
    moved = getattr(operations, verb)(
        rule_code=clock.rule_code,
        subject_kind=clock.subject_kind,
        subject_id=clock.subject_id,
        at=at(day, hour),
        by=SYSTEM,
        why="потрібне чіткіше фото",
    )
    assert isinstance(moved, Clock)
    return moved


def worker_of(office: Organisation) -> Actor:
    post = PostHeld(
        post_id=new_id(),
        organisation_id=office.pk,
        organisation_name=office.name,
        organisation_short_name=office.short_name,
        organisation_kind=office.kind,
        has_control=False,
        role="specialist",
        title="",
        district="",
    )
    return Actor(account_id=new_id(), name="Зразкова Олена", posts=(post,))


@pytest.mark.requirement("R186")
def test_the_acceptance_clock_carries_its_rule_and_three_working_days(office: Organisation) -> None:
    clock = start(office)
    assert (clock.amount, clock.unit, clock.due_on, clock.starts_on) == (3, "working_day", plus(3), plus(1))
    view = state(clock, plus(2))
    assert (view.state, view.used, view.left, view.words) == ("running", 2, 1, "лишився 1 робочий день")
    assert view.label == "використано 2 з 3 робочих днів"
    assert view.act and view.point and view.organisation_name == office.name


@pytest.mark.requirement("R152")
def test_the_control_clock_is_one_working_day(office: Organisation) -> None:
    clock = start(office, rule="community_control", day=plus(4))
    assert clock.due_on == plus(7)
    assert state(clock, plus(7)).words == "сьогодні останній день"
    assert state(clock, plus(8)).state == "late"


@pytest.mark.requirement("R155")
def test_the_handover_clock_ends_on_the_next_working_day(office: Organisation) -> None:
    assert start(office, rule="community_handover", day=plus(4)).due_on == plus(7)


def test_states_in_the_life_of_a_clock(office: Organisation) -> None:
    clock = start(office)
    assert state(clock, MONDAY).state == "running"
    assert state(clock, plus(3)).state == "soon"
    late = state(clock, plus(4))
    assert (late.state, late.words, late.label) == (
        "late",
        "прострочено на 1 день",
        "строк 3 робочі дні вичерпано",
    )
    assert state(clock, plus(7)).words == "прострочено на 2 дні"
    stopped = move("stop", clock, plus(3), 23)
    assert (stopped.outcome, state(stopped, plus(30)).words) == ("met", "виконано вчасно")


def test_a_clock_stopped_after_its_last_day_is_late_for_ever(office: Organisation) -> None:
    stopped = move("stop", start(office), plus(4), 0)
    view = state(stopped, plus(40))
    assert (stopped.outcome, view.state, view.words) == ("late", "done_late", "виконано на 1 день пізніше")


def test_a_pause_gives_back_exactly_the_days_it_took_and_both_counts_stay(office: Organisation) -> None:
    clock = start(office, rule="decision")
    assert clock.on_return == "pause"
    plain = clock.due_on
    paused = move("pause", clock, plus(3))
    held = state(paused, plus(20))
    assert (held.state, held.words, held.used, held.two_counts) == ("held", "строк зупинено", 3, True)
    resumed = move("resume", paused, plus(21))
    assert resumed.paused_days == 18
    assert resumed.due_on == plus(28)
    view = state(resumed, plus(22))
    assert (view.used, view.left, view.plain_due_on, view.two_counts) == (4, 6, plain, True)


def test_a_rule_that_restarts_counts_the_whole_term_anew(office: Organisation) -> None:
    clock = start(office)
    assert clock.on_return == "restart"
    resumed = move("resume", move("pause", clock, plus(2)), plus(7))
    assert resumed.due_on == plus(10)
    assert state(resumed, plus(7)).used == 0


def test_a_rule_that_runs_only_notes_the_return(office: Organisation) -> None:
    clock = start(office, rule="completion_by_applicant")
    assert clock.on_return == "run"
    noted = move("pause", clock, plus(1))
    assert (noted.outcome, noted.due_on) == ("running", clock.due_on)
    assert [entry.movement for entry in queries.entries_of(noted)] == ["start", "returned"]


def test_a_term_that_was_over_before_the_pause_stays_over(office: Organisation) -> None:
    clock = start(office, rule="decision")
    resumed = move("resume", move("pause", clock, plus(20)), plus(25))
    assert resumed.due_on == clock.due_on
    assert move("stop", resumed, plus(26)).outcome == "late"


def test_verbs_are_safe_to_repeat_and_leave_one_entry_each(office: Organisation) -> None:
    clock = start(office, rule="decision")
    for verb, day in (("pause", 1), ("resume", 3), ("stop", 4)):
        move(verb, clock, plus(day))
        again = getattr(operations, verb)(
            rule_code=clock.rule_code,
            subject_kind=clock.subject_kind,
            subject_id=clock.subject_id,
            at=at(plus(day)),
            by=SYSTEM,
            why="",
        )
        assert again is None or again.pk == clock.pk
    assert [entry.movement for entry in queries.entries_of(clock)] == ["start", "pause", "resume", "stop"]


def test_one_clock_of_a_rule_at_a_time(office: Organisation) -> None:
    clock = start(office)
    again = partial(
        operations.start,
        rule_code=clock.rule_code,
        subject_kind=clock.subject_kind,
        subject_id=clock.subject_id,
        organisation=office,
        by=SYSTEM,
    )
    with pytest.raises(Conflict):
        again(at=at(plus(1)))
    move("stop", clock, plus(1))
    assert again(at=at(plus(2))).pk != clock.pk


def test_the_database_refuses_a_second_going_clock(office: Organisation) -> None:
    clock = start(office)
    clock.pk = new_id()
    with pytest.raises(IntegrityError), transaction.atomic():
        clock.save(force_insert=True)


@pytest.mark.parametrize("verb", ["pause", "stop"])
def test_who_acts_before_the_counting_starts_uses_nothing(office: Organisation, verb: str) -> None:
    clock = start(office, rule="decision", day=plus(7))
    moved = move(verb, clock, plus(5))
    view = state(moved, plus(7))
    assert (view.used, view.overdue) == (0, 0)
    assert {entry.at for entry in queries.entries_of(moved)} == {clock.started_at}


@pytest.mark.parametrize(
    "statement", ["update deadlines_clockentry set why = 'x'", "delete from deadlines_clockentry"]
)
def test_entries_cannot_be_changed(office: Organisation, statement: str) -> None:
    start(office)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_role_of_the_application_moves_clocks(application_role: None, office: Organisation) -> None:
    clock = start(office, rule="decision")
    for day, verb in enumerate(("pause", "resume", "stop")):
        move(verb, clock, plus(day))
    with connection.cursor() as cursor:
        cursor.execute("select has_table_privilege('deadlines_clockentry', 'update')")
        assert cursor.fetchone()[0] is False


def test_cancelling_takes_all_clocks_of_a_subject_away(office: Organisation) -> None:
    clock = start(office)
    move("pause", clock, plus(1))
    found = operations.cancel_all(
        subject_kind="application",
        subject_id=clock.subject_id,
        at=at(plus(2)),
        by=SYSTEM,
        why="заяву відкликано",
    )
    assert found == 1
    (cancelled,) = queries.clocks_of("application", clock.subject_id)
    assert state(cancelled, plus(9)).words == "строк знято"


def test_reassigning_changes_the_owner_and_not_the_term(office: Organisation) -> None:
    clock = start(office)
    other = Organisation.objects.create(
        kind="department", name="Управління", short_name="Управління", code="00000001", since=date(2020, 1, 1)
    )
    moved = operations.reassign(
        rule_code=clock.rule_code,
        subject_kind=clock.subject_kind,
        subject_id=clock.subject_id,
        organisation=other,
        post=None,
        at=at(plus(1)),
        by=SYSTEM,
        why="за належністю",
    )
    assert moved is not None
    assert (moved.organisation, moved.due_on) == (other, clock.due_on)
    assert [entry.organisation_id for entry in queries.entries_of(moved)] == [office.pk, other.pk]


def test_the_watch_writes_down_once_that_a_term_is_over(office: Organisation) -> None:
    over, paused, young = start(office), start(office, rule="decision"), start(office, day=plus(10))
    move("pause", paused, plus(1))
    with time_now.frozen(at(plus(11))):
        jobs.watch(timestamp=0)
        jobs.watch(timestamp=0)
    assert (
        ClockEntry.objects.filter(movement="became_late").values_list("clock_id", flat=True).get() == over.pk
    )
    over.refresh_from_db()
    young.refresh_from_db()
    assert over.became_late_at == over.due_at
    assert young.became_late_at is None


def test_the_strip_counts_terms_by_day_in_one_query(
    office: Organisation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    elsewhere = Organisation.objects.create(
        kind="department", name="Інше", short_name="Інше", code="00000002", since=date(2020, 1, 1)
    )
    start(elsewhere)
    for day in (0, 1, 1, 4, 10):
        start(office, day=plus(day))
    move("pause", start(office, rule="decision"), plus(1))
    with django_assert_num_queries(1):
        shown = queries.strip(worker_of(office), plus(4), ahead=3)
    assert (shown.late, shown.today, shown.later, shown.paused) == (1, 2, 1, 1)
    assert shown.days == ((plus(7), 0), (plus(8), 0), (plus(9), 1))
    assert queries.running_for(worker_of(office)).count() == 6


def test_clocks_of_a_page_come_in_one_query(
    office: Organisation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    clocks = [start(office), start(office)]
    with django_assert_num_queries(1):
        found = queries.clocks_of_many("application", [clock.subject_id for clock in clocks])
        assert [state(rows[0], MONDAY).organisation_name for rows in found.values()] == [office.name] * 2
    assert set(found) == {clock.subject_id for clock in clocks}


@DATABASE
@given(
    rule=st.sampled_from(["decision", "department_acceptance", "completion_by_applicant"]),
    first=st.integers(min_value=-3, max_value=3),
    steps=st.lists(
        st.tuples(st.sampled_from(["pause", "resume"]), st.integers(min_value=0, max_value=9)), max_size=6
    ),
    look=st.integers(min_value=0, max_value=40),
)
def test_used_and_left_are_always_the_whole_term(
    office: Organisation, rule: str, first: int, steps: list[tuple[str, int]], look: int
) -> None:
    clock = start(office, rule=rule, day=plus(first))
    day = plus(first)
    due = clock.due_on
    for verb, days in steps:
        day += timedelta(days=days)
        clock = move(verb, clock, day)
        view = state(clock, day)
        assert view.used + view.left == view.total
        assert clock.due_on >= due
        due = clock.due_on
    view = state(clock, day + timedelta(days=look))
    assert view.used + view.left == view.total
    assert clock.due_on >= clock.plain_due_on
    assert view.overdue == 0 or view.state in ("late", "held")
    assert view.overdue > 0 or view.state != "late"
    entries = queries.entries_of(clock)
    assert entries[0].movement == "start"
    assert entries[-1].due_on == clock.due_on


@DATABASE
@given(day=st.integers(min_value=0, max_value=9), length=st.integers(min_value=0, max_value=60))
def test_a_paused_day_costs_nothing(office: Organisation, day: int, length: int) -> None:
    clock = start(office, rule="decision")
    paused = move("pause", clock, plus(day))
    left_before = state(paused, plus(day)).left
    resumed = move("resume", paused, plus(day + length))
    assert state(resumed, plus(day + length)).left == left_before


def test_subjects_are_apart(office: Organisation) -> None:
    first, second = start(office), start(office)
    move("stop", first, plus(1))
    (going,) = queries.clocks_of("application", second.subject_id)
    assert going.outcome == "running"
    assert queries.clocks_of("application", uuid.uuid4()) == []
