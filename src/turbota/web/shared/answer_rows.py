"""Rows of repeated sections inside the answers of a form, found by their ids. Pure."""

from collections.abc import Mapping
from typing import Any

from turbota.assistance.forms import Answers, Section


def new_item_id(answers: Answers, section: str) -> str:
    """An id for a new row: «m1», «m2»…, never one that is in use."""
    used = {str(row.get("id")) for row in rows(answers, section)}
    number = len(used) + 1
    while f"{section[0]}{number}" in used:
        number += 1
    return f"{section[0]}{number}"


def remove(answers: Answers, section: str, item_id: str) -> dict[str, Any]:
    """New answers without a row. Nothing happens when there is no such row."""
    kept = [row for row in rows(answers, section) if str(row.get("id")) != item_id]
    return {**answers, section: kept}


def rows(answers: Answers, section: str) -> list[Mapping[str, Any]]:
    """The rows of a repeated section."""
    found = answers.get(section)
    return [row for row in found if isinstance(row, Mapping)] if isinstance(found, list) else []


def value(answers: Answers, section: Section, item_id: str | None, code: str) -> Any:
    """The stored answer of a question of a section or of one of its rows; None when there is none."""
    if item_id is None:
        fields = answers.get(section.code)
        return fields.get(code) if isinstance(fields, Mapping) else None
    return next((row.get(code) for row in rows(answers, section.code) if str(row.get("id")) == item_id), None)


def put(section: Section, answers: Answers, values: Mapping[str, Any], item_id: str | None) -> dict[str, Any]:
    """New answers with these values in a section or in one of its rows; a new row is added last."""
    if item_id is None:
        if section.repeat:
            return dict(answers)
        fields = answers.get(section.code)
        return {**answers, section.code: {**(fields if isinstance(fields, Mapping) else {}), **values}}
    known = rows(answers, section.code)
    if any(str(row.get("id")) == item_id for row in known):
        changed = [{**row, **values} if str(row.get("id")) == item_id else dict(row) for row in known]
    else:
        changed = [*(dict(row) for row in known), {"id": item_id, **values}]
    return {**answers, section.code: changed}


def name(section: Section, item_id: str | None, code: str) -> str:
    """The name of the box of a question."""
    return f"{section.code}.{item_id}.{code}" if item_id else f"{section.code}.{code}"


def prefix(answers: Answers, section: Section, item_id: str | None) -> str:
    """The path by which `forms.visible` finds a row: with its number, not its id."""
    if item_id is None:
        return section.code
    known = rows(answers, section.code)
    place = next((i for i, row in enumerate(known) if str(row.get("id")) == item_id), len(known))
    return f"{section.code}.{place}"


def by_name(answers: Answers, errors: Mapping[str, str]) -> dict[str, str]:
    """Errors by the names of boxes: «members.0.surname» of a check becomes «members.m1.surname»."""
    named = {}
    for path, sentence in errors.items():
        parts = path.split(".")
        known = rows(answers, parts[0])
        if len(parts) == 3 and parts[1].isdigit() and int(parts[1]) < len(known):
            parts[1] = str(known[int(parts[1])].get("id", parts[1]))
        named[".".join(parts)] = sentence
    return named
