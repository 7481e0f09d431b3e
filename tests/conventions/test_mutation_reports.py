"""Reports about changes of a kind are of the sources as they are, and the changes themselves are what they say."""

import ast
import sys
from pathlib import Path

import pytest
from mutation import report, trial
from mutation.mutants import mutants

from turbota.assistance import catalogue

RULES = '''
from turbota.law.engine.book import Book

BEGAN = "2024-01-01"
BOOK = Book("x")
BOOK.parameter("PM", "a")
BOOK.parameter("MOST", "b")


@BOOK.rule("family", act="", point="", since=BEGAN)
def amount(v, income, PM):
    """Слова."""
    return v.where(income < PM, v.at_least(PM - income, 0), 0)
'''


def test_every_report_is_fresh_and_explains_what_survived() -> None:
    reports = sorted(report.REPORTS.glob("*.md"))
    assert reports
    assert [wrong for wrong in map(report.stale, reports) if wrong] == []


def test_a_changed_source_makes_the_report_stale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "KINDS", tmp_path)
    monkeypatch.setattr(report, "REPORTS", tmp_path / "reports")
    (tmp_path / "x").mkdir()
    rules = tmp_path / "x" / "rules.py"
    rules.write_text(RULES, encoding="utf-8")
    (first, *_) = mutants(rules)
    path = report.write("x", 9, [])
    assert report.stale(path) == ""
    assert "survivor is not explained" in report.stale(report.write("x", 9, [first]))
    assert report.faults("x", [first]) == [f"not explained: {first.key}"]
    path = report.write("x", 9, [])
    rules.write_text(RULES.replace("< PM", "<= PM"), encoding="utf-8")
    assert "make mutate KIND=x" in report.stale(path)


def test_numbers_comparisons_operators_parameters_and_days_are_changed(tmp_path: Path) -> None:
    rules = tmp_path / "rules.py"
    rules.write_text(RULES, encoding="utf-8")
    made = list(mutants(rules))
    keys = [one.key.removeprefix("rules.py ") for one in made]
    assert len(keys) == len(set(keys)) == 9
    assert "BEGAN: '2024-01-01' → '2024-01-02'" in keys
    assert {
        "amount: PM → MOST",
        "amount: income < PM → income <= PM",
        "amount: PM - income → PM + income",
    } <= set(keys)
    assert {"amount: 0 → 1", "amount: 0 → 1 #2"} <= set(keys)
    original = ast.unparse(ast.parse(RULES))
    assert len({ast.unparse(one.tree) for one in made} | {original}) == 10
    swapped = next(one for one in made if one.what == "PM → MOST")
    assert "def amount(v, income, MOST)" in ast.unparse(swapped.tree)
    assert '"""Слова."""' in ast.unparse(swapped.tree)


def test_kinds_without_rules_do_not_stop_the_trial_of_another() -> None:
    trial.prepare("nanny")
    assert f"{catalogue.__package__}.kinds.burial.kind" in sys.modules
