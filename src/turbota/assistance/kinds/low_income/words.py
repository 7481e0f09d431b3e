"""The legal receipt of this kind: a line for each member, the income, the total."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from turbota.assistance.calculation import ReceiptLine
from turbota.assistance.forms import APPLICANT
from turbota.assistance.income import describe_window
from turbota.assistance.wording import count_words, show
from turbota.kernel import money
from turbota.law.engine.explained import Run

GROUPS = (
    "Прожитковий мінімум працездатної особи",
    "Прожитковий мінімум особи, яка втратила працездатність",
    "Прожитковий мінімум дитини до 6 років",
    "Прожитковий мінімум дитини від 6 до 18 років",
    "Прожитковий мінімум працездатної особи, рівень як для дитини, бо навчається на денній формі",
)
DECLARED = "зі слів заявника, у заяві"


def names(found: Mapping[str, Any]) -> dict[str, str]:
    """How a row of members and months is called: the given name, or «Заявник»."""
    called = {}
    for member in found["members"]:
        own = member["name"] or ("Заявник" if member["id"] == APPLICANT else "Член родини")
        called[member["id"]] = own
        for month in found["window"]:
            called[f"{member['id']} {month}"] = own
    return called


def receipt(run: Run, found: Mapping[str, Any], *, granted: bool) -> tuple[ReceiptLine, ...]:
    """Lines in the order of the calculation; the total only when the assistance is granted."""
    lines = [_member(run, row, name) for row, name in enumerate(_labels(run, found))]
    lines.append(
        _rule_line(run, "family_guarantee", "Гарантований рівень родини", "part", "Сума рядків вище.")
    )
    lines.append(_income(run, found))
    if granted:
        because = "Гарантований рівень родини мінус її середній дохід."
        lines.append(_rule_line(run, "amount", "Допомога на місяць", "total", because))
    else:
        because = "Сума прожиткових мінімумів усіх, хто входить до родини: з нею порівнюють дохід."
        lines.append(_rule_line(run, "family_minimum", "Прожитковий мінімум родини", "=", because))
    return tuple(lines)


def _labels(run: Run, found: Mapping[str, Any]) -> list[str]:
    called = names(found)
    ages = run.columns["age"]
    return [
        f"{called[member['id']]}, {count_words(age, 'years')}"
        for member, age in zip(found["members"], ages, strict=True)
    ]


def _member(run: Run, row: int, label: str) -> ReceiptLine:
    group = run.value("group", row)
    minimum, level = run.plan.values["PM"][group], run.plan.values["LEVEL"][group]
    if not run.value("counts", row):
        rule = next(item.rule for item in run.plan.rules if item.rule.name == "counts")
        because = "Не входить до родини, на яку рахують цю допомогу."
        return ReceiptLine(
            label, None, because, rule.act, rule.point, rule.verified, "=", DECLARED, rule="counts", row=row
        )
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


def _income(run: Run, found: Mapping[str, Any]) -> ReceiptLine:
    months = run.plan.values["WINDOW_MONTHS"][0]
    total, left_out = run.value("income_total"), run.value("income_left_out")
    because = (
        f"Дохід за період {describe_window(found['window'])}: разом {show(total, 'kopiykas')}, "
        f"поділено на {count_words(months.value, 'months')}. Округлено до копійки."
    )
    if left_out:
        because += f" Не враховано {show(left_out, 'kopiykas')}: такі виплати закон не рахує доходом."
    rule = next(item.rule for item in run.plan.rules if item.rule.name == "average_income")
    return ReceiptLine(
        label="Середній дохід родини за місяць",
        amount=run.value("average_income"),
        because=because,
        act=rule.act,
        point=rule.point,
        verified=rule.verified and months.verified,
        sign="-",
        source=DECLARED,
        rule="average_income",
    )


def _rule_line(run: Run, name: str, label: str, sign: Any, because: str) -> ReceiptLine:
    rule = next(item.rule for item in run.plan.rules if item.rule.name == name)
    return ReceiptLine(label, run.value(name), because, rule.act, rule.point, rule.verified, sign, rule=name)
