"""Who decides about a kind: by date, and where an act says so by what the application answers.

``deciders`` of ``kind.yaml`` are dated rows. A row without a condition holds for everybody; a row with ``when`` holds on
its days for the applications whose answer to one question is among the named ones, before the row for everybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from turbota.assistance.forms import Answers, Form
from turbota.law.dated import BadLaw, by_key, day, day_or_none

Decider = Literal["department", "pension_fund", "community"]
DECIDERS = ("department", "pension_fund", "community")
ROW = {"since", "decider", "act"}
OPTIONAL = {"until", "verified", "when"}


@dataclass(frozen=True)
class When:
    """The condition in words, and in its declared form: ``answer`` («section.question») is one of ``one_of``."""

    words: str
    answer: str
    one_of: tuple[str | bool, ...]

    def holds(self, answers: Answers) -> bool:
        """Does the application answer so. What is not answered holds no condition."""
        section, _, question = self.answer.partition(".")
        said = answers.get(section)
        value = said.get(question) if isinstance(said, Mapping) else None
        return any(value == one and isinstance(value, type(one)) for one in self.one_of)


@dataclass(frozen=True)
class DeciderPeriod:
    """Who decides from a day to a day, and by which act; ``verified``: somebody read it in the act itself."""

    since: date
    until: date | None
    decider: Decider
    act: str
    verified: bool = False
    when: When | None = None

    def on(self, day: date) -> bool:
        """Is the row in force on the day."""
        return self.since <= day and (self.until is None or day <= self.until)


Rows = tuple[DeciderPeriod, ...]


def read(rows: Sequence[Mapping[str, Any]], where: str) -> tuple[Rows, Rows]:
    """The rows for everybody, oldest first, and the rows with a condition in their order. Raises BadLaw."""
    found = [_row(entry, where) for entry in rows]
    everybody = by_key((one for one in found if one.when is None), lambda _: where).get(where)
    if not everybody:
        raise BadLaw(f"{where}: no decider for everybody")
    cases = tuple(one for one in found if one.when is not None)
    for one in cases:
        if not any(row.on(one.since) for row in everybody):
            raise BadLaw(f"{where}: a condition from {one.since}, when nobody decides the kind")
    for place, one in enumerate(cases):
        for other in cases[place + 1 :]:
            if _meet(one, other):
                raise BadLaw(f"{where}: two conditions from {one.since} and from {other.since} may both hold")
    return everybody, cases


def check(cases: Iterable[DeciderPeriod], forms: Sequence[Form], where: str) -> None:
    """Every condition names a question of the forms and its own options. Raises BadLaw."""
    for one in cases:
        assert one.when is not None
        if not any(set(one.when.one_of) <= _options(form, one.when.answer) for form in forms):
            raise BadLaw(f"{where}: no form asks {one.when.answer} with the options {list(one.when.one_of)}")


def chosen(
    everybody: DeciderPeriod, cases: Iterable[DeciderPeriod], on: date, answers: Answers
) -> DeciderPeriod:
    """The row with a condition that the answers hold on the day, else the one for everybody."""
    return next((one for one in cases if one.on(on) and one.when and one.when.holds(answers)), everybody)


def _meet(one: DeciderPeriod, other: DeciderPeriod) -> bool:
    """May both rows hold for one application: on one day, unless they name different options of one question."""
    days = max(one.since, other.since) <= min(one.until or date.max, other.until or date.max)
    assert one.when is not None and other.when is not None
    apart = one.when.answer == other.when.answer and not set(one.when.one_of) & set(other.when.one_of)
    return days and not apart


def _options(form: Form, path: str) -> set[str | bool]:
    """What may be answered to the question; nothing when the form has no such question or it is written in words."""
    code, _, name = path.partition(".")
    for section in form.sections:
        for question in section.questions if section.code == code and section.repeat is None else ():
            if question.code == name:
                return {True, False} if question.type == "yes_no" else {one.value for one in question.choices}
    return set()


def _row(entry: Mapping[str, Any], where: str) -> DeciderPeriod:
    if wrong := (set(entry) ^ ROW) - OPTIONAL:
        raise BadLaw(f"{where}: wrong keys of a decider {sorted(wrong)}")
    if entry["decider"] not in DECIDERS:
        raise BadLaw(f"{where}: unknown decider {entry['decider']!r}")
    return DeciderPeriod(
        since=day(entry["since"], where),
        until=day_or_none(entry.get("until"), where),
        decider=entry["decider"],
        act=entry["act"],
        verified=bool(entry.get("verified", False)),
        when=_when(entry["when"], where) if "when" in entry else None,
    )


def _when(entry: Any, where: str) -> When:
    if not isinstance(entry, dict) or set(entry) != {"words", "answer", "one_of"} or not entry["words"]:
        raise BadLaw(f"{where}: a condition has exactly words, answer and one_of: {entry!r}")
    if not isinstance(entry["one_of"], list) or not entry["one_of"]:
        raise BadLaw(f"{where}: one_of of a condition is a list: {entry!r}")
    return When(str(entry["words"]), str(entry["answer"]), tuple(entry["one_of"]))
