"""What a kind of assistance is, and how ``kind.yaml`` of its folder is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal, Protocol

import yaml

from turbota.assistance import deciders
from turbota.assistance.calculation import Calculation
from turbota.assistance.circumstances import CIRCUMSTANCES
from turbota.assistance.deciders import Decider, DeciderPeriod
from turbota.assistance.forms import Answers, Form
from turbota.assistance.placing import SAME, Placing
from turbota.assistance.situations import OTHER, TITLES
from turbota.assistance.terms import MONEY, Terms
from turbota.law.dated import BadLaw, NotInForce, in_force
from turbota.law.engine.book import Book
from turbota.law.engine.explained import Household

Tier = Literal["computed", "registered", "assessed"]
Annexes = Literal["amount", "subsidy"]  # Annexes 5 and 6, or 7 and 8 with a notice, of Instruction 345
NOTHING_SAID: Answers = {}
COMMON = {"code", "title", "plain_title", "summary", "tier", "acts", "deciders"}
FIELDS = {
    "computed": COMMON | {"monotone_in_income"},
    "registered": COMMON | {"rules"},
    "assessed": COMMON,
}
OPTIONAL = {
    "computed": {"situation", "when"},
    "registered": {"situation", "when", "papers"},
    "assessed": {"situation", "when"},
}


@dataclass(frozen=True)
class NeededDocument:
    """A document to bring, why, and by which act. What registers hold is never in the list (R139)."""

    code: str
    title: str
    why: str
    obligatory: bool
    act: str


@dataclass(frozen=True)
class Act:
    """An act on which the kind rests."""

    title: str
    about: str


def money_terms(answers: Answers, on: date) -> Terms:
    """The common terms of a decision about money."""
    return MONEY


class Calculate(Protocol):
    """Runs the rules of a kind; ``window_anchor`` is the day from which the income window is counted."""

    def __call__(self, answers: Answers, on: date, window_anchor: date | None = None) -> Calculation: ...


@dataclass(frozen=True)
class Kind:
    """One kind of assistance: everything that other packages may ask about it.

    A ``registered`` kind has no rules here: its calculation always says that an officer must decide. An ``assessed``
    one gives services or things, never money: people who assessed the needs decide of which kind and how much.
    """

    code: str
    title: str
    plain_title: str
    summary: str
    tier: Tier
    acts: tuple[Act, ...]
    deciders: tuple[DeciderPeriod, ...]
    monotone_in_income: Literal["down", "none"]
    forms: tuple[Form, ...]
    documents: Callable[[Answers, date], list[NeededDocument]]
    facts: Callable[[Answers, date], dict[str, Any]]
    calculate: Calculate
    income_window: Callable[[date], tuple[str, str]] | None  # None: the kind reads no income
    book: Book
    household: Callable[[Mapping[str, Any], date], Household]
    notes: Callable[[Answers], tuple[str, ...]]  # what looks odd in the answers; refuses nothing
    folder: Path
    annexes: Annexes = "amount"  # by which annexes its calculation is printed
    situation: str = OTHER  # of life, under which people look for it: a code of ``situations``
    when: tuple[str, ...] = ()  # ``circumstances`` any of which makes it worth asking; none: everybody
    placing: Placing = SAME  # where its answers stand in the common household
    terms: Callable[[Answers, date], Terms] = money_terms  # the legal terms of its decision, by the answers
    decider_cases: tuple[
        DeciderPeriod, ...
    ] = ()  # rows with a condition; ``deciders`` hold for everybody else

    @property
    def gives_services(self) -> bool:
        """Whether its decision names services or things instead of a sum."""
        return self.tier == "assessed"

    def decider_on(self, on: date, answers: Answers = NOTHING_SAID) -> Decider:
        """Who decides about an application of this day with these answers. Raises NotInForce before the kind existed."""
        return self.decider_period(on, answers).decider

    def decider_period(self, on: date, answers: Answers = NOTHING_SAID) -> DeciderPeriod:
        """The same with its dates, its act and its condition. Raises NotInForce."""
        everybody = in_force({self.code: self.deciders}, self.code, on)
        return deciders.chosen(everybody, self.decider_cases, on, answers)

    def form_on(self, on: date) -> Form:
        """The newest form whose first day has come. Raises NotInForce."""
        known = [form for form in self.forms if form.since <= on]
        if not known:
            raise NotInForce(f"{self.code}: no form on {on}")
        return max(known, key=lambda form: form.since)

    def form_version(self, version: str) -> Form:
        """The form with this version. Raises KeyError."""
        for form in self.forms:
            if form.version == version:
                return form
        raise KeyError(f"{self.code}: form {version}")


@dataclass(frozen=True)
class Description:
    """What ``kind.yaml`` says."""

    code: str
    title: str
    plain_title: str
    summary: str
    tier: Tier
    acts: tuple[Act, ...]
    deciders: tuple[DeciderPeriod, ...]
    decider_cases: tuple[DeciderPeriod, ...]
    monotone_in_income: Literal["down", "none"]
    situation: str
    when: tuple[str, ...]
    papers: tuple[NeededDocument, ...]


def no_notes(answers: Answers) -> tuple[str, ...]:
    """For a kind that has nothing to point at."""
    return ()


def assemble(
    folder: Path,
    *,
    forms: tuple[Form, ...],
    documents: Callable[[Answers, date], list[NeededDocument]],
    facts: Callable[[Answers, date], dict[str, Any]],
    calculate: Calculate,
    book: Book,
    household: Callable[[Mapping[str, Any], date], Household],
    income_window: Callable[[date], tuple[str, str]] | None = None,
    notes: Callable[[Answers], tuple[str, ...]] = no_notes,
    annexes: Annexes = "amount",
    placing: Placing = SAME,
    terms: Callable[[Answers, date], Terms] = money_terms,
) -> Kind:
    """One kind: what ``kind.yaml`` of its folder says and what its modules do. Raises BadLaw."""
    about = describe(folder)
    deciders.check(about.decider_cases, forms, folder.name)
    return Kind(
        code=about.code,
        title=about.title,
        plain_title=about.plain_title,
        summary=about.summary,
        tier=about.tier,
        acts=about.acts,
        deciders=about.deciders,
        monotone_in_income=about.monotone_in_income,
        forms=forms,
        documents=documents,
        facts=facts,
        calculate=calculate,
        income_window=income_window,
        book=book,
        household=household,
        notes=notes,
        folder=folder,
        annexes=annexes,
        situation=about.situation,
        when=about.when,
        placing=placing,
        terms=terms,
        decider_cases=about.decider_cases,
    )


def tier_of(folder: Path) -> str:
    """The tier that ``kind.yaml`` of the folder names. Raises BadLaw."""
    return _tier(_loaded(folder), folder.name)


def describe(folder: Path) -> Description:
    """Read ``kind.yaml`` strictly. Raises BadLaw."""
    loaded = _loaded(folder)
    tier = _tier(loaded, folder.name)
    wrong = (set(loaded) ^ FIELDS[tier]) - OPTIONAL[tier]
    if wrong:
        raise BadLaw(f"{folder.name}/kind.yaml: wrong keys {sorted(wrong)}")
    if loaded["code"] != folder.name:
        raise BadLaw(f"{folder.name}/kind.yaml: the code {loaded['code']!r} is not the folder's name")
    if tier == "registered" and loaded["rules"] != "unknown":
        raise BadLaw(f"{folder.name}/kind.yaml: rules of a registered kind are «unknown»")
    if loaded.get("situation", OTHER) not in TITLES:
        raise BadLaw(f"{folder.name}/kind.yaml: unknown situation {loaded['situation']!r}")
    if unknown := set(loaded.get("when", ())) - CIRCUMSTANCES.keys():
        raise BadLaw(f"{folder.name}/kind.yaml: unknown circumstances {sorted(unknown)}")
    everybody, cases = deciders.read(loaded["deciders"], folder.name)
    acts = tuple(Act(**entry) for entry in loaded["acts"])
    return Description(
        code=loaded["code"],
        title=loaded["title"],
        plain_title=loaded["plain_title"],
        summary=loaded["summary"],
        tier=loaded["tier"],
        acts=acts,
        deciders=everybody,
        decider_cases=cases,
        monotone_in_income=loaded.get("monotone_in_income", "none"),
        situation=loaded.get("situation", OTHER),
        when=tuple(loaded.get("when", ())),
        papers=tuple(
            NeededDocument(**entry, obligatory=False, act=acts[0].title) for entry in loaded.get("papers", ())
        ),
    )


def _loaded(folder: Path) -> Mapping[str, Any]:
    loaded: Mapping[str, Any] = yaml.safe_load((folder / "kind.yaml").read_text(encoding="utf-8"))
    return loaded


def _tier(loaded: Mapping[str, Any], where: str) -> str:
    tier = str(loaded.get("tier"))
    if tier not in FIELDS:
        raise BadLaw(f"{where}/kind.yaml: wrong keys or unknown tier {tier!r}")
    return tier
