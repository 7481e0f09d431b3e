"""ONE declaration of the questions of a kind of assistance.

The same ``Form`` makes the pages of the cabinet, the dense screen of the counter, the JSON contract,
the check of completeness, the page of answers and the printed application.

Answers are plain JSON: ``{"section": {"question": value}}``; a repeated section is a list of rows
``{"section": [{"id": "m1", "question": value}]}``. A path is ``section.question`` or
``section.0.question``. An answer that became hidden is kept, but it is neither checked nor shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from turbota.assistance.answers import TYPES, BadAnswer, Raw, day_words

__all__ = [
    "AnswerRow", "Answers", "BadAnswer", "Choice", "Condition", "Form", "Page", "Question", "Repeat",
    "Section", "check", "check_given", "check_section", "choices", "json_schema", "pages", "parse",
    "rows", "section_of", "show", "shown", "visible",
]  # fmt: skip

Answers = Mapping[str, Any]
Check = Callable[[Answers, date], Mapping[str, str]]
APPLICANT = "applicant"  # the id by which rows point at the applicant


@dataclass(frozen=True)
class Choice:
    """One option of a question; ``value`` is stored, ``label`` is read."""

    value: str
    label: str
    hint: str = ""


@dataclass(frozen=True)
class Condition:
    """The question is asked when ``question`` is answered with one of ``one_of``.

    ``question`` is a question of the same section (same row, when repeated) or ``section.question``.
    """

    question: str
    one_of: tuple[str | bool, ...]
    also: Condition | None = None


@dataclass(frozen=True)
class Question:
    """One question; ``page`` begins a new page with that title, the next ones stay on it."""

    code: str
    label: str
    hint: str = ""
    why: str = ""
    type: str = "text"
    choices: tuple[Choice, ...] = ()
    required: bool = True
    visible_when: Condition | None = None
    max_length: int = 200
    past: bool = False  # a date or a month that cannot lie in the future
    page: str = ""


@dataclass(frozen=True)
class Repeat:
    """How many rows a repeated section has and how a row is called."""

    min: int
    max: int
    item_title: str
    add_label: str


@dataclass(frozen=True)
class Section:
    """Questions about one thing. ``entity`` names the rows of facts that it fills."""

    code: str
    title: str
    questions: tuple[Question, ...]
    entity: str | None = None
    repeat: Repeat | None = None
    hint: str = ""
    visible_when: Condition | None = None

    def question(self, code: str) -> Question:
        """The question with this code; KeyError if there is none."""
        for question in self.questions:
            if question.code == code:
                return question
        raise KeyError(code)


@dataclass(frozen=True)
class Form:
    """A version of the questions; an application keeps the version it was filled with."""

    version: str
    kind: str
    sections: tuple[Section, ...]
    since: date = date.min
    checks: tuple[Check, ...] = ()  # what one answer says about another

    def section(self, code: str) -> Section:
        """The section with this code; KeyError if there is none."""
        for section in self.sections:
            if section.code == code:
                return section
        raise KeyError(code)


@dataclass(frozen=True)
class Page:
    """One page of the form: a few questions of one section. A repeated section is one page."""

    code: str
    title: str
    section: Section
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class AnswerRow:
    """One answered question as it is read: on the page of answers and in the printed application."""

    section_title: str
    path: str
    label: str
    value_text: str
    item: str = ""  # "Член родини 2" for a row of a repeated section


def pages(form: Form) -> list[Page]:
    """The form cut into pages, in order. The code of a page is stable: ``section`` or ``section-2``."""
    result: list[Page] = []
    for section in form.sections:
        groups: list[list[Question]] = []
        for question in section.questions:
            if not groups or (question.page and not section.repeat):
                groups.append([])
            groups[-1].append(question)
        for index, group in enumerate(groups):
            code = section.code if index == 0 else f"{section.code}-{index + 1}"
            title = section.title if section.repeat else (group[0].page or section.title)
            result.append(Page(code, title, section, tuple(group)))
    return result


def parse(question: Question, raw: Raw) -> Any:
    """The stored value of what was typed, None for an empty field.

    ``raw`` is text, or ``{"day", "month", "year"}`` of a date, ``{"month", "year"}`` of a month.
    Raises BadAnswer with a sentence for the person.
    """
    kind = TYPES[question.type]
    value = kind.parse(raw)
    if value is None:
        return None
    _check_value(question, value)
    return value


def show(question: Question, value: Any, answers: Answers | None = None) -> str:
    """The stored value as a person reads it; an unknown option is shown as it is stored."""
    if value is None or value == "":
        return ""
    if question.type in ("choice", "member"):
        known = {choice.value: choice.label for choice in choices(question, answers or {})}
        return known.get(str(value), str(value))
    try:
        return TYPES[question.type].show(value)
    except (ValueError, TypeError, IndexError):
        return str(value)


def choices(question: Question, answers: Answers) -> tuple[Choice, ...]:
    """Options of a question; for type ``member`` they are the applicant and the named family members."""
    if question.type != "member":
        return question.choices
    options = [Choice(APPLICANT, _full_name(_fields(answers, APPLICANT)) or "Заявник")]
    for index, row in enumerate(_rows_of(answers, "members")):
        name = _full_name(row) or f"Член родини {index + 1}"
        options.append(Choice(str(row.get("id", index)), name))
    return tuple(options)


def visible(form: Form, answers: Answers, path: str) -> bool:
    """Is the question (or the section) at the path asked, given the answers so far."""
    parts = path.split(".")
    section = form.section(parts[0])
    if section.visible_when and not _holds(form, answers, section, {}, section.visible_when):
        return False
    if len(parts) == 1:
        return True
    row = _row_at(answers, section, parts)
    condition = section.question(parts[-1]).visible_when
    return condition is None or _holds(form, answers, section, row, condition)


def check(form: Form, answers: Answers, on: date) -> dict[str, str]:
    """Faults of completeness and form: path of the answer to the sentence. Empty means complete.

    Source: order 1 of 04.01.2022 and R048 (automatic check that the fields are filled).
    """
    faults: dict[str, str] = {}
    for section in form.sections:
        if not visible(form, answers, section.code):
            continue
        if section.repeat:
            faults.update(_count_fault(section, section.repeat, answers))
        for path, question, value in _asked(form, section, answers):
            sentence = _fault(question, value, answers, on)
            if sentence:
                faults[path] = sentence
    for extra in form.checks:
        for path, sentence in extra(answers, on).items():
            faults.setdefault(path, sentence)
    return faults


def check_given(form: Form, answers: Answers, on: date) -> dict[str, str]:
    """Faults of the answers that were given; what was left out is no fault here (a draft, a command)."""
    faults: dict[str, str] = {}
    for section in form.sections:
        for path, question, value in _asked(form, section, answers):
            sentence = _fault(question, value, answers, on) if value not in (None, "") else ""
            if sentence:
                faults[path] = sentence
    return faults


def check_section(form: Form, section_code: str, answers: Answers, on: date) -> dict[str, str]:
    """Faults of one section only, for the moment a person leaves its page."""
    return {
        path: sentence
        for path, sentence in check(form, answers, on).items()
        if path.split(".")[0] == section_code
    }


def rows(form: Form, answers: Answers) -> list[AnswerRow]:
    """Every visible answer in the order of the form; an unanswered optional question is left out."""
    result = []
    for section in form.sections:
        if not visible(form, answers, section.code):
            continue
        for path, question, value in _asked(form, section, answers):
            text = show(question, value, answers)
            if not text:
                continue
            item = f"{section.repeat.item_title} {int(path.split('.')[1]) + 1}" if section.repeat else ""
            result.append(AnswerRow(section.title, path, question.label, text, item))
    return result


def section_of(form: Form, entity: str) -> Section | None:
    """The repeated section that fills the rows of this entity (people, months); None when nothing like it is asked."""
    return next((one for one in form.sections if one.repeat and one.entity == entity), None)


def shown(section: Section | None, code: str, row: Mapping[str, Any], answers: Answers) -> str:
    """The answer of a row as a person reads it; what the section does not ask is called as its row is."""
    if section is None or section.repeat is None:
        return ""
    known = next((question for question in section.questions if question.code == code), None)
    return section.repeat.item_title if known is None else show(known, row.get(code), answers)


def json_schema(form: Form) -> dict[str, Any]:
    """JSON Schema 2020-12 of the answers; a draft may be incomplete, so nothing is required."""
    properties: dict[str, Any] = {}
    for section in form.sections:
        fields = {question.code: _question_schema(question) for question in section.questions}
        one: dict[str, Any] = {"type": "object", "properties": fields, "additionalProperties": False}
        if section.repeat:
            one["properties"] = {"id": {"type": "string"}, **fields}
            one["required"] = ["id"]
            one = {"type": "array", "items": one, "maxItems": section.repeat.max}
        properties[section.code] = {"title": section.title, **one}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"{form.kind} {form.version}",
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }


def _question_schema(question: Question) -> dict[str, Any]:
    schema: dict[str, Any] = {"title": question.label, **TYPES[question.type].schema}
    if question.hint:
        schema["description"] = question.hint
    if question.choices:
        schema["enum"] = [choice.value for choice in question.choices]
    if schema["type"] == "string" and question.type in ("text", "name"):
        schema["maxLength"] = question.max_length
    return schema


def _fields(answers: Answers, section: str) -> Mapping[str, Any]:
    return value if isinstance(value := answers.get(section), Mapping) else {}


def _rows_of(answers: Answers, section: str) -> Sequence[Mapping[str, Any]]:
    value = answers.get(section)
    return [row for row in value if isinstance(row, Mapping)] if isinstance(value, list) else []


def _row_at(answers: Answers, section: Section, parts: list[str]) -> Mapping[str, Any]:
    if not section.repeat:
        return _fields(answers, section.code)
    found = _rows_of(answers, section.code)
    index = int(parts[1]) if len(parts) == 3 else -1
    return found[index] if 0 <= index < len(found) else {}


def _full_name(row: Mapping[str, Any]) -> str:
    parts = (row.get("surname"), row.get("given_name"), row.get("patronymic"))
    return " ".join(str(part) for part in parts if part)


def _holds(
    form: Form, answers: Answers, section: Section, row: Mapping[str, Any], condition: Condition
) -> bool:
    """A condition on a question that is itself hidden does not hold."""
    if "." in condition.question:
        other, code = condition.question.split(".")
        source, target = _fields(answers, other), form.section(other)
    else:
        code, source, target = condition.question, row, section
    value = source.get(code)
    if isinstance(value, (list, dict)) or value not in condition.one_of:
        return False
    deeper = target.question(code).visible_when
    if deeper is not None and not _holds(form, answers, target, source, deeper):
        return False
    return condition.also is None or _holds(form, answers, section, row, condition.also)


def _asked(form: Form, section: Section, answers: Answers) -> Iterator[tuple[str, Question, Any]]:
    sources: list[tuple[str, Mapping[str, Any]]] = [(section.code, _fields(answers, section.code))]
    if section.repeat:
        sources = [(f"{section.code}.{i}", row) for i, row in enumerate(_rows_of(answers, section.code))]
    for prefix, row in sources:
        for question in section.questions:
            condition = question.visible_when
            if condition is None or _holds(form, answers, section, row, condition):
                yield f"{prefix}.{question.code}", question, row.get(question.code)


def _count_fault(section: Section, repeat: Repeat, answers: Answers) -> dict[str, str]:
    count = len(_rows_of(answers, section.code))
    if count < repeat.min:
        return {section.code: f"Додайте хоча б {repeat.min}: {repeat.item_title.lower()}."}
    if count > repeat.max:
        return {section.code: f"Тут може бути не більше ніж {repeat.max} записів."}
    return {}


def _check_value(question: Question, value: Any) -> None:
    TYPES[question.type].check(value)
    if isinstance(value, str) and len(value) > question.max_length:
        raise BadAnswer(f"Скоротіть до {question.max_length} знаків: зараз {len(value)}.")
    if question.choices and value not in {choice.value for choice in question.choices}:
        raise BadAnswer("Оберіть один із варіантів.")


def _fault(question: Question, value: Any, answers: Answers, on: date) -> str:
    if value is None or value == "":
        return _missing(question) if question.required else ""
    try:
        _check_value(question, value)
    except BadAnswer as error:
        return str(error)
    if question.type == "member" and value not in {c.value for c in choices(question, answers)}:
        return "Оберіть людину зі списку вашої сім’ї."
    if question.past:
        return _future_fault(question, value, on)
    return ""


def _future_fault(question: Question, value: str, on: date) -> str:
    if question.type == "date" and date.fromisoformat(value) > on:
        return f"Ця дата ще не настала. Сьогодні {day_words(on)}."
    if question.type == "month" and value > f"{on.year:04d}-{on.month:02d}":
        return f"Цей місяць ще не настав. Сьогодні {day_words(on)}."
    return ""


def _missing(question: Question) -> str:
    if question.type in ("choice", "yes_no", "member"):
        return "Оберіть відповідь."
    if question.type == "date":
        return "Вкажіть день, місяць і рік."
    return "Дайте відповідь на це запитання."
