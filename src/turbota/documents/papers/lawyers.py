"""The lawyer's sheet of a kind: every clause with its rule in words, examples in pairs, and a place to sign."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import ClassVar

from turbota.assistance import lawbook
from turbota.assistance.kind import Kind
from turbota.assistance.lawbook import Worked
from turbota.assistance.pairs import Pair, pairs_of
from turbota.assistance.rights import WHO
from turbota.assistance.wording import value_words
from turbota.documents.papers.shapes import Shape
from turbota.law.dated import NotInForce
from turbota.law.engine.book import Rule
from turbota.law.engine.plan import rules_on
from turbota.law.values import Value

NO_VALUE = "числа на цей день немає"


@dataclass(frozen=True)
class LawValue:
    """A number of the law that rules read, on the day of the sheet."""

    title: str
    value: str
    when: str
    act: str
    verified: bool


@dataclass(frozen=True)
class LawRule:
    """A clause: the rule in words and as it is computed, its act, since when, the examples about it."""

    number: str
    title: str
    words: str
    formula: str
    act: str
    when: str
    verified: bool
    examples: str


@dataclass(frozen=True)
class LawChapter:
    """Rules of one sort: how it is computed, when it is refused, when a person decides."""

    title: str
    lead: str
    rules: tuple[LawRule, ...]


@dataclass(frozen=True)
class LawyerSheet(Shape):
    """Аркуш перевірки правил виду допомоги: no act asks for it; its layout and its text are ours."""

    paper: ClassVar[str] = "lawyer_sheet"
    basis: ClassVar[str] = "Аркуш для перевірки правил юристом; жоден акт такого паперу не вимагає"

    kind: str
    official: str
    code: str
    on: date
    version: str
    decider: str
    acts: tuple[str, ...]
    unverified: str
    chapters: tuple[LawChapter, ...]
    values: tuple[LawValue, ...]
    pairs: tuple[Pair, ...]
    content: str = ""

    def heading(self) -> str:
        """«Правила допомоги low_income на 01.03.2026»."""
        return f"Правила допомоги {self.code} на {self.on:%d.%m.%Y}"


def lawyer_sheet(kind: Kind, on: date) -> LawyerSheet:
    """The sheet of a computed kind by the rules of the day. Raises NotInForce where no rule is in force yet."""
    rules = rules_on(kind.book, on)
    if not rules:
        raise NotInForce(f"{kind.code}: no rules on {on}")
    examples = lawbook.worked(kind)
    chapters = tuple(one for one in _chapters(kind, list(rules.values()), on, examples) if one.rules)
    numbers = _numbers(kind, list(rules.values()), on)
    shown = [one for chapter in chapters for one in chapter.rules]
    decider = lawbook.decider(kind, on)
    sheet = LawyerSheet(
        kind=kind.plain_title,
        official=kind.title,
        code=kind.code,
        on=on,
        version=lawbook.version(kind),
        decider=f"{WHO[decider.decider]}; {decider.act}" if decider else "на цей день не діє",
        acts=tuple(f"{act.title}: {act.about}" for act in kind.acts),
        unverified=f"правил {sum(not one.verified for one in shown)} з {len(shown)}, "
        f"чисел {sum(not one.verified for one in numbers)} з {len(numbers)}",
        chapters=chapters,
        values=numbers,
        pairs=pairs_of(examples),
    )
    return replace(sheet, content=_digest(sheet))


def _digest(sheet: LawyerSheet) -> str:
    """SHA-256 of all that the sheet says, so that a signature is of these rules, numbers and examples and no other."""
    said = json.dumps(asdict(sheet), ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(said.encode()).hexdigest()


def _chapters(kind: Kind, rules: list[Rule], on: date, examples: tuple[Worked, ...]) -> Iterator[LawChapter]:
    for place, sort in enumerate(lawbook.CHAPTERS, start=1):
        chosen = enumerate(filter(sort.holds, rules), start=1)
        told = tuple(_rule(kind, rule, on, f"{place}.{n}", examples) for n, rule in chosen)
        yield LawChapter(sort.title, sort.lead, told)


def _rule(kind: Kind, rule: Rule, on: date, number: str, examples: tuple[Worked, ...]) -> LawRule:
    about = [f"№ {one.number}" for one in examples if rule.name in one.codes]
    return LawRule(
        number=number,
        title=lawbook.title_of(kind.book, rule, on),
        words=lawbook.in_words(kind.book, rule, on),
        formula=f"{rule.name} = {lawbook.formula(rule)}",
        act=_act(rule),
        when=_days(rule.since, rule.until),
        verified=rule.verified,
        examples=", ".join(about),
    )


def _numbers(kind: Kind, rules: list[Rule], on: date) -> tuple[LawValue, ...]:
    found = {
        one.key: (one, known) for rule in rules for one, known in lawbook.values_read(kind.book, rule, on)
    }
    return tuple(
        LawValue(
            title=one.title,
            value=value_words(one.value, one.unit, one.title) if known else NO_VALUE,
            when=_days(one.since, one.until),
            act=_act(one),
            verified=one.verified,
        )
        for one, known in found.values()
    )


def _act(one: Rule | Value) -> str:
    return ", ".join(part for part in (one.act, one.point) if part)


def _days(since: date, until: date | None) -> str:
    return f"з {since:%d.%m.%Y}{f' до {until:%d.%m.%Y}' if until else ''}"
