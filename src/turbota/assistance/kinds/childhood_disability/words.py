"""The legal receipt: for each person the base, the top-up or the supplement, and the other reading where there is one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from turbota.assistance.answers import day_words
from turbota.assistance.awards import NO_END
from turbota.assistance.calculation import Period, ReceiptLine, Sign
from turbota.assistance.persons import called
from turbota.assistance.receipts import DECLARED, rule_line
from turbota.kernel import money
from turbota.law.engine.explained import Run

PERSON = "Людина"
SOURCE = f"інвалідність: {DECLARED}"
REVIEW = "Якщо повторний огляд пропустити, виплату зупинять. Після огляду принесіть новий документ."


def conditions(parts: tuple[Period, ...]) -> tuple[str, ...]:
    """Till when each person is paid, and what to do before that day."""
    ends = {part.about: part for part in sorted(parts, key=lambda part: part.until)}
    said = []
    for part in ends.values():
        if part.until == NO_END:
            said.append(f"{part.whom}: допомогу призначено безстроково.")
        else:
            said.append(f"{part.whom}: допомогу призначено до {day_words(part.until)}. {REVIEW}")
    return tuple(said)


def receipt(run: Run, found: Mapping[str, Any], *, granted: bool) -> tuple[ReceiptLine, ...]:
    """Lines of each person for whom the claim is; the total when the assistance is granted."""
    names = called(found, PERSON)
    lines = [
        line
        for row, member in enumerate(found["members"])
        if run.value("fits", row)
        for line in _of_person(run, row, names[member["id"]], granted)
    ]
    if granted:
        lines.append(rule_line(run, "amount", "Разом на місяць", "total", "Сума рядків на всіх людей."))
    return tuple(lines)


def _of_person(run: Run, row: int, name: str, granted: bool) -> Iterator[ReceiptLine]:
    sign: Sign = "+" if granted else "="
    minimum, share = run.plan.values["PM"][0], run.plan.values["BASE"][run.value("disability", row) - 1]
    pm = f"{minimum.title} {money.hryvnias(minimum.value)}"
    because = f"{pm} × {share.value} %."
    yield rule_line(run, "base", f"{name}, основний розмір", sign, because, row=row, source=SOURCE)
    if run.value("top_up", row):
        because = f"Надбавки на догляд немає, тому доплачують до {run.plan.parameter('PAID_UP_TO')} %: {pm}."
        yield rule_line(run, "top_up", f"{name}, доплата", sign, because, row=row, source=SOURCE)
    if kind := run.value("care_kind", row):
        because = f"{run.plan.values['CARE'][kind - 1].title}: {run.plan.values['CARE'][kind - 1].value} %."
        yield rule_line(run, "care", f"{name}, надбавка на догляд", sign, because, row=row, source=SOURCE)
    if run.value("payable_reading_b", row) != run.value("payable", row):
        because = "Таблиці органів за 2022 і 2024 роки рахують інакше. Цієї суми не призначаємо, її показано для звірки."
        label = f"{name}, разом за іншим прочитанням"
        yield rule_line(run, "payable_reading_b", label, "=", because, row=row)
