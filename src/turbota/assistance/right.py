"""What the check of rights answers of one kind: alone, and beside the other kinds of the family."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Literal

from turbota.assistance.calculation import Calculation, Period
from turbota.assistance.exclusions import Exclusion
from turbota.assistance.kind import Kind
from turbota.assistance.lacking import Lacking

Said = Literal["granted", "refused", "not_assigned", "officer"]
SumOf = Callable[[Iterable[Period]], int]
FAMILY = ""  # whom a part is about that names nobody


@dataclass(frozen=True)
class Barred:
    """Why a kind is not paid together with another one; ``people``: only for them, else for nobody of the family."""

    code: str
    title: str
    row: Exclusion
    people: frozenset[str] = frozenset()
    names: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """What is said of the kind that is not paid, with the act."""
        row = self.row
        act = f"{row.act}, {row.point}" if row.point else row.act
        whom = f" на таких людей: {', '.join(self.names)}" if self.names else ""
        return f"Не платять{whom} разом із допомогою «{self.title}» ({act})."


@dataclass(frozen=True)
class Right:
    """What the law says of one kind for the household. Sums are kopiykas; None where nothing is computed.

    ``amount`` is payable in the first month, ``once`` is the part of it that is paid a single time. All of it is of the
    kind alone; what keeps it from being paid, to all or to some of its people, stands in ``excluded_by``, and
    ``beside_others``, ``beside_amount`` and ``beside_once`` are the outcome and the sums with that.
    """

    kind: Kind
    outcome: Said
    amount: int | None = None
    once: int | None = None
    because: tuple[str, ...] = ()
    missing: tuple[Lacking, ...] = ()
    what_would_change: tuple[str, ...] = ()
    excluded_by: tuple[Barred, ...] = ()
    zero_income: int | None = None
    decider: str = ""
    calculation: Calculation | None = field(default=None, compare=False)

    @property
    def monthly(self) -> int:
        """What is paid by month, of the kind alone."""
        return (self.calculation.amount or 0) if self.calculation else 0

    @property
    def paid(self) -> bool:
        """Is it granted and not kept from by another kind."""
        return self.beside_others == "granted"

    @property
    def limited(self) -> bool:
        """Does another kind keep anything of it from being paid."""
        return self.outcome == "granted" and bool(self.excluded_by)

    @property
    def beside_others(self) -> Said:
        """The outcome beside the other kinds of the family: what another one keeps from being paid is not assigned."""
        return "not_assigned" if self.limited and not self.people else self.outcome

    @property
    def people(self) -> frozenset[str]:
        """Whom it is paid for beside the other kinds; ``FAMILY`` stands for the family as a whole."""
        if any(not bar.people for bar in self.excluded_by):
            return frozenset()
        everybody = frozenset(person for person, _ in self.parts) or frozenset({FAMILY})
        return everybody.difference(*(bar.people for bar in self.excluded_by))

    @property
    def parts(self) -> tuple[tuple[str, Period], ...]:
        """The parts of the award alone, each with whom it is about: a name with the day of birth."""
        if self.calculation is None:
            return ()
        members = self.calculation.snapshot.get("facts", {}).get("members", ())
        known = {
            (one.get("about", ""), one.get("name", "")): f"{one['name']} {one['born']}"
            for one in members
            if one.get("name") and one.get("born")
        }
        return tuple(
            (known.get((part.about, part.whom), part.about or part.whom), part)
            for part in self.calculation.schedule
        )

    @property
    def beside_amount(self) -> int | None:
        """What is payable in the first month beside the other kinds."""
        return self._beside(self.amount, first_month_of)

    @property
    def beside_once(self) -> int | None:
        """What is payable a single time beside the other kinds."""
        return self._beside(self.once, lambda parts: sum(part.amount for part in parts if part.per == "once"))

    @property
    def beside_monthly(self) -> int:
        """What is paid by month beside the other kinds."""
        return self._beside(self.monthly, lambda parts: first_month_of(_by_month(parts))) or 0

    def of(self, people: Iterable[str]) -> int:
        """What these people alone are paid in their first month."""
        wanted = set(people)
        return first_month_of(part for person, part in self.parts if person in wanted)

    def _beside(self, alone: int | None, of_parts: SumOf) -> int | None:
        if not self.limited:
            return alone
        people = self.people
        return of_parts(part for person, part in self.parts if person in people)


def first_month_of(parts: Iterable[Period]) -> int:
    """What the parts pay in the first month of them all."""
    paid = list(parts)
    first = min(((part.since.year, part.since.month) for part in paid), default=None)
    return sum(part.amount for part in paid if (part.since.year, part.since.month) == first)


def _by_month(parts: Iterable[Period]) -> Iterable[Period]:
    return (part for part in parts if part.per == "month")
