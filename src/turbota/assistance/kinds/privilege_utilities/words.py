"""The legal receipt of privileges, and what the family must remember after the decision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from turbota.assistance import services
from turbota.assistance.answers import day_words
from turbota.assistance.behind import used
from turbota.assistance.calculation import ReceiptLine, Used
from turbota.assistance.family import called
from turbota.assistance.receipts import DECLARED, rule_line
from turbota.assistance.wording import show
from turbota.kernel import money
from turbota.law.engine.explained import Run


def names(found: Mapping[str, Any], on: date) -> dict[str, str]:
    """How a row of people, months and services is called."""
    return {**called(found), **services.called(found, on)}


def conditions(until: date) -> tuple[str, ...]:
    """Till when, and what to tell."""
    return (
        f"Пільгу надають до {day_words(until)}. Щоб мати її далі, продовжте документ про право на пільгу.",
        "Скажіть Пенсійному фонду, коли зміниться склад родини, житло, послуги або дохід.",
    )


def receipt(run: Run, found: Mapping[str, Any], on: date, *, granted: bool) -> tuple[ReceiptLine, ...]:
    """The income where it matters, the services with their discount, then fuel, which is paid once."""
    lines: list[ReceiptLine] = []
    if run.value("income_tested"):
        lines += [_income(run), _limit(run)]
    if run.value("wants_utilities"):
        rows = enumerate(run.household.keys["line"])
        lines += [_service(run, row, key, names(found, on), granted) for row, key in rows]
    if granted and run.value("amount"):
        lines.append(rule_line(run, "amount", "Пільга на місяць", "total", "Сума рядків на послуги."))
    if "solid_fuel" in run.columns:
        lines += _fuel(run, granted, by_norm=bool(found["family"].get("tonnes_by_norm")))
    return tuple(lines)


def _service(run: Run, row: int, key: str, called_by: Mapping[str, str], granted: bool) -> ReceiptLine:
    because = (
        f"Вартість у межах норми {money.hryvnias(run.value('cost', row))} × {run.value('percent')} %. "
        f"Норма {services.COUNTED_ON[run.value('basis', row)]} {show(run.value('norm', row), 'rate')}, "
        f"тариф {show(run.value('tariff', row), 'rate')} ₴."
    )
    sign: Any = "+" if granted else "="
    source = f"норма й тариф: {DECLARED} або за відомостями надавача"
    return rule_line(run, "discount", called_by[key], sign, because, row=row, source=source)


def _fuel(run: Run, granted: bool, *, by_norm: bool) -> list[ReceiptLine]:
    percent, found = run.value("percent"), []
    for name, cap, count, label in (
        ("solid_fuel", "solid_fuel_cap", "fuel_tonnes", "Тверде паливо"),
        ("lpg", "lpg_cap", "lpg_balloons", "Газ у балонах"),
    ):
        if run.value(f"wants_{name}"):
            because = f"Гранична вартість {money.hryvnias(run.plan.parameter(cap))} × {run.value(count)} × {percent} %."
            source = f"кількість: {DECLARED}"
            norm: tuple[Used, ...] = ()
            if name == "solid_fuel" and by_norm:
                (value,) = run.plan.values["SOLID_NORM"]
                source, norm = f"кількість за нормою: {show(value.value, value.unit)} на рік", (used(value),)
            sign: Any = "+" if granted else "="
            line = rule_line(run, name, label, sign, because, source=source, per="once")
            found.append(replace(line, parameters=norm))
    if found and granted and run.value("once"):
        because = "Сума рядків на паливо."
        found.append(rule_line(run, "once", "Пільга на паливо, одноразово", "total", because, per="once"))
    return found


def _income(run: Run) -> ReceiptLine:
    average, persons = money.hryvnias(run.value("average_income")), show(run.value("persons"), "persons")
    because = f"Середній дохід {average}, поділено на {persons}."
    return rule_line(
        run, "income_for_one", "Середній дохід на людину за місяць", "=", because, source=DECLARED
    )


def _limit(run: Run) -> ReceiptLine:
    minimum = run.plan.values["PM"][0]
    because = (
        f"Прожитковий мінімум працездатної особи на 1 січня {money.hryvnias(minimum.value)} × "
        f"{run.plan.parameter('INCOME_PERCENT')} %, округлено до 10 гривень."
    )
    return rule_line(run, "income_limit", "Межа доходу на людину", "=", because)
