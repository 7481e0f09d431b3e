"""What the pages of kinds say to a lawyer: who decides, every rule in words with its clause, examples, the version."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from turbota.assistance import catalogue, finding, lawbook
from turbota.assistance.kind import Kind
from turbota.assistance.lawbook import Worked
from turbota.assistance.pairs import Pair, pairs_of
from turbota.assistance.wording import value_words
from turbota.law.engine.book import Rule
from turbota.law.engine.plan import rules_on
from turbota.web.public.law_values import NOT_IN_FORCE, NOT_KNOWN, matches
from turbota.web.public.presenters import DECIDERS
from turbota.web.shared.receipts import act_and_point, days
from turbota.web.ui.components import Basis

TIERS = {
    "computed": "рахуємо за правилами",
    "registered": "суму встановлює людина",
    "assessed": "не гроші: за оцінкою потреб",
}
WHOSE = {
    "law": "один раз для всіх",
    "family": "для родини",
    "member": "для кожної людини",
    "month": "для кожного місяця кожної людини",
    "line": "для кожної послуги",
}
SHORT = 12  # signs of the version that people read aloud


@dataclass(frozen=True, slots=True)
class KindRow:
    """A kind in the list."""

    title: str
    official: str
    url: str
    tier: str
    decider: str
    when: str
    acts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KindGroup:
    """Kinds of one situation of life."""

    code: str
    title: str
    rows: tuple[KindRow, ...]


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule in words. `examples` are numbers of the examples that it refuses or sends to an officer."""

    name: str
    title: str
    words: str
    formula: str
    whose: str
    act: str
    when: str
    verified: bool
    values: tuple[Basis, ...]
    rounding: str
    examples: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """Rules of one sort under their heading; a reader unfolds it."""

    code: str
    title: str
    lead: str
    rows: tuple[RuleRow, ...]


@dataclass(frozen=True, slots=True)
class DeciderRow:
    """Who decides, on which condition of the answers, when, by which act."""

    who: str
    condition: str
    when: str
    act: str


@dataclass(frozen=True, slots=True)
class KindLaw:
    """Everything that a lawyer reads and signs about a kind."""

    code: str
    title: str
    official: str
    summary: str
    tier: str
    computed: bool
    plain_url: str
    sheet_url: str
    deciders: tuple[DeciderRow, ...]
    acts: tuple[tuple[str, str], ...]
    chapters: tuple[Chapter, ...]
    other_versions: tuple[RuleRow, ...]
    pairs: tuple[Pair, ...]
    examples: int
    agreeing: int
    version: str
    short_version: str
    unverified: int
    on: date


def kind_groups(text: str, tier: str, decider: str, on: date) -> tuple[KindGroup, ...]:
    """Kinds that have every asked word, under their situations of life."""
    found = [
        kind
        for kind in catalogue.kinds()
        if (not tier or kind.tier == tier)
        and matches(text, _searched(kind))
        and (not decider or _decider(kind, on) == decider)
    ]
    return tuple(
        KindGroup(group.code, group.title, tuple(_row(kind, on) for kind in group.kinds))
        for group in finding.grouped(found)
    )


def _searched(kind: Kind) -> str:
    return " ".join(
        (kind.code, kind.title, kind.plain_title, kind.summary, *(act.title for act in kind.acts))
    )


def _decider(kind: Kind, on: date) -> str:
    period = lawbook.decider(kind, on)
    return period.decider if period else ""


def _row(kind: Kind, on: date) -> KindRow:
    who = _decider(kind, on)
    return KindRow(
        title=kind.plain_title,
        official=kind.title,
        url=reverse("public:law-kind", args=[kind.code]),
        tier=TIERS[kind.tier],
        decider=DECIDERS[who] if who else NOT_IN_FORCE,
        when=days(kind.deciders[0].since, kind.deciders[-1].until),
        acts=tuple(act.title for act in kind.acts),
    )


def kind_law(kind: Kind, on: date) -> KindLaw:
    """The page of a kind by the law of the day."""
    examples = lawbook.worked(kind)
    now = rules_on(kind.book, on)
    rows = [(rule, _rule(kind, rule, on, examples)) for rule in now.values()]
    chosen = set(map(id, now.values()))
    older = [rule for rule in kind.book.rules if id(rule) not in chosen]
    version = lawbook.version(kind)
    return KindLaw(
        code=kind.code,
        title=kind.plain_title,
        official=kind.title,
        summary=kind.summary,
        tier=TIERS[kind.tier],
        computed=kind.tier == "computed",
        plain_url=reverse("public:kind", args=[kind.code]),
        sheet_url=f"{reverse('public:law-sheet', args=[kind.code])}?on={on:%Y-%m-%d}",
        deciders=tuple(
            DeciderRow(
                DECIDERS[one.decider],
                one.when.words if one.when else "",
                days(one.since, one.until),
                one.act,
            )
            for one in (*kind.deciders, *kind.decider_cases)
        ),
        acts=tuple((act.title, act.about) for act in kind.acts),
        chapters=tuple(_chapters(rows)),
        other_versions=tuple(_rule(kind, rule, rule.since, examples) for rule in older),
        pairs=pairs_of(examples),
        examples=len(examples),
        agreeing=sum(one.agrees for one in examples),
        version=version,
        short_version=version[:SHORT],
        unverified=sum(not row.verified for _, row in rows),
        on=on,
    )


def _chapters(rows: list[tuple[Rule, RuleRow]]) -> Iterator[Chapter]:
    """The same three sorts, in the same order, as on the sheet that is signed."""
    for sort in lawbook.CHAPTERS:
        chosen = tuple(row for rule, row in rows if sort.holds(rule))
        if chosen:
            yield Chapter(sort.code, sort.title, sort.lead, chosen)


def _rule(kind: Kind, rule: Rule, on: date, examples: tuple[Worked, ...]) -> RuleRow:
    return RuleRow(
        name=rule.name,
        title=lawbook.title_of(kind.book, rule, on),
        words=lawbook.in_words(kind.book, rule, on),
        formula=lawbook.formula(rule),
        whose=WHOSE.get(rule.entity, rule.entity),
        act=act_and_point(rule.act, rule.point),
        when=days(rule.since, rule.until),
        verified=rule.verified,
        values=tuple(_values(kind, rule, on)),
        rounding=rule.rounding.name if rule.rounding else "",
        examples=tuple(one.number for one in examples if rule.name in one.codes),
    )


def _values(kind: Kind, rule: Rule, on: date) -> list[Basis]:
    """The values that the rule reads, as they are on the day; what is not in force says so."""
    return [
        Basis(
            title=one.title,
            value=value_words(one.value, one.unit, one.title) if known else NOT_KNOWN,
            when=days(one.since, one.until),
            ground=act_and_point(one.act, one.point),
            url=reverse("public:law-value", args=[one.key]),
            unverified=not one.verified,
        )
        for one, known in lawbook.values_read(kind.book, rule, on)
    ]
