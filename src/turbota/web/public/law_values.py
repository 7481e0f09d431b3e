"""What the pages of values say: a list by groups, one value with its history, two days compared."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from turbota.assistance import lawbook
from turbota.assistance.wording import value_words
from turbota.law import values
from turbota.law.values import Value
from turbota.web.public.law_forms import group_title, groups
from turbota.web.public.presenters import deciding_words
from turbota.web.shared.receipts import act_and_point, days
from turbota.web.ui.charts import StepChart, step_chart
from turbota.web.ui.components import Link
from turbota.web.ui.words import numeric_date

NOT_IN_FORCE = "не діє"
NOT_KNOWN = "числа не знаємо"


@dataclass(frozen=True, slots=True)
class ValueRow:
    """One period of a value; `words` says that nothing is in force where nothing is."""

    title: str
    url: str
    words: str
    when: str
    act: str
    verified: bool | None
    readings: tuple[tuple[str, str], ...] = ()
    source: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class ValueGroup:
    """Values under one heading."""

    code: str
    title: str
    rows: tuple[ValueRow, ...]


@dataclass(frozen=True, slots=True)
class ValuePage:
    """One value: now, its history, who reads it."""

    key: str
    title: str
    group: Link
    now: ValueRow
    history: tuple[ValueRow, ...]
    chart: StepChart | None
    readers: tuple[Link, ...]
    on: date


def value_groups(text: str, group: str, on: date) -> tuple[ValueGroup, ...]:
    """Values whose name, key or act has every asked word, as they are on the day."""
    found = []
    for code in groups() if not group else (group,):
        keys = dict.fromkeys(one.key for one in values.listing() if one.group == code)
        histories = (values.history(key) for key in keys)
        rows = tuple(_row_on(one, on) for one in histories if matches(text, _searched(code, one)))
        if rows:
            found.append(ValueGroup(code, group_title(code), rows))
    return tuple(found)


def group_links() -> tuple[Link, ...]:
    """Every group of values."""
    return tuple(Link(group_title(code), f"{reverse('public:law-values')}?group={code}") for code in groups())


def matches(text: str, searched: str) -> bool:
    """Has the searched text every word of the question, however they are written."""
    where = plain(searched)
    return all(word in where for word in plain(text).split())


def plain(text: str) -> str:
    """Small letters and one apostrophe: «ПІЛЬГИ», «сім'я» and «сім’я» are found alike."""
    return text.casefold().replace("'", "’")


def _searched(group: str, history: Iterable[Value]) -> str:
    parts = [group_title(group)]
    for one in history:
        parts += [one.key, one.title, one.act]
    return " ".join(parts)


def _row_on(history: tuple[Value, ...], on: date) -> ValueRow:
    known = values.known(history[0].key, on)
    if known:
        return value_row(known)
    first = next((one for one in history if one.since > on), history[-1])
    return ValueRow(first.title, _url(first), NOT_KNOWN, days(first.since, first.until), "", None)


def value_row(one: Value, current: bool = False) -> ValueRow:
    """A period of a value in words."""
    return ValueRow(
        title=one.title,
        url=_url(one),
        words=value_words(one.value, one.unit, one.title),
        when=days(one.since, one.until),
        act=act_and_point(one.act, one.point),
        verified=one.verified,
        readings=tuple(
            (value_words(other.value, one.unit, one.title), other.source) for other in one.other_readings
        ),
        source=one.source,
        current=current,
    )


def _url(one: Value) -> str:
    return reverse("public:law-value", args=[one.key])


def value_page(key: str, on: date) -> ValuePage:
    """The page of a value. Raises NotInForce when there is no such key."""
    history = values.history(key)
    known = values.known(key, on)
    latest = history[-1]
    group = f"{reverse('public:law-values')}?group={latest.group}"
    return ValuePage(
        key=key,
        title=(known or latest).title,
        group=Link(group_title(latest.group), group),
        now=_row_on(history, on),
        history=tuple(value_row(one, current=one is known) for one in reversed(history)),
        chart=_chart(history, on) if len(history) > 1 and latest.unit != "choice" else None,
        readers=tuple(
            Link(kind.plain_title, reverse("public:law-kind", args=[kind.code]))
            for kind in lawbook.readers().get(key, ())
        ),
        on=on,
    )


def _chart(history: tuple[Value, ...], on: date) -> StepChart:
    first, last = history[0], history[-1]
    return step_chart(
        [(one.since, one.until, one.value) for one in history],
        on,
        f"{numeric_date(first.since)}: {value_words(first.value, first.unit)}",
        f"{numeric_date(last.since)}: {value_words(last.value, last.unit)}",
    )


@dataclass(frozen=True, slots=True)
class Change:
    """What it is, how it was and how it is."""

    title: str
    url: str
    before: str
    after: str
    act: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that changed between two days."""

    before: date
    after: date
    values: tuple[Change, ...]
    rules: tuple[Change, ...]
    kinds: tuple[Change, ...]


def comparison(before: date, after: date) -> Comparison:
    """Values, rules and kinds that are not the same on the two days."""
    return Comparison(
        before=before,
        after=after,
        values=tuple(_value_change(one) for one in lawbook.value_changes(before, after)),
        rules=tuple(_rule_change(one, before, after) for one in lawbook.rule_changes(before, after)),
        kinds=tuple(_decider_change(one) for one in lawbook.decider_changes(before, after)),
    )


def _value_change(one: lawbook.ValueChange) -> Change:
    shown = one.after or one.before
    return Change(
        title=one.title,
        url=reverse("public:law-value", args=[one.key]),
        before=value_words(one.before.value, one.before.unit, one.title) if one.before else NOT_KNOWN,
        after=value_words(one.after.value, one.after.unit, one.title) if one.after else NOT_KNOWN,
        act=act_and_point(shown.act, shown.point) if shown else "",
    )


def _rule_change(one: lawbook.RuleChange, before: date, after: date) -> Change:
    shown = one.after or one.before
    book = one.kind.book
    return Change(
        title=f"{one.kind.plain_title}: {lawbook.title_of(book, shown, shown.since) if shown else one.name}",
        url=f"{reverse('public:law-kind', args=[one.kind.code])}?all=1#{one.name}",
        before=lawbook.in_words(book, one.before, before) if one.before else NOT_IN_FORCE,
        after=lawbook.in_words(book, one.after, after) if one.after else NOT_IN_FORCE,
        act=act_and_point(shown.act, shown.point) if shown else "",
    )


def _decider_change(one: lawbook.DeciderChange) -> Change:
    shown = one.after or one.before
    return Change(
        title=one.kind.plain_title,
        url=reverse("public:law-kind", args=[one.kind.code]),
        before=deciding_words(one.before) if one.before else NOT_IN_FORCE,
        after=deciding_words(one.after) if one.after else NOT_IN_FORCE,
        act=shown.act if shown else "",
    )
