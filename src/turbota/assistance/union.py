"""The household: the union of the questions of all kinds, one shape for every one of them.

The same path is the same question in every kind, with one type and one meaning of each option. A kind takes what it
asks and ignores the rest, so one file can be asked about all kinds, and answers given once go into any application.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from turbota.assistance import catalogue
from turbota.assistance.forms import Answers, Condition, Form, Question, Section
from turbota.assistance.kind import Kind
from turbota.assistance.placing import SAME

FIRST = ("applicant", "members", "incomes", "address", "home", "property")
LAST = ("payment", "contacts")
MEMBERS = "members"
NAME = "household"


@dataclass(frozen=True)
class Asked:
    """A question of the household and the kind that asks it under this path."""

    kind: str
    section: Section
    path: str
    question: Question


def form_of(kind: Kind, on: date) -> Form | None:
    """The questions of a kind on a day; before its first form, its first form; None of a kind that asks nothing."""
    known = [form for form in kind.forms if form.since <= on]
    if known:
        return max(known, key=lambda form: form.since)
    return min(kind.forms, key=lambda form: form.since, default=None)


def asked(kind: Kind, on: date) -> Iterator[Asked]:
    """Every question of a kind where it stands in the household."""
    form = form_of(kind, on)
    for section in form.sections if form else ():
        for question in section.questions:
            path = kind.placing.to_common(f"{section.code}.{question.code}")
            moved = replace(
                question, code=path.split(".")[1], visible_when=_moved(kind, section, question, path)
            )
            yield Asked(kind.code, section, path, moved)
    if kind.placing.about:
        marker = kind.placing.about.marker
        section = form.section(MEMBERS) if form else Section(MEMBERS, "", ())
        yield Asked(kind.code, section, f"{MEMBERS}.{marker.code}", marker)


def _moved(kind: Kind, section: Section, question: Question, path: str) -> Condition | None:
    return _condition(kind, section, question.visible_when, path.split(".")[0])


def _condition(kind: Kind, section: Section, condition: Condition | None, stands_in: str) -> Condition | None:
    """The condition with the paths of the household."""
    if condition is None:
        return None
    own = condition.question if "." in condition.question else f"{section.code}.{condition.question}"
    place, code = kind.placing.to_common(own).split(".")
    name = code if place == stands_in else f"{place}.{code}"
    return replace(condition, question=name, also=_condition(kind, section, condition.also, stands_in))


@lru_cache(maxsize=256)
def form(on: date) -> Form:
    """The household as one form: every question of every kind once."""
    found: dict[str, dict[str, Question]] = {}
    titles: dict[str, Section] = {}
    for one in _everything(on):
        place = one.path.split(".")[0]
        titles[place] = _wider(titles.get(place), one.section, place)
        questions = found.setdefault(place, {})
        known = questions.get(one.question.code)
        questions[one.question.code] = _joined(known, one.question) if known else one.question
    order = [code for code in FIRST if code in found]
    order += [code for code in found if code not in (*FIRST, *LAST)]
    order += [code for code in LAST if code in found]
    sections = tuple(replace(titles[code], questions=tuple(found[code].values())) for code in order)
    return Form(version=f"{on:%Y-%m-%d}", kind=NAME, sections=sections, since=on)


def clashes(on: date) -> list[str]:
    """Where two kinds mean different things by one path: another type, another meaning of one option."""
    known: dict[str, Asked] = {}
    meanings: dict[tuple[str, str], str] = {}
    said: list[str] = []
    for one in _everything(on):
        first = known.setdefault(one.path, one)
        if first.question.type != one.question.type:
            said.append(
                f"{one.path}: {one.question.type} of {one.kind}, {first.question.type} of {first.kind}"
            )
        if bool(first.section.repeat) != bool(one.section.repeat):
            said.append(f"{one.path}: for each row of {one.kind} or {first.kind}, once of the other")
        for choice in one.question.choices:
            label = meanings.setdefault((one.path, choice.value), choice.label)
            if label != choice.label:
                said.append(f"{one.path}: {choice.value} is «{label}» and of {one.kind} «{choice.label}»")
    return said


def _everything(on: date) -> Iterator[Asked]:
    """Kinds with rules and common paths come first: their words are about everybody, not about one claim."""
    for kind in sorted(
        catalogue.kinds(), key=lambda kind: (kind.tier != "computed", kind.placing is not SAME)
    ):
        yield from asked(kind, on)


def _wider(known: Section | None, other: Section, place: str) -> Section:
    if known is None:
        repeat = replace(other.repeat, min=0) if other.repeat else None
        return replace(other, code=place, visible_when=None, repeat=repeat)
    if known.repeat is None or other.repeat is None or known.repeat.max >= other.repeat.max:
        return known
    return replace(known, repeat=replace(known.repeat, max=other.repeat.max))


def _joined(known: Question, new: Question) -> Question:
    """The question with the options of both; asked always when the kinds ask it in different cases."""
    options = {choice.value: choice for choice in (*new.choices, *known.choices)}
    order = dict.fromkeys(choice.value for choice in (*known.choices, *new.choices))
    return replace(
        known,
        choices=tuple(options[value] for value in order),
        past=known.past and new.past,
        max_length=max(known.max_length, new.max_length),
        visible_when=known.visible_when if known.visible_when == new.visible_when else None,
    )


def answers_of(kind: Kind, household: Answers, on: date) -> Answers:
    """The answers of one kind's own form out of the household. What other kinds ask may stay: nobody reads it."""
    if kind.placing is SAME:
        return household
    own: dict[str, Any] = {}
    own_form = form_of(kind, on)
    for section in own_form.sections if own_form else ():
        if section.repeat:
            rows = household.get(section.code)
            if isinstance(rows, list):
                own[section.code] = [
                    {"id": row.get("id"), **_picked(kind, section, {section.code: row})}
                    for row in _about(kind, section.code, rows, on)
                ]
        elif picked := _picked(kind, section, household):
            own[section.code] = picked
    return own


def _about(kind: Kind, section: str, rows: list[Any], on: date) -> list[Mapping[str, Any]]:
    rows = [row for row in rows if isinstance(row, Mapping)]
    about = kind.placing.about
    return about.choose(rows, on) if about and section == MEMBERS else rows


def _picked(kind: Kind, section: Section, household: Answers) -> dict[str, Any]:
    found = {}
    for question in section.questions:
        place, code = kind.placing.to_common(f"{section.code}.{question.code}").split(".")
        source = household.get(place)
        if isinstance(source, Mapping) and source.get(code) is not None:
            found[question.code] = source[code]
    return found


def for_application(kind: Kind, household: Answers, on: date) -> dict[str, Any]:
    """The answers that an application for the kind may take over: only what its form asks, nothing beside it."""
    own, form = answers_of(kind, household, on), form_of(kind, on)
    taken: dict[str, Any] = {}
    for section in form.sections if form else ():
        codes = ["id", *(question.code for question in section.questions)]
        given = own.get(section.code)
        if isinstance(given, Mapping):
            given = {code: given[code] for code in codes if given.get(code) is not None}
        elif isinstance(given, list):
            given = [{code: row[code] for code in codes if row.get(code) is not None} for row in given]
        if given:
            taken[section.code] = given
    if "incomes" in taken and kind.income_window:
        first, last = kind.income_window(on)
        taken["incomes"] = [row for row in taken["incomes"] if first <= row.get("month", "") <= last]
    return taken


def of_kind(kind: Kind, own: Answers, on: date) -> dict[str, Any]:
    """The household out of the answers of one kind's own form: what is moved goes to its common place."""
    result: dict[str, Any] = {}
    for code, value in own.items():
        if isinstance(value, list):
            result[code] = [_row(kind, code, row) for row in value]
            continue
        for name, answer in value.items():
            place, common = kind.placing.to_common(f"{code}.{name}").split(".")
            result.setdefault(place, {})[common] = answer
    return result


def _row(kind: Kind, section: str, row: Mapping[str, Any]) -> dict[str, Any]:
    moved = {kind.placing.to_common(f"{section}.{name}").split(".")[1]: value for name, value in row.items()}
    if kind.placing.about and section == MEMBERS:
        moved[kind.placing.about.marker.code] = True
    return moved


def path_of(kind: Kind, own_path: str, own: Answers, household: Answers) -> str:
    """The path of the household for a path of the kind's own answers; a row is found by its id."""
    section, *row, code = own_path.split(".")
    place = kind.placing.to_common(f"{section}.{code}").split(".")
    if not row:
        return ".".join(place)
    key = own[section][int(row[0])].get("id")
    ids = [one.get("id") for one in household.get(place[0]) or []]
    return f"{place[0]}.{ids.index(key) if key in ids else row[0]}.{place[1]}"
