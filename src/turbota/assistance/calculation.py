"""The result of a calculation, as every other package reads it. Amounts are kopiykas."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

Outcome = Literal["granted", "refused", "officer"]
Sign = Literal["+", "-", "=", "part", "total"]


@dataclass(frozen=True)
class Reason:
    """Why it was refused: the clause of the act and the sentence with the numbers of this family."""

    code: str
    clause: str
    text: str


@dataclass(frozen=True)
class Step:
    """One rule applied to one row. ``text`` is the rule in words with its numbers put in."""

    name: str
    entity: str
    row: str
    value: int | bool | None
    unit: str
    text: str
    act: str
    point: str
    parameters: tuple[str, ...]
    verified: bool


@dataclass(frozen=True)
class ReceiptLine:
    """One line of the legal receipt. ``source`` says where the fact came from."""

    label: str
    amount: int | None
    because: str
    act: str
    point: str
    verified: bool
    sign: Sign
    source: str = ""


@dataclass(frozen=True)
class Period:
    """A part of the award with one amount: ``since`` and ``until`` are both included."""

    since: date
    until: date
    amount: int


@dataclass(frozen=True)
class Calculation:
    """What the rules say for one family on one day.

    ``amount`` is the monthly amount of the first month. ``officer`` means that facts are missing
    (their names are in ``missing``) and that a person must decide; nothing is guessed.
    """

    outcome: Outcome
    amount: int | None
    since: date | None
    until: date | None
    reasons: tuple[Reason, ...]
    missing: tuple[str, ...]
    steps: tuple[Step, ...]
    receipt: tuple[ReceiptLine, ...]
    average_income: int | None
    income_total: int | None
    income_from: str
    income_to: str
    schedule: tuple[Period, ...] = ()
    snapshot: dict[str, Any] = field(default_factory=dict)
