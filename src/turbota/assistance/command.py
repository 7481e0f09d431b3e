"""What the command line answers about kinds, values and calculations: plain JSON-able data.

Every function raises ``BadRequest`` with one clear line when the question cannot be answered.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from turbota.assistance import catalogue, forms
from turbota.assistance.calculation import Calculation
from turbota.assistance.kind import Kind
from turbota.kernel import money
from turbota.law import values
from turbota.law.values import NotInForce, Value


class BadRequest(ValueError):
    """The command cannot be answered; the message is one line for the terminal."""


def kinds() -> list[dict[str, Any]]:
    """``turbota kinds``."""
    return [
        {
            "code": kind.code,
            "title": kind.title,
            "tier": kind.tier,
            "acts": [act.title for act in kind.acts],
            "decider": kind.deciders[-1].decider,
            "deciders": [
                {"decider": one.decider, "from": str(one.since), "to": _day(one.until), "act": one.act}
                for one in kind.deciders
            ],
            "from": str(kind.deciders[0].since),
            "to": _day(kind.deciders[-1].until),
        }
        for kind in catalogue.kinds()
    ]


def law(key: str, on: date) -> dict[str, Any]:
    """``turbota law KEY --on DATE``. Where sources disagree, the other readings stand beside the value."""
    try:
        return _value(values.value(key, on))
    except NotInForce as error:
        raise BadRequest(str(error)) from error


def law_list() -> list[dict[str, Any]]:
    """``turbota law --list``: every period of every value, with its title."""
    return [{**_value(one), "title": one.title} for one in values.listing()]


def schema(code: str, on: date) -> dict[str, Any]:
    """``turbota calculate KIND --on DATE --schema``: the JSON schema of the answers."""
    return forms.json_schema(_form(code, on))


def calculate(code: str, on: date, answers: Any) -> dict[str, Any]:
    """``turbota calculate KIND --on DATE FILE``: the answers of an application as they are stored."""
    if not isinstance(answers, Mapping):
        raise BadRequest("the file is not a JSON object of answers")
    form = _form(code, on)
    unknown = sorted(set(answers) - {section.code for section in form.sections})
    if unknown:
        raise BadRequest(f"unknown sections of answers: {', '.join(unknown)}")
    wrong = forms.check_given(form, answers, on)
    if wrong:
        raise BadRequest("; ".join(f"{path}: {sentence}" for path, sentence in sorted(wrong.items())))
    try:
        return result(_kind(code).calculate(answers, on))
    except (NotInForce, ValueError) as error:
        raise BadRequest(str(error)) from error


def result(found: Calculation) -> dict[str, Any]:
    """A calculation as JSON: amounts are strings of hryvnias with two decimals."""
    return {
        "outcome": found.outcome,
        "amount": _sum(found.amount),
        "once": _sum(found.once),
        "components": [
            {
                "code": part.code,
                "amount": _sum(part.amount),
                "per": part.per,
                "from": str(part.since),
                "to": str(part.until),
                "for": part.whom or "family",
            }
            for part in found.schedule
        ],
        "period": {"from": _day(found.since), "to": _day(found.until)},
        "income": {
            "average": _sum(found.average_income),
            "total": _sum(found.income_total),
            "from": found.income_from,
            "to": found.income_to,
        },
        "reasons": [{"code": one.code, "clause": one.clause, "text": one.text} for one in found.reasons],
        "missing": list(found.missing),
        "doubts": [{"code": one.code, "clause": one.clause, "text": one.text} for one in found.doubts],
        "conditions": list(found.conditions),
        "steps": [
            {
                "name": one.name,
                "for": one.row or one.entity,
                "value": _sum(one.value) if one.unit == "kopiykas" else one.value,
                "unit": "UAH" if one.unit == "kopiykas" else one.unit,
                "text": one.text,
                "act": one.act,
                "point": one.point,
                "parameters": list(one.parameters),
                "verified": one.verified,
            }
            for one in found.steps
        ],
    }


def _kind(code: str) -> Kind:
    try:
        return catalogue.kind(code)
    except catalogue.UnknownKind as error:
        known = ", ".join(kind.code for kind in catalogue.kinds())
        raise BadRequest(f"no kind {code!r}; known: {known}") from error


def _form(code: str, on: date) -> forms.Form:
    try:
        return _kind(code).form_on(on)
    except NotInForce as error:
        raise BadRequest(str(error)) from error


def _value(one: Value) -> dict[str, Any]:
    said: dict[str, Any] = {
        "key": one.key,
        "value": one.plain(),
        "unit": one.unit,
        "from": str(one.since),
        "to": _day(one.until),
        "act": one.act,
        "point": one.point,
        "verified": one.verified,
        "source": one.source,
    }
    if one.other_readings:
        said["other_readings"] = [
            {"value": values.plain(other.value, one.unit), "source": other.source}
            for other in one.other_readings
        ]
    return said


def _day(value: date | None) -> str | None:
    return None if value is None else str(value)


def _sum(value: int | None) -> str | None:
    return None if value is None else money.plain(value)
