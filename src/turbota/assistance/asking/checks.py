"""What one answer of a common question says about another: each check returns path to sentence.

Nothing here decides about the money; that is for the rules.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from turbota.assistance.answers import month_words

Answers = Mapping[str, Any]
ID_CARD = re.compile(r"[0-9]{9}")
BOOK_NUMBER = re.compile(r"[0-9]{6}")
BOOK_SERIES = re.compile(r"[АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯ]{2}", re.IGNORECASE)
YOUNGEST_PARENT = 11  # years between a child and a parent, below which it is a slip of the pen


def people(answers: Answers) -> list[Mapping[str, Any]]:
    """Rows of the section that names the people beside the applicant."""
    value = answers.get("members")
    return [row for row in value if isinstance(row, Mapping)] if isinstance(value, list) else []


def day_of(value: Any) -> date | None:
    """The day of an answer; None when there is none or it is no date."""
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        return None


def nobody_twice(answers: Answers, on: date) -> dict[str, str]:
    """The same person is not entered twice, the applicant is not among the members."""
    faults: dict[str, str] = {}
    seen = set(_marks(dict(answers.get("applicant") or {})))
    for index, row in enumerate(people(answers)):
        marks = set(_marks(row))
        if marks & seen:
            faults[f"members.{index}.given_name"] = "Цю людину вже додано. Приберіть повтор."
        seen |= marks
    return faults


def _marks(row: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    if row.get("tax_number_state") == "has" and row.get("tax_number"):
        yield ("tax", str(row["tax_number"]))
    parts = tuple(str(row.get(code) or "").lower() for code in ("surname", "given_name", "patronymic"))
    if parts[0] and parts[1] and row.get("birth_date"):
        yield (*parts, str(row["birth_date"]))


def income_once(answers: Answers, on: date) -> dict[str, str]:
    """One row for a person, month and class; two rows would be counted twice by mistake."""
    faults: dict[str, str] = {}
    seen: set[tuple[str, str, str]] = set()
    rows = answers.get("incomes")
    for index, row in enumerate(rows if isinstance(rows, list) else []):
        if not isinstance(row, Mapping) or not row.get("month"):
            continue
        key = (str(row.get("member")), str(row.get("month")), str(row.get("class")))
        if key in seen and key[2] != "other":
            faults[f"incomes.{index}.month"] = (
                f"Такий дохід за {month_words(key[1])} уже є. Додайте суму до нього або оберіть інший місяць."
            )
        seen.add(key)
    return faults


def contact_is_given(answers: Answers, on: date) -> dict[str, str]:
    """The chosen way of telling needs its address."""
    contacts = dict(answers.get("contacts") or {})
    if contacts.get("preferred") == "email" and not contacts.get("email"):
        return {"contacts.email": "Напишіть адресу електронної пошти або оберіть інший спосіб."}
    if contacts.get("preferred") == "phone" and not contacts.get("phone"):
        return {"contacts.phone": "Напишіть номер телефону або оберіть інший спосіб."}
    return {}


def passport_reads_right(answers: Answers, on: date) -> dict[str, str]:
    """A passport card has 9 digits; a passport book 2 Ukrainian letters and 6 digits. Other papers vary."""
    own = dict(answers.get("applicant") or {})
    number, series = (str(own.get(code) or "").strip() for code in ("document_number", "document_series"))
    faults: dict[str, str] = {}
    if own.get("document_type") == "id_card" and number and not ID_CARD.fullmatch(number):
        faults["applicant.document_number"] = "Номер паспорта-картки має 9 цифр. Перевірте його."
    if own.get("document_type") == "passport_book":
        if number and not BOOK_NUMBER.fullmatch(number):
            faults["applicant.document_number"] = "Номер паспорта-книжечки має 6 цифр. Перевірте його."
        if series and not BOOK_SERIES.fullmatch(series):
            faults["applicant.document_series"] = "Серія має 2 українські літери, наприклад КС. Перевірте її."
    return faults


def parents_are_older(answers: Answers, on: date) -> dict[str, str]:
    """A mother or father is older than the applicant, a child is younger."""
    own = day_of(dict(answers.get("applicant") or {}).get("birth_date"))
    faults: dict[str, str] = {}
    for index, row in enumerate(people(answers)):
        born, relation = day_of(row.get("birth_date")), row.get("relation")
        if own is None or born is None:
            continue
        path = f"members.{index}.birth_date"
        if relation in ("mother", "father") and born.year > own.year - YOUNGEST_PARENT:
            faults[path] = "За цією датою мати або батько молодші, ніж можливо. Перевірте дату."
        if relation == "child" and born.year < own.year + YOUNGEST_PARENT:
            faults[path] = (
                "За цією датою дитина старша, ніж можливо. Перевірте дату або ким людина доводиться."
            )
    return faults


def one_spouse(answers: Answers, on: date) -> dict[str, str]:
    """At most one husband or wife, one mother, one father."""
    faults: dict[str, str] = {}
    seen: set[str] = set()
    names = {"spouse": "чоловіка чи дружину", "mother": "матір", "father": "батька"}
    for index, row in enumerate(people(answers)):
        relation = str(row.get("relation"))
        role = "spouse" if relation in ("husband", "wife") else relation
        if role in names and role in seen:
            faults[f"members.{index}.relation"] = f"Ви вже додали {names[role]}. Перевірте."
        seen.add(role)
    return faults


def child_is_a_child(answers: Answers, on: date) -> dict[str, str]:
    """«A child under 18» is chosen for children only; a disabled child too."""
    faults: dict[str, str] = {}
    for index, row in enumerate(people(answers)):
        born = day_of(row.get("birth_date"))
        if born is None:
            continue
        adult = (on.year - born.year - ((on.month, on.day) < (born.month, born.day))) >= 18
        if adult and row.get("occupation") == "child":
            faults[f"members.{index}.occupation"] = "Цій людині вже є 18. Оберіть, чим вона займається."
        if adult and row.get("disability") == "child":
            faults[f"members.{index}.disability"] = "Цій людині вже є 18. Оберіть групу інвалідності."
    return faults


OF_FAMILY: tuple[Callable[[Answers, date], Mapping[str, str]], ...] = (
    parents_are_older,
    nobody_twice,
    one_spouse,
    child_is_a_child,
    income_once,
    contact_is_given,
    passport_reads_right,
)
