"""Incomes on the screen: the months of the law for each person, and one income repeated for the other months."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from turbota.applications.models import Application
from turbota.applications.policies import law_day
from turbota.assistance import catalogue, forms
from turbota.assistance.forms import Answers, Form, Section
from turbota.kernel import money
from turbota.web.cabinet.drafts import months_between, on_one_line
from turbota.web.shared import answer_rows
from turbota.web.ui.words import month_of

REPEAT = "repeat"  # name of the button that repeats an income; its value is the id of the row
TOLD_APART = "choice"  # the type of the question that tells one income of a person from another


@dataclass(frozen=True, slots=True)
class IncomeCell:
    """One month of one person: what was written, and the value of the button that adds to it."""

    month: str
    amounts: str
    add: str


@dataclass(frozen=True, slots=True)
class RepeatOffer:
    """An income that may be written for the other months at once: the id of its row and what it is."""

    item: str
    words: str


@dataclass(frozen=True, slots=True)
class IncomesOfPerson:
    """The months of the window of one person, and the incomes that can be repeated."""

    name: str
    cells: tuple[IncomeCell, ...]
    repeats: tuple[RepeatOffer, ...]


def income_months(
    application: Application, form: Form, code: str, today: date
) -> tuple[IncomesOfPerson, ...]:
    """The window of the law, month by month, for a section that asks whose and of which month; else nothing."""
    section = _section(form, code)
    if not on_one_line(section):
        return ()
    whose, when, how_much = (_code(section, kind) for kind in ("member", "month", "money"))
    amounts: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in answer_rows.rows(application.answers, section.code):
        if row.get(how_much) is not None:
            amounts[str(row.get(whose)), str(row.get(when))].append(money.hryvnias(row[how_much]))
    months = _window(application, today)
    return tuple(
        IncomesOfPerson(
            person.label,
            tuple(
                IncomeCell(
                    month_of(month), ", ".join(amounts[person.value, month]), f"{person.value}|{month}"
                )
                for month in months
            ),
            _offers(application, section, person.value, months),
        )
        for person in forms.choices(section.question(whose), application.answers)
    )


def _offers(
    application: Application, section: Section, person: str, months: tuple[str, ...]
) -> tuple[RepeatOffer, ...]:
    """Each income of a person that some month of the window still lacks; the latest row of each stands for it."""
    whose, what, how_much = (_code(section, kind) for kind in ("member", TOLD_APART, "money"))
    offers: dict[str, RepeatOffer] = {}
    for row in answer_rows.rows(application.answers, section.code):
        if row.get(whose) == person and _lacking(application.answers, section, row, months):
            name = forms.show(section.question(what), row[what])
            offers[row[what]] = RepeatOffer(str(row["id"]), f"{name}, {money.hryvnias(row[how_much])}")
    return tuple(offers.values())


def repeated(
    application: Application, form: Form, code: str, item: str, today: date
) -> list[dict[str, Any]] | None:
    """All rows of the section with this income added for every month of the window that has none.

    None when there is no such row or it is not filled in: nothing can be repeated then.
    """
    section = _section(form, code)
    rows = answer_rows.rows(application.answers, section.code)
    row = next((row for row in rows if str(row.get("id")) == item), None)
    if not on_one_line(section) or section.repeat is None or row is None:
        return None
    lacking = _lacking(application.answers, section, row, _window(application, today))
    answers: dict[str, Any] = dict(application.answers)
    for month in lacking[: max(0, section.repeat.max - len(rows))]:
        copy = {question.code: row.get(question.code) for question in section.questions}
        copy[_code(section, "month")] = month
        answers = answer_rows.put(section, answers, copy, answer_rows.new_item_id(answers, section.code))
    return list(answers[section.code]) if lacking else None


def first_answers(answers: Answers, form: Form, code: str, value: str) -> Mapping[str, Any]:
    """What a new income row is begun with: the chosen person and month, and the kind of the last income.

    `value` is of the button: «person|month» of a cell, anything else for the plain button, which goes on
    with the person of the last row. Empty for a section that is not about incomes.
    """
    section = _section(form, code)
    if not on_one_line(section):
        return {}
    whose, when, what = (_code(section, kind) for kind in ("member", "month", TOLD_APART))
    rows = answer_rows.rows(answers, section.code)
    person, _, month = value.partition("|")
    begun: dict[str, Any] = {whose: person[:40], when: month[:7]} if month else {}
    last = next((row for row in reversed(rows) if not month or row.get(whose) == person), None)
    if last is not None:
        begun = {whose: last.get(whose), what: last.get(what), **begun}
    return {name: answer for name, answer in begun.items() if answer}


def _lacking(
    answers: Answers, section: Section, row: Mapping[str, Any], months: tuple[str, ...]
) -> list[str]:
    """Months of the window in which this person has no income of this kind; none while the row is not filled in."""
    whose, when, what, how_much = (_code(section, kind) for kind in ("member", "month", TOLD_APART, "money"))
    if not all(row.get(code) for code in (whose, when, what)) or row.get(how_much) is None:
        return []
    taken = {
        other.get(when)
        for other in answer_rows.rows(answers, section.code)
        if (other.get(whose), other.get(what)) == (row.get(whose), row.get(what))
    }
    return [month for month in months if month not in taken]


def _window(application: Application, today: date) -> tuple[str, ...]:
    window = catalogue.kind(application.kind).income_window
    return months_between(*window(law_day(application, today))) if window else ()


def _section(form: Form, code: str) -> Section:
    return next(page.section for page in forms.pages(form) if page.code == code)


def _code(section: Section, kind: str) -> str:
    """The code of the first question of a type."""
    return next(question.code for question in section.questions if question.type == kind)
