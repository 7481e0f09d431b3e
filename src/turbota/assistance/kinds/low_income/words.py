"""The legal receipt of this kind: a line for each member, the income, the total."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from turbota.assistance.calculation import ReceiptLine
from turbota.assistance.receipts import DECLARED, income_line, labels, rule_line
from turbota.kernel import money
from turbota.law.engine.explained import Run

GROUPS = (
    "Прожитковий мінімум працездатної особи",
    "Прожитковий мінімум особи, яка втратила працездатність",
    "Прожитковий мінімум дитини до 6 років",
    "Прожитковий мінімум дитини від 6 до 18 років",
    "Прожитковий мінімум працездатної особи, рівень як для дитини, бо навчається на денній формі",
)


def receipt(run: Run, found: Mapping[str, Any], *, granted: bool) -> tuple[ReceiptLine, ...]:
    """Lines in the order of the calculation; the total only when the assistance is granted."""
    lines = [_member(run, row, name) for row, name in enumerate(labels(run, found))]
    lines.append(
        rule_line(run, "family_guarantee", "Гарантований рівень родини", "part", "Сума рядків вище.")
    )
    lines.append(income_line(run, found, "-"))
    if granted:
        because = "Гарантований рівень родини мінус її середній дохід."
        lines.append(rule_line(run, "amount", "Допомога на місяць", "total", because))
    else:
        because = "Сума прожиткових мінімумів усіх, хто входить до родини: з нею порівнюють дохід."
        lines.append(rule_line(run, "family_minimum", "Прожитковий мінімум родини", "=", because))
    return tuple(lines)


def _member(run: Run, row: int, label: str) -> ReceiptLine:
    group = run.value("group", row)
    minimum, level = run.plan.values["PM"][group], run.plan.values["LEVEL"][group]
    if not run.value("counts", row):
        because = "Не входить до родини, на яку рахують цю допомогу."
        return replace(rule_line(run, "counts", label, "=", because, row=row, source=DECLARED), amount=None)
    because = f"{GROUPS[group]} {money.hryvnias(minimum.value)} × {level.value} %."
    return ReceiptLine(
        label=label,
        amount=run.value("guarantee", row),
        because=because,
        act=minimum.act,
        point=minimum.point,
        verified=minimum.verified and level.verified,
        sign="+",
        source=f"вік: {DECLARED}",
        rule="guarantee",
        row=row,
    )
