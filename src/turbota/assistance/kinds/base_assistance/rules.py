"""The rules of base social assistance, on the engine of ``law``.

КМУ 371 was read in retellings only, so points are empty and nothing is verified. Groups of a member: 0 another adult,
1 the first in the family (who applies), 2 a child under 18, 3 a person with a disability of group I or II.
"""

# Rule bodies have no types: they take an int or a column of ints. mypy checks the engine around them.
# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

from turbota.assistance import family, income
from turbota.assistance.kinds.base_assistance.facts import WINDOW
from turbota.law.engine.book import Book, Rounding
from turbota.law.engine.vocabulary import ratio

CODE = "base_assistance"
ACT = "постанова КМУ № 371 від 25.03.2025"
BEGAN = "2025-07-01"
HALF_UP = Rounding("до копійки, половина копійки вгору", ACT, verified=False)

BOOK = Book(CODE)

BOOK.fact("family", "purchase", "kopiykas", "Найбільша покупка за 12 місяців")
BOOK.fact("family", "currency", "kopiykas", "Купівля валюти й металів за 12 місяців")
BOOK.fact("family", "deposit", "kopiykas", "Сума на депозитах")
BOOK.fact("family", "second_dwelling", "yes_no", "Друге житло")
BOOK.fact("family", "receives_listed", "yes_no", "Чи отримує родина одну з чотирьох допомог")
BOOK.fact("family", "occupied", "yes_no", "Чи живе родина на окупованій території")
BOOK.fact("family", "maintained", "yes_no", "Чи є хтось на повному утриманні держави")
BOOK.fact("member", "first", "yes_no", "Перший у родині")
family.declare_people(BOOK)
income.declare_facts(BOOK, WINDOW, BEGAN)

BOOK.codes["group"] = (
    "інший дорослий",
    "перший у родині",
    "дитина до 18 років",
    "людина з інвалідністю I чи II групи",
)
BOOK.table(
    "SHARE", tuple(f"{CODE}.share_{n}" for n in ("other", "first", "child", "disabled")), "award", BEGAN
)
BOOK.parameter("BASE", f"{CODE}.base", "award", BEGAN)
BOOK.parameter("OPEN_TO_ALL", f"{CODE}.open_to_all", since=BEGAN)
BOOK.parameter("MAJORITY", "age.majority")
BOOK.parameter("PENSION_AGE", "age.pension")
BOOK.parameter("STUDENT_AGE", f"{CODE}.student_age", since=BEGAN)
BOOK.parameter("TERM_MONTHS", f"{CODE}.term_months", since=BEGAN)
BOOK.parameter("PURCHASE_LIMIT", f"{CODE}.purchase_limit", since=BEGAN)
BOOK.parameter("DEPOSIT_LIMIT", f"{CODE}.deposit_limit", since=BEGAN)
BOOK.parameter("IDLE_LIMIT", f"{CODE}.idle_months", since=BEGAN)

family.declare_rules(BOOK, act=ACT, since=BEGAN)
family.declare_work(BOOK, act=ACT, since=BEGAN)
income.declare_rules(BOOK, BEGAN)


@BOOK.rule("member", act=ACT, point="", since=BEGAN, unit="code")
def group(v, first, child, disability):
    """Кого рахують: {result}."""
    return v.where(first, 1, v.where(child, 2, v.where((disability == 1) | (disability == 2), 3, 0)))


@BOOK.rule("member", act=ACT, point="", since=BEGAN, rounding=HALF_UP)
def share(v, group, BASE, SHARE):
    """Частка базової величини: {BASE} × {SHARE[group]} % = {result}."""
    return ratio(BASE, v.pick(SHARE, group), 100)


@BOOK.rule("family", act=ACT, point="", since=BEGAN)
def family_base(v, sum_share):
    """Базова величина родини: {result}."""
    return sum_share


@BOOK.rule("family", act=ACT, point="", since=BEGAN)
def amount(v, family_base, average_income):
    """Допомога на місяць: {family_base} − {average_income} = {result}."""
    return v.at_least(family_base - average_income, 0)


@BOOK.refusal(act=ACT, point="", clause="поки що лише для отримувачів чотирьох допомог", since=BEGAN)
def not_open_yet(v, receives_listed, OPEN_TO_ALL):
    """До 1 жовтня 2025 року базову допомогу призначали лише тим, хто вже отримує допомогу малозабезпеченій родині,
    одинокій матері, багатодітній родині або тимчасову допомогу на дітей. Подайте заяву з жовтня 2025 року."""
    return v.no(receives_listed) & (OPEN_TO_ALL == 0)


@BOOK.refusal(act=ACT, point="", clause="дохід не менший за базову величину родини", since=BEGAN)
def income_not_below(v, average_income, family_base):
    """Середній дохід родини за місяць {average_income} не менший за базову величину родини {family_base}.
    Якщо дохід стане менший, подайте знову."""
    return average_income >= family_base


@BOOK.refusal(
    act=ACT, point="", clause="дорослий не працює й не навчається без поважної причини", since=BEGAN
)
def idle_adult(v, any_idle_too_long, IDLE_LIMIT):
    """Хтось із дорослих не працює й не навчається без поважної причини довше, ніж можна
    (дозволено {IDLE_LIMIT}). Якщо людина стане на облік у центрі зайнятості, влаштується на роботу або
    матиме поважну причину, подайте знову."""
    return any_idle_too_long > 0


@BOOK.refusal(act=ACT, point="", clause="покупка на встановлену суму або дорожча", since=BEGAN)
def purchase_over_limit(v, purchase, PURCHASE_LIMIT):
    """Покупка на {purchase} не менша за {PURCHASE_LIMIT}. Подайте знову, коли від дня покупки мине
    12 місяців."""
    return purchase >= PURCHASE_LIMIT


@BOOK.refusal(
    act=ACT, point="", clause="купівля валюти чи металів на встановлену суму або дорожча", since=BEGAN
)
def currency_over_limit(v, currency, PURCHASE_LIMIT):
    """Куплено валюти й банківських металів на {currency}, а це не менше за {PURCHASE_LIMIT}. Подайте знову, коли
    від дня купівлі мине 12 місяців."""
    return currency >= PURCHASE_LIMIT


@BOOK.refusal(act=ACT, point="", clause="гроші на депозитах понад установлену суму", since=BEGAN)
def deposit_over_limit(v, deposit, DEPOSIT_LIMIT):
    """Сума на депозитах {deposit} більша за {DEPOSIT_LIMIT}. Якщо стане менша, подайте знову."""
    return deposit > DEPOSIT_LIMIT


@BOOK.refusal(act=ACT, point="", clause="більше ніж одне житло", since=BEGAN)
def more_than_one_dwelling(v, second_dwelling):
    """Родина має більше ніж одне житло. Якщо лишиться одне, подайте знову. Зруйноване житло й житло
    на окупованій території чи там, де йдуть бої, не рахують: скажіть про це, якщо у вас так."""
    return second_dwelling > 0


@BOOK.refusal(act=ACT, point="", clause="родина живе на окупованій території", since=BEGAN)
def lives_in_occupation(v, occupied):
    """Поки родина живе на окупованій території, допомоги не призначають. Коли виїдете, подайте заяву в будь-якому
    сервісному центрі Пенсійного фонду."""
    return occupied > 0


@BOOK.doubt(act=ACT, clause="хтось із родини на повному утриманні держави", since=BEGAN)
def somebody_maintained(v, maintained):
    """Хтось із родини живе на повному утриманні держави. На кого тоді рахують допомогу, вирішує спеціаліст за
    текстом акта."""
    return maintained > 0
