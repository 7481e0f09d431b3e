"""A month of which only some days are paid: arithmetic on the schedule, never in rules.

How such a month is counted is a value of the kind, by date; where the act was not read, the other readings stand
beside it and the person is told how much they change. A daily rate is rounded before it is multiplied: so are the
totals that were published.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from turbota.assistance.answers import day_words
from turbota.assistance.behind import used
from turbota.assistance.calculation import NO_END, Period, ReceiptLine
from turbota.assistance.wording import count_words, days_of_month
from turbota.kernel.money import hryvnias
from turbota.law.engine.book import Book
from turbota.law.engine.explained import Run
from turbota.law.engine.schedule import last_day, month_after
from turbota.law.engine.vocabulary import ratio

WHOLE, OF_MONTH, OF_DIVISOR, EVERY_DAY = range(4)
HOW, DIVISOR = "PART_MONTH", "PART_MONTH_DAYS"
WORDS = {
    WHOLE: "неповний місяць оплачують повністю",
    OF_MONTH: "за неповний місяць платять за дні, а місячну суму ділять на дні того місяця",
    OF_DIVISOR: "за неповний місяць платять за дні, а місячну суму ділять на {days}",
    EVERY_DAY: "платять за кожен день, а місячну суму ділять на {days}",
}
UNVERIFIED = "Тексту закону ще не звірено: остаточно вирішує орган, який призначає."


def declare(book: Book, key: str, since: str | None = None) -> None:
    """The kind counts days as the value says: a code of ``WORDS``."""
    book.parameter(HOW, key, since=since)
    book.parameter(DIVISOR, "part_month.divisor")


def paid(run: Run, parts: Iterable[Period]) -> tuple[Period, ...]:
    """The parts as they are paid: what the kind counts by days is cut at months and has its daily rate."""
    if HOW not in run.plan.values:
        return tuple(parts)
    return counted(parts, run.plan.parameter(HOW), run.plan.parameter(DIVISOR))


def counted(parts: Iterable[Period], how: int, divisor: int) -> tuple[Period, ...]:
    """The parts by one of the readings; neighbours that are paid alike are joined."""
    found: list[Period] = []
    for part in parts:
        for piece in _pieces(part, how, divisor):
            if found and _alike(found[-1], piece):
                found[-1] = replace(found[-1], until=piece.until)
            else:
                found.append(piece)
    return tuple(found)


def _alike(one: Period, other: Period) -> bool:
    follows = other.since == one.until + timedelta(days=1)
    return follows and replace(one, since=other.since, until=other.until) == other


def _pieces(part: Period, how: int, divisor: int) -> Iterator[Period]:
    if part.per == "once" or how == WHOLE:
        yield part
        return
    starts = sorted(_starts(part, how))
    for start, following in zip(starts, [*starts[1:], None], strict=True):
        end = following - timedelta(days=1) if following else part.until
        piece = replace(part, since=start, until=end)
        whole = start.day == 1 and end == last_day(end)
        yield piece if whole and how != EVERY_DAY else _of_days(piece, divisor if how != OF_MONTH else 0)


def _starts(part: Period, how: int) -> set[date]:
    """The first days of the pieces: each is a run of whole months or lies in one month."""
    if how == EVERY_DAY:
        return {part.since, *(month_after(part.since, count) for count in range(1, part.months))}
    found = {part.since}
    if part.since.day != 1:
        found.add(month_after(part.since))
    if part.until != last_day(part.until):
        found.add(part.until.replace(day=1))
    return {day for day in found if part.since <= day <= part.until}


def _of_days(piece: Period, divisor: int) -> Period:
    days, whole = (piece.until - piece.since).days + 1, last_day(piece.since).day
    rate = ratio(piece.amount, 1, divisor or whole)
    return replace(piece, amount=rate * days, days=days, rate=rate, month_days=whole)


def total(parts: Iterable[Period]) -> int:
    """Everything that is paid for the days of the parts; an award for life is left out, it has no total."""
    return sum(
        part.amount * (part.months if part.per == "month" else 1) for part in parts if part.until != NO_END
    )


def before(parts: Iterable[Period], on: date) -> int:
    """What is paid for the months before the month of the application."""
    first = on.replace(day=1)
    past = (replace(one, until=min(one.until, first - timedelta(days=1))) for one in parts)
    return total(one for one in past if one.per == "month" and one.since <= one.until)


def conditions(run: Run, parts: Iterable[Period], kept: tuple[Period, ...], on: date) -> Iterator[str]:
    """How days are counted, how much it is together, and what the other readings change."""
    if HOW not in run.plan.values or not kept:
        return
    (value,), divisor, now = run.plan.values[HOW], run.plan.parameter(DIVISOR), total(kept)
    whole = tuple(parts)
    if any(one.days for one in kept):
        said = f"{_words(value.value, divisor).capitalize()}. Разом — {hryvnias(now)}"
        back = before(kept, on)
        yield f"{said}, з них за місяці до заяви — {hryvnias(back)}." if back else f"{said}."
    for reading in value.other_readings:
        then = total(counted(whole, reading.value, divisor))
        if then != now:
            more = "більше" if then > now else "менше"
            yield (
                f"Є інше прочитання: {_words(reading.value, divisor)}. Тоді разом вийде на {hryvnias(abs(then - now))} "
                f"{more}. {UNVERIFIED}"
            )


def _words(how: int, divisor: int) -> str:
    return WORDS[how].format(days=count_words(divisor, "days"))


def lines(run: Run, found: Mapping[str, Any], kept: Iterable[Period]) -> Iterator[ReceiptLine]:
    """A line for each daily rate: how it came out, the days and sums of every part that is paid by it, and the act."""
    rates: dict[tuple[str, int], list[Period]] = {}
    for part in kept:
        if part.days:
            rates.setdefault((part.whom, part.rate), []).append(part)
    for (whom, rate), parts in rates.items():
        (value,) = run.plan.values[HOW]
        names = (HOW, DIVISOR) if value.value in (OF_DIVISOR, EVERY_DAY) else (HOW,)
        rule, row = _rule(run, found, parts[0])
        yield ReceiptLine(
            label=f"За день, {whom}" if whom else "За день",
            amount=rate,
            because=f"Округлено до копійки, потім помножено на дні: {'; '.join(map(_days, parts))}.",
            act=value.act,
            point=value.point,
            verified=value.verified,
            sign="=",
            rule=rule,
            row=row,
            parameters=tuple(used(item) for name in names for item in run.plan.values[name]),
        )


def _days(part: Period) -> str:
    """«17 днів із 30, з 14 червня 2026 до 30 червня 2026 — 3 966,61 ₴»."""
    often = " щомісяця" if part.months > 1 else ""
    when = day_words(part.since)
    when = when if part.since == part.until else f"з {when} до {day_words(part.until)}"
    return f"{days_of_month(part)}{often}, {when} — {hryvnias(part.amount)}"


def _rule(run: Run, found: Mapping[str, Any], part: Period) -> tuple[str, int]:
    """The rule and the row of the sum of a whole month: of the child when the kind pays for each."""
    for row, one in enumerate(found["members"]):
        if "allowance" in run.columns and (one["about"], one["name"]) == (part.about, part.whom):
            return "allowance", row
    return "amount", 0
