"""Papers of social services: the decision that gives services, and the act of services given at once. Own layouts."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, Literal

from turbota.documents.papers.shapes import Applicant, Office, ReasonLine, Shape, Signatory


@dataclass(frozen=True)
class ServiceLine:
    """One service, everything already worded: how much, when, where, who provides, who pays."""

    title: str
    code: str
    volume: str
    when: str
    place: str
    provider: str
    payment: str


@dataclass(frozen=True)
class ServiceDecision(Shape):
    """Рішення про надання соціальних послуг або відмову: results of the assessment, services, appeal, two signatures.

    `by_application`: how the application is called («Заява № 26-000417 від 16.11.2026»).
    """

    paper: ClassVar[str] = "service_decision"
    basis: ClassVar[str] = "Рішення за статтею 21 Закону № 2671-VIII (текст статті ще не звірено)"

    office: Office
    number: str
    prepared_on: date
    outcome: Literal["granted", "refused"]
    by_application: str
    applicant: Applicant
    kind: str
    act: str
    plain: tuple[str, ...]
    assessment: str
    services: tuple[ServiceLine, ...]
    reasons: tuple[ReasonLine, ...]
    appeal: str
    specialist: Signatory
    head: Signatory
    verify: str

    def heading(self) -> str:
        """«Рішення № 26-0417/1»."""
        return f"Рішення № {self.number}"


@dataclass(frozen=True)
class EmergencyAct(Shape):
    """Акт про надання повнолітній особі соціальних послуг екстрено (кризово), order 135 of 18.04.2022.

    `given_at`: when the services began. The form of the order was not read: the layout is our own.
    """

    paper: ClassVar[str] = "emergency_act"
    basis: ClassVar[str] = "Акт за наказом Мінсоцполітики № 135 від 18.04.2022 (форму наказу ще не звірено)"

    office: Office
    number: str
    case_number: str
    given_at: datetime
    person: str
    born_on: date | None
    address: str
    danger: str
    services: tuple[ServiceLine, ...]
    manager: Signatory
    head: Signatory
    verify: str

    def heading(self) -> str:
        """«Акт № Е-2026-000001»."""
        return f"Акт № {self.number}"
