"""Which question answers an unknown fact: found by trying, once a kind and a day, never written by hand.

A fact is made of answers by the kind's own code. A question belongs to a fact when some answer to it makes the
fact known in a household where nothing else is answered. Where only several answers together make a fact, whatever
the kind alone asks is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from turbota.assistance import catalogue, forms, union
from turbota.assistance.answers import TYPES
from turbota.assistance.forms import APPLICANT, Answers, Condition, Form, Question, Section
from turbota.assistance.kind import Kind
from turbota.law.engine.explained import Missing
from turbota.law.values import NotInForce

SOMEBODY = "m1"
UNTRIED = ("name", "iban", "phone", "email", "unzr", "post_index", "tax_number", "month", "member")
SAMPLES: Mapping[str, Any] = {"year": 2000, "string": "1", "integer": 1}


@dataclass(frozen=True)
class Lacking:
    """An answer that is needed: its path in the household (empty when no one question gives it) and its words."""

    path: str
    label: str


def lacking(
    kind: Kind, own: Answers, found: tuple[Missing, ...], household: Answers, on: date
) -> list[Lacking]:
    """The questions that are still to be answered, in the order of the form; ``own`` are the kind's answers."""
    form, answers = union.form_of(kind, on), answered_by(kind.code, on)
    told: dict[str, Lacking] = {}
    for one in found:
        asked = _asked(kind, form, own, one, answers.get(one.name, ())) if form else []
        for own_path, question in asked:
            path = union.path_of(kind, own_path, own, household)
            who = _whose(own, own_path)
            told.setdefault(path, Lacking(path, f"{question.label} ({who})" if who else question.label))
        if not asked:
            title = kind.book.facts[one.name].title
            told.setdefault(title, Lacking(_list_of(form, own, one), title))
    return list(told.values())


def _asked(
    kind: Kind, form: Form, own: Answers, one: Missing, found: Iterable[tuple[str, str]]
) -> list[tuple[str, Question]]:
    """The open questions that make the fact known: those found by trying, else its namesakes, else the kind's own."""
    for places in (found, _namesakes(form, one.name), _own_sections(kind, form)):
        asked = [place for section, code in places if (place := _open(form, own, section, code, one.row))]
        if asked:
            return asked
    return []


def _namesakes(form: Form, name: str) -> Iterator[tuple[str, str]]:
    for section in form.sections:
        yield from ((section.code, question.code) for question in section.questions if question.code == name)


def _list_of(form: Form | None, own: Answers, one: Missing) -> str:
    """The list in which a row is lacking: of people, or the one whose rows have such a question; else no path."""
    if one.entity == "member":
        return "" if one.row in _people(own) else union.MEMBERS
    lists = [form.section(code) for code, _ in _namesakes(form, one.name)] if form else []
    return next((section.code for section in lists if section.repeat and not own.get(section.code)), "")


def _people(own: Answers) -> set[str]:
    return {APPLICANT, *(str(row.get("id", n)) for n, row in enumerate(own.get(union.MEMBERS) or []))}


def _own_sections(kind: Kind, form: Form) -> Iterator[tuple[str, str]]:
    """The questions that only this kind asks."""
    for section in form.sections:
        if section.code.startswith(kind.code) and not section.repeat:
            yield from ((section.code, question.code) for question in section.questions if question.required)


def _open(form: Form, own: Answers, section: str, code: str, row: str) -> tuple[str, Question] | None:
    """The path of the question for this row when it is asked and not answered."""
    known = form.section(section)
    who = row.split(" ")[0]
    if known.repeat:
        ids = [str(one.get("id", n)) for n, one in enumerate(own.get(section) or [])]
        if who not in ids:
            return None
        path, given = f"{section}.{ids.index(who)}.{code}", own[section][ids.index(who)].get(code)
    else:
        if section == APPLICANT and who not in (APPLICANT, "family"):
            return None
        path, given = f"{section}.{code}", (own.get(section) or {}).get(code)
    if given is not None or not forms.visible(form, own, path):
        return None
    return path, known.question(code)


def _whose(own: Answers, path: str) -> str:
    section, *row, _ = path.split(".")
    return str(own[section][int(row[0])].get("given_name") or "") if row else ""


@lru_cache(maxsize=512)
def answered_by(code: str, on: date) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Fact → the questions (section, question) of the kind's own form that make it known."""
    kind = catalogue.kind(code)
    form = union.form_of(kind, on)
    result: dict[str, list[tuple[str, str]]] = {}
    for section in form.sections if form else ():
        for question in section.questions:
            for name in _settled(kind, form, section, question, on) if form else ():
                result.setdefault(name, []).append((section.code, question.code))
    return {name: tuple(places) for name, places in result.items()}


def _settled(kind: Kind, form: Form, section: Section, question: Question, on: date) -> set[str]:
    if question.type in UNTRIED:
        return set()
    blank = _blank(form, section, question, on)
    before = _unknown(kind, blank, on)
    known: set[str] = set()
    for value in _tries(question, on):
        target = blank[section.code][0] if section.repeat else blank[section.code]
        target[question.code] = value
        known |= {name for name, _ in before - _unknown(kind, blank, on)}
    return known


def _blank(form: Form, section: Section, question: Question, on: date) -> dict[str, Any]:
    """Nobody answered anything, but what must be answered for the question to be asked."""
    blank: dict[str, Any] = {one.code: [] if one.repeat else {} for one in form.sections}
    for one in form.sections:
        if one.repeat and one.entity == "member":
            blank[one.code] = [{"id": SOMEBODY}]
    if section.repeat and not blank[section.code]:
        blank[section.code] = [{"id": "r1"}]
    _meet(form, blank, section, question.visible_when)
    _meet(form, blank, section, section.visible_when)
    return blank


def _meet(form: Form, blank: dict[str, Any], section: Section, condition: Condition | None) -> None:
    while condition is not None:
        place, _, code = condition.question.rpartition(".")
        source = form.section(place) if place else section
        target = blank[source.code][0] if source.repeat else blank[source.code]
        target[code] = condition.one_of[0]
        _meet(form, blank, source, source.question(code).visible_when)
        condition = condition.also


def _tries(question: Question, on: date) -> Iterator[Any]:
    if question.type == "date":
        yield from (str(on - timedelta(days=days)) for days in (30, 365 * 30))
    elif question.type == "yes_no":
        yield from (False, True)
    elif question.type == "choice":
        yield from (choice.value for choice in question.choices)
    else:
        yield SAMPLES.get(question.type, SAMPLES[TYPES[question.type].schema["type"]])


def _unknown(kind: Kind, answers: Answers, on: date) -> frozenset[tuple[str, str]]:
    try:
        rows = kind.household(kind.facts(answers, on), on)
    except NotInForce:  # the tried answer lies before the law of this kind
        return frozenset((name, "") for name in kind.book.facts)
    return frozenset((one.name, one.row) for one in rows.unknown)
