"""The average income as Annex 5 of Instruction 345 asks: whose, which month and class, counted or not, by which act.

No kind is named here: what is counted is asked of the kind's own rules, with one class of income at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from turbota.assistance.family import called
from turbota.assistance.income import CLASSES, TITLES
from turbota.assistance.kind import Kind
from turbota.assistance.receipts import DECLARED
from turbota.law.engine.book import Rule
from turbota.law.engine.explained import Household, Run, run_one
from turbota.law.engine.plan import COUNTS, Plan, Planned, plan

AVERAGE = "average_income"
DECIDING = (AVERAGE, "income_total", "amount", "once")
GATHERS = ("sum", "count", "any")
MUCH = 100_000_000  # kopiykas; an income that would take away any monthly assistance
NOT_THIS_PERSON = "дохід цієї людини на цю допомогу не рахують"
NOT_READ = "такого доходу на цю допомогу не рахують"
NOT_TOLD = "виплата, призначена органом"
ONLY_THEIRS = "суму бачить лише ця людина та орган"
NOT_THIS_MONTH = "за цей місяць такого доходу не беруть"


@dataclass(frozen=True)
class IncomeRow:
    """An income of a person in a month: kopiykas given and kopiykas counted (None while it is not known).

    ``act`` is the one by which it is counted or left out; ``why`` says what no act says. ``source``: where it is from.
    """

    who: str
    month: str
    title: str
    amount: int | None
    counted: int | None
    act: str
    point: str
    verified: bool
    source: str
    why: str = ""


@dataclass(frozen=True)
class Figure:
    """A figure between the rows and the average, as the rule says it; ``value`` of ``unit``."""

    text: str
    value: int | None
    unit: str
    act: str
    point: str
    verified: bool


@dataclass(frozen=True)
class IncomeSheet:
    """Annex 5 of one calculation: the first and the last month, the rows, the figures and the average (kopiykas).

    ``average`` is None for a kind that compares no average (it subtracts the income of each person).
    """

    first: str
    last: str
    rows: tuple[IncomeRow, ...]
    figures: tuple[Figure, ...]
    counted: int | None
    average: int | None


def income_sheet(kind: Kind, kept: Mapping[str, Any]) -> IncomeSheet | None:
    """The sheet of a calculation, made now or kept with a decision; None where no income is read.

    ``kept``: the calculation as a mapping. Its facts and figures are taken as they stand, nothing is computed anew
    but whether a class is counted.
    """
    snapshot = kept.get("snapshot") or {}
    found = snapshot.get("facts") or {}
    if kind.income_window is None or not found.get("window") or "incomes" not in found:
        return None
    reading = _Reading(kind, found, date.fromisoformat(str(snapshot["on"])))
    rows = tuple(_rows(reading, found, snapshot.get("awarded") or ()))
    sums = [row.counted for row in rows]
    known = [one for one in sums if one is not None]
    return IncomeSheet(
        first=found["window"][0],
        last=found["window"][-1],
        rows=rows,
        figures=tuple(_figures(kept["steps"], reading.figures(), called(found))),
        counted=sum(known) if len(known) == len(sums) else kept.get("income_total"),
        average=kept.get("average_income"),
    )


class _Reading:
    """What the rules of a kind take of each class of income, found by leaving one class at a time."""

    def __init__(self, kind: Kind, found: Mapping[str, Any], on: date) -> None:
        self.plan = plan(kind.book, on)
        self.home = kind.household(found, on)
        self.rules = {item.rule.name: item for item in self.plan.rules}
        self.needed = _needed(self.plan, self.rules)
        self.ends = _ends(self.plan.rules, self.needed)
        self._alone: dict[str, Run] = {}

    def alone(self, income_class: str) -> Run:
        """The rules run with no income but that of the class."""
        if income_class not in self._alone:
            self._alone[income_class] = run_one(self.plan, _only(self.home, income_class))
        return self._alone[income_class]

    def counted(self, income_class: str, row: int) -> int | None:
        """Kopiykas of the class that are taken in the row of a month."""
        run = self.alone(income_class)
        values = [run.value(name, row) for name in self.ends]
        if None in values:
            return None
        counts = self.of_family(income_class, row)
        return None if counts is None else sum(values) * counts

    def of_family(self, income_class: str, row: int) -> int | None:
        """1 when the person of the row is one on whom the assistance is computed, 0 when not."""
        if not self.plan.counting:
            return 1
        counts: int | None = self.alone(income_class).value(COUNTS, self.home.parents["month"][row])
        return counts

    def by(self, income_class: str, row: int, counted: int | None) -> Rule | None:
        """The rule that took the class in or left it out; None when no rule reads it."""
        way = list(_readers(self.plan.rules, income_class))
        run = self.alone(income_class)
        if counted:
            way = [rule for rule in way if rule.name in self.needed and run.value(rule.name, row)]
        elif aside := [rule for rule in way if rule.name not in self.needed]:
            way = aside
        return way[-1] if way else None

    def matters(self, person: int) -> bool:
        """Does the income of the person change anything: asked where no average of the family is made."""
        if AVERAGE in self.rules:
            return True
        nothing, much = (self._outcome(_with_all(self.home, person, amount)) for amount in (0, MUCH))
        return nothing != much

    def _outcome(self, home: Household) -> list[Any]:
        run = run_one(self.plan, home)
        return [run.columns[name] for name in self.rules if self._decides(name)]

    def _decides(self, name: str) -> bool:
        rule = self.rules[name].rule
        return bool(rule.clause) or name in DECIDING

    def figures(self) -> set[str]:
        """Names of the rules that make sums and averages of the months."""
        made = {
            name
            for name, item in self.rules.items()
            if item.rule.entity != "month" and any(_gathers_money(self.plan, self.rules, item))
        }
        return made | (_above(self.rules, made) & _below(self.rules, AVERAGE))


def _gathers_money(plan_: Plan, rules: Mapping[str, Planned], item: Planned) -> Iterator[bool]:
    for source in item.sources:
        if source.how == "sum" and source.entity == "month":
            lower = rules.get(source.name)
            yield (lower.rule.unit if lower else plan_.book.facts[source.name].unit) == "kopiykas"


def _needed(plan_: Plan, rules: Mapping[str, Planned]) -> set[str]:
    """Everything on which the outcome or the amount depends."""
    found: set[str] = set()
    for name, item in rules.items():
        if item.rule.clause or name in DECIDING:
            found |= _below(rules, name)
    return found


def _below(rules: Mapping[str, Planned], name: str) -> set[str]:
    """The rule and everything that it reads, however far."""
    found, waiting = set(), [name]
    while waiting:
        one = waiting.pop()
        if one not in found and one in rules:
            found.add(one)
            waiting += [source.name for source in rules[one].sources]
    return found


def _above(rules: Mapping[str, Planned], names: set[str]) -> set[str]:
    """Everything that reads one of the rules, however far; rules stand in the order of computing."""
    found = set(names)
    for name, item in rules.items():
        if any(source.name in found for source in item.sources):
            found.add(name)
    return found


def _ends(rules: Iterable[Planned], needed: set[str]) -> tuple[str, ...]:
    """Sums of a month that people or the family gather on the way to the outcome."""
    found = [
        source.name
        for item in rules
        if item.rule.name in needed and item.rule.entity != "month"
        for source in item.sources
        if source.how in GATHERS and source.entity == "month"
    ]
    return tuple(dict.fromkeys(found))


def _readers(rules: Iterable[Planned], name: str) -> Iterator[Rule]:
    """Rules of the month that read the fact, themselves or through another, in the order of computing."""
    known = {name}
    for item in rules:
        if item.rule.entity == "month" and any(source.name in known for source in item.sources):
            known.add(item.rule.name)
            yield item.rule


def _only(home: Household, income_class: str) -> Household:
    months = {
        name: [0] * len(column) if name in CLASSES and name != income_class else column
        for name, column in home.facts["month"].items()
    }
    return Household({**home.facts, "month": months}, home.keys, home.parents)


def _with_all(home: Household, person: int, amount: int) -> Household:
    parents = home.parents["month"]
    months = {
        name: [amount if parent == person else 0 for parent in parents] if name in CLASSES else column
        for name, column in home.facts["month"].items()
    }
    return Household({**home.facts, "month": months}, home.keys, home.parents)


def _rows(
    reading: _Reading, found: Mapping[str, Any], awarded: Sequence[Mapping[str, Any]]
) -> Iterator[IncomeRow]:
    """Every income of the months by person, and then what was granted and is not counted."""
    names, place = called(found), 0
    for person, member in enumerate(found["members"]):
        mine = found["incomes"].get(member["id"], {})
        matters = not mine or reading.matters(person)
        for month in found["window"]:
            for name in (one for one in CLASSES if one in mine.get(month, {})):
                whose = (names[member["id"]], month, TITLES[name])
                row = _row(reading, name, place, mine[month][name], matters, whose)
                key = (member["id"], month, name)
                yield from _split(row, [one for one in awarded if _key(one) == key and not one["why"]])
            place += 1
    for one in awarded:
        if one["why"] and one["month"] in found["window"]:
            who, title = names.get(one["member"], ""), TITLES[one["income_class"]]
            yield IncomeRow(
                who, one["month"], title, one["amount"], 0, "", "", False, one["source"], one["why"]
            )


def _key(award: Mapping[str, Any]) -> tuple[str, str, str]:
    return award["member"], award["month"], award["income_class"]


def _row(
    reading: _Reading, name: str, place: int, amount: int | None, matters: bool, whose: tuple[str, str, str]
) -> IncomeRow:
    counted = reading.counted(name, place) if matters else 0
    rule = reading.by(name, place, counted)
    why = "" if rule else NOT_READ
    if not matters or (counted == 0 and reading.of_family(name, place) == 0):
        why, rule = NOT_THIS_PERSON, None
    elif rule and amount and counted == 0 and rule.name in reading.needed:
        why = NOT_THIS_MONTH
    act, point, verified = (rule.act, rule.point, rule.verified) if rule else ("", "", False)
    return IncomeRow(*whose, amount, counted, act, point, verified, DECLARED, why)


def _split(row: IncomeRow, awarded: Iterable[Mapping[str, Any]]) -> Iterator[IncomeRow]:
    """What the body itself granted is a row of its own; the rest is what the applicant declared.

    A payment without its sum (``decisions.telling``) hides the whole row: the rest would give the sum away.
    """
    for one in awarded:
        if one["amount"] is None:
            yield replace(row, amount=None, counted=None, source=one["source"], why=ONLY_THEIRS)
            return
        taken = min(row.counted or 0, one["amount"])
        yield replace(row, amount=one["amount"], counted=taken, source=one["source"])
        row = replace(row, amount=(row.amount or 0) - one["amount"], counted=(row.counted or 0) - taken)
        if not row.amount:
            return
    yield row


def _figures(
    steps: Iterable[Mapping[str, Any]], names: set[str], called_: Mapping[str, str]
) -> Iterator[Figure]:
    for step in steps:
        if step["name"] in names:
            who = called_.get(step["row"], "") if step["entity"] == "member" else ""
            text = f"{who}. {step['text']}" if who else step["text"]
            yield Figure(text, step["value"], step["unit"], step["act"], step["point"], step["verified"])
