"""Kinds that grant one award with its schedule: the way from canonical facts to the calculation that explains it.

A kind adds what is its own: its rules, how facts become a household, which days are paid, and its words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from turbota.assistance import explaining
from turbota.assistance.calculation import Calculation, Period, ReceiptLine
from turbota.assistance.persons import called
from turbota.law.engine.book import Book
from turbota.law.engine.explained import Household, Run, run_one
from turbota.law.engine.plan import plan

Found = Mapping[str, Any]
Again = Callable[[date], Run]
"""The same family on another day of the award, by the law of that day."""


@dataclass(frozen=True)
class Award:
    """What a kind with one award has of its own.

    ``parts``: the dated parts of a granted award, from the facts, the day of application and its run. ``receipt``:
    the lines of an answer that is not left to an officer. ``conditions``: what it is granted on.
    """

    book: Book
    household: Callable[[Found, date], Household]
    parts: Callable[[Found, date, Run, Again], Iterable[Period]]
    receipt: Callable[..., tuple[ReceiptLine, ...]]
    conditions: Callable[[tuple[Period, ...]], tuple[str, ...]]

    def calculate(self, found: Found, on: date) -> Calculation:
        """The result for canonical facts of an application made on the day.

        Raises NotInForce before the law is known, ValueError for an absurd fact.
        """
        first = self._run(found, on, on)
        said = explaining.outcome(first)
        granted = said == "granted"
        parts = tuple(self.parts(found, on, first, lambda day: self._run(found, day, on))) if granted else ()
        return explaining.conclude(
            first,
            found,
            on,
            parts=parts,
            receipt=() if said == "officer" else self.receipt(first, found, granted=granted),
            names=called(found),
            conditions=self.conditions(parts),
        )

    def _run(self, found: Found, day: date, applied: date) -> Run:
        return run_one(plan(self.book, day, applied), self.household(found, day))
