"""The legal receipt: the income that is compared, and the share of the minimum for the children together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from turbota.assistance.answers import day_words
from turbota.assistance.calculation import Period, ReceiptLine
from turbota.assistance.receipts import DECLARED, income_line, rule_line
from turbota.kernel import money
from turbota.law.engine.explained import Run


def conditions(parts: tuple[Period, ...]) -> tuple[str, ...]:
    """Till when it is paid, and how a student keeps it."""
    if not parts:
        return ()
    until = day_words(max(part.until for part in parts))
    return (
        f"Допомогу призначено до {until}. Якщо дитина після 18 років навчається на денній формі, подайте заяву "
        "з довідкою про навчання.",
        "Якщо дитині призначать пенсію або зміниться дохід родини, повідомте орган, який платить.",
    )


def receipt(run: Run, found: Mapping[str, Any], *, granted: bool) -> tuple[ReceiptLine, ...]:
    """The income, then the sum when the assistance is granted."""
    because = f"Середній дохід родини поділено на всіх у ній ({run.value('persons')}). Округлено до копійки."
    lines = [
        income_line(run, found, "="),
        rule_line(run, "income_for_one", "Середній дохід на людину за місяць", "=", because, source=DECLARED),
    ]
    if granted:
        number = min(run.value("children"), 3)
        share, minimum = run.plan.values["SHARE"][number - 1], run.plan.values["PM"][0]
        because = f"{share.title}: {share.value} %. {minimum.title} {money.hryvnias(minimum.value)}."
        lines.append(
            rule_line(run, "amount", "Дітям, які втратили годувальника", "+", because, source=DECLARED)
        )
        lines.append(rule_line(run, "amount", "Допомога на місяць", "total", "На всіх дітей разом."))
    return tuple(lines)
