"""The calculation sheet: family, incomes by month, every step with its act. Dates are dates, sums are kopiykas."""

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from turbota.documents.papers.shapes import MONEY, MONTH, Office, Shape, Signatory


@dataclass(frozen=True)
class SheetMember:
    """A member of the family as counted. `share`: how the rules count this member."""

    name: str
    relation: str
    born_on: date | None
    share: str = ""


@dataclass(frozen=True)
class SheetIncome:
    """An income of one month that was counted. `month` is "YYYY-MM", the sum is in kopiykas."""

    name: str
    source: str
    month: str = field(metadata=MONTH)
    amount: int = field(metadata=MONEY)


@dataclass(frozen=True)
class SheetStep:
    """A step: what was done, what came out (already worded), by which act. Unverified steps are marked."""

    text: str
    value: str
    act: str
    verified: bool


@dataclass(frozen=True)
class CalculationSheet(Shape):
    """Розрахунок: average monthly income and amount (Annexes 5 and 6, p. 4.5)."""

    paper: ClassVar[str] = "calculation_sheet"
    basis: ClassVar[str] = "Розрахунок за пунктом 4.5 Інструкції № 345 (додатки 5 і 6)"

    office: Office
    number: str
    calculated_on: date
    kind: str
    applicant: str
    members: tuple[SheetMember, ...]
    incomes: tuple[SheetIncome, ...]
    steps: tuple[SheetStep, ...]
    prepared_by: Signatory
    result: str
    income_from: str = field(metadata=MONTH)
    income_to: str = field(metadata=MONTH)
    income_total: int | None = field(default=None, metadata=MONEY)
    average_income: int | None = field(default=None, metadata=MONEY)
    amount: str = ""  # what is paid, in words

    def heading(self) -> str:
        """«Розрахунок до справи № 26-0417»."""
        return f"Розрахунок до справи № {self.number}"
