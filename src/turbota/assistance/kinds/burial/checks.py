"""What one answer about a burial says about another."""

from __future__ import annotations

from datetime import date

from turbota.assistance.asking.checks import Answers, day_of


def died_after_birth(answers: Answers, on: date) -> dict[str, str]:
    """Nobody dies before being born."""
    told = dict(answers.get("burial") or {})
    born, died = day_of(told.get("birth_date")), day_of(told.get("death_date"))
    if born and died and died < born:
        return {"burial.death_date": "Дата смерті раніша за дату народження. Перевірте обидві дати."}
    return {}


def sums_are_sums(answers: Answers, on: date) -> dict[str, str]:
    """A sum that is known is more than nothing."""
    told = dict(answers.get("burial") or {})
    return {
        f"burial.{name}": "Сума має бути більша за нуль. Якщо її не знаєте, залиште порожнім."
        for name in ("aid_amount", "local_sum")
        if told.get(name) == 0
    }
