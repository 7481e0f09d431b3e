"""Lines of a legal receipt that several kinds show: the income of the window, the result of a rule."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from turbota.assistance.calculation import ReceiptLine, Sign
from turbota.assistance.family import called
from turbota.assistance.income import describe_window
from turbota.assistance.wording import count_words, show
from turbota.law.engine.book import Rule
from turbota.law.engine.explained import Run

DECLARED = "зі слів заявника, у заяві"


def labels(run: Run, found: Mapping[str, Any]) -> list[str]:
    """«Марія, 34 роки» of every member."""
    names = called(found)
    return [
        f"{names[member['id']]}, {count_words(age, 'years')}"
        for member, age in zip(found["members"], run.columns["age"], strict=True)
    ]


def rule_of(run: Run, name: str) -> Rule:
    """The rule of this name that the plan took."""
    return next(item.rule for item in (*run.plan.constants, *run.plan.rules) if item.rule.name == name)


def rule_line(run: Run, name: str, label: str, sign: Sign, because: str, source: str = "") -> ReceiptLine:
    """What a rule of the family came to."""
    rule = rule_of(run, name)
    return ReceiptLine(label, run.value(name), because, rule.act, rule.point, rule.verified, sign, source)


def income_line(run: Run, found: Mapping[str, Any]) -> ReceiptLine:
    """The average income of the family, with its window and what was not counted."""
    months = run.plan.values["WINDOW_MONTHS"][0]
    total, left_out = run.value("income_total"), run.value("income_left_out")
    because = (
        f"Дохід за період {describe_window(found['window'])}: разом {show(total, 'kopiykas')}, "
        f"поділено на {count_words(months.value, 'months')}. Округлено до копійки."
    )
    if left_out:
        because += f" Не враховано {show(left_out, 'kopiykas')}: такі виплати закон не рахує доходом."
    rule = rule_of(run, "average_income")
    return ReceiptLine(
        label="Середній дохід родини за місяць",
        amount=run.value("average_income"),
        because=because,
        act=rule.act,
        point=rule.point,
        verified=rule.verified and months.verified,
        sign="-",
        source=DECLARED,
    )
