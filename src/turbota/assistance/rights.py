"""The check of rights: one household against every kind of the catalogue, each alone, then together.

Whoever may get something learns it, and whoever may not learns why and what would change it. A kind whose rules
nobody wrote down never answers by itself: the person is told whom to ask.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from turbota.assistance import beside, catalogue, union
from turbota.assistance.calculation import Calculation, Reason
from turbota.assistance.forms import Answers
from turbota.assistance.income import TITLES
from turbota.assistance.kind import Kind
from turbota.assistance.lacking import lacking
from turbota.assistance.right import Right, first_month_of
from turbota.assistance.threshold import Lessening, lessening, zero_income
from turbota.kernel.money import hryvnias
from turbota.law.values import NotInForce

ASK = "Може належати, спитайте: правила цієї допомоги тут не рахують. Рішення ухвалює {who}."
ASSESSED = (
    "Може належати: {who} оцінить потреби й вирішить, що саме потрібно. Це допомога не грошима, суми немає."
)
WHO = {
    "department": "орган соціального захисту",
    "pension_fund": "Пенсійний фонд України",
    "community": "громада",
}


def check(household: Answers, on: date) -> list[Right]:
    """Every kind of the catalogue, in its order. The household is right (``household_checks``)."""
    return beside.together([of_kind(kind, household, on) for kind in catalogue.kinds()], household, on)


def of_kind(kind: Kind, household: Answers, on: date, *, strict: bool = False) -> Right:
    """One kind alone. ``strict``: raises NotInForce where a value of the law is not known; else the person is told."""
    try:
        decider = kind.decider_on(on, household)
    except NotInForce:
        return Right(kind, "not_assigned", 0, 0, because=(f"На {on:%d.%m.%Y} такої допомоги немає.",))
    return replace(_of_kind(kind, household, on, decider, strict=strict), decider=decider)


def _of_kind(kind: Kind, household: Answers, on: date, decider: str, *, strict: bool) -> Right:
    if kind.tier != "computed":
        words = ASSESSED if kind.gives_services else ASK
        return Right(kind, "officer", because=(words.format(who=WHO.get(decider, "уповноважений орган")),))
    own = union.answers_of(kind, household, on)
    if nobody := about_nobody(kind, household, own):
        return Right(kind, "not_assigned", 0, 0, because=(nobody.text,), what_would_change=_tails((nobody,)))
    try:
        return _computed(kind, own, household, on, calculate(kind, own, on))
    except NotInForce as gap:
        if strict:
            raise
        return Right(
            kind, "officer", because=(f"Немає величини закону на цей день, тому суму не рахуємо: {gap}",)
        )


def known_on(kind: Kind, on: date) -> None:
    """Raises NotInForce, with the known days, where the kind or its rules are not there yet on the day."""
    kind.decider_on(on)
    first = min((rule.since for rule in kind.book.rules if rule.name == "amount"), default=on)
    if on < first:
        raise NotInForce(f"{kind.code}: no rules on {on}; known from {first}")


def calculate(kind: Kind, own: Answers, on: date) -> Calculation:
    """The kind's own calculation; a refusal that holds whatever else is unknown is a refusal.

    Raises NotInForce also before the first rule, with the known day.
    """
    known_on(kind, on)
    found = kind.calculate(own, on)
    if found.certain:
        return replace(found, outcome="refused", reasons=found.certain)
    return found


def about_nobody(kind: Kind, household: Answers, own: Answers) -> Reason | None:
    """Why a claim is about nobody: the members are told and none of them is whom the kind is for."""
    about = kind.placing.about
    told = isinstance(household.get(union.MEMBERS), list)
    return about.nobody if about and told and not own.get(union.MEMBERS) else None


def first_month(found: Calculation) -> int | None:
    """What is payable in the first month: the monthly sums and whatever is paid once in it; None when unknown."""
    if found.outcome == "officer":
        return None
    if found.outcome != "granted":
        return 0
    return first_month_of(found.schedule) if found.schedule else (found.amount or 0) + found.once


def _computed(kind: Kind, own: Answers, household: Answers, on: date, found: Calculation) -> Right:
    facts = kind.facts(own, on) if kind.monotone_in_income == "down" else {}
    granted, refused = found.outcome == "granted", found.outcome == "refused"
    missing = tuple(lacking(kind, own, found.lacking, household, on)) if found.lacking and not refused else ()
    by_income = refused and not found.lacking and _income_alone(kind, found)
    zero = zero_income(kind, facts, on, instead=by_income) if granted or by_income else None
    return Right(
        kind,
        found.outcome,
        amount=first_month(found),
        once=None if found.outcome == "officer" else found.once,
        because=_because(found),
        missing=missing,
        what_would_change=(
            *_tails(found.reasons),
            *_income_words(zero, granted),
            *_lessening_words(lessening(kind, facts, on) if granted and zero is None else None),
        ),
        zero_income=zero,
        calculation=found,
    )


def _income_alone(kind: Kind, found: Calculation) -> bool:
    """Is every ground of the refusal one that reads the income: then less income would change it."""
    reading = {rule.name for rule in kind.book.rules if any("income" in name for name in rule.args)}
    return bool(found.reasons) and all(reason.code in reading for reason in found.reasons)


def _because(found: Calculation) -> tuple[str, ...]:
    if found.outcome == "granted":
        return tuple(
            f"{line.label}: {hryvnias(line.amount)}. {line.because}"
            if line.amount is not None
            else f"{line.label}. {line.because}"
            for line in found.receipt
        )
    if found.outcome == "refused":
        return tuple(reason.text for reason in found.reasons)
    if found.lacking:
        return ("Щоб сказати, чи належить, бракує відповідей.",)
    return tuple(doubt.text for doubt in found.doubts)


def _tails(reasons: Iterable[Reason]) -> tuple[str, ...]:
    """What would change each refusal: its sentences after the first, else all of its text."""
    said = []
    for reason in reasons:
        first, _, rest = reason.text.partition(". ")
        said.append(rest or first)
    return tuple(said)


def _income_words(zero: int | None, granted: bool) -> tuple[str, ...]:
    if zero is None:
        return ()
    if granted:
        return (
            f"Якщо середній дохід родини за місяць стане {hryvnias(zero)} або більший, цієї допомоги не буде.",
        )
    return (f"Допомога належатиме, якщо середній дохід родини за місяць буде менший за {hryvnias(zero)}.",)


def _lessening_words(found: Lessening | None) -> tuple[str, ...]:
    """How income changes a payment that no average of the family ends."""
    if found is None:
        return ()
    if found.least is not None:
        return (
            f"Більший дохід зменшить цю допомогу, але не до нуля: не менше ніж {hryvnias(found.least)} на місяць.",
        )
    if found.own is not None:
        name, average = found.own
        return (
            f"Зменшують її лише власні виплати того, на кого її платять (наприклад, {TITLES[name].lower()}). Якщо в "
            f"середньому за місяць вони зростуть на {hryvnias(average)}, цієї допомоги не буде.",
        )
    return ("Більший дохід родини цієї суми не зменшить.",)
