"""The calculation sheet: family, incomes by month, every step with its act. Dates are dates, sums are kopiykas."""

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar, Literal

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
class SheetService:
    """A service of a month within its norm: how it was counted and the sum in kopiykas."""

    title: str
    how: str
    amount: int = field(metadata=MONEY)


@dataclass(frozen=True)
class SubsidySheet(Shape):
    """Розрахунок житлової субсидії (Annex 7, p. 4.5): services within norms, area, share, payment, subsidy."""

    paper: ClassVar[str] = "subsidy_calculation"
    basis: ClassVar[str] = "Розрахунок житлової субсидії за пунктом 4.5 Інструкції № 345 (додаток 7)"

    office: Office
    number: str
    calculated_on: date
    applicant: str
    members: tuple[SheetMember, ...]
    services: tuple[SheetService, ...]
    figures: tuple[SheetStep, ...]
    prepared_by: Signatory
    result: str
    amount: str = ""  # what is paid, in words

    def heading(self) -> str:
        """«Розрахунок субсидії до справи № 26-0417»."""
        return f"Розрахунок субсидії до справи № {self.number}"


@dataclass(frozen=True)
class SubsidyNotice(Shape):
    """Повідомлення про призначення, непризначення чи відмову (Annex 8, p. 4.5): one paper, three outcomes."""

    paper: ClassVar[str] = "subsidy_notice"
    basis: ClassVar[str] = "Повідомлення за пунктом 4.5 Інструкції № 345 (додаток 8)"

    office: Office
    number: str
    decided_on: date
    outcome: Literal["granted", "not_assigned", "refused"]
    applicant: str
    address: str
    plain: tuple[str, ...]
    grounds: tuple[str, ...]
    appeal: str
    cost: int | None = field(default=None, metadata=MONEY)
    payment: int | None = field(default=None, metadata=MONEY)
    amount: int | None = field(default=None, metadata=MONEY)
    since: date | None = None
    until: date | None = None

    def heading(self) -> str:
        """«Повідомлення до рішення № 26-0417/1»."""
        return f"Повідомлення до рішення № {self.number}"


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
