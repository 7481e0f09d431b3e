"""Answers as another system sends them: read strictly by the same declaration of questions as the pages.

The contract is `forms.json_schema`. What stands outside it is a fault with its path, so that nothing strange is kept:
an unknown section or question, a wrong type, a row without its own id, signs that no person types.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from turbota.assistance.answers import TYPES, BadAnswer
from turbota.assistance.forms import APPLICANT, Form, Question, Section, parse

ROW_ID = re.compile(r"^[A-Za-z0-9_-]{1,40}$")
SPACES = "\n\r\t\u00a0\u2009\u202f"
UNKNOWN = "Такого у формі немає. Звірте назву зі схемою."
NOT_AN_OBJECT = "Тут має бути об’єкт із відповідями."
NOT_A_LIST = "Тут має бути список записів."
ROW_WITHOUT_ID = "Дайте запису власний id: до 40 латинських літер, цифр, знаків - та _, не «applicant»."
NOT_TYPED = "Приберіть знаки, яких немає на клавіатурі."
NOT_KOPIYKAS = "Вкажіть суму цілим числом копійок: 6000,00 гривень — це 600000."
EXPECTED: Mapping[str, tuple[type, str]] = {
    "string": (str, "Тут має бути текст у лапках."),
    "boolean": (bool, "Тут має бути true або false."),
    "integer": (int, "Тут має бути ціле число."),
}

Faults = dict[str, str]


def read(form: Form, sent: Mapping[str, Any]) -> tuple[dict[str, Any], Faults]:
    """The answers as they are stored, and faults by path. `null` is the same as no answer."""
    answers: dict[str, Any] = {}
    faults: Faults = {}
    known = {section.code: section for section in form.sections}
    for code, value in sent.items():
        section = known.get(code)
        if section is None:
            faults[plain(code)] = UNKNOWN
        elif value is not None:
            answers[code] = _section(section, value, faults)
    return answers, faults


def plain(name: str) -> str:
    """A name that a stranger gave, short and printable, to repeat it in a fault."""
    return "".join(sign if sign.isprintable() else "?" for sign in name[:60])


def _section(section: Section, value: Any, faults: Faults) -> Any:
    if not section.repeat:
        if not isinstance(value, dict):
            faults[section.code] = NOT_AN_OBJECT
            return {}
        return dict(_fields(section, section.code, value, faults))
    if not isinstance(value, list):
        faults[section.code] = NOT_A_LIST
        return []
    if len(value) > section.repeat.max:
        faults[section.code] = f"Тут може бути не більше ніж {section.repeat.max} записів."
        return []
    return list(_rows(section, value, faults))


def _rows(section: Section, rows: list[Any], faults: Faults) -> Iterator[dict[str, Any]]:
    seen = {APPLICANT}
    for number, row in enumerate(rows):
        path = f"{section.code}.{number}"
        if not isinstance(row, dict):
            faults[path] = NOT_AN_OBJECT
            continue
        own = row.get("id")
        if not isinstance(own, str) or not ROW_ID.match(own) or own in seen:
            faults[f"{path}.id"] = ROW_WITHOUT_ID
            continue
        seen.add(own)
        rest = {code: value for code, value in row.items() if code != "id"}
        yield {"id": own, **dict(_fields(section, path, rest, faults))}


def _fields(
    section: Section, prefix: str, values: Mapping[str, Any], faults: Faults
) -> Iterator[tuple[str, Any]]:
    known = {question.code: question for question in section.questions}
    for code, value in values.items():
        question = known.get(code)
        if question is None:
            faults[f"{prefix}.{plain(code)}"] = UNKNOWN
            continue
        try:
            stored = _value(question, value)
        except BadAnswer as fault:
            faults[f"{prefix}.{code}"] = str(fault)
            continue
        if stored is not None:
            yield code, stored


def _value(question: Question, value: Any) -> Any:
    """Text is read as the form reads what is typed; a number and a yes or no stand as they are."""
    if value is None:
        return None
    expected, sentence = EXPECTED[TYPES[question.type].schema["type"]]
    if not isinstance(value, expected) or (expected is int and isinstance(value, bool)):
        raise BadAnswer(NOT_KOPIYKAS if question.type == "money" else sentence)
    if not isinstance(value, str):
        TYPES[question.type].check(value)
        return value
    if not all(sign.isprintable() or sign in SPACES for sign in value):
        raise BadAnswer(NOT_TYPED)
    if question.choices and value.strip():
        known = [choice.value for choice in question.choices]
        if value.strip() not in known:
            raise BadAnswer(f"Оберіть один із варіантів: {', '.join(known)}.")
    return parse(question, value)
