"""The four information blocks of the electronic personal file (Instruction 345, p. 11.3).

Blocks are made from what is stored; the payment block waits for payments and says so.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from turbota.applications.models import Confirmation
from turbota.applications.papers import (
    applicant_on_paper,
    live_attachments,
    person_data,
    received_through,
)
from turbota.applications.policies import form_of
from turbota.applications.queries import standing_confirmation
from turbota.assistance import catalogue, forms
from turbota.assistance.calculation import Calculation, last_day
from turbota.assistance.wording import sums
from turbota.decisions.calculating import answers_in_force, corrections_of
from turbota.decisions.models import Correction
from turbota.decisions.services import how_much
from turbota.documents.papers.shapes import Row
from turbota.kernel import clock
from turbota.kernel.money import hryvnias
from turbota.personal_files.models import PersonalFile

WAITING = "з’явиться після першої виплати"
NOT_YET = "ще не розраховано"
NO_INCOMES = "на цю допомогу доходи не впливають"


@dataclass(frozen=True)
class Blocks:
    """The file as people read it: four blocks of rows and its documents."""

    applicant: tuple[Row, ...]
    assignment: tuple[Row, ...]
    payment: tuple[Row, ...]
    other: tuple[Row, ...]

    def as_json(self) -> dict[str, Any]:
        """The blocks as plain JSON, to be enclosed in the signed decision."""
        return {
            name: [{"label": row.label, "value": row.value, "note": row.note} for row in getattr(self, name)]
            for name in ("applicant", "assignment", "payment", "other")
        }


def _day(value: date | None) -> str:
    return f"{value:%d.%m.%Y}" if value else ""


def _iso_day(value: str | None) -> str:
    return _day(date.fromisoformat(value)) if value else ""


def _month(value: str) -> str:
    """ "2026-04" as "04.2026"."""
    year, _, month = value.partition("-")
    return f"{month}.{year}"


def blocks(
    file: PersonalFile, calculation: Calculation | None, corrections: list[Correction] | None = None
) -> Blocks:
    """The four blocks of the file; `calculation` None while nothing was calculated.

    `corrections`: those the caller has read already.
    """
    made = corrections_of(file.application) if corrections is None else corrections
    answers = answers_in_force(file.application, made)
    return Blocks(
        applicant=_applicant(file, answers),
        assignment=_assignment(file, calculation),
        payment=_payment(),
        other=_other(file, made),
    )


def _applicant(file: PersonalFile, answers: dict[str, Any]) -> tuple[Row, ...]:
    data, on_paper = person_data(answers), applicant_on_paper(answers)
    form = form_of(file.application)
    own = answers.get("applicant", {})
    citizenship = forms.show(
        form.section("applicant").question("citizenship"), own.get("citizenship"), answers
    )
    section = forms.section_of(form, "member")
    dependants = "; ".join(
        f"{row.get('surname', '')} {row.get('given_name', '')}, "
        f"{forms.shown(section, 'relation', row, answers).lower()}, {_iso_day(row.get('birth_date'))}"
        for row in (answers.get(section.code, []) if section else [])
    )
    document = forms.show(
        form.section("applicant").question("document_type"), own.get("document_type"), answers
    )
    return (
        Row("Прізвище", data.surname),
        Row("Власне ім’я", data.given_name),
        Row("По батькові (за наявності)", data.patronymic),
        Row("Дата народження", _day(data.birth_date)),
        Row("Адреса проживання", on_paper.address),
        Row("Громадянство", citizenship),
        Row("Члени сім’ї на утриманні", dependants or "немає"),
        Row("Документ, з якого взято відомості", f"{document} {data.document}".strip()),
    )


def _assignment(file: PersonalFile, calculation: Calculation | None) -> tuple[Row, ...]:
    application = file.application
    kind = catalogue.kind(application.kind)
    acts = "; ".join(act.title for act in kind.acts)
    if calculation is None:
        known = dict.fromkeys(("since", "month", "window", "income", "average", "amount", "period"), NOT_YET)
    else:
        granted = calculation.outcome == "granted"
        known = {
            "since": _day(calculation.since) if granted else "не призначено",
            "month": _day(calculation.since)[3:] if granted else "не призначено",
            **_incomes(calculation),
            "amount": _given(calculation) if granted else "не призначено",
            "period": _period(calculation) if granted else "не призначено",
        }
    return (
        Row("Дата звернення", _day(application.received_on)),
        Row("Дата, з якої призначено", known["since"]),
        Row("Вид допомоги", kind.title),
        Row("Правовий акт", acts),
        Row("Місяць нарахування", known["month"]),
        Row("Період, за який враховано доходи", known["window"]),
        Row("Сума врахованого доходу", known["income"]),
        Row("Середньомісячний сукупний дохід", known["average"]),
        Row("Розмір до виплати", known["amount"]),
        Row("Період призначення", known["period"]),
        *_by_hand(calculation),
    )


def _by_hand(calculation: Calculation | None) -> tuple[Row, ...]:
    """Who entered the outcome and why, when no rule said it."""
    if calculation is None or calculation.by_hand is None:
        return ()
    hand = calculation.by_hand
    return (Row("Введено вручну", hand.why, f"{hand.who}; документ: {', '.join(hand.documents)}"),)


def _incomes(calculation: Calculation) -> dict[str, str]:
    if not calculation.income_from:
        return dict.fromkeys(("window", "income", "average"), NO_INCOMES)
    return {
        "window": f"{_month(calculation.income_from)} – {_month(calculation.income_to)}",
        "income": _sum(calculation.income_total),
        "average": _sum(calculation.average_income),
    }


def _given(calculation: Calculation) -> str:
    if calculation.services:
        return "; ".join(f"{one.title}, {how_much(one)}" for one in calculation.services)
    return sums(calculation.amount or 0, calculation.once, by_days=calculation.by_days) or NOT_YET


def _period(calculation: Calculation) -> str:
    if not calculation.amount and not calculation.services:
        return "одноразово"
    last = last_day(calculation.until)
    return f"{_day(calculation.since)} – {_day(last) if last else 'безстроково'}"


def _sum(kopiykas: int | None) -> str:
    return NOT_YET if kopiykas is None else hryvnias(kopiykas)


def _payment() -> tuple[Row, ...]:
    return (
        Row("Джерело фінансування", WAITING),
        Row("Реквізити виплатних документів", WAITING),
        Row("Результати виплати", WAITING),
        Row("Перебування на державному утриманні", WAITING),
        Row("Відрахування", WAITING),
    )


def _other(file: PersonalFile, made: list[Correction]) -> tuple[Row, ...]:
    copies = [
        Row("Електронний документ", row.title, f"{row.file.pages or 0} с., SHA-256 {row.file.sha256}")
        for row in live_attachments(file.application)
    ]
    corrections = [
        Row(f"Виправлено: {row.label}", f"{row.before_text or '—'} → {row.after_text or '—'}", row.reason)
        for row in made
    ]
    source = Row(
        "Джерело надходження", received_through(file.application), f"{clock.day_of(file.opened_at):%d.%m.%Y}"
    )
    confirmed = standing_confirmation(file.application)
    known = [_confirmed(confirmed)] if confirmed else []
    registers = Row("Дані державних інформаційних ресурсів", "обміну ще не було")
    return (source, *known, registers, *copies, *corrections)


def _confirmed(row: Confirmation) -> Row:
    """An application without a signature: how and when the person was identified, and the digest of the evidence."""
    when = row.identification.at.astimezone(clock.KYIV)
    return Row(
        "Подано без підпису, особу встановлено",
        f"{row.identification.by_what}, {when:%d.%m.%Y %H:%M}",
        f"свідчення, SHA-256 {row.evidence.sha256}",
    )
