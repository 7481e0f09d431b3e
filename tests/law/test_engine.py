"""The engine on small books of rules: dependencies, versions, sums between entities, unknown facts."""
# Rule bodies have no types: they take an int or a column.
# mypy: disable-error-code="no-untyped-def"

from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np
import pytest

from turbota.assistance import explaining
from turbota.law.engine import lock
from turbota.law.engine.book import BadRules, Book
from turbota.law.engine.columns import Columns, run_columns, stack
from turbota.law.engine.explained import Household, run_one
from turbota.law.engine.plan import check, plan
from turbota.law.engine.vocabulary import ratio
from turbota.law.values import NotInForce

DAY = date(2025, 6, 1)


def _book() -> Book:
    book = Book("trial")
    book.fact("family", "rent", "kopiykas", "Оренда")
    book.fact("member", "age", "years", "Вік")
    book.fact("member", "mine", "yes_no", "Свій")
    book.fact("month", "wage", "kopiykas", "Зарплата")
    book.parameter("MAJORITY", "age.majority")
    return book


def _rule(book: Book, entity: Any, since: str = "2020-01-01", **more: Any) -> Callable[..., Any]:
    return book.rule(entity, act="act", point="1", since=since, **more)


def _home(ages: list[Any], mine: list[Any], wages: list[Any], rent: Any = 100) -> Household:
    return Household(
        facts={"family": {"rent": [rent]}, "member": {"age": ages, "mine": mine}, "month": {"wage": wages}},
        keys={
            "family": ["family"],
            "member": [f"m{i}" for i in range(len(ages))],
            "month": [f"t{i}" for i in range(len(wages))],
        },
        parents={
            "member": [0] * len(ages),
            "month": [i * len(ages) // len(wages) for i in range(len(wages))],
        },
    )


def _sums() -> Book:
    book = _book()

    @_rule(book, "family")
    def total(v, sum_wage, sum_mean, count_adult, any_adult, rent):
        """Разом."""
        return sum_wage + sum_mean + count_adult + any_adult + rent

    @_rule(book, "member")
    def counts(v, mine):
        """Свій."""
        return mine

    @_rule(book, "member")
    def adult(v, age, MAJORITY):
        """Дорослий."""
        return age >= MAJORITY

    @_rule(book, "member")
    def mean(v, sum_wage, rent, rank_age):
        """Частка."""
        return sum_wage + rent * rank_age

    @book.refusal(act="act", point="2", clause="багато", since="2020-01-01")
    def too_much(v, total):
        """Забагато: {total}."""
        return total > 9

    return book


def test_both_modes_agree_on_sums_counts_ranks_and_who_counts() -> None:
    book = _sums()
    homes = [
        _home([40, 5, 20], [1, 1, 0], [10, 20, 30, 40, 50, 60]),
        _home([17], [1], [7, 8], rent=0),
        _home([30, 30], [0, 1], [1, 2, 3, 4]),
    ]
    found = [run_one(plan(book, DAY), home) for home in homes]
    # 40 and 5 count: wages 30 and 70; ranks 3 and 1; one adult
    assert found[0].columns["mean"] == [30 + 300, 70 + 100, 0 + 200]
    assert found[0].value("total") == 100 + (330 + 170) + 1 + 1 + 100
    (outcome,) = run_columns(plan(book, DAY), stack(book, homes), ("total",))
    assert outcome.results["total"].tolist() == [run.value("total") for run in found]
    assert outcome.refusals.tolist() == [1, 1, 1]


def test_chunks_are_cut_at_families() -> None:
    book = _sums()
    homes = [_home([n % 50, 3], [1, n % 2], [n, n + 1, n + 2, n + 3]) for n in range(11)]
    whole = [run_one(plan(book, DAY), home).value("total") for home in homes]
    outcomes = run_columns(plan(book, DAY), stack(book, homes), ("total",), chunk=4)
    assert [one for outcome in outcomes for one in outcome.results["total"].tolist()] == whole


def test_an_unknown_fact_makes_everything_after_it_unknown_and_is_named() -> None:
    run = run_one(plan(_sums(), DAY), _home([40, None], [1, 1], [10, 20]))
    assert [(one.name, one.row) for one in run.missing] == [("age", "m1")]
    assert run.value("total") is None
    assert run.columns["counts"] == [1, 1]
    assert run.refused() == []


def test_a_fact_that_no_rule_reads_may_be_unknown() -> None:
    book = _book()

    @_rule(book, "family")
    def twice(v, rent):
        """Двічі."""
        return rent * 2

    run = run_one(plan(book, DAY), _home([None], [None], [None], rent=4))
    assert (run.missing, run.value("twice")) == ([], 8)


@pytest.mark.parametrize("wrong", [-1, 10**10 + 1])
def test_negative_and_absurd_facts_are_refused(wrong: int) -> None:
    with pytest.raises(ValueError, match="rent is out of bounds"):
        _home([1], [1], [1], rent=wrong)
    with pytest.raises(ValueError, match="rent is out of bounds"):
        Columns({"family": {"rent": np.array([wrong])}}, {}, 1)


def test_an_empty_family_is_refused_over_columns() -> None:
    facts = {"member": {"age": np.array([1, 2])}}
    with pytest.raises(ValueError, match="family without a member"):
        Columns(facts, {"member": np.array([0, 2, 2])}, 2)


def _lines() -> Book:
    """Two services of a month, and a share of them that everybody in the family pays."""
    book = _book()
    book.fact("line", "cost", "kopiykas", "Вартість")

    @_rule(book, "member")
    def counts(v, mine):
        """Свій."""
        return mine

    @_rule(book, "family")
    def persons(v, count_counts):
        """Осіб."""
        return count_counts

    @_rule(book, "line")
    def for_all(v, cost, persons):
        """На всіх."""
        return cost * persons

    @_rule(book, "family")
    def total(v, sum_for_all, any_for_all, rent):
        """Разом."""
        return sum_for_all + any_for_all + rent

    @book.nothing(act="act", point="2", clause="нема чого платити", since="2020-01-01")
    def nothing_left(v, total):
        """Усе сплачує родина: {total}."""
        return total <= 9

    @book.doubt(act="act", clause="дивно", since="2020-01-01")
    def strange(v, rent):
        """Дивно."""
        return rent == 7

    return book


def _home_of_lines(mine: list[int], costs: list[int], rent: int) -> Household:
    return Household(
        facts={"family": {"rent": [rent]}, "member": {"mine": mine}, "line": {"cost": costs}},
        keys={
            "family": ["family"],
            "member": [f"m{i}" for i in range(len(mine))],
            "line": [f"s{i} 2026-01" for i in range(len(costs))],
        },
        parents={"member": [0] * len(mine), "line": [0] * len(costs)},
    )


def test_lines_of_a_family_are_summed_whoever_counts_in_both_modes() -> None:
    book = _lines()
    homes = [
        _home_of_lines([1, 0, 1], [5, 6], 0),
        _home_of_lines([1], [7], 2),
        _home_of_lines([0], [0, 0, 0], 4),
    ]
    ready = plan(book, DAY)
    explained = [run_one(ready, home).value("total") for home in homes]
    assert explained == [(5 + 6) * 2 + 1, 7 + 1 + 2, 4]
    (found,) = run_columns(ready, stack(book, homes), ("total",))
    assert found.results["total"].tolist() == explained
    cut = [
        one
        for part in run_columns(ready, stack(book, homes), ("total",), chunk=1)
        for one in part.results["total"]
    ]
    assert cut == explained


def test_a_member_cannot_sum_lines_which_are_of_the_family() -> None:
    book = _lines()

    @_rule(book, "member")
    def mine_alone(v, sum_cost):
        """Лише моє."""
        return sum_cost

    with pytest.raises(BadRules, match="needs a lower entity"):
        plan(book, DAY)


def test_when_the_sum_comes_to_nothing_nobody_is_refused() -> None:
    book = _lines()
    ready = plan(book, DAY)
    said = [
        explaining.outcome(run_one(ready, _home_of_lines([1], [cost], rent)))
        for cost, rent in ((8, 0), (9, 0), (1, 7), (1, 0))
    ]
    assert said == ["not_assigned", "granted", "officer", "not_assigned"]
    assert len(set(lock.lines(book))) == len(book.rules)


def test_the_newest_version_on_the_day_is_taken() -> None:
    book = _book()

    @_rule(book, "family", since="2020-01-01")
    def share(v, rent):
        """Було."""
        return rent

    def later(v, rent):
        """Стало."""
        return rent * 2

    later.__name__ = "share"
    _rule(book, "family", since="2025-01-01")(later)
    assert run_one(plan(book, date(2024, 12, 31)), _home([1], [1], [1])).value("share") == 100
    assert run_one(plan(book, date(2025, 1, 1)), _home([1], [1], [1])).value("share") == 200


def test_two_versions_on_one_day_are_an_error() -> None:
    book = _book()

    def share(v, rent):
        """Раз."""
        return rent

    _rule(book, "family")(share)
    with pytest.raises(BadRules, match="two versions since 2020-01-01"):
        _rule(book, "family")(share)


def test_a_gap_is_an_error_at_start() -> None:
    book = _book()

    @_rule(book, "family", since="2020-01-01", until="2024-12-31")
    def half(v, rent):
        """Половина."""
        return rent

    @_rule(book, "family")
    def whole(v, half):
        """Ціле."""
        return half * 2

    plan(book, date(2024, 12, 31))
    with pytest.raises(BadRules, match="half.*gap"):
        plan(book, date(2025, 1, 1))


def test_a_ring_is_an_error_at_start() -> None:
    book = _book()

    @_rule(book, "family")
    def egg(v, hen):
        """Яйце."""
        return hen

    @_rule(book, "family")
    def hen(v, egg):
        """Курка."""
        return egg

    with pytest.raises(BadRules, match="ring"):
        check(book, date(2020, 1, 1))


def test_an_unknown_name_and_a_wrong_entity_are_errors() -> None:
    book = _book()

    @_rule(book, "family")
    def guess(v, weather):
        """Погода."""
        return weather

    with pytest.raises(BadRules, match="weather, which nothing declares"):
        plan(book, DAY)
    other = _book()

    @_rule(other, "family")
    def wrong(v, age):
        """Вік."""
        return age

    with pytest.raises(BadRules, match="cannot read age of member"):
        plan(other, DAY)


def test_a_doubt_hands_over_and_a_refusal_stands_before_it() -> None:
    book = _book()

    @_rule(book, "family")
    def amount(v: Any, rent: Any) -> Any:
        """Сума: {result}."""
        return rent

    @book.refusal(act="act", point="1", clause="завелика", since="2020-01-01")
    def too_much(v: Any, rent: Any) -> Any:
        """Забагато."""
        return rent > 100

    @book.doubt(act="act", clause="не описано", since="2020-01-01")
    def unknown_case(v: Any, rent: Any) -> Any:
        """Вирішує спеціаліст."""
        return rent > 9

    ready = plan(book, date(2026, 1, 1))
    homes = [_home([5], [1], [0], rent) for rent in (5, 100, 101)]
    runs = [run_one(ready, home) for home in homes]
    assert [explaining.outcome(run) for run in runs] == ["granted", "officer", "refused"]
    assert [one.code for one in explaining.doubts(runs[1])] == ["unknown_case"]
    (found,) = run_columns(ready, stack(book, homes), ("amount",))
    assert (found.refusals.tolist(), found.doubts.tolist()) == ([0, 0, 1], [0, 1, 1])
    assert any(line.startswith("unknown_case ") for line in lock.lines(book))


def test_a_missing_value_of_law_is_named() -> None:
    book = _book()
    book.parameter("LEVEL", "guarantee_level.children")
    with pytest.raises(NotInForce, match="guarantee_level.children"):
        plan(book, date(2020, 1, 1))


def test_a_value_that_a_new_law_brings_is_not_asked_for_before_its_day() -> None:
    book = _book()
    book.parameter("LEVEL", "guarantee_level.children", since="2024-01-01")
    assert "LEVEL" not in plan(book, date(2023, 12, 31)).values
    assert plan(book, date(2024, 1, 1)).parameter("LEVEL") == 140

    @_rule(book, "family", since="2020-01-01")
    def early(v: Any, rent: Any, LEVEL: Any) -> Any:
        """Зарано: {result}."""
        return rent + LEVEL

    with pytest.raises(BadRules, match="early reads LEVEL outside its days"):
        plan(book, date(2023, 12, 30))


def test_a_value_of_a_law_that_ended_is_not_asked_for_after_its_last_day() -> None:
    book = _book()
    book.parameter("LEVEL", "guarantee_level.children", since="2024-01-01", until="2024-06-30")
    assert plan(book, date(2024, 6, 30)).parameter("LEVEL") == 140
    assert "LEVEL" not in plan(book, date(2024, 7, 1)).values


def test_rules_of_parameters_run_once_in_big_integers() -> None:
    book = _book()

    @_rule(book, "law")
    def huge(v, MAJORITY):
        """Велике."""
        return ratio(MAJORITY * MAJORITY * MAJORITY * MAJORITY, 9 * 9 * 9 * 9, 1)

    @_rule(book, "family")
    def share(v, huge, rent):
        """Частка."""
        return v.at_most(huge, rent)

    ready = plan(book, DAY)
    assert ready.parameter("huge") == 18**4 * 9**4
    run = run_one(ready, _home([1], [1], [1]))
    assert run.value("share") == 100
    assert next(iter(run.steps())).rule.name == "huge"
