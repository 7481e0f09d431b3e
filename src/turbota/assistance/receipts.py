"""Lines of the legal receipt that every kind makes alike: a rule with its act, and the average income."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from turbota.assistance.calculation import Per, ReceiptLine, Sign
from turbota.assistance.family import called
from turbota.assistance.income import describe_window
from turbota.assistance.wording import count_words, show
from turbota.law.engine.explained import Run

DECLARED = "зі слів заявника, у заяві"
OF_COMMUNITY = "рішення громади"  # the sum is a fact of the case: no value of the law stands behind it


def labels(run: Run, found: Mapping[str, Any]) -> list[str]:
    """«Марія, 34 роки» of every member."""
    names = called(found)
    return [
        f"{names[member['id']]}, {count_words(age, 'years')}"
        for member, age in zip(found["members"], run.columns["age"], strict=True)
    ]


def rule_line(
    run: Run,
    name: str,
    label: str,
    sign: Sign,
    because: str,
    *,
    row: int = 0,
    source: str = "",
    per: Per = "month",
) -> ReceiptLine:
    """A line with what a rule gave for a row; the values of the law behind it are found by ``behind``."""
    rule = next(item.rule for item in (*run.plan.constants, *run.plan.rules) if item.rule.name == name)
    amount = run.plan.parameter(name) if rule.entity == "law" else run.value(name, row)
    return ReceiptLine(
        label=label,
        amount=amount,
        because=because,
        act=rule.act,
        point=rule.point,
        verified=rule.verified,
        sign=sign,
        source=source,
        per=per,
        rule=name,
        row=row,
    )


def income_line(run: Run, found: Mapping[str, Any], sign: Sign) -> ReceiptLine:
    """The average income of the family for a month, with its window and what was left out."""
    months = run.plan.parameter("WINDOW_MONTHS")
    because = (
        f"Дохід за період {describe_window(found['window'])}: разом "
        f"{show(run.value('income_total'), 'kopiykas')}, поділено на {count_words(months, 'months')}. "
        "Округлено до копійки."
    )
    left_out = run.value("income_left_out")
    if left_out:
        because += f" Не враховано {show(left_out, 'kopiykas')}: такі виплати закон не рахує доходом."
    label = "Середній дохід родини за місяць"
    return rule_line(run, "average_income", label, sign, because, source=DECLARED)
