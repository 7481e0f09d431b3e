"""The legal receipt of base assistance, and what the family must remember after the decision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from turbota.assistance.answers import day_words
from turbota.assistance.calculation import Period, ReceiptLine
from turbota.assistance.receipts import DECLARED, income_line, labels, rule_line
from turbota.kernel import money
from turbota.law.engine.explained import Run


def conditions(parts: tuple[Period, ...], pilot_ends: date) -> tuple[str, ...]:
    """Till when it is paid, and that nothing has to be filed again before the pilot ends."""
    until = max(part.until for part in parts)
    return (
        f"Допомогу призначено до {day_words(until)}. Далі її продовжують самі, доки триває пілотний проєкт "
        f"(за нашими відомостями, до {day_words(pilot_ends)}). Заяви подавати не треба.",
        "Скажіть Пенсійному фонду, коли зміниться склад родини, робота чи дохід.",
    )


def receipt(run: Run, found: Mapping[str, Any], *, granted: bool) -> tuple[ReceiptLine, ...]:
    """Lines in the order of the calculation; the total only when the assistance is granted."""
    lines = [_member(run, row, label) for row, label in enumerate(labels(run, found))]
    lines.append(rule_line(run, "family_base", "Базова величина родини", "part", "Сума рядків вище."))
    lines.append(income_line(run, found, "-"))
    if granted:
        because = "Базова величина родини мінус її середній дохід."
        lines.append(rule_line(run, "amount", "Допомога на місяць", "total", because))
    return tuple(lines)


def _member(run: Run, row: int, label: str) -> ReceiptLine:
    if not run.value("counts", row):
        because = "Не входить до родини, на яку рахують цю допомогу."
        return replace(rule_line(run, "counts", label, "=", because, row=row, source=DECLARED), amount=None)
    group = run.value("group", row)
    base, share = run.plan.values["BASE"][0], run.plan.values["SHARE"][group]
    because = f"Базова величина {money.hryvnias(base.value)} × {share.value} %: {run.plan.book.codes['group'][group]}."
    return ReceiptLine(
        label=label,
        amount=run.value("share", row),
        because=because,
        act=base.act,
        point=base.point,
        verified=base.verified and share.verified,
        sign="+",
        source=f"вік та інвалідність: {DECLARED}",
        rule="share",
        row=row,
    )
