"""What the receipt says about the pay, and what the parents must tell later."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from turbota.assistance.calculation import Period
from turbota.assistance.wording import show
from turbota.law.engine.explained import Run

TELL = (
    "Якщо дитина прибуде або вибуде, їй встановлять інвалідність чи виповниться 18 років, повідомте орган, який платить: "
    "плату перерахують.",
    "Крім плати, на кожну дитину призначають державну соціальну допомогу: її рахують окремо.",
)


def because(run: Run, row: int) -> str:
    """The formula in words with the numbers of this family."""
    children, share = sum(run.columns["claimed"]), run.value("share")
    disabled, severe = sum(run.columns["disabled"]), sum(run.columns["severe"])
    minimum = show(run.plan.parameter("PM"), "kopiykas")
    return (
        f"Прожитковий мінімум працездатної особи {minimum} × {share} %. Дітей — {children}, з них з інвалідністю — "
        f"{disabled}, з інвалідністю підгрупи А — {severe}."
    )


def conditions(run: Run, found: Mapping[str, Any], parts: tuple[Period, ...]) -> tuple[str, ...]:
    """What to tell, and what else is due."""
    return TELL
