"""The result of a calculation, as every other package reads it. Amounts are kopiykas."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from turbota.law.engine.explained import Missing

Outcome = Literal["granted", "refused", "not_assigned", "officer"]
Sign = Literal["+", "-", "=", "part", "total"]
Per = Literal["month", "once"]
NO_END = date(2999, 12, 31)  # the last day of an award for life: tables want a day, people read «безстроково»


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
class Used:
    """A value of the law that a line was computed with, and its dates. ``value`` is whole: kopiykas of money."""

    key: str
    title: str
    value: int
    unit: str
    since: date
    until: date | None
    act: str
    point: str
    verified: bool


@dataclass(frozen=True)
class ReceiptLine:
    """One line of the legal receipt. ``source`` says where the fact came from, ``per`` which total it belongs to.

    ``rule`` and ``row`` name the rule that gave the amount and its row; from them ``explaining.conclude`` finds
    ``parameters``, the values of the law behind the amount, and ``about``, the member whom the row is of.
    """

    label: str
    amount: int | None
    because: str
    act: str
    point: str
    verified: bool
    sign: Sign
    source: str = ""
    per: Per = "month"
    rule: str = ""
    row: int = 0
    about: str = ""
    parameters: tuple[Used, ...] = ()


@dataclass(frozen=True)
class Period:
    """A part of the award with one amount: ``since`` and ``until`` are both included.

    ``per``: the amount is paid every month of these days, or once for all of them. ``about`` names for whom
    the part is when it is not for the family of the applicant (a child, a person with a certificate): for one
    ``about`` no day is granted twice, whoever applies. ``whom`` is the name that people read.
    ``days`` and ``rate``: the amount of a month is so many days at this daily rate, of ``month_days`` that the month
    has; 0 where whole months are paid. What was kept before does not know ``month_days``: 0 there too.
    """

    since: date
    until: date
    amount: int
    per: Per = "month"
    code: str = "assistance"
    title: str = "Допомога"
    about: str = ""
    whom: str = ""
    days: int = 0
    rate: int = 0
    month_days: int = 0

    @property
    def months(self) -> int:
        """How many calendar months the days touch."""
        return (self.until.year - self.since.year) * 12 + self.until.month - self.since.month + 1


@dataclass(frozen=True)
class Service:
    """A service or a thing that a decision gives instead of a sum.

    ``code`` is of the classifier (order 429 of 23.06.2020), empty for a thing or when nobody confirmed it. ``volume`` is a
    whole number of ``unit``, a code of ``wording.UNITS`` («hour_week»). ``place``, ``provider`` and ``payment`` are
    words; the provider is empty while it is not known. ``since`` and ``until`` are both included.
    """

    code: str
    title: str
    volume: int
    unit: str
    since: date
    until: date
    place: str
    provider: str
    payment: str


@dataclass(frozen=True)
class ByHand:
    """Who entered the outcome and the sums instead of the rules, why, and by which documents of the case.

    ``instead``: sentences why the rules could not say it.
    """

    who: str
    on: date
    why: str
    act: str
    clause: str
    documents: tuple[str, ...]
    instead: tuple[str, ...]


@dataclass(frozen=True)
class Calculation:
    """What the rules say for one family on one day.

    ``amount`` is the monthly amount of the first month, 0 when nothing is paid by month; ``once`` is what is
    paid a single time. Where days are paid, ``amount`` is that of a whole month, and ``schedule`` has the sums of days.
    ``not_assigned`` means that nothing forbids the assistance, but its sum comes to nothing
    (one of the three outcomes of Annex 8). ``officer`` means that a person must decide, because facts are missing
    (their names are in ``missing``) or because the law for such a case is not known (``doubts``); nothing is
    guessed. ``by_hand`` is there when an officer has decided so: the outcome and the sums are the officer's.
    ``conditions`` are sentences about what the person must do or tell later, so that the payment goes on.
    """

    outcome: Outcome
    amount: int | None
    since: date | None
    until: date | None
    reasons: tuple[Reason, ...]
    missing: tuple[str, ...]
    steps: tuple[Step, ...]
    receipt: tuple[ReceiptLine, ...]
    average_income: int | None = None
    income_total: int | None = None
    income_from: str = ""  # both empty when the kind reads no income
    income_to: str = ""
    schedule: tuple[Period, ...] = ()
    once: int = 0
    doubts: tuple[Reason, ...] = ()
    conditions: tuple[str, ...] = ()
    snapshot: dict[str, Any] = field(default_factory=dict)
    by_hand: ByHand | None = None
    lacking: tuple[Missing, ...] = ()  # the same unknown facts as the engine names them
    certain: tuple[Reason, ...] = ()  # grounds for refusal that hold whatever the unknown facts are
    services: tuple[Service, ...] = ()  # what an assessed kind gives; such a decision has no sum
    assessment: str = ""  # results of the assessment of needs, as the person is told

    @property
    def by_days(self) -> bool:
        """Are some months paid by days, so that the amount is only that of a whole one."""
        return any(part.days for part in self.schedule)


def last_day(until: date | None) -> date | None:
    """The last day as it is told; None where there is none, as of an award for life."""
    return None if until == NO_END else until


def days_words(since: date, until: date, day: Callable[[date], str]) -> str:
    """«з 1 березня до 31 серпня», «з 1 березня безстроково»; ``day`` words a day."""
    last = last_day(until)
    return f"з {day(since)} до {day(last)}" if last else f"з {day(since)} безстроково"


def numeric(day: date) -> str:
    """A day as papers write it: «01.03.2026»."""
    return f"{day:%d.%m.%Y}"
