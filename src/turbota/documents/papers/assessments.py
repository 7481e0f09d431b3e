"""The needs assessment on paper: the act, and the empty form that is filled by hand. Own layouts."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar

from turbota.documents.papers.qr import qr_rows
from turbota.documents.papers.shapes import Group, Office, Shape, Signatory


@dataclass(frozen=True)
class Member:
    """Who was assessed."""

    name: str
    relation: str
    born: str = ""


@dataclass(frozen=True)
class Standing:
    """How a domain stands: the share in percent in words, and what it is called."""

    title: str
    share: str
    words: str
    whom: str = ""


@dataclass(frozen=True)
class NeedsAct(Shape):
    """Акт оцінки потреб сім’ї (особи). `reasons`: why the level is what it is, line by line."""

    paper: ClassVar[str] = "needs_act"
    basis: ClassVar[str] = (
        "Акт оцінки потреб за наказом № 1005 від 13.07.2018 і статтею 20 Закону № 2671-VIII"
    )

    office: Office
    number: str
    case_number: str
    stage: str
    instrument: str
    assessed_at: datetime
    members: tuple[Member, ...]
    sections: tuple[Group, ...]
    standings: tuple[Standing, ...]
    level: str
    reasons: tuple[str, ...]
    conclusion: str
    conclusion_note: str
    assessor: Signatory
    method: str
    on_paper: bool = False

    def heading(self) -> str:
        """«Акт оцінки потреб № ВВ-2026-000001-О1»."""
        return f"Акт оцінки потреб № {self.number}"


@dataclass(frozen=True)
class PrintedQuestion:
    """A question of the form: the boxes to be ticked, or lines to be written on when there are none."""

    words: str
    why: str
    options: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True)
class PrintedPart:
    """The questions of one domain about one person."""

    title: str
    questions: tuple[PrintedQuestion, ...]


@dataclass(frozen=True)
class AssessmentForm(Shape):
    """The empty form. `address`: where what was written is typed in; it stands in the code beside the title."""

    paper: ClassVar[str] = "assessment_form"
    basis: ClassVar[str] = "Оцінювання потреб за статтею 20 Закону № 2671-VIII і КМУ № 64 від 14.01.2026"

    office: Office
    case_number: str
    stage: str
    version: str
    address: str
    parts: tuple[PrintedPart, ...]
    conclusions: tuple[str, ...]
    note: str = ""
    members: tuple[Member, ...] = field(default=())

    def as_dict(self) -> dict[str, Any]:
        """With the squares of the code."""
        return {**super().as_dict(), "code": list(qr_rows(self.address))}

    def heading(self) -> str:
        """«Бланк: Первинне оцінювання»."""
        return f"Бланк: {self.stage}"
