"""The legal receipt: three minimums for each, the income, and the most that is paid."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from turbota.assistance.answers import day_words
from turbota.assistance.calculation import Period, ReceiptLine
from turbota.assistance.receipts import DECLARED, income_line, rule_line
from turbota.kernel import money
from turbota.law.engine.explained import Run


def conditions(parts: tuple[Period, ...]) -> tuple[str, ...]:
    """Till when it is paid, and what to do then."""
    if not parts:
        return ()
    until = day_words(max(part.until for part in parts))
    return (f"Допомогу призначено до {until}. Щоб отримувати її далі, подайте заяву знову.",)


def receipt(run: Run, found: Mapping[str, Any], *, granted: bool) -> tuple[ReceiptLine, ...]:
    """What is compared, then the sum when the assistance is granted."""
    minimum = run.plan.values["PM"][0]
    pm = f"{minimum.title} {money.hryvnias(minimum.value)}"
    because = f"{pm} × {run.plan.parameter('MINIMUMS')} × {run.value('persons')}: на кожного в родині."
    label = "З чим порівнюють дохід родини"
    lines = [
        rule_line(run, "ceiling", label, "=", because, source=DECLARED),
        income_line(run, found, "="),
    ]
    if granted:
        most = run.plan.parameter("MOST") * minimum.value
        because = "Перший рядок мінус середній дохід родини."
        lines.append(rule_line(run, "difference", "Різниця", "=", because))
        because = f"Різниця, але не більше ніж {money.hryvnias(most)}."
        lines.append(rule_line(run, "amount", "Допомога на догляд", "+", because))
        lines.append(rule_line(run, "amount", "Допомога на місяць", "total", "Стільки платять за місяць."))
    return tuple(lines)
