"""The legal receipt of the living allowance, and what the family must remember after the decision."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from turbota.assistance.answers import day_words
from turbota.assistance.calculation import Period, ReceiptLine
from turbota.assistance.forms import APPLICANT
from turbota.assistance.income import describe_window
from turbota.assistance.wording import count_words, show
from turbota.kernel import money
from turbota.law.engine.explained import Run
from turbota.law.engine.schedule import last_day, month_after

DECLARED = "зі слів заявника, у заяві"
TOLD = "Це правило ще не звірено з текстом акта."


def names(found: Mapping[str, Any]) -> dict[str, str]:
    """How a row of members and months is called."""
    called = {}
    for member in found["members"]:
        own = member["name"] or ("Заявник" if member["id"] == APPLICANT else "Член родини")
        called[member["id"]] = own
        for month in found["window"]:
            called[f"{member['id']} {month}"] = own
    return called


def conditions(run: Run, found: Mapping[str, Any], on: date, parts: tuple[Period, ...]) -> tuple[str, ...]:
    """Dated sentences: till when it is paid, what stops it, by what day an idle adult must find work."""
    value = run.plan.parameter
    until = max(part.until for part in parts)
    said = [
        f"Допомогу призначено до {day_words(until)}. Щоб отримувати її далі, подайте заяву знову.",
        f"Виплату зупинять, якщо бути за кордоном довше ніж {count_words(value('ABROAD_ROW'), 'days')} поспіль або "
        f"{count_words(value('ABROAD_ALL'), 'days')} разом за пів року. {TOLD}",
    ]
    called = names(found)
    idle = [called[one["id"]] for row, one in enumerate(found["members"]) if run.value("idle", row)]
    if idle:
        by = last_day(month_after(on, value("IDLE_LIMIT")))
        by = min(by, date(by.year, by.month, min(on.day, by.day)))
        said.append(
            f"До {day_words(by)} мають знайти роботу або стати на облік у центрі зайнятості: {', '.join(idle)}. "
            f"Інакше виплату можуть зупинити. {TOLD}"
        )
    return tuple(said)


def receipt(run: Run, found: Mapping[str, Any], *, granted: bool) -> tuple[ReceiptLine, ...]:
    """The income beside its limit, because it decides; then a line for each person and the total."""
    because = (
        f"Прожитковий мінімум особи, яка втратила працездатність, {money.hryvnias(run.plan.parameter('PM'))} × "
        f"{run.plan.parameter('TIMES')}. Середній дохід на людину не може бути більший."
    )
    lines = [_income(run, found), _limit(run, because)]
    lines += [_member(run, row, label, granted) for row, label in enumerate(_labels(run, found))]
    if granted:
        lines.append(_rule_line(run, "amount", "Допомога на місяць", "total", "Сума рядків на людей."))
    return tuple(lines)


def _labels(run: Run, found: Mapping[str, Any]) -> list[str]:
    called = names(found)
    return [
        f"{called[member['id']]}, {count_words(age, 'years')}"
        for member, age in zip(found["members"], run.columns["age"], strict=True)
    ]


def _member(run: Run, row: int, label: str, granted: bool) -> ReceiptLine:
    group = run.value("group", row)
    value = run.plan.values["AMOUNT"][group]
    because = f"Розмір за законом: {run.plan.book.codes['group'][group]}."
    sign: Any = "+" if granted else "="
    source = f"вік та інвалідність: {DECLARED}"
    return ReceiptLine(
        label=label,
        amount=run.value("allowance", row),
        because=because,
        act=value.act,
        point=value.point,
        verified=value.verified,
        sign=sign,
        source=source,
        rule="allowance",
        row=row,
    )


def _income(run: Run, found: Mapping[str, Any]) -> ReceiptLine:
    total, persons = run.value("income_total"), run.value("persons")
    months = run.plan.parameter("WINDOW_MONTHS")
    because = (
        f"Дохід за період {describe_window(found['window'])}: разом {show(total, 'kopiykas')}, поділено на "
        f"{count_words(months, 'months')} і на всіх у родині ({persons}). Округлено до копійки."
    )
    return _rule_line(run, "income_for_one", "Середній дохід на людину за місяць", "=", because, DECLARED)


def _limit(run: Run, because: str) -> ReceiptLine:
    rule = next(item.rule for item in run.plan.constants if item.rule.name == "income_limit")
    limit = run.plan.parameter("income_limit")
    return ReceiptLine(
        "Межа доходу на людину", limit, because, rule.act, rule.point, rule.verified, "=", rule=rule.name
    )


def _rule_line(run: Run, name: str, label: str, sign: Any, because: str, source: str = "") -> ReceiptLine:
    rule = next(item.rule for item in run.plan.rules if item.rule.name == name)
    return ReceiptLine(
        label, run.value(name), because, rule.act, rule.point, rule.verified, sign, source, rule=name
    )
