"""Kinds that pay by month for each child of a claim: one way from facts to the dated award and its receipt.

The member rule ``allowance`` says what is paid for a child on a day, ``amount`` is the sum. A kind adds whose days
they are, the words of a line and what stands above the lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from turbota.assistance import awards, explaining
from turbota.assistance.answers import day_words
from turbota.assistance.awards import Component
from turbota.assistance.calculation import Calculation, Period, ReceiptLine, Sign
from turbota.assistance.forms import Answers, Form
from turbota.assistance.income import incomes, window, window_months
from turbota.assistance.kind import Kind, NeededDocument, assemble
from turbota.assistance.persons import called, everybody
from turbota.assistance.receipts import DECLARED, income_line, rule_line
from turbota.assistance.wording import count_words, show
from turbota.law.engine.book import Book
from turbota.law.engine.explained import Household, Run, run_one
from turbota.law.engine.plan import plan
from turbota.law.engine.schedule import last_day, month_after

Found = Mapping[str, Any]
Days = Callable[[Run, Mapping[str, Any], date], tuple[date, date]]
ALLOWANCE = "allowance"
RULE = "allowance"


def facts_of(
    answers: Answers,
    family: Mapping[str, Any],
    member: Callable[[str, Mapping[str, Any]], dict[str, Any]],
    window_on: date | None = None,
) -> dict[str, Any]:
    """Canonical facts of a household, JSON-able; with incomes when they are counted up to a day."""
    members = [member(key, row) for key, row in everybody(answers)]
    found: dict[str, Any] = {"family": dict(family), "members": members}
    if window_on:
        known = {one["id"] for one in members}
        found |= {"window": window_months(window_on), "incomes": incomes(answers, known)}
    return found


def no_lines(run: Run, found: Found) -> Iterable[ReceiptLine]:
    """For a kind whose receipt has nothing above the children."""
    return ()


def no_terms(found: Found) -> Iterable[date]:
    """For a kind in which nothing ends on a day of its own."""
    return ()


def no_conditions(run: Run, found: Found, parts: tuple[Period, ...]) -> tuple[str, ...]:
    """For a kind that has nothing to remind of."""
    return ()


@dataclass(frozen=True)
class PerChild:
    """How a kind that pays for each child is calculated; calling it is the ``calculate`` of the kind.

    ``days``: the first and the last day of what is paid for a member. ``ages``: parameters of the book at which an
    amount may change, ``terms``: last days after which it may. ``because``: the words of the line of a row.
    """

    book: Book
    facts: Callable[[Answers, date], dict[str, Any]]
    household: Callable[[Found, date], Household]
    title: str
    days: Days
    because: Callable[[Run, int], str]
    ages: tuple[str, ...] = ("MAJORITY",)
    above: Callable[[Run, Found], Iterable[ReceiptLine]] = no_lines
    conditions: Callable[[Run, Found, tuple[Period, ...]], tuple[str, ...]] = no_conditions
    terms: Callable[[Found], Iterable[date]] = no_terms
    source: str = f"вік: {DECLARED}"
    total: str = "Сума рядків на дітей."

    def __call__(self, answers: Answers, on: date, window_anchor: date | None = None) -> Calculation:
        """The result for the answers of an application made on the day; the income window may have its own day.

        Raises NotInForce before the law is known, ValueError for an absurd fact.
        """
        return self.of_facts(self.facts(answers, window_anchor or on), on)

    def of_facts(self, found: Found, on: date) -> Calculation:
        """The result for canonical facts."""
        run = self._run(found, on, on)
        granted = explaining.outcome(run) == "granted"
        parts = tuple(self._parts(run, found, on)) if granted else ()
        return explaining.conclude(
            run,
            found,
            on,
            parts=parts,
            receipt=() if run.missing else tuple(self._receipt(run, found, granted)),
            names=called(found, "Член родини"),
            conditions=self.conditions(run, found, parts) if parts else (),
        )

    def _run(self, found: Found, day: date, applied: date) -> Run:
        return run_one(plan(self.book, day, applied), self.household(found, day))

    def _parts(self, first: Run, found: Found, on: date) -> Iterator[Period]:
        known: dict[date, Run] = {}

        def again(start: date) -> Run:
            if start not in known:
                known[start] = self._run(found, start, on)
            return known[start]

        ages = [first.plan.parameter(name) for name in self.ages]
        component = Component(ALLOWANCE, RULE, self.title)
        for row, member in enumerate(found["members"]):
            if member["asked"]:
                since, until = self.days(first, member, on)
                award = awards.dated(
                    self.book, since, until, first, again, awards.births(found), ages, self.terms(found)
                )
                yield from award.parts((component,), row, about=member["about"], whom=member["name"])

    def _receipt(self, run: Run, found: Found, granted: bool) -> Iterator[ReceiptLine]:
        yield from self.above(run, found)
        names = called(found, "Дитина")
        for row, member in enumerate(found["members"]):
            if member["asked"]:
                label = f"{names[member['id']]}, {count_words(run.value('age', row), 'years')}"
                sign: Sign = "+" if granted else "="
                yield rule_line(run, RULE, label, sign, self.because(run, row), row=row, source=self.source)
        if granted:
            yield rule_line(run, "amount", "Допомога на місяць", "total", self.total)


def as_kind(
    folder: Path,
    forms: tuple[Form, ...],
    documents: Callable[[Answers, date], list[NeededDocument]],
    calculate: PerChild,
    *,
    reads_income: bool,
) -> Kind:
    """The kind of a folder that pays for each child. Raises BadLaw."""
    return assemble(
        folder,
        forms=forms,
        documents=documents,
        facts=calculate.facts,
        calculate=calculate,
        book=calculate.book,
        household=calculate.household,
        income_window=window if reads_income else None,
    )


def for_months(run: Run, member: Mapping[str, Any], on: date) -> tuple[date, date]:
    """From the month of application for ``TERM_MONTHS``: the same days for every child."""
    since = on.replace(day=1)
    return since, last_day(month_after(since, run.plan.parameter("TERM_MONTHS") - 1))


def until_age(name: str) -> Days:
    """From the month of application to the month in which the child reaches the age of the parameter."""

    def days(run: Run, member: Mapping[str, Any], on: date) -> tuple[date, date]:
        return on.replace(day=1), awards.month_of_age(_born(member), run.plan.parameter(name))

    return days


def apply_again(parts: tuple[Period, ...]) -> str:
    """Till when it is granted, and that a new application is needed."""
    until = max(part.until for part in parts)
    return f"Допомогу призначено до {day_words(until)}. Щоб отримувати її далі, подайте заяву знову."


def _born(member: Mapping[str, Any]) -> date:
    return date.fromisoformat(member["born"])


def income_lines(run: Run, found: Found) -> Iterator[ReceiptLine]:
    """The average income of the family and what falls to one: shown above the children, not subtracted from the sum."""
    yield income_line(run, found, "=")
    because = f"Середній дохід родини поділено на всіх, хто до неї входить: {run.value('persons')}."
    yield rule_line(
        run, "income_for_one", "Середній дохід на людину за місяць", "=", because, source=DECLARED
    )


def minimum_words(run: Run, row: int) -> str:
    """«Прожитковий мінімум: дитина до 6 років, 2 817,00 ₴»."""
    group = run.plan.book.codes["group"][run.value("group", row)]
    return f"Прожитковий мінімум ({group}) {show(run.value('minimum', row), 'kopiykas')}"
