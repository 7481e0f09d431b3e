"""The shapes of papers: what has to be known to print each. Dates are dates, sums are kopiykas; `as_dict`
words them."""

from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import Any, ClassVar, Literal

from turbota.documents.papers.declared import DeclaredIncome, DeclaredPerson
from turbota.documents.papers.words import (
    MONEY,
    day_in_words,
    moment_in_words,
    month_in_words,
    printable,
    sum_in_words,
)
from turbota.kernel.money import hryvnias


@dataclass(frozen=True)
class Shape:
    """Base of all shapes. `basis` names the rule that asks for the paper; it stands in the footer."""

    paper: ClassVar[str]
    basis: ClassVar[str]

    def as_dict(self) -> dict[str, Any]:
        """Everything as text, as the template takes it."""
        return {"paper": self.paper, "basis": self.basis, "title": self.heading(), **_worded(self)}

    def heading(self) -> str:
        """Title in the metadata of the file: no personal data."""
        raise NotImplementedError


@dataclass(frozen=True)
class Row:
    """One line «label — value»; `note` stands smaller under the value."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True)
class Group:
    """Rows under a heading."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Office:
    """An organisation as it stands on paper."""

    name: str
    code: str = ""
    address: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Wording:
    """A text of law shown before signing, with its version and its act."""

    text: str
    version: str
    act: str


@dataclass(frozen=True)
class ListedFile:
    """A document put to an application: its digest ties the paper to these very bytes. `sha256` in hex."""

    title: str
    pages: int
    sha256: str


@dataclass(frozen=True)
class NeededPaper:
    """A document that is still to be brought: why it is not here, and the last day."""

    title: str
    reason: str = ""
    until: date | None = None


@dataclass(frozen=True)
class Signatory:
    """Who signs: post and name. `signed` is the sentence about the electronic signature, once there is
    one."""

    post: str
    name: str
    signed: str = ""


@dataclass(frozen=True)
class Applicant:
    """The person as the head of an application names her. Empty fields are not printed."""

    name: str
    born_on: date | None = None
    tax_number: str = ""
    document: str = ""
    address: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Representative:
    """Who signs for the applicant, as who ("мати або батько"), and on what document. `standing`: how far it is checked."""

    name: str
    role: str
    basis: str
    standing: str
    tax_number: str = ""


@dataclass(frozen=True)
class Declaration:
    """Декларація про доходи та майновий стан (Annex 9, p. 2.5; of a subsidy p. 2.2): who, incomes, property.

    `reads_incomes`: the form asks of incomes, so that an empty table says that there were none.
    """

    title: str
    basis: str
    people: tuple[DeclaredPerson, ...]
    incomes: tuple[DeclaredIncome, ...]
    groups: tuple[Group, ...]
    reads_incomes: bool


@dataclass(frozen=True)
class Application(Shape):
    """Заява: every answer, documents with digests, warning and consent (p. 1.4, 2.2; R144, R168, R169).

    `signing`: "counter" leaves place for a handwritten signature, "electronic" says who signs by key.
    `number` and `received_on` are empty until it is registered. `representative` signs for the applicant.
    `declaration` holds the answers about incomes and property; they are not repeated in `groups`.
    """

    paper: ClassVar[str] = "application"
    basis: ClassVar[str] = "Заява за пунктами 1.4 і 2.2 Інструкції № 345"

    office: Office
    through: str
    kind: str
    acts: tuple[str, ...]
    applicant: Applicant
    groups: tuple[Group, ...]
    files: tuple[ListedFile, ...]
    missing: tuple[NeededPaper, ...]
    warning: Wording
    consent: Wording
    form_version: str
    signing: Literal["counter", "electronic"]
    number: str = ""
    received_on: date | None = None
    representative: Representative | None = None
    declaration: Declaration | None = None

    def heading(self) -> str:
        """«Заява № 26-0417»."""
        return f"Заява № {self.number}" if self.number else "Заява"


@dataclass(frozen=True)
class ReceiptNotification(Shape):
    """Розписка-повідомлення: what came, what is to be brought and until when (p. 1.4, 2.5; R149)."""

    paper: ClassVar[str] = "receipt_notification"
    basis: ClassVar[str] = "Розписка-повідомлення за пунктами 1.4 і 2.5 Інструкції № 345"

    office: Office
    number: str
    received_on: date
    kind: str
    applicant: str
    files: tuple[ListedFile, ...]
    missing: tuple[NeededPaper, ...]
    officer: Signatory
    next_steps: tuple[str, ...]
    issued_at: datetime

    def heading(self) -> str:
        """«Розписка-повідомлення № 26-0417»."""
        return f"Розписка-повідомлення № {self.number}"


@dataclass(frozen=True)
class HandoverEntry:
    """One case of a register. `mark`: «прийнято 10 березня», «повернено: …», or empty while it waits."""

    applicant: str
    kind: str
    number: str
    received_on: date
    documents: int
    pages: int
    sha256: str
    mark: str = ""


@dataclass(frozen=True)
class HandoverSide:
    """What one side counted of a register, who and when. `verdict`: whether it agrees with the other side."""

    title: str
    who: str
    at: datetime
    cases: int
    documents: int
    pages: int
    sha256: str
    verdict: str = ""


@dataclass(frozen=True)
class HandoverRegister(Shape):
    """Реєстр передання прийнятих документів (Annex 11, p. 1.4; R140)."""

    paper: ClassVar[str] = "handover_register"
    basis: ClassVar[str] = "Реєстр за пунктом 1.4 Інструкції № 345 (додаток 11)"

    number: str
    community: Office
    decider: Office
    sent_at: datetime
    entries: tuple[HandoverEntry, ...]
    handed_by: Signatory
    taken_by: Signatory | None = None
    sides: tuple[HandoverSide, ...] = ()
    sealed: str = ""
    subtitle: str = "щодо призначення усіх видів соціальної допомоги"

    def heading(self) -> str:
        """«Реєстр передання № 14»."""
        return f"Реєстр передання прийнятих документів № {self.number}"


@dataclass(frozen=True)
class ReasonLine:
    """Why it was decided so: the sentence and the clause of the act."""

    text: str
    clause: str


@dataclass(frozen=True)
class DecisionPart:
    """A part of what was granted: what and for whom, kopiykas, and when (already worded)."""

    title: str
    amount: int = field(metadata=MONEY)
    when: str


@dataclass(frozen=True)
class Decision(Shape):
    """Рішення про призначення чи відмову: what, by which act, why, how to appeal, two signatures.

    `prepared_on` is the day of printing; the decision has the date of the second signature, which covers these bytes.
    `amount` is paid by month within the period, `once` a single time; `parts` say more where there are several.
    `by_days`: some months are paid by days, and `amount` is that of a whole month.
    """

    paper: ClassVar[str] = "decision"
    basis: ClassVar[str] = "Рішення за пунктами 1.4 і 11.3 Інструкції № 345"

    office: Office
    number: str
    prepared_on: date
    outcome: Literal["granted", "refused", "not_assigned"]
    application_number: str
    applied_on: date
    applicant: Applicant
    kind: str
    act: str
    plain: tuple[str, ...]
    reasons: tuple[ReasonLine, ...]
    appeal: str
    specialist: Signatory
    head: Signatory
    verify: str
    amount: int | None = field(default=None, metadata=MONEY)
    since: date | None = None
    until: date | None = None
    once: int | None = field(default=None, metadata=MONEY)
    parts: tuple[DecisionPart, ...] = ()
    by_days: bool = False

    def heading(self) -> str:
        """«Рішення № 26-0417/1»."""
        return f"Рішення № {self.number}"

    def as_dict(self) -> dict[str, Any]:
        """Adds the sums in words."""
        words = {f"{name}_in_words": sum_in_words(value) if value else "" for name, value in self._sums()}
        return {**super().as_dict(), **words}

    def _sums(self) -> tuple[tuple[str, int | None], ...]:
        return (("amount", self.amount), ("once", self.once))


@dataclass(frozen=True)
class Annulment(Shape):
    """Рішення про скасування рішення: which one, by whose will, why, what follows, two signatures. Own layout.

    `source`: number and date of the court's or the appeal body's paper; empty when the body found the mistake itself.
    """

    paper: ClassVar[str] = "annulment"
    basis: ClassVar[str] = "Скасування рішення органу, що його ухвалив"

    office: Office
    number: str
    prepared_on: date
    decision_number: str
    decided_on: date
    application_number: str
    applied_on: date
    applicant: Applicant
    kind: str
    ground: str
    source: str
    reason: str
    appeal: str
    specialist: Signatory
    head: Signatory
    verify: str

    def heading(self) -> str:
        """«Рішення № 26-0417/1-С про скасування»."""
        return f"Рішення № {self.number} про скасування"


@dataclass(frozen=True)
class PersonalFile(Shape):
    """Електронна особова справа: four blocks (p. 11.3; R191-R214). The caller fills the rows of each
    block."""

    paper: ClassVar[str] = "personal_file"
    basis: ClassVar[str] = "Електронна особова справа за пунктом 11.3 Інструкції № 345"

    office: Office
    number: str
    opened_on: date
    received_through: str
    applicant_block: tuple[Row, ...]
    award_block: tuple[Row, ...]
    payment_block: tuple[Row, ...]
    other_block: tuple[Row, ...]
    files: tuple[ListedFile, ...]
    specialist: Signatory
    head: Signatory

    def heading(self) -> str:
        """«Електронна особова справа № …»."""
        return f"Електронна особова справа № {self.number}"


def _worded(shape: Any) -> dict[str, Any]:
    return {item.name: _word(getattr(shape, item.name), item.metadata.get("as")) for item in fields(shape)}


def _word(value: Any, kind: str | None) -> Any:
    """A value as the template takes it: text, number of pages, list or nested rows."""
    if value is None:
        return ""
    if kind == "money":
        return hryvnias(value)
    if kind == "month":
        return month_in_words(value) if value else ""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, datetime):
        return moment_in_words(value)
    if isinstance(value, date):
        return day_in_words(value)
    if isinstance(value, tuple):
        return [_word(item, None) for item in value]
    if isinstance(value, bool | int):
        return value
    return _worded(value)
