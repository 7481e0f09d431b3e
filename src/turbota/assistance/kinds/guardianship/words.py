"""What the receipt says about a child, and what the guardian must tell later."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from turbota.assistance.answers import day_words
from turbota.assistance.calculation import Period
from turbota.assistance.income import describe_window
from turbota.assistance.per_child import minimum_words
from turbota.assistance.persons import called
from turbota.assistance.wording import show
from turbota.law.engine.explained import Run

TELL = (
    "Якщо дитину всиновлять, опіку припинять або дитина отримає пенсію, аліменти чи стипендію, повідомте орган, "
    "який платить."
)


def because(run: Run, row: int) -> str:
    """Why the child gets so much."""
    if not run.value("claimed", row):
        return "На цю дитину допомогу не призначають: їй уже є 18 років."
    share = run.plan.parameter("SHARE")[run.value("disabled", row)]
    text = f"{minimum_words(run, row)} × {share} %."
    own = run.value("own_income", row)
    if own:
        text += (
            f" Віднято пенсію, аліменти й стипендію дитини: {show(own, 'kopiykas')} у середньому за місяць."
        )
    return text


def conditions(run: Run, found: Mapping[str, Any], parts: tuple[Period, ...]) -> tuple[str, ...]:
    """What to tell, whose incomes were read, and what ends earlier than the award."""
    said = [f"{TELL} Виплати дитини враховано за період {describe_window(found['window'])}."]
    names = called(found)
    said += [
        f"Інвалідність встановлено до {day_words(date.fromisoformat(one['disability_until']))}: {names[one['id']]}. "
        "Якщо її продовжать, принесіть новий висновок, щоб платили так само."
        for one in found["members"]
        if one["asked"] and one.get("disability_until")
    ]
    return tuple(said)
