"""Who pays for a social service, with every reason in words (law 2671-VIII, art. 28). Pure: no clock, no database.

The fee formula of КМУ 429 of 01.06.2020 is not known here, so a differentiated fee is never computed: the officer enters
it with a reason. What is unknown stays unknown; nobody is charged by a guess. The decision about services and the
individual plan both ask here.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from turbota.kernel.money import hryvnias
from turbota.law import services, values


class Mode(StrEnum):
    """The three modes of art. 28."""

    FREE = "free"
    DIFFERENTIATED = "differentiated"
    FULL = "full"


WORDS = {
    Mode.FREE: "безоплатно",
    Mode.DIFFERENTIATED: "диференційована плата",
    Mode.FULL: "за повну плату",
}
"""The modes as a decision says them; after them, behind a colon, stands why."""


@dataclass(frozen=True)
class Reason:
    """One step to the answer: the sentence, the act behind it, and whether its text was compared with the act."""

    words: str
    act: str = ""
    verified: bool = False


@dataclass(frozen=True)
class Circumstances:
    """What is known of the recipient: categories that free from payment, and the average monthly total income.

    `income` and `minimum` (the subsistence minimum of his group) are kopiykas a month; None: not known.
    """

    categories: frozenset[str] = frozenset()
    income: int | None = None
    minimum: int | None = None


@dataclass(frozen=True)
class Verdict:
    """Who pays. `mode` None: cannot be told, the officer decides. `fee` in kopiykas for one unit, None: not known."""

    mode: Mode | None
    fee: int | None
    reasons: tuple[Reason, ...]

    @property
    def needs_officer(self) -> bool:
        """Whether the officer has to enter the mode or the fee with a reason."""
        return self.mode is None or self.fee is None


def who_pays(*, service: str, known: Circumstances, tariff: int | None, on: date) -> Verdict:
    """The mode and the fee of one unit of the service on the day.

    `service`: code of the classifier, empty for something that is no service of it. `tariff`: kopiykas a unit, None when
    the provider names none. Income of exactly two or exactly four minimums is differentiated. Raises NotInForce for a
    code that is not in force on the day, ValueError for a negative income or a minimum below one kopiyka.
    """
    _check(known)
    if not service:
        return Verdict(
            Mode.FREE, 0, (Reason("Це не соціальна послуга з класифікатора: плати за неї немає."),)
        )
    row = services.service(service, on)
    if row.free_for_all:
        words = f"«{row.name}» надають безоплатно всім."
        return Verdict(Mode.FREE, 0, (Reason(words, "Закон № 2671-VIII, ст. 28", row.verified),))
    freed = [one for one in services.free_categories(on) if one.code in known.categories]
    if freed:
        return Verdict(Mode.FREE, 0, tuple(_freed(one) for one in freed))
    if known.income is None or known.minimum is None:
        missing = "дохід" if known.income is None else "прожитковий мінімум для цієї групи"
        return Verdict(None, None, (Reason(f"Невідомий {missing}, тож хто платить, визначає менеджер."),))
    return _by_income(known.income, known.minimum, tariff, on)


def _check(known: Circumstances) -> None:
    if known.income is not None and known.income < 0:
        raise ValueError("income is negative")
    if known.minimum is not None and known.minimum < 1:
        raise ValueError("the subsistence minimum is not positive")


def _freed(category: services.FreeCategory) -> Reason:
    return Reason(
        f"Безоплатно незалежно від доходу: {category.title}.",
        f"{category.act}, {category.point}",
        category.verified,
    )


def _by_income(income: int, minimum: int, tariff: int | None, on: date) -> Verdict:
    low, high = values.value("service_fee.free_below", on), values.value("service_fee.full_above", on)
    told = Reason(
        f"Середньомісячний сукупний дохід {hryvnias(income)}, прожитковий мінімум {hryvnias(minimum)}."
    )
    act, verified = f"{low.act}, {low.point}", low.verified and high.verified
    if income < low.value * minimum:
        words = f"Дохід менший за {low.value} прожиткові мінімуми: безоплатно."
        return Verdict(Mode.FREE, 0, (told, Reason(words, act, verified)))
    if income <= high.value * minimum:
        words = (
            f"Дохід від {low.value} до {high.value} прожиткових мінімумів: диференційована плата. Її розмір визначає "
            "менеджер: формула постанови № 429 від 01.06.2020 не звірена."
        )
        return Verdict(Mode.DIFFERENTIATED, None, (told, Reason(words, act, verified)))
    words = f"Дохід більший за {high.value} прожиткові мінімуми: повний тариф."
    unknown = () if tariff is not None else (Reason("Тариф надавача невідомий, його вписує менеджер."),)
    return Verdict(Mode.FULL, tariff, (told, Reason(words, act, verified), *unknown))


def said(words: str) -> tuple[Mode | None, str]:
    """The mode that the words of a decision begin with, and why; None when they begin with none."""
    begin, _, why = words.strip().partition(":")
    mode = next((one for one, name in WORDS.items() if name == begin.strip().lower()), None)
    return mode, why.strip()


def settled(words: str, verdict: Verdict) -> tuple[str, str]:
    """What a decision says of who pays for one service, and what is wrong; one of the two is empty.

    `words`: the mode that was chosen, and after a colon why. Chosen as the rule says, the reasons of the rule are written
    down; otherwise, and whenever the person is to pay, the officer has to say why.
    """
    mode, why = said(words)
    if mode is None:
        return "", "Виберіть, хто платить за послугу."
    reasons = " ".join(_reason(one) for one in verdict.reasons)
    if mode == verdict.mode:
        return f"{WORDS[mode]}: {reasons}", ""
    if verdict.mode is not None and not why:
        return "", f"За правилами: {WORDS[verdict.mode]}. {reasons} Якщо вирішуєте інакше, поясніть чому."
    if mode != Mode.FREE and not why:
        return (
            "",
            "Поясніть, чому людина платить і скільки: дохід, документ, розрахунок. За здогадом платити не можна.",
        )
    return f"{WORDS[mode]}: {why}" if why else WORDS[mode], ""


def _reason(one: Reason) -> str:
    act = f" ({one.act}{'' if one.verified else ', ще не звірено'})" if one.act else ""
    return f"{one.words.rstrip('.')}{act}."
