"""The shape of a calculation sheet out of a calculation, the answers and their form."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from turbota.assistance import forms
from turbota.assistance.calculation import Calculation, Step
from turbota.assistance.wording import show, sums
from turbota.documents.papers.shapes import Office, Signatory
from turbota.documents.papers.sheets import CalculationSheet, SheetIncome, SheetMember, SheetStep

RESULTS = {
    "granted": "Призначити",
    "refused": "Відмовити",
    "not_assigned": "Не призначати: виплачувати нічого",
    "officer": "Вирішує спеціаліст: правила цього не кажуть",
}


def sheet_of(
    calculation: Calculation,
    *,
    form: forms.Form,
    answers: Mapping[str, Any],
    kind: str,
    office: Office,
    number: str,
    calculated_on: date,
    prepared_by: Signatory,
) -> CalculationSheet:
    """Family, incomes by month, every step with its act; `kind` is the title of the assistance."""
    return CalculationSheet(
        office=office,
        number=number,
        calculated_on=calculated_on,
        kind=kind,
        applicant=_name(answers.get("applicant", {})),
        members=members_of(form, answers),
        incomes=_incomes(form, answers),
        steps=tuple(
            SheetStep(text=step.text, value=_value(step), act=_act(step), verified=step.verified)
            for step in calculation.steps
        ),
        prepared_by=prepared_by,
        result=_result(calculation),
        income_from=calculation.income_from,
        income_to=calculation.income_to,
        income_total=calculation.income_total,
        average_income=calculation.average_income,
        amount=sums(calculation.amount or 0, calculation.once),
    )


def _result(calculation: Calculation) -> str:
    words, hand = RESULTS[calculation.outcome], calculation.by_hand
    return words if hand is None else f"{words}. Введено вручну: {hand.why}"


def _act(step: Step) -> str:
    return ", ".join(part for part in (step.act, step.point) if part)


def _value(step: Step) -> str:
    return "—" if step.value is None else show(step.value, step.unit)


def _name(row: Mapping[str, Any]) -> str:
    return " ".join(str(row[key]) for key in ("surname", "given_name", "patronymic") if row.get(key))


def _born(row: Mapping[str, Any]) -> date | None:
    return date.fromisoformat(row["birth_date"]) if row.get("birth_date") else None


def members_of(form: forms.Form, answers: Mapping[str, Any]) -> tuple[SheetMember, ...]:
    """The applicant and the members as the application names them."""
    section = forms.section_of(form, "member")
    own = answers.get("applicant", {})
    people = [SheetMember(name=_name(own), relation="заявник", born_on=_born(own))]
    for row in answers.get(section.code, []) if section else []:
        relation = forms.shown(section, "relation", row, answers)
        people.append(SheetMember(name=_name(row), relation=relation, born_on=_born(row)))
    return tuple(people)


def _incomes(form: forms.Form, answers: Mapping[str, Any]) -> tuple[SheetIncome, ...]:
    section = forms.section_of(form, "month")
    return tuple(
        SheetIncome(
            name=forms.shown(section, "member", row, answers),
            source=forms.shown(section, "class", row, answers),
            month=row.get("month") or "",
            amount=row.get("amount") or 0,
        )
        for row in (answers.get(section.code, []) if section else [])
    )
