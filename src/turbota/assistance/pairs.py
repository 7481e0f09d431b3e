"""Examples of law as a lawyer reads them: in groups around one change, each beside the first of its group."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from turbota.assistance.lawbook import Worked

ITEM = re.compile(r"(\D+ \d+): ")


@dataclass(frozen=True)
class Case:
    """One example: what is different in it from the first of its group, and what the rules say."""

    number: int
    title: str
    on: date
    differs: tuple[str, ...]
    result: str
    grounds: tuple[str, ...]
    agrees: bool


@dataclass(frozen=True)
class Pair:
    """Examples around one change of the law; ``answers`` are those of the first."""

    title: str
    answers: tuple[str, ...]
    cases: tuple[Case, ...]


def pairs_of(examples: tuple[Worked, ...]) -> tuple[Pair, ...]:
    """The examples in their groups."""
    return tuple(_pairs(examples))


def _pairs(examples: tuple[Worked, ...]) -> Iterator[Pair]:
    for title, group in groupby(examples, key=lambda one: one.about):
        cases = list(group)
        first = cases[0].answers
        yield Pair(
            title=title,
            answers=tuple(_in_lines(first)),
            cases=tuple(_case(one, first) for one in cases),
        )


def _in_lines(answers: tuple[tuple[str, str], ...]) -> Iterator[str]:
    """A line for every person and income with the answers alone; every other answer with its question."""
    for item, rows in groupby(answers, key=lambda one: _item(one[0])):
        given = list(rows)
        if item:
            yield f"{item}: {', '.join(text for _, text in given)}"
        else:
            yield "; ".join(_asked(label, text) for label, text in given)


def _item(label: str) -> str:
    """«Дохід 1» of «Дохід 1: Чий це дохід?»; empty for a question that stands alone."""
    found = ITEM.match(label)
    return found.group(1) if found else ""


def _asked(label: str, text: str) -> str:
    return f"{label} {text}" if label.endswith("?") else f"{label}: {text}"


def _case(one: Worked, first: tuple[tuple[str, str], ...]) -> Case:
    before, now = dict(first), dict(one.answers)
    differs = [_asked(label, text) for label, text in one.answers if before.get(label) != text]
    gone = [_asked(label, "без відповіді") for label in before if label not in now]
    return Case(
        number=one.number,
        title=one.title.removeprefix(f"{one.about}: "),
        on=one.on,
        differs=(*differs, *gone),
        result=f"{one.outcome}{', ' + one.paid if one.paid else ''}",
        grounds=one.grounds,
        agrees=one.agrees,
    )
