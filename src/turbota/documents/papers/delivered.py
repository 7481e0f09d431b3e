"""Papers of the provision of social services: the contract to sign by hand, the sheet of visits. Own layouts."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from turbota.documents.papers.shapes import Office, Shape, Signatory


@dataclass(frozen=True)
class ServiceContract(Shape):
    """Договір про надання соціальної послуги (law 2671-VIII, art. 23), to be filled in where nothing is known yet."""

    paper: ClassVar[str] = "service_contract"
    basis: ClassVar[str] = "Договір за ст. 23 Закону № 2671-VIII від 17.01.2019"

    office: Office
    referral: str
    recipient: str
    born_on: date | None
    service: str
    task: str
    frequency: str
    where: str
    payment: str
    provider: Signatory
    person: Signatory
    number: str = ""
    since: str = ""
    last_day: str = ""

    def heading(self) -> str:
        """«Договір за направленням НП-2026-000001»."""
        return f"Договір за направленням {self.referral}"


@dataclass(frozen=True)
class SheetVisit:
    """One visit on the sheet: when, how long, what, by whom."""

    when: str
    minutes: str
    what: str
    worker: str


@dataclass(frozen=True)
class VisitSheet(Shape):
    """Аркуш візитів, which the recipient signs line by line."""

    paper: ClassVar[str] = "visit_sheet"
    basis: ClassVar[str] = "Облік наданих послуг: КМУ № 404, як змінено КМУ № 687 від 13.06.2024"

    office: Office
    referral: str
    contract: str
    recipient: str
    service: str
    visits: tuple[SheetVisit, ...]

    def heading(self) -> str:
        """«Аркуш візитів за направленням НП-2026-000001»."""
        return f"Аркуш візитів за направленням {self.referral}"
