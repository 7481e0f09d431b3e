"""The sheet of a calculation out of it, the answers and their form: Annexes 5 and 6, of a subsidy Annexes 7 and 5."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from turbota.assistance import forms
from turbota.assistance.calculation import Calculation, ReceiptLine, Step, Used
from turbota.assistance.family import called
from turbota.assistance.income_sheet import ONLY_THEIRS, Figure, IncomeRow, income_sheet
from turbota.assistance.kind import Kind
from turbota.assistance.wording import show, sums, value_words
from turbota.documents.papers.shapes import Office, ReasonLine, Signatory
from turbota.documents.papers.sheets import (
    CalculationSheet,
    IncomePart,
    SheetIncome,
    SheetLine,
    SheetMember,
    SheetService,
    SheetStep,
    SheetSteps,
    SubsidySheet,
)

RESULTS = {
    "granted": "Призначити",
    "refused": "Відмовити",
    "not_assigned": "Не призначати: виплачувати нічого",
    "officer": "Вирішує спеціаліст: правила цього не кажуть",
}
FAMILY, SERVICES, GROUNDS = (
    "Родина загалом",
    "Послуги: норми й вартість",
    "Чи є підстави відмовити або передати спеціалістові",
)
PLACES = {"line": SERVICES}
SUBSIDY_FIGURES = (
    "persons", "common_area", "social_area", "paid_area", "average_income", "income_for_one", "share",
    "cost_within_norms", "obligatory_payment", "amount",
)  # fmt: skip
SIGNS = {"-": "−", "=": "=", "+": "+", "total": "разом"}


def sheet_of(
    calculation: Calculation,
    *,
    form: forms.Form,
    answers: Mapping[str, Any],
    kind: Kind,
    office: Office,
    number: str,
    calculated_on: date,
    prepared_by: Signatory,
) -> CalculationSheet | SubsidySheet:
    """The sheet that Instruction 345 (p. 4.5) names for the kind, printed as its ``paper``."""
    common: dict[str, Any] = {
        "office": office,
        "number": number,
        "calculated_on": calculated_on,
        "applicant": _name(answers.get("applicant", {})),
        "members": members_of(form, answers),
        "prepared_by": prepared_by,
        "result": _result(calculation),
        "amount": sums(calculation.amount or 0, calculation.once, by_days=calculation.by_days),
        "income": income_of(kind, calculation),
    }
    if kind.annexes == "subsidy":
        return SubsidySheet(
            **common,
            services=tuple(_services(calculation)),
            figures=tuple(_subsidy_figures(calculation)),
            grounds=tuple(_grounds(calculation)),
        )
    return CalculationSheet(
        **common,
        kind=kind.title,
        lines=tuple(_line(line) for line in calculation.receipt),
        steps=tuple(_by_whom(kind, calculation)),
    )


def _services(calculation: Calculation) -> Iterator[SheetService]:
    for line in calculation.receipt:
        if line.rule == "cost":
            yield SheetService(line.label, line.because, line.amount or 0)


def _subsidy_figures(calculation: Calculation) -> Iterator[SheetStep]:
    """Area, income, share, payment and what is left; what is left is no subsidy where it is refused or not decided."""
    steps = {step.name: step for step in calculation.steps}
    nothing_paid = calculation.outcome in ("refused", "officer")
    for name in SUBSIDY_FIGURES:
        if name in steps and not (name == "amount" and nothing_paid):
            yield _step(steps[name])


def _grounds(calculation: Calculation) -> Iterator[ReasonLine]:
    """Why it is refused, not assigned or left to an officer; nothing of what is granted."""
    for reason in (*calculation.reasons, *calculation.doubts):
        yield ReasonLine(reason.text, reason.clause)
    for fact in calculation.missing:
        yield ReasonLine(f"Бракує відомостей: {fact}", "")


def income_of(kind: Kind, calculation: Calculation) -> IncomePart | None:
    """The average income of the calculation as Annex 5 shows it; None where the kind reads no income."""
    sheet = income_sheet(kind, asdict(calculation))
    if sheet is None:
        return None
    return IncomePart(
        first=sheet.first,
        last=sheet.last,
        incomes=tuple(_income(row) for row in sheet.rows),
        figures=tuple(_step(figure) for figure in sheet.figures),
        counted=sheet.counted,
        average=sheet.average,
    )


def _income(row: IncomeRow) -> SheetIncome:
    return SheetIncome(
        name=row.who,
        source=row.title,
        month=row.month,
        amount=row.amount,
        counted=row.counted,
        basis=": ".join(part for part in (_act(row), row.why) if part),
        verified=row.verified,
        origin=row.source,
        told=row.why != ONLY_THEIRS,
    )


def _line(line: ReceiptLine) -> SheetLine:
    return SheetLine(
        label=line.label,
        sign=SIGNS.get(line.sign, ""),
        amount=line.amount,
        because=line.because,
        act=_act(line),
        verified=line.verified,
        parameters=tuple(_used(one) for one in line.parameters),
        source=line.source,
    )


def _used(one: Used) -> str:
    until = f" до {one.until:%d.%m.%Y}" if one.until else ""
    checked = "звірено" if one.verified else "ще не звірено з актом"
    days, value = f"з {one.since:%d.%m.%Y}{until}", value_words(one.value, one.unit, one.title)
    return f"{one.title}: {value}, {days}. {_act(one)} ({checked})"


def _step(step: Step | Figure) -> SheetStep:
    return SheetStep(text=step.text, value=_value(step), act=_act(step), verified=step.verified)


def _by_whom(kind: Kind, calculation: Calculation) -> Iterator[SheetSteps]:
    """Person by person, then the family, then the grounds of refusal: rows in the order of computing name nobody.

    Steps of months are those of Annex 5 and are not repeated.
    """
    names = called(calculation.snapshot.get("facts") or {"members": ()})
    clauses = {rule.name for rule in kind.book.rules if rule.clause}
    groups: dict[str, list[SheetStep]] = {
        **{name: [] for name in names.values()},
        SERVICES: [],
        FAMILY: [],
        GROUNDS: [],
    }
    for step in calculation.steps:
        if step.entity != "month":
            whose = (
                names.get(step.row, step.row) if step.entity == "member" else PLACES.get(step.entity, FAMILY)
            )
            groups.setdefault(GROUNDS if step.name in clauses else whose, []).append(_step(step))
    yield from (SheetSteps(title, tuple(steps)) for title, steps in groups.items() if steps)


def _result(calculation: Calculation) -> str:
    words, hand = RESULTS[calculation.outcome], calculation.by_hand
    return words if hand is None else f"{words}. Введено вручну: {hand.why}"


def _act(one: Step | Figure | IncomeRow | ReceiptLine | Used) -> str:
    return ", ".join(part for part in (one.act, one.point) if part)


def _value(step: Step | Figure) -> str:
    if step.unit == "code":
        return ""  # the step itself says in words which case it is
    return "—" if step.value is None else show(step.value, step.unit)


def _name(row: Mapping[str, Any]) -> str:
    return " ".join(str(row[key]) for key in ("surname", "given_name", "patronymic") if row.get(key))


def _born(row: Mapping[str, Any]) -> date | None:
    return date.fromisoformat(row["birth_date"]) if row.get("birth_date") else None


def members_of(form: forms.Form, answers: Mapping[str, Any]) -> tuple[SheetMember, ...]:
    """The applicant and the members as the application names them."""
    section = forms.section_of(form, "member")
    own = answers.get("applicant", {})
    people = [SheetMember(name=_name(own), relation="Заявник / заявниця", born_on=_born(own))]
    for row in answers.get(section.code, []) if section else []:
        relation = forms.shown(section, "relation", row, answers)
        people.append(SheetMember(name=_name(row), relation=relation, born_on=_born(row)))
    return tuple(people)
