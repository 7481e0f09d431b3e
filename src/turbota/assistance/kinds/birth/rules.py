"""The rules of assistance at birth: whole numbers, one return each, a sentence each.

Each child has its regime by its day of birth; the points of the laws were not read, so none is named.
"""

# Rule bodies have no types: they take an int or a column of ints. mypy checks the engine around them.
# mypy: disable-error-code="no-untyped-def, no-redef"

from __future__ import annotations

from turbota.law.engine.book import Book

CODE = "birth"
ACT = "Закон України № 2811-XII від 21.11.1992"
NEW_ACT = "Закон України № 4681-IX від 05.11.2025"
BEGAN = "2024-01-01"
NEW = "2026-01-01"

BOOK = Book(CODE)

BOOK.fact("family", "other_claimant", "yes_no", "Ким ви доводитеся дитині")
BOOK.fact("family", "lives_apart", "yes_no", "Чи живе дитина з вами")
BOOK.fact("member", "regime", "code", "Дата народження дитини")
BOOK.fact("member", "months_since_birth", "months", "Дата народження дитини")
BOOK.fact("member", "paid_already", "yes_no", "Чи вже призначали цю допомогу на дитину")

BOOK.parameter("LUMP_BEFORE_2026", "birth.lump_before_2026")
BOOK.parameter("MONTH_BEFORE_2026", "birth.month_before_2026")
BOOK.parameter("MONTHS_BEFORE_2026", "birth.months_before_2026")
BOOK.parameter("FIRST_MONTH", "birth.first_month_before_2026")
BOOK.parameter("LUMP_SINCE_2026", "birth.lump_since_2026", since=NEW)
BOOK.parameter("APPLY_MONTHS", "birth.apply_months")


@BOOK.rule("member", act=ACT, point="", since=BEGAN)
def lump(v, LUMP_BEFORE_2026):
    """Одноразово на дитину: {result}."""
    return LUMP_BEFORE_2026


@BOOK.rule("member", act=NEW_ACT, point="", since=NEW)
def lump(v, regime, LUMP_BEFORE_2026, LUMP_SINCE_2026):  # noqa: F811
    """Одноразово на дитину, за днем її народження: {result}."""
    return v.where(regime == 1, LUMP_SINCE_2026, LUMP_BEFORE_2026)


@BOOK.rule("member", act=ACT, point="", since=BEGAN)
def monthly(v, regime, MONTH_BEFORE_2026):
    """Щомісяця на дитину, за днем її народження: {result}."""
    return v.where(regime == 0, MONTH_BEFORE_2026, 0)


@BOOK.rule("member", act=ACT, point="", since=BEGAN, unit="yes_no")
def late(v, months_since_birth, APPLY_MONTHS):
    """Від народження минуло (неповний місяць — як цілий): {months_since_birth}. Пізніше, ніж можна: {result}."""
    return months_since_birth > APPLY_MONTHS


@BOOK.rule("family", act=ACT, point="", since=BEGAN)
def once(v, sum_lump):
    """Одноразово на всіх дітей заяви: {result}."""
    return sum_lump


@BOOK.rule("family", act=ACT, point="", since=BEGAN)
def amount(v, sum_monthly):
    """Щомісяця на всіх дітей заяви: {result}."""
    return sum_monthly


@BOOK.refusal(act=ACT, point="", clause="заяву подано пізніше, ніж дозволяє закон", since=BEGAN)
def applied_late(v, any_late, APPLY_MONTHS):
    """Від дня народження дитини минуло більше, ніж дозволяє закон (дозволено {APPLY_MONTHS}). Якщо дату
    народження записано з помилкою, виправте її і подайте знову."""
    return any_late > 0


@BOOK.refusal(act=ACT, point="", clause="допомогу на цю дитину вже призначено", since=BEGAN)
def paid_before(v, any_paid_already):
    """Цю допомогу на дитину вже призначали, а призначають її один раз. Якщо її не виплатили, спитайте про
    це орган, який її призначив."""
    return any_paid_already > 0


@BOOK.doubt(act=ACT, clause="заявник — усиновлювач або опікун", since=BEGAN)
def not_a_parent(v, other_claimant):
    """Від якого дня рахувати строк і розмір для усиновлювача чи опікуна, у правилах ще не описано: це вирішує
    спеціаліст за текстом закону."""
    return other_claimant


@BOOK.doubt(act=ACT, clause="дитина не живе із заявником", since=BEGAN)
def child_lives_apart(v, lives_apart):
    """Дитина не живе із заявником. Кому тоді належить допомога, вирішує спеціаліст за текстом закону."""
    return lives_apart
