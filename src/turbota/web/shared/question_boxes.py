"""One question of a form as boxes on a screen, and back: what was typed in the boxes as a stored value.

The name of a box is the path of the answer: «applicant.surname», and for a row of a repeated section
«members.m1.surname» with the row's id, so that rows may come and go while a page is open. A date has
three boxes (.day .month .year), a month two (.month .year).
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from turbota.assistance import decimals, forms
from turbota.assistance.forms import Answers, Question
from turbota.kernel import money
from turbota.web.ui.components import Choice, Field, Part, Widget
from turbota.web.ui.words import MONTHS

Boxes = Mapping[str, str]
LONG_LIST = 12  # more options than this are a drop-down list, not radio buttons
LONG_TEXT = 300

YES_NO = (("yes", "Так"), ("no", "Ні"))
PARTS = {"date": ("day", "month", "year"), "month": ("month", "year")}
WIDGETS: dict[str, Widget] = {
    "money": "money", "date": "date", "month": "month", "phone": "tel", "email": "email",
    "yes_no": "radios", "choice": "radios", "member": "radios",
}  # fmt: skip
NUMERIC = ("tax_number", "post_index", "year", "days", "hours", "percent", "unzr")
SHORT = (*NUMERIC, *decimals.SIGNS, "phone")
OWN_DATA = {
    "surname": "family-name", "given_name": "given-name", "patronymic": "additional-name",
    "phone": "tel", "email": "email", "post_index": "postal-code",
}  # fmt: skip
OWN_BIRTH = {"day": "bday-day", "month": "bday-month", "year": "bday-year"}


def box_id(name: str) -> str:
    """The id of the element of a box."""
    return "q_" + name.replace(".", "_")


def box_names(question: Question, name: str) -> tuple[str, ...]:
    """Names of all boxes of a question."""
    parts = PARTS.get(question.type)
    return tuple(f"{name}.{part}" for part in parts) if parts else (name,)


def typed(question: Question, name: str, data: Boxes) -> dict[str, str]:
    """Everything that was typed in the boxes of a question, untouched."""
    return {box: data.get(box, "") for box in box_names(question, name)}


def parse(question: Question, name: str, raw: Boxes) -> Any:
    """The stored value of what was typed, None for nothing. Raises BadAnswer with a sentence."""
    parts = PARTS.get(question.type)
    if parts:
        return forms.parse(question, {part: raw.get(f"{name}.{part}", "") for part in parts})
    return forms.parse(question, raw.get(name, ""))


def field_of(
    question: Question, name: str, value: Any, *, answers: Answers, raw: Boxes | None, error: str,
    heading: bool, own: bool,
) -> Field:  # fmt: skip
    """The field of one question. `raw` wins over `value`; `own` = the reader answers about herself."""
    boxes = typed(question, name, raw) if raw is not None and _has(question, name, raw) else None
    shown = boxes if boxes is not None else _boxes(question, name, value)
    options = _options(question, answers, shown.get(name, ""))
    widget = WIDGETS.get(question.type, "textarea" if question.max_length > LONG_TEXT else "text")
    field = Field(
        widget=widget,
        name=name,
        id=box_id(name),
        label=question.label,
        hint=question.hint,
        error=error,
        value=shown.get(name, ""),
        choices=options,
        parts=_parts(question, name, shown, own),
        required=question.required,
        heading=heading,
        width="short" if question.type in SHORT else "",
        inputmode="numeric"
        if question.type in NUMERIC
        else "decimal"
        if question.type in decimals.SIGNS
        else "",
        autocomplete=OWN_DATA.get(question.code, "off") if own else "off",
    )
    return as_list(field) if len(options) > LONG_LIST else field


def as_list(field: Field) -> Field:
    """Radio buttons as a drop-down list with an empty first line; any other field as it was."""
    if field.widget != "radios":
        return field
    nothing = Choice("", "Виберіть", chosen=not any(choice.chosen for choice in field.choices))
    return replace(field, widget="select", choices=(nothing, *field.choices))


def _has(question: Question, name: str, raw: Boxes) -> bool:
    return any(box in raw for box in box_names(question, name))


def _boxes(question: Question, name: str, value: Any) -> dict[str, str]:
    """What stands in the boxes for a stored value; a value of a wrong type leaves them empty."""
    if value is None or value == "":
        return {}
    if question.type == "yes_no":
        return {name: "yes" if value else "no"}
    if question.type == "money":
        return {name: money.amount(value) if isinstance(value, int) else str(value)}
    if question.type in decimals.SIGNS and isinstance(value, int):
        return {name: decimals.words(question.type, value)}
    if question.type == "date" and isinstance(value, str) and value.count("-") == 2:
        year, month, day = value.split("-")
        return {f"{name}.day": day.lstrip("0"), f"{name}.month": month.lstrip("0"), f"{name}.year": year}
    if question.type == "month" and isinstance(value, str) and value.count("-") == 1:
        year, month = value.split("-")
        return {f"{name}.month": month.lstrip("0"), f"{name}.year": year}
    return {name: str(value)}


def _options(question: Question, answers: Answers, chosen: str) -> tuple[Choice, ...]:
    if question.type == "yes_no":
        return tuple(Choice(value, label, chosen=value == chosen) for value, label in YES_NO)
    return tuple(
        Choice(option.value, option.label, option.hint, option.value == chosen)
        for option in forms.choices(question, answers)
    )


def _parts(question: Question, name: str, shown: Boxes, own: bool) -> tuple[Part, ...]:
    if question.type == "date":
        birth = own and question.code == "birth_date"
        return tuple(
            Part(
                f"{name}.{part}", box_id(f"{name}.{part}"), label, shown.get(f"{name}.{part}", ""),
                wide=part == "year", autocomplete=OWN_BIRTH[part] if birth else "off",
            )
            for part, label in (("day", "День"), ("month", "Місяць"), ("year", "Рік"))
        )  # fmt: skip
    if question.type == "month":
        now = shown.get(f"{name}.month", "")
        months = tuple(
            Choice(str(number), word, chosen=str(number) == now.lstrip("0"))
            for number, word in enumerate(MONTHS, start=1)
        )
        month, year = f"{name}.month", f"{name}.year"
        return (
            Part(month, box_id(month), "Місяць", choices=(Choice("", "Виберіть"), *months)),
            Part(year, box_id(year), "Рік", shown.get(year, ""), wide=True),
        )
    return ()
