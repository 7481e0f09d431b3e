"""Incomes of a family by month and their average: one mechanism for every kind that reads income (КМУ 632).

A kind takes the questions (``asking.money``), the facts and the rules from here; what it compares the
average with is its own.
"""

# Rule bodies have no types: they take an int or a column of ints. mypy checks the engine around them.
# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

from datetime import date

from turbota.assistance.answers import month_words
from turbota.assistance.forms import Answers
from turbota.law import values
from turbota.law.engine.book import Book, Rounding
from turbota.law.engine.schedule import month_after
from turbota.law.engine.vocabulary import ratio

ACT = "постанова КМУ № 632 від 22.07.2020"
BEGAN = "2020-07-01"
WINDOW = "income_window"  # the common window; a kind whose law has another gives the beginning of its keys
HALF_UP = Rounding("до копійки, половина копійки вгору", ACT, verified=False)

COUNTED = (
    "wage", "military_pay", "pension", "scholarship", "social_payment", "unemployment", "alimony",
    "abroad_transfer", "rent", "other",
)  # fmt: skip
EXCLUDED = ("housing_subsidy", "one_time_aid", "orphan_scholarship")
TITLES = {
    "wage": "Зарплата", "military_pay": "Військове забезпечення", "pension": "Пенсія",
    "scholarship": "Стипендія", "social_payment": "Соціальна допомога",
    "unemployment": "Допомога з безробіття", "alimony": "Аліменти",
    "abroad_transfer": "Переказ з-за кордону", "rent": "Оренда", "other": "Інший дохід",
    "housing_subsidy": "Житлова субсидія", "one_time_aid": "Одноразова допомога",
    "orphan_scholarship": "Соціальна стипендія дитини-сироти",
}  # fmt: skip
CLASSES = (*COUNTED, *EXCLUDED)


def window(on: date, key: str = WINDOW) -> tuple[str, str]:
    """First and last month of the income window of an application on this day.

    Raises NotInForce where the length of the window is not known.
    """
    months = values.value(f"{key}.months", on).value
    gap = values.value(f"{key}.gap", on).value
    last = month_after(on, -gap)
    first = month_after(last, 1 - months)
    return f"{first:%Y-%m}", f"{last:%Y-%m}"


def window_months(on: date, key: str = WINDOW) -> list[str]:
    """Every month of the window, oldest first."""
    return months_between(*window(on, key))


def months_between(first: str, last: str) -> list[str]:
    """Every month from the first to the last, both included, as ``YYYY-MM``."""
    months = [first]
    while months[-1] != last:
        year, month = months[-1].split("-")
        months.append(f"{month_after(date(int(year), int(month), 1)):%Y-%m}")
    return months


def describe_window(months: list[str]) -> str:
    """«серпень 2025 — січень 2026»."""
    return f"{month_words(months[0])} — {month_words(months[-1])}"


def incomes(answers: Answers, known: set[str]) -> dict[str, dict[str, dict[str, int | None]]]:
    """member → month → class → kopiykas. Rows of one class are added; a row outside stays and is not read."""
    result: dict[str, dict[str, dict[str, int | None]]] = {}
    for row in answers.get("incomes") or []:
        member, month, name = str(row.get("member")), str(row.get("month")), str(row.get("class"))
        if member not in known or name not in CLASSES:
            continue
        mine = result.setdefault(member, {}).setdefault(month, {})
        before, amount = mine.get(name, 0), row.get("amount")
        mine[name] = None if amount is None or before is None else before + amount
    return result


def declare_facts(book: Book, key: str = WINDOW, since: str | None = None) -> None:
    """Every class of income is a fact of the month; ``since`` is the first day of a window of the kind's own."""
    declare_classes(book)
    book.parameter("WINDOW_MONTHS", f"{key}.months", since=since)
    book.parameter("WINDOW_GAP", f"{key}.gap", since=since)


def declare_classes(book: Book) -> None:
    """Every class of income as a fact of the month."""
    for income_class in CLASSES:
        book.fact("month", income_class, "kopiykas", TITLES[income_class])


def declare_rules(book: Book, since: str = BEGAN) -> None:
    """Income counted and left out, month by month, and the average of the family."""
    declare_counted(book, since)

    @book.rule("family", act=ACT, point="", since=since)
    def income_total(v, sum_counted_income):
        """Дохід родини за весь період: {result}."""
        return sum_counted_income

    @book.rule("family", act=ACT, point="", since=since)
    def income_left_out(v, sum_excluded_income):
        """Дохід, який закон не враховує: {result}."""
        return sum_excluded_income

    @book.rule("family", act=ACT, point="", since=since, rounding=HALF_UP)
    def average_income(v, income_total, WINDOW_MONTHS):
        """Середній дохід за місяць: {income_total} / {WINDOW_MONTHS} = {result}."""
        return ratio(income_total, 1, WINDOW_MONTHS)


def declare_counted(book: Book, since: str = BEGAN) -> None:
    """What of a month is income by the law, and what is not."""

    @book.rule("month", act=ACT, point="", since=since)
    def counted_income(
        v,
        wage,
        military_pay,
        pension,
        scholarship,
        social_payment,
        unemployment,
        alimony,
        abroad_transfer,
        rent,
        other,
    ):
        """Дохід за місяць, який враховують: {result}."""
        return (
            wage
            + military_pay
            + pension
            + scholarship
            + social_payment
            + unemployment
            + alimony
            + abroad_transfer
            + rent
            + other
        )

    @book.rule("month", act=ACT, point="", since=since)
    def excluded_income(v, housing_subsidy, one_time_aid, orphan_scholarship):
        """Дохід за місяць, який не враховують: {result}."""
        return housing_subsidy + one_time_aid + orphan_scholarship
