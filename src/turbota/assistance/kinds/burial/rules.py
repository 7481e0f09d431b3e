"""The rules of assistance for a burial: whole numbers, one return each, a sentence each.

Points were not read, so none is named. Codes of the route: 0 the sum of the community, 1 two monthly amounts of the
assistance of the deceased, 2 a pension or another payment, whose rules are not described here.
"""

# Rule bodies have no types: they take an int or a column of ints. mypy checks the engine around them.
# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

from turbota.law.engine.book import Book

ACT = "постанова КМУ № 99 від 31.01.2007"
AID_ACT = "постанова КМУ № 261 від 02.04.2005"
BEGAN = "2021-02-03"  # КМУ 79, the later of the two acts about state social assistance

BOOK = Book("burial")

BOOK.fact("family", "buries", "yes_no", "Чи поховання влаштовуєте ви")
BOOK.fact("family", "route", "code", "Що отримувала померла людина")
BOOK.fact("family", "months_since_death", "months", "Дата смерті")
BOOK.fact("family", "aid_amount", "kopiykas", "Щомісячна допомога померлої людини")
BOOK.fact("family", "local_sum", "kopiykas", "Сума, яку встановила громада")
BOOK.fact("family", "state_kept", "yes_no", "Повне державне утримання")
BOOK.fact("family", "paid_already", "yes_no", "Чи вже виплачено допомогу на поховання")

BOOK.parameter("TIMES", "burial.monthly_amounts")
BOOK.parameter("APPLY_MONTHS", "burial.apply_months")


@BOOK.rule("family", act=AID_ACT, point="", since=BEGAN)
def of_aid(v, aid_amount, TIMES):
    """Щомісячна допомога померлої людини {aid_amount}, таких сум — {TIMES}: {result}."""
    return aid_amount * TIMES


@BOOK.rule("family", act=ACT, point="", since=BEGAN)
def once(v, route, of_aid, local_sum):
    """На поховання одноразово: {result}."""
    return v.where(route == 1, of_aid, v.where(route == 0, local_sum, 0))


@BOOK.rule("family", act=ACT, point="", since=BEGAN)
def amount(v):
    """Щомісяця не платять: {result}."""
    return 0


@BOOK.rule("family", act=ACT, point="", since=BEGAN, unit="yes_no")
def late(v, months_since_death, APPLY_MONTHS):
    """Від смерті минуло (неповний місяць — як цілий): {months_since_death}. Пізніше, ніж можна: {result}."""
    return months_since_death > APPLY_MONTHS


@BOOK.refusal(act=ACT, point="", clause="поховання влаштовує інша людина", since=BEGAN)
def somebody_else_buries(v, buries):
    """Допомогу платять тому, хто поховав людину або взявся її поховати. Заяву має подати саме ця людина."""
    return v.no(buries)


@BOOK.refusal(act=ACT, point="", clause="померла людина була на повному державному утриманні", since=BEGAN)
def kept_by_state(v, state_kept):
    """Людина жила на повному державному утриманні: поховання оплачує заклад. Спитайте про це в закладі."""
    return state_kept


@BOOK.refusal(act=ACT, point="", clause="допомогу на поховання вже виплачено", since=BEGAN)
def paid_before(v, paid_already):
    """Допомогу на поховання цієї людини вже виплачено, а платять її один раз. Якщо це помилка, спитайте в органі,
    який її виплатив."""
    return paid_already


@BOOK.refusal(act=ACT, point="", clause="заяву подано пізніше, ніж дозволяє порядок", since=BEGAN)
def applied_late(v, route, late, APPLY_MONTHS):
    """Від дня смерті минуло більше, ніж дозволено ({APPLY_MONTHS}). Якщо дату смерті записано з помилкою, виправте
    її і подайте знову. Спитайте у громаді про матеріальну допомогу."""
    return (route == 0) & late


@BOOK.doubt(act=AID_ACT, clause="заяву подано пізно, а строк цього закону не звірено", since=BEGAN)
def late_for_aid(v, route, late, APPLY_MONTHS):
    """Від дня смерті минуло більше, ніж {APPLY_MONTHS}. Чи діє такий строк, коли людина отримувала державну
    допомогу, вирішує спеціаліст за текстом закону."""
    return (route == 1) & late


@BOOK.doubt(act=ACT, clause="померла людина отримувала пенсію або іншу виплату", since=BEGAN)
def other_payment(v, route):
    """Людина отримувала пенсію або іншу виплату. Поховання тоді може оплачувати інший орган: куди звернутися,
    скаже спеціаліст."""
    return route == 2


@BOOK.doubt(act=ACT, clause="сума дорівнює нулю", since=BEGAN)
def nothing_to_pay(v, route, once):
    """Сума виходить нульова. Розмір допомоги звірить спеціаліст."""
    return (route < 2) & (once == 0)
