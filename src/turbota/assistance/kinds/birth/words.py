"""The legal receipt of assistance at birth: lines for each child, what is paid once and what by month."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from turbota.assistance.answers import day_words
from turbota.assistance.calculation import Per, Period, ReceiptLine
from turbota.law.engine.explained import Run
from turbota.law.values import Value

DECLARED = "зі слів заявника, у заяві"
LOOK_AFTER = (
    "Якщо дитина більше не житиме з вами або ви переїдете, повідомте орган, який платить: від цього може "
    "залежати щомісячна частина."
)


def names(found: Mapping[str, Any]) -> dict[str, str]:
    """How a row is called: the name of the child."""
    return {child["id"]: child["name"] or "Дитина" for child in found["members"]}


def conditions(parts: tuple[Period, ...]) -> tuple[str, ...]:
    """What to remember while something is paid by month."""
    return (LOOK_AFTER,) if any(part.per == "month" for part in parts) else ()


def receipt(run: Run, found: Mapping[str, Any], *, granted: bool) -> tuple[ReceiptLine, ...]:
    """A line for each child, then the totals when the assistance is granted."""
    lines = [
        line for row, child in enumerate(found["members"]) for line in _of_child(run, row, child, granted)
    ]
    if granted:
        lines += _totals(run)
    return tuple(lines)


def _of_child(run: Run, row: int, child: Mapping[str, Any], granted: bool) -> Iterator[ReceiptLine]:
    new = run.value("regime", row) == 1
    born = day_words(date.fromisoformat(child["born"]))
    name = child["name"] or "Дитина"
    sign: Any = "+" if granted else "="
    value = _value(run, "LUMP_SINCE_2026" if new else "LUMP_BEFORE_2026")
    once = f"Дата народження {born}: " + ("усю суму платять одноразово." if new else "одноразова частина.")
    yield _line(f"{name}, одноразово", run, "lump", row, once, value, sign, "once")
    if run.value("monthly", row):
        value, months = _value(run, "MONTH_BEFORE_2026"), _value(run, "MONTHS_BEFORE_2026").value
        because = f"Дата народження {born}: решту платять щомісяця, місяців — {months}."
        yield _line(f"{name}, щомісяця", run, "monthly", row, because, value, sign, "month")


def _totals(run: Run) -> Iterator[ReceiptLine]:
    pers: tuple[tuple[Per, str, str], ...] = (
        ("once", "once", "Разом одноразово"),
        ("month", "amount", "Разом на місяць"),
    )
    for per, name, label in pers:
        if run.value(name):
            rule = next(item.rule for item in run.plan.rules if item.rule.name == name)
            because = "Сума рядків на всіх дітей заяви."
            yield ReceiptLine(
                label, run.value(name), because, rule.act, rule.point, False, "total", per=per, rule=name
            )


def _value(run: Run, name: str) -> Value:
    return run.plan.values[name][0]


def _line(
    label: str, run: Run, rule: str, row: int, because: str, value: Value, sign: Any, per: Per
) -> ReceiptLine:
    return ReceiptLine(
        label=label,
        amount=run.value(rule, row),
        because=because,
        act=value.act,
        point=value.point,
        verified=value.verified,
        sign=sign,
        source=f"дата народження: {DECLARED}",
        per=per,
        rule=rule,
        row=row,
    )
