"""The check of rights: one household against every kind of the catalogue, each alone, then together.

Whoever may get something learns it, and whoever may not learns why and what would change it. A kind whose rules
nobody wrote down never answers by itself: the person is told whom to ask.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from turbota.assistance import catalogue, exclusions, union
from turbota.assistance.calculation import Calculation, Period, Reason
from turbota.assistance.exclusions import Exclusion
from turbota.assistance.forms import Answers
from turbota.assistance.income import TITLES
from turbota.assistance.kind import Kind
from turbota.assistance.lacking import Lacking, lacking
from turbota.assistance.threshold import Lessening, lessening, payable, with_income, zero_income
from turbota.kernel.money import hryvnias
from turbota.law.engine.explained import run_one
from turbota.law.engine.plan import plan
from turbota.law.values import NotInForce

Said = Literal["granted", "refused", "not_assigned", "officer"]
ASK = "Може належати, спитайте: правила цієї допомоги тут не рахують. Рішення ухвалює {who}."
ASSESSED = (
    "Може належати: {who} оцінить потреби й вирішить, що саме потрібно. Це допомога не грошима, суми немає."
)
WHO = {
    "department": "орган соціального захисту",
    "pension_fund": "Пенсійний фонд України",
    "community": "громада",
}


@dataclass(frozen=True)
class Barred:
    """Why a kind is not paid together with another one."""

    code: str
    title: str
    row: Exclusion

    @property
    def sentence(self) -> str:
        """What is said of the kind that is not paid, with the act."""
        row = self.row
        act = f"{row.act}, {row.point}" if row.point else row.act
        return f"Не платять разом із допомогою «{self.title}» ({act})."


@dataclass(frozen=True)
class Right:
    """What the law says of one kind for the household. Sums are kopiykas; None where nothing is computed.

    ``amount`` is payable in the first month, ``once`` is the part of it that is paid a single time. All of it is of the
    kind alone; what keeps it from being paid stands in ``excluded_by``, and ``beside_others`` is the outcome with that.
    """

    kind: Kind
    outcome: Said
    amount: int | None = None
    once: int | None = None
    because: tuple[str, ...] = ()
    missing: tuple[Lacking, ...] = ()
    what_would_change: tuple[str, ...] = ()
    excluded_by: tuple[Barred, ...] = ()
    zero_income: int | None = None
    calculation: Calculation | None = field(default=None, compare=False)

    @property
    def monthly(self) -> int:
        """What is paid by month."""
        return (self.calculation.amount or 0) if self.calculation else 0

    @property
    def paid(self) -> bool:
        """Is it granted and not kept from by another kind."""
        return self.beside_others == "granted"

    @property
    def beside_others(self) -> Said:
        """The outcome beside the other kinds of the family: what another one keeps from being paid is not assigned."""
        return "not_assigned" if self.excluded_by and self.outcome == "granted" else self.outcome


def check(household: Answers, on: date) -> list[Right]:
    """Every kind of the catalogue, in its order. The household is right (``household_checks``)."""
    return _together([of_kind(kind, household, on) for kind in catalogue.kinds()], household, on)


def of_kind(kind: Kind, household: Answers, on: date, *, strict: bool = False) -> Right:
    """One kind alone. ``strict``: raises NotInForce where a value of the law is not known; else the person is told."""
    try:
        decider = kind.decider_on(on)
    except NotInForce:
        return Right(kind, "not_assigned", 0, 0, because=(f"На {on:%d.%m.%Y} такої допомоги немає.",))
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
    if not found.schedule:
        return (found.amount or 0) + found.once
    first = min((part.since.year, part.since.month) for part in found.schedule)
    return sum(part.amount for part in found.schedule if (part.since.year, part.since.month) == first)


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


def _together(alone: list[Right], household: Answers, on: date) -> list[Right]:
    """Apply the rows of exclusions one after another; a kind that is not granted acts on nobody."""
    now = {right.kind.code: right for right in alone}
    for row in exclusions.on_day(on):
        a, b = now.get(row.a), now.get(row.b)
        if a is None or b is None or not (a.paid and b.outcome == "granted" and _same_one(row, a, b)):
            continue
        if row.relation == "counts_as_income":
            now[row.b] = _with_income_of(a, b, row, household, on)
        elif row.relation == "higher_of" and (b.amount or 0) > (a.amount or 0):
            now[row.a] = replace(
                a, excluded_by=(*a.excluded_by, Barred(b.kind.code, b.kind.plain_title, row))
            )
        else:
            now[row.b] = replace(
                b, excluded_by=(*b.excluded_by, Barred(a.kind.code, a.kind.plain_title, row))
            )
    return list(now.values())


def _same_one(row: Exclusion, a: Right, b: Right) -> bool:
    """For a row about a person or a child: is anybody the same in both awards. Who is not named is the family."""
    whose = [{part.about or part.whom for part in _parts(right)} for right in (a, b)]
    return row.scope == "family" or "" in whose[0] | whose[1] or bool(whose[0] & whose[1])


def _parts(right: Right) -> tuple[Period, ...]:
    return right.calculation.schedule if right.calculation else ()


def _with_income_of(a: Right, b: Right, row: Exclusion, household: Answers, on: date) -> Right:
    """Later the payment of ``a`` is income of the family: say what ``b`` will be then. Today it is not received yet."""
    if not a.monthly or b.excluded_by:
        return b
    facts = b.kind.facts(union.answers_of(b.kind, household, on), on)
    if not facts.get("window") or "incomes" not in facts:
        return b
    later = payable(
        run_one(plan(b.kind.book, on), b.kind.household(with_income(facts, a.monthly, each_month=True), on))
    )
    said = (
        f"Коли отримуватимете «{a.kind.plain_title}», її рахуватимуть доходом ({row.act}): при новому призначенні тут "
        f"буде {hryvnias(later)} на місяць."
    )
    return replace(b, what_would_change=(*b.what_would_change, said))
