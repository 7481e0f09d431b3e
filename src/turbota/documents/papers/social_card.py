"""Papers of social work. Dates are dates; the words come ready."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from turbota.documents.papers.shapes import Office, Shape

__all__ = ["CardEntry", "CardPerson", "CardService", "CardSign", "CardWorker", "Office", "SocialCard"]


@dataclass(frozen=True)
class CardWorker:
    """A specialist responsible for the case, from a day to a day."""

    name: str
    phone: str
    since: date
    until: date | None = None


@dataclass(frozen=True)
class CardPerson:
    """A person of the case and who she is in it."""

    name: str
    born_on: date | None
    relation: str
    note: str = ""


@dataclass(frozen=True)
class CardSign:
    """A coded factor with what it is known by; `verified`: compared with the act."""

    title: str
    evidence: str
    since: date
    until: date | None
    verified: bool


@dataclass(frozen=True)
class CardService:
    """A service that was given."""

    title: str
    provider: str
    since: date | None
    until: date | None
    state: str


@dataclass(frozen=True)
class CardEntry:
    """A record of other information."""

    at: datetime
    what: str
    text: str
    by: str


@dataclass(frozen=True)
class SocialCard(Shape):
    """Соціальна картка сім’ї (особи): order 1005 of 13.07.2018, sections 1, 3–5, 7–9."""

    paper: ClassVar[str] = "social_card"
    basis: ClassVar[str] = "Соціальна картка за наказом Мінсоцполітики № 1005 від 13.07.2018"

    office: Office
    number: str
    name: str
    address: str
    phone: str
    opened_on: date
    ground: str
    closed_on: date | None
    closure: str
    workers: tuple[CardWorker, ...]
    family: tuple[CardPerson, ...]
    apart: tuple[CardPerson, ...]
    signs: tuple[CardSign, ...]
    complexity: str
    complexity_why: str
    risk: str
    risk_why: str
    services: tuple[CardService, ...]
    entries: tuple[CardEntry, ...]
    unknown: str

    def heading(self) -> str:
        """«Соціальна картка № ВВ-2026-000001»."""
        return f"Соціальна картка № {self.number}"
