"""The law as people read it: rules in words, examples worked by the rules, what changed between two days.

Everything is in memory and pure; the examples of a kind are computed once in a process.
"""

from __future__ import annotations

import ast
import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from turbota.assistance import catalogue, forms
from turbota.assistance.calculation import Calculation
from turbota.assistance.deciders import DeciderPeriod
from turbota.assistance.examples import Example, examples
from turbota.assistance.kind import Kind
from turbota.assistance.wording import sums, value_words
from turbota.kernel import money
from turbota.law import values
from turbota.law.dated import NotInForce, in_force
from turbota.law.engine.book import Book, Rule
from turbota.law.engine.lint import function_of
from turbota.law.engine.plan import BETWEEN, rules_on
from turbota.law.values import Value

PLACE = re.compile(r"\{(\w+)(?:\[\w+\])?\}")
UNIT_SAID = (" %", " років")
RESULTS = {"kopiykas": "сума", "yes_no": "так чи ні", "code": "один із випадків"}
GATHERED = {
    "sum": "сума по всіх", "count": "скільки таких", "any": "чи є хоч один", "rank": "порядковий номер",
}  # fmt: skip
OUTCOMES = {
    "granted": "призначено",
    "refused": "відмовлено",
    "not_assigned": "не призначено",
    "officer": "вирішує людина",
}


@dataclass(frozen=True)
class Sort:
    """Rules of one sort as people read them."""

    code: str
    title: str
    lead: str
    holds: Callable[[Rule], bool]


CHAPTERS = (
    Sort(
        "refusals",
        "Коли не призначають",
        "Досить одного з цих правил, щоб допомоги не було. Під кожним — його акт.",
        lambda rule: rule.is_refusal,
    ),
    Sort(
        "rules",
        "Як рахують",
        "Кожне правило сказано словами. Під ним — числа закону й формула, за якою рахує програма.",
        lambda rule: not rule.clause,
    ),
    Sort(
        "doubts",
        "Коли вирішує людина",
        "Закону про такий випадок ми не читали, тож програма не рахує й передає спеціалістові.",
        lambda rule: rule.is_doubt,
    ),
)


def version(kind: Kind) -> str:
    """SHA-256 of the frozen rules of the kind: what a lawyer signs. Empty for a kind without rules."""
    file = kind.folder / "rules.lock"
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.exists() else ""


def keys_of(kind: Kind) -> frozenset[str]:
    """Keys of the values that the rules of the kind read."""
    return frozenset(key for parameter in kind.book.parameters.values() for key in parameter.keys)


@cache
def readers() -> Mapping[str, tuple[Kind, ...]]:
    """Which kinds read a value, by its key."""
    found: dict[str, list[Kind]] = {}
    for kind in catalogue.kinds():
        for key in keys_of(kind):
            found.setdefault(key, []).append(kind)
    return {key: tuple(kinds) for key, kinds in found.items()}


def in_words(book: Book, rule: Rule, on: date) -> str:
    """The sentence of a rule without a family: values of the law as they are on the day, facts by their titles."""
    named = {one.name: one for one in book.rules}

    def said(found: re.Match[str]) -> str:
        name = found.group(1)
        if name == "result":
            return _possible(book, rule)
        if name in book.parameters:
            bare = rule.sentence.startswith(UNIT_SAID, found.end())
            return _value_words(book, name, on, bare=bare)
        return f"«{_called(book, named, name, on)}»"

    return PLACE.sub(said, rule.sentence)


def _possible(book: Book, rule: Rule) -> str:
    if rule.name in book.codes:
        return " / ".join(dict.fromkeys(book.codes[rule.name]))
    return RESULTS.get(rule.unit, "число")


def _value_words(book: Book, name: str, on: date, *, bare: bool) -> str:
    """The value, or what there is to choose from in a table; bare when the sentence says the unit itself."""
    keys = dict.fromkeys(book.parameters[name].keys)
    found = [values.known(key, on) for key in keys]
    words = dict.fromkeys(
        "ще не встановлено" if one is None else str(one.value) if bare else value_words(one.value, one.unit)
        for one in found
    )
    return " або ".join(words)


def _called(book: Book, named: Mapping[str, Rule], name: str, on: date) -> str:
    """A fact by its title, a rule by the beginning of its sentence, a sum by what it adds."""
    if name in book.facts:
        return book.facts[name].title
    if name in named:
        return title_of(book, named[name], on)
    how, _, rest = name.partition("_")
    if how in BETWEEN and rest:
        return f"{GATHERED[how]}: {_called(book, named, rest, on)}"
    return name


def title_of(book: Book, rule: Rule, on: date) -> str:
    """The short name of a rule: its clause, or its sentence up to the first number that is not of the law."""
    if rule.clause:
        return rule.clause[0].upper() + rule.clause[1:]
    head = re.split(r"[:.]", rule.sentence)[0]

    def said(found: re.Match[str]) -> str:
        name, bare = found.group(1), rule.sentence.startswith(UNIT_SAID, found.end())
        return _value_words(book, name, on, bare=bare) if name in book.parameters else found.group(0)

    return PLACE.sub(said, head).split("{")[0].strip(" ,«") or rule.name


def values_read(book: Book, rule: Rule, on: date) -> Iterator[tuple[Value, bool]]:
    """The values of the law that the rule reads, each once; False where none is in force on the day, only another day."""
    parameters = [book.parameters[name] for name in rule.args if name in book.parameters]
    for key in dict.fromkeys(key for one in parameters for key in one.keys):
        known = values.known(key, on)
        yield known or values.history(key)[-1], known is not None


@cache
def formula(rule: Rule) -> str:
    """What the machine computes, as it is written in the rule."""
    returned = function_of(rule).body[-1]
    return ast.unparse(returned.value) if isinstance(returned, ast.Return) and returned.value else ""


@dataclass(frozen=True)
class Worked:
    """An example of law with what the rules say about it now. ``agrees``: as the example expects.

    ``about``: what it and its neighbours are about together, the beginning of its title.
    """

    number: int
    about: str
    title: str
    on: date
    outcome: str
    paid: str
    grounds: tuple[str, ...]
    codes: tuple[str, ...]
    answers: tuple[tuple[str, str], ...]
    agrees: bool


@cache
def worked(kind: Kind) -> tuple[Worked, ...]:
    """Every example of the kind, computed. Once in a process: neither the rules nor the examples change in it."""
    return tuple(_worked(kind, number, one) for number, one in enumerate(examples(kind), start=1))


def _worked(kind: Kind, number: int, example: Example) -> Worked:
    found = kind.calculate(example.answers, example.on)
    given = forms.rows(kind.form_on(example.on), example.answers)
    return Worked(
        number=number,
        about=example.about,
        title=example.title,
        on=example.on,
        outcome=OUTCOMES[found.outcome],
        paid=sums(found.amount or 0, found.once, by_days=found.by_days) if found.outcome == "granted" else "",
        grounds=(
            *(one.text for one in (*found.reasons, *found.doubts)),
            *(f"Бракує відомостей: {name}" for name in found.missing),
        ),
        codes=tuple(one.code for one in (*found.reasons, *found.doubts)),
        answers=tuple(
            (f"{row.item}: {row.label}" if row.item else row.label, row.value_text) for row in given
        ),
        agrees=agrees(kind, example, found),
    )


def agrees(kind: Kind, example: Example, found: Calculation) -> bool:
    """Does the result say everything that the example expects."""
    said = told(kind, example, found)
    return all(key in said and said[key] == value for key, value in example.expect.items())


def told(kind: Kind, example: Example, found: Calculation) -> dict[str, object]:
    """A result as the examples write it: sums are texts of hryvnias."""
    average = found.average_income
    return {
        "outcome": found.outcome,
        "amount": None if found.amount is None else money.plain(found.amount),
        "average_income": None if average is None else money.plain(average),
        "reasons": [reason.code for reason in found.reasons],
        "once": money.plain(found.once),
        "doubts": [doubt.code for doubt in found.doubts],
        "conditions": list(found.conditions),
        "schedule": [
            [
                str(part.since),
                str(part.until),
                money.plain(part.amount),
                *(["once"] if part.per == "once" else []),
                *([part.whom] if part.whom else []),
            ]
            for part in found.schedule
        ],
        "missing": list(found.missing),
        "decider": kind.decider_on(example.on, example.answers),
    }


@dataclass(frozen=True)
class ValueChange:
    """A value on two days; None where it is not in force."""

    key: str
    title: str
    before: Value | None
    after: Value | None


@dataclass(frozen=True)
class RuleChange:
    """A rule on two days; None where it is not in force."""

    kind: Kind
    name: str
    before: Rule | None
    after: Rule | None


@dataclass(frozen=True)
class DeciderChange:
    """Who decides on two days; None before the kind began and after it ended."""

    kind: Kind
    before: DeciderPeriod | None
    after: DeciderPeriod | None


def value_changes(first: date, second: date) -> Iterator[ValueChange]:
    """Values that are not the same on the two days, by key. A new act with the same number is no change."""
    for key in dict.fromkeys(one.key for one in values.listing()):
        before, after = values.known(key, first), values.known(key, second)
        if _numbers(before) != _numbers(after):
            shown = after or before
            yield ValueChange(key, shown.title if shown else key, before, after)


def _numbers(one: Value | None) -> tuple[int, ...]:
    return () if one is None else (one.value, *(other.value for other in one.other_readings))


def rule_changes(first: date, second: date) -> Iterator[RuleChange]:
    """Rules that have another version, begin or end between the two days, by kind."""
    for kind in catalogue.kinds():
        before, after = rules_on(kind.book, first), rules_on(kind.book, second)
        for name in dict.fromkeys((*before, *after)):
            if before.get(name) is not after.get(name):
                yield RuleChange(kind, name, before.get(name), after.get(name))


def decider_changes(first: date, second: date) -> Iterator[DeciderChange]:
    """Kinds that begin, end or are decided by another body between the two days, for everybody or on a condition."""
    for kind in catalogue.kinds():
        before, after = decider(kind, first), decider(kind, second)
        if before is not after:
            yield DeciderChange(kind, before, after)
        for case in kind.decider_cases:
            was, is_now = case.on(first), case.on(second)
            if was != is_now:
                yield DeciderChange(kind, case if was else None, case if is_now else None)


def decider(kind: Kind, on: date) -> DeciderPeriod | None:
    """Who decides on the day and by which act; None before the kind began and after it ended."""
    try:
        return in_force({kind.code: kind.deciders}, kind.code, on)
    except NotInForce:
        return None
