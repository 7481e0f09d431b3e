"""What differs between two versions of a plan, matched by the origin that a row keeps through all versions."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from turbota.casework import plan_papers
from turbota.casework.models import Goal, Measure, Need
from turbota.casework.plan_papers import Content
from turbota.casework.plan_queries import Change
from turbota.kernel.money import hryvnias


def differences(before: Content, after: Content) -> list[Change]:
    """Rows that came, went or changed, in the order needs, goals, measures. A refused measure counts as gone."""
    return [
        *_changed("Потреба", before.needs, after.needs, _need),
        *_changed("Мета", before.goals, after.goals, _goal),
        *_changed("Захід", before.live(), after.live(), _measure),
    ]


def _changed(title: str, before: Sequence[Any], after: Sequence[Any], words: Any) -> list[Change]:
    old: dict[UUID, Any] = {row.origin: row for row in before}
    new: dict[UUID, Any] = {row.origin: row for row in after}
    found = []
    for origin in (*old, *(one for one in new if one not in old)):
        was = dict(words(old[origin])) if origin in old else {}
        now = dict(words(new[origin])) if origin in new else {}
        if was == now:
            continue
        name = next(iter((now or was).values()))
        if not was or not now:
            found.append(Change(f"{title} «{name}»", _all(was), _all(now)))
            continue
        found += [
            Change(f"{title} «{name}»: {part}", was[part], now[part])
            for part in now
            if was[part] != now[part]
        ]
    return found


def _all(parts: dict[str, str]) -> str:
    return "; ".join(f"{part}: {value}" for part, value in parts.items() if value)


def _need(row: Need) -> list[tuple[str, str]]:
    return [("потреба", row.words), ("сфера", row.get_domain_display()), ("звідки відомо", row.source)]


def _goal(row: Goal) -> list[tuple[str, str]]:
    return [
        ("мета", row.words),
        ("показник", row.indicator),
        ("зараз", row.baseline),
        ("має бути", row.target),
    ]


def _measure(row: Measure) -> list[tuple[str, str]]:
    return [
        ("захід", row.content),
        ("послуга", plan_papers.service_words(row)),
        ("хто отримує", row.recipient.full_name),
        ("хто відповідає", plan_papers.executor_words(row)),
        ("строк", plan_papers.term_words(row)),
        ("обсяг", plan_papers.volume_words(row)),
        ("результат", row.expected),
        ("показник", row.indicator),
        ("хто платить", row.get_pays_display() if row.pays else ""),
        ("плата", hryvnias(row.fee) if row.fee else ""),
    ]
