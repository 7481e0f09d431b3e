"""What kinds share that no rule computes: a calculation that always leaves it to an officer, and says why.

It never grants and never refuses by itself, and names no sum.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from turbota.assistance.calculation import Calculation, Reason
from turbota.assistance.forms import Answers
from turbota.assistance.kind import Calculate, Description
from turbota.law.dated import NotInForce
from turbota.law.engine.explained import Household

Facts = Callable[[Answers, date], dict[str, Any]]


def name_of(row: Mapping[str, Any]) -> str:
    """Surname, own name and patronymic of a person of the answers, as far as they are written."""
    return " ".join(str(row[code]) for code in ("surname", "given_name", "patronymic") if row.get(code))


def household(found: Mapping[str, Any], on: date) -> Household:
    """There is nothing to run over: no rule reads these facts."""
    return Household(facts={}, keys={}, parents={})


def left_to_officer(
    about: Description, facts: Facts, *, rules: str, code: str, lacks: str, told: str
) -> Calculate:
    """A calculation that is always «officer».

    `rules`: what the snapshot says of the rules. `code`, `told`: the doubt and its words; `lacks`: what is not known,
    behind the names of the acts.
    """
    acts = "; ".join(act.title for act in about.acts)

    def calculate(answers: Answers, on: date, window_anchor: date | None = None) -> Calculation:
        """Always «officer». Raises NotInForce before the kind was known."""
        if on < about.deciders[0].since:
            raise NotInForce(f"{about.code}: nothing in force on {on}")
        return Calculation(
            outcome="officer",
            amount=None,
            since=None,
            until=None,
            reasons=(),
            missing=(),
            steps=(),
            receipt=(),
            doubts=(Reason(code, f"{acts}: {lacks}", told),),
            snapshot={
                "kind": about.code,
                "on": on.isoformat(),
                "facts": facts(answers, on),
                "rules": rules,
                "parameters": [],
                "steps": [],
                "outcome": "officer",
                "schedule": [],
            },
        )

    return calculate
