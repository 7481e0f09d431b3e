"""The individual plan of social services on paper: the whole one, or the part of one executor. Own layout."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from turbota.documents.papers.shapes import Office, Shape, Signatory


@dataclass(frozen=True)
class PlannedMeasure:
    """One measure, its executor, term and payment already worded (law 2671-VIII, art. 22; КМУ 64 of 14.01.2026)."""

    content: str
    service: str
    recipient: str
    executor: str
    term: str
    volume: str
    expected: str
    indicator: str
    payment: str


@dataclass(frozen=True)
class PlannedGoal:
    """A goal with its indicator and its measures."""

    words: str
    indicator: str
    change: str
    measures: tuple[PlannedMeasure, ...]


@dataclass(frozen=True)
class PlannedNeed:
    """A need with its goals. `source`: which answer of which assessment shows it."""

    words: str
    domain: str
    source: str
    goals: tuple[PlannedGoal, ...]


@dataclass(frozen=True)
class IndividualPlan(Shape):
    """Індивідуальний план надання соціальних послуг. `part_of`: the executor whose part alone is printed, else empty."""

    paper: ClassVar[str] = "individual_plan"
    basis: ClassVar[str] = "Індивідуальний план за статтею 22 Закону № 2671-VIII"

    office: Office
    case_number: str
    number: str
    recipient: str
    decision: str
    since: date
    until: date
    manager: Signatory
    needs: tuple[PlannedNeed, ...]
    sides: tuple[Signatory, ...]
    why: str = ""
    part_of: str = ""

    def heading(self) -> str:
        """«Індивідуальний план № ВВ-2026-000001/1»."""
        title = "Частина індивідуального плану" if self.part_of else "Індивідуальний план"
        return f"{title} № {self.number}"
