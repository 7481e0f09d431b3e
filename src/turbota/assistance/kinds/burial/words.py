"""The legal receipt: one sum, where it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from turbota.assistance.calculation import ReceiptLine, Sign
from turbota.assistance.kinds.burial.facts import AID
from turbota.assistance.persons import called
from turbota.assistance.receipts import DECLARED, OF_COMMUNITY, rule_line
from turbota.kernel import money
from turbota.law.engine.explained import Run

PERSON = "Померла людина"


def receipt(run: Run, found: Mapping[str, Any], *, granted: bool) -> tuple[ReceiptLine, ...]:
    """The sum by its route; the total when the assistance is granted."""
    if not granted:
        return ()
    name = called(found, PERSON)["deceased"]
    sign: Sign = "+"
    if run.value("route") == AID:
        monthly, times = money.hryvnias(run.value("aid_amount")), run.plan.parameter("TIMES")
        because = f"Щомісячна допомога людини {monthly}, таких сум — {times}."
        line = rule_line(run, "of_aid", name, sign, because, source=DECLARED, per="once")
    else:
        because = "Суму встановила громада своїм рішенням."
        line = rule_line(run, "once", name, sign, because, source=OF_COMMUNITY, per="once")
    return (line, rule_line(run, "once", "Разом одноразово", "total", "На поховання.", per="once"))
