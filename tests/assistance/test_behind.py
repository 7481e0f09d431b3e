"""Which values of the law stand behind a line of the receipt."""

from datetime import date

import pytest
from tests.assistance.samples import complete

from turbota.assistance import catalogue
from turbota.assistance.calculation import ReceiptLine
from turbota.assistance.examples import examples

ON = date(2026, 3, 10)


def _lines(kind: str, file: str, title: str) -> list[ReceiptLine]:
    (one,) = [
        e for e in examples(catalogue.kind(kind)) if e.file == f"{file}.yaml" and e.title.endswith(title)
    ]
    return list(catalogue.kind(kind).calculate(one.answers, one.on).receipt)


def _keys(line: ReceiptLine) -> list[str]:
    return [used.key for used in line.parameters]


def test_a_member_has_the_values_of_its_own_group_with_their_dates() -> None:
    lines = [one for one in catalogue.kind("low_income").calculate(complete(), ON).receipt if one.about]
    for line in lines:
        minimum, level = line.parameters
        assert minimum.key.startswith("subsistence_minimum.") and level.key.startswith("guarantee_level.")
        assert (minimum.since, minimum.until) == (date(2026, 1, 1), None)
        assert minimum.verified and not level.verified and not line.verified
        assert line.amount == minimum.value * level.value // 100
    assert len({line.about for line in lines}) == len(lines) > 1


def test_a_value_of_the_other_regime_is_not_behind_the_amount() -> None:
    old = _lines("birth", "regime_2026", "народилася в останній день 2025 року")
    new = _lines("birth", "regime_2026", "народилася в перший день 2026 року")
    assert _keys(old[0]) == ["birth.lump_before_2026"]
    assert _keys(old[1]) == ["birth.month_before_2026"]
    assert _keys(new[0]) == ["birth.lump_since_2026"]


@pytest.mark.parametrize("total", ["amount", "family_guarantee"])
def test_a_sum_of_lines_does_not_repeat_what_they_say(total: str) -> None:
    (line,) = [
        one for one in catalogue.kind("low_income").calculate(complete(), ON).receipt if one.rule == total
    ]
    assert _keys(line) == []


def test_a_limit_that_the_law_computes_shows_what_it_is_made_of() -> None:
    lines = _lines("idp_living", "abroad", "рівно на межі")
    (limit,) = [one for one in lines if one.rule == "income_limit"]
    assert _keys(limit) == ["subsistence_minimum.lost_capacity", "idp_living.income_minimums"]
