"""The calculation sheet: family, incomes by month, every step with its act. Dates are dates, sums are kopiykas."""

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar, Literal

from turbota.documents.papers.shapes import Office, ReasonLine, Shape, Signatory
from turbota.documents.papers.words import MONEY, MONTH


@dataclass(frozen=True)
class SheetMember:
    """A member of the family as counted. `share`: how the rules count this member."""

    name: str
    relation: str
    born_on: date | None
    share: str = ""


@dataclass(frozen=True)
class SheetIncome:
    """An income of a person in a month: given and counted, in kopiykas. `month` is "YYYY-MM".

    `basis`: the act by which it is counted or left out, or why no act says it. `origin`: where the sum is from.
    `told`: False where the sums are another person's and the paper goes to the applicant.
    """

    name: str
    source: str
    month: str = field(metadata=MONTH)
    amount: int | None = field(metadata=MONEY)
    counted: int | None = field(metadata=MONEY)
    basis: str
    verified: bool
    origin: str
    told: bool = True


@dataclass(frozen=True)
class SheetStep:
    """A step: what was done, what came out (already worded), by which act. Unverified steps are marked."""

    text: str
    value: str
    act: str
    verified: bool


@dataclass(frozen=True)
class SheetSteps:
    """Steps under one heading: about one person, the whole family, the grounds of refusal."""

    title: str
    steps: tuple[SheetStep, ...]


@dataclass(frozen=True)
class IncomePart:
    """Annex 5: incomes of the months by person and class, the figures between them and the average, kopiykas."""

    first: str = field(metadata=MONTH)
    last: str = field(metadata=MONTH)
    incomes: tuple[SheetIncome, ...]
    figures: tuple[SheetStep, ...]
    counted: int | None = field(default=None, metadata=MONEY)
    average: int | None = field(default=None, metadata=MONEY)


@dataclass(frozen=True)
class SheetLine:
    """A line of Annex 6: what, how much (kopiykas), why, by which act; values of the law behind it with their dates."""

    label: str
    sign: str
    amount: int | None = field(metadata=MONEY)
    because: str
    act: str
    verified: bool
    parameters: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class SheetService:
    """A service of a month within its norm: how it was counted and the sum in kopiykas."""

    title: str
    how: str
    amount: int = field(metadata=MONEY)


@dataclass(frozen=True)
class SubsidySheet(Shape):
    """Розрахунок житлової субсидії (Annex 7, p. 4.5): services within norms, area, share, payment, subsidy.

    `grounds`: why nothing is assigned, or why an officer decides; empty when it is granted.
    """

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
    income: IncomePart | None = None
    grounds: tuple[ReasonLine, ...] = ()

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
    """Розрахунок: average monthly income (Annex 5, none where no income is read) and amount (Annex 6), p. 4.5."""

    paper: ClassVar[str] = "calculation_sheet"
    basis: ClassVar[str] = "Розрахунок за пунктом 4.5 Інструкції № 345 (додатки 5 і 6)"

    office: Office
    number: str
    calculated_on: date
    kind: str
    applicant: str
    members: tuple[SheetMember, ...]
    lines: tuple[SheetLine, ...]
    steps: tuple[SheetSteps, ...]
    prepared_by: Signatory
    result: str
    amount: str = ""  # what is paid, in words
    income: IncomePart | None = None

    def heading(self) -> str:
        """«Розрахунок до справи № 26-0417»."""
        return f"Розрахунок до справи № {self.number}"
