"""What the command line answers about kinds, values and calculations: plain JSON-able data.

Every function raises ``BadRequest`` with one clear line when the question cannot be answered.
"""

from __future__ import annotations

from datetime import date
from difflib import get_close_matches
from typing import Any

from turbota.assistance import catalogue, forms, household_checks, rights, union
from turbota.assistance.calculation import Calculation, Period, Reason, last_day
from turbota.assistance.deciders import DeciderPeriod
from turbota.assistance.kind import Kind
from turbota.assistance.right import Right
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
            "deciders": [_decider(one) for one in (*kind.deciders, *kind.decider_cases)],
            "from": str(kind.deciders[0].since),
            "to": _day(kind.deciders[-1].until),
        }
        for kind in catalogue.kinds()
    ]


def _decider(one: DeciderPeriod) -> dict[str, Any]:
    said = {"decider": one.decider, "from": str(one.since), "to": _day(one.until), "act": one.act}
    if one.when is None:
        return said
    when = {"words": one.when.words, "answer": one.when.answer, "one_of": list(one.when.one_of)}
    return {**said, "when": when}


def law(key: str, on: date) -> dict[str, Any]:
    """``turbota law KEY --on DATE``. Where sources disagree, the other readings stand beside the value."""
    try:
        return _value(values.value(key, on))
    except NotInForce as error:
        raise BadRequest(f"{error}{_instead(key)}") from error


def _instead(key: str) -> str:
    """The way out for a key that there is not: the keys that begin or look so."""
    known = sorted({one.key for one in values.listing()})
    if key in known:
        return ". Choose another day."
    near = [one for one in known if one.startswith(f"{key}.")] or get_close_matches(key, known, n=3)
    said = f"; did you mean {', '.join(near)}" if near else ""
    return f"{said}? `turbota law --list` lists them." if said else "; `turbota law --list` lists them."


def law_list() -> list[dict[str, Any]]:
    """``turbota law --list``: every period of every value, with its title."""
    return [{**_value(one), "title": one.title} for one in values.listing()]


def schema(code: str, on: date) -> dict[str, Any]:
    """``turbota calculate KIND --on DATE --schema``: the JSON schema of a household, the same for every kind."""
    _kind(code)
    return household_schema(on)


def household_schema(on: date) -> dict[str, Any]:
    """The JSON schema of a household, with descriptions in Ukrainian."""
    described = forms.json_schema(union.form(on))
    for section in described["properties"].values():
        if section["type"] == "array":  # a row without an id of its own gets one by its place
            del section["items"]["required"]
    return described


def calculate(code: str, on: date, sent: Any) -> dict[str, Any]:
    """``turbota calculate KIND --on DATE FILE``: one kind for a household; what other kinds ask is left aside."""
    return result(computed(code, on, sent))


def computed(code: str, on: date, sent: Any) -> Right:
    """One kind for a household as it was sent. Raises BadRequest."""
    kind = _kind(code)
    try:
        rights.known_on(kind, on)
        return rights.of_kind(kind, _household(sent, on, (kind,)), on, strict=True)
    except BadRequest:
        raise
    except (NotInForce, ValueError) as error:
        raise BadRequest(f"--on {on}: {error}. Choose a day on which the law is known.") from error


def sheet(code: str, on: date, sent: Any) -> tuple[Right, forms.Form, forms.Answers]:
    """``--sheet``: what a calculation sheet needs: the result, the form and the kind's own answers. Raises BadRequest."""
    one = computed(code, on, sent)
    form = union.form_of(one.kind, on)
    if one.calculation is None or form is None:
        raise BadRequest(f"{code}: nothing is computed, so there is no sheet: {' '.join(one.because)}")
    return one, form, union.answers_of(one.kind, _household(sent, on, (one.kind,)), on)


def all_rights(on: date, sent: Any) -> list[dict[str, Any]]:
    """``turbota rights --on DATE FILE``: every kind of the catalogue for a household."""
    known = [kind for kind in catalogue.kinds() if kind.deciders[0].since <= on]
    if not known:
        first = min(kind.deciders[0].since for kind in catalogue.kinds())
        raise BadRequest(f"--on {on}: no kind of assistance is known so early; choose {first} or later.")
    return [_right(one) for one in rights.check(_household(sent, on, tuple(known)), on)]


def _household(sent: Any, on: date, kinds: tuple[Kind, ...]) -> dict[str, Any]:
    """The household that was sent. Raises BadRequest with every fault: its path and its sentence."""
    household, faults = household_checks.read(sent, on)
    for kind in kinds if not faults else ():
        faults = {**household_checks.of_kind(kind, household, on), **faults}
    if faults:
        said = (f"{path}: {sentence}" if path else sentence for path, sentence in sorted(faults.items()))
        raise BadRequest("; ".join(said))
    return household


def _right(one: Right) -> dict[str, Any]:
    return {
        "code": one.kind.code,
        "title": one.kind.title,
        "tier": one.kind.tier,
        **_said(one),
        "missing": _lacking(one),
        "what_would_change": list(one.what_would_change),
        "excluded_by": [
            {
                "code": bar.code,
                "title": bar.title,
                "relation": bar.row.relation,
                "act": bar.row.act,
                "point": bar.row.point,
                "verified": bar.row.verified,
                "for": list(bar.names),
            }
            for bar in one.excluded_by
        ],
        "alone": _alone(one) if one.limited else None,
    }


def _said(one: Right) -> dict[str, Any]:
    """The answer beside the other kinds of the family: nothing is paid of what another one excludes."""
    if not one.limited:
        return _alone(one)
    return {
        "outcome": one.beside_others,
        "amount": _sum(one.beside_amount),
        "once": _sum(one.beside_once),
        "because": [bar.sentence for bar in one.excluded_by],
    }


def _alone(one: Right) -> dict[str, Any]:
    """The answer for the kind as if there were no other one."""
    return {
        "outcome": one.outcome,
        "amount": _sum(one.amount),
        "once": _sum(one.once),
        "because": list(one.because),
    }


def _lacking(one: Right) -> list[dict[str, str]]:
    return [{"path": lack.path, "label": lack.label} for lack in one.missing]


def result(one: Right) -> dict[str, Any]:
    """A calculation as JSON: amounts are strings of hryvnias; ``amount`` is payable in the first month."""
    found = one.calculation
    if found is None:
        return _not_computed(one)
    return {
        "outcome": one.outcome,
        "amount": _sum(one.amount),
        "once": _sum(one.once),
        "components": _components(found),
        "period": {"from": _day(found.since), "to": _day(last_day(found.until))},
        "income": {
            "average": _sum(found.average_income),
            "total": _sum(found.income_total),
            "from": found.income_from,
            "to": found.income_to,
        },
        "reasons": [_reason(reason) for reason in found.reasons],
        "missing": _lacking(one),
        "doubts": [_reason(doubt) for doubt in found.doubts],
        "conditions": list(found.conditions),
        "steps": _steps(found),
    }


def _not_computed(one: Right) -> dict[str, Any]:
    """A kind whose rules are not written down, or a claim about nobody of the household."""
    nobody = one.kind.placing.about.nobody if one.kind.placing.about else None
    return {
        "outcome": one.outcome,
        "amount": _sum(one.amount),
        "once": _sum(one.once),
        "components": [],
        "period": {"from": None, "to": None},
        "income": {"average": None, "total": None, "from": "", "to": ""},
        "reasons": [_reason(nobody)] if nobody and one.outcome == "not_assigned" else [],
        "missing": [],
        "doubts": [{"code": one.outcome, "clause": "", "text": text} for text in one.because]
        if one.outcome == "officer"
        else [],
        "conditions": [],
        "steps": [],
    }


def _reason(one: Reason) -> dict[str, str]:
    return {"code": one.code, "clause": one.clause, "text": one.text}


def _components(found: Calculation) -> list[dict[str, Any]]:
    return [
        {
            "code": part.code,
            "amount": _sum(part.amount),
            "per": part.per,
            "from": str(part.since),
            "to": _day(last_day(part.until)),
            "for": _whose(found, part),
            **_of_days(part),
        }
        for part in found.schedule
    ]


def _whose(found: Calculation, part: Period) -> str:
    """The id of the member whom the part is for, as steps and the household name people; else the family."""
    if not part.about and not part.whom:
        return "family"
    members = found.snapshot.get("facts", {}).get("members", ())
    known = {(one.get("about") or "", one.get("name") or ""): str(one["id"]) for one in reversed(members)}
    return known.get((part.about, part.whom)) or part.whom or part.about


def _of_days(part: Period) -> dict[str, Any]:
    """How the sum of a month that is paid by days came out; nothing of whole months."""
    if not part.days:
        return {}
    return {"days": part.days, "month_days": part.month_days, "rate": _sum(part.rate)}


def _steps(found: Calculation) -> list[dict[str, Any]]:
    return [
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
    ]


def _kind(code: str) -> Kind:
    try:
        return catalogue.kind(code)
    except catalogue.UnknownKind as error:
        known = ", ".join(kind.code for kind in catalogue.kinds())
        raise BadRequest(f"no kind {code!r}; known: {known}") from error


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
