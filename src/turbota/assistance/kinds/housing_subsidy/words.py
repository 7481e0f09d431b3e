"""The legal receipt of the subsidy, and what the family must remember after the decision."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from turbota.assistance import services
from turbota.assistance.answers import day_words, month_words
from turbota.assistance.calculation import ReceiptLine
from turbota.assistance.family import called
from turbota.assistance.income import describe_window
from turbota.assistance.receipts import DECLARED, rule_line
from turbota.assistance.wording import show
from turbota.kernel import money
from turbota.law.engine.explained import Run


def names(found: Mapping[str, Any], on: date) -> dict[str, str]:
    """How a row of people, months and services is called."""
    return {**called(found), **services.called(found, on)}


def conditions(until: date) -> tuple[str, ...]:
    """Till when, what comes after, and what to tell."""
    return (
        f"Субсидію призначено до {day_words(until)}. На наступний сезон її перераховують самі; якщо для цього "
        "бракуватиме відомостей, вам напишуть.",
        "Скажіть Пенсійному фонду, коли зміниться склад родини, житло або послуги.",
        "Обов’язковий платіж і все понад норму сплачуйте самі й вчасно.",
    )


def receipt(run: Run, found: Mapping[str, Any], on: date, *, granted: bool) -> tuple[ReceiptLine, ...]:
    """The services within norms, the share of the income and what is left; the total only when it is assigned."""
    lines = [_service(run, row, key, names(found, on)) for row, key in enumerate(run.household.keys["line"])]
    lines.append(
        rule_line(run, "cost_within_norms", "Послуги в межах норм за місяць", "part", "Сума рядків вище.")
    )
    lines += [_income(run, found), _payment(run)]
    if granted:
        because = "Вартість послуг у межах норм мінус обов’язковий платіж."
        lines.append(rule_line(run, "amount", "Субсидія на місяць", "total", because))
    return tuple(lines)


def _service(run: Run, row: int, key: str, called_by: Mapping[str, str]) -> ReceiptLine:
    basis = run.value("basis", row)
    norm, tariff = show(run.value("norm", row), "rate"), show(run.value("tariff", row), "rate")
    how = services.COUNTED_ON[basis]
    times = {0: "", 1: f" × {run.value('persons')}", 2: f" × {show(run.value('paid_area'), 'm2')}"}[basis]
    because = f"Норма {how} {norm}{times}, тариф {tariff} ₴ за одиницю."
    source = f"норма й тариф: {DECLARED} або за відомостями надавача"
    return rule_line(run, "cost", called_by[key], "+", because, row=row, source=source)


def _income(run: Run, found: Mapping[str, Any]) -> ReceiptLine:
    because = (
        f"Доходи за {describe_window(found['half_year'])}, разом {money.hryvnias(run.value('half_year_income'))}, "
        f"поділено на {len(found['half_year'])}; пенсії за {month_words(found['pension_month'])} — "
        f"{money.hryvnias(run.value('pensions'))}."
    )
    return rule_line(run, "average_income", "Середній дохід родини за місяць", "=", because, source=DECLARED)


def _payment(run: Run) -> ReceiptLine:
    minimum, kg, rg = (run.plan.values[name][0] for name in ("PM", "KG", "RG"))
    because = (
        f"На людину {money.hryvnias(run.value('income_for_one'))}, прожитковий мінімум на 1 січня "
        f"{money.hryvnias(minimum.value)}. Частка: {money.amount(run.value('income_for_one'))} / "
        f"{money.amount(minimum.value)} / {kg.value} × {rg.value} % = {show(run.value('share'), 'basis_points')} від доходу."
    )
    return rule_line(run, "obligatory_payment", "Обов’язковий платіж родини", "-", because)
