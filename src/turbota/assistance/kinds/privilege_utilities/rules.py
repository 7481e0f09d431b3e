"""The rules of privileges for housing services and fuel, on the engine of ``law``.

КМУ 373 was read in retellings only, so points are empty and nothing is verified. The caps of fuel are products of a sum
and a long index: each is rounded to kopiykas by itself, once a day, in big integers.
"""

# Rule bodies have no types: they take an int or a column of ints. mypy checks the engine around them.
# mypy: disable-error-code="no-untyped-def, no-redef"

from __future__ import annotations

from turbota.assistance import income, part_months, services
from turbota.law.engine.book import Book, Rounding
from turbota.law.engine.vocabulary import ratio

CODE = "privilege_utilities"
ACT = "постанова КМУ № 373 від 17.04.2019"
BEGAN = "2024-01-01"
CAPS = "2026-01-01"  # the index of fuel is known from this day
TO_KOPIYKA = Rounding("до копійки, половина копійки вгору", ACT, verified=False)
TO_TEN = Rounding("до найближчих 10 гривень, половина вгору", ACT, verified=False)

BOOK = Book(CODE)

BOOK.fact("family", "percent", "percent", "Відсоток пільги")
BOOK.fact("family", "income_tested", "yes_no", "Чи залежить пільга від доходу")
BOOK.fact("family", "area", "m2", "Загальна площа житла")
BOOK.fact("family", "months_left", "months", "До якого дня надають пільгу")
BOOK.fact("family", "wants_utilities", "yes_no", "Чи потрібна пільга на послуги")
BOOK.fact("family", "wants_solid_fuel", "yes_no", "Чи потрібна пільга на тверде паливо")
BOOK.fact("family", "fuel_tonnes", "count", "Тонн палива за нормою")
BOOK.fact("family", "wants_lpg", "yes_no", "Чи потрібна пільга на газ у балонах")
BOOK.fact("family", "lpg_balloons", "count", "Балонів за нормою")
BOOK.fact("family", "lpg_unknown", "yes_no", "Чи не вписано, скільки балонів за нормою")
BOOK.fact("member", "covered", "yes_no", "Чи поширюється пільга на людину")
income.declare_facts(BOOK)
services.declare_facts(BOOK)

BOOK.parameter("PM", "subsistence_minimum.able_bodied", "january")
BOOK.parameter("INCOME_PERCENT", "privilege.income_percent")
BOOK.parameter("INCOME_ROUNDING", "privilege.income_rounding")
BOOK.parameter("AREA_PERSON", "privilege.area_person")
BOOK.parameter("AREA_FAMILY", "privilege.area_family")
BOOK.parameter("CAPS_KNOWN", f"{CODE}.caps_known")
part_months.declare(BOOK, "part_month.term_end")
BOOK.parameter("SOLID_NORM", f"{CODE}.solid_fuel_norm")
BOOK.parameter("LPG_NORM", f"{CODE}.lpg_norm")
BOOK.parameter("SOLID_BASE", "fuel.solid_base", since=CAPS)
BOOK.parameter("LPG_BASE", "fuel.lpg_base", since=CAPS)
BOOK.parameter("FUEL_INDEX", "fuel.index", since=CAPS)


@BOOK.rule("law", act=ACT, point="", since=BEGAN, rounding=TO_TEN)
def income_limit(v, PM, INCOME_PERCENT, INCOME_ROUNDING):
    """Межа доходу на людину: {PM} × {INCOME_PERCENT} %, округлено до {INCOME_ROUNDING}, тож {result}."""
    return ratio(PM, INCOME_PERCENT, 100 * INCOME_ROUNDING) * INCOME_ROUNDING


@BOOK.rule("law", act=ACT, point="", since=CAPS, rounding=TO_KOPIYKA)
def solid_fuel_cap(v, SOLID_BASE, FUEL_INDEX):
    """Гранична вартість тонни твердого палива: {SOLID_BASE} × {FUEL_INDEX} = {result}."""
    return ratio(SOLID_BASE, FUEL_INDEX, 100 * 100 * 100 * 100 * 100 * 100 * 100)


@BOOK.rule("law", act=ACT, point="", since=CAPS, rounding=TO_KOPIYKA)
def lpg_cap(v, LPG_BASE, FUEL_INDEX):
    """Гранична вартість балона газу: {LPG_BASE} × {FUEL_INDEX} = {result}."""
    return ratio(LPG_BASE, FUEL_INDEX, 100 * 100 * 100 * 100 * 100 * 100 * 100)


@BOOK.rule("member", act=ACT, point="", since=BEGAN, unit="yes_no")
def counts(v, covered):
    """Пільга поширюється на цю людину: {result}."""
    return covered


income.declare_rules(BOOK, BEGAN)


@BOOK.rule("family", act=ACT, point="", since=BEGAN, unit="persons")
def persons(v, count_covered):
    """Пільга поширюється на стільки людей: {result}."""
    return count_covered


@BOOK.rule("family", act=ACT, point="", since=BEGAN, rounding=TO_KOPIYKA)
def income_for_one(v, average_income, persons):
    """Середній дохід на людину за місяць: {average_income} / {persons} = {result}."""
    return ratio(average_income, 1, v.at_least(persons, 1))


@BOOK.rule("family", act=ACT, point="", since=BEGAN, unit="m2")
def privilege_area(v, persons, AREA_PERSON, AREA_FAMILY):
    """Норма площі: {AREA_PERSON} × {persons} + {AREA_FAMILY} = {result}."""
    return persons * AREA_PERSON + AREA_FAMILY


@BOOK.rule("family", act=ACT, point="", since=BEGAN, unit="m2")
def paid_area(v, area, privilege_area):
    """Площа, на яку рахують послуги: не більша за {privilege_area}, усього {area}, тож {result}."""
    return v.at_most(area, privilege_area)


services.declare_rules(BOOK, act=ACT, since=BEGAN, rounding=TO_KOPIYKA)


@BOOK.rule("line", act=ACT, point="", since=BEGAN, rounding=TO_KOPIYKA)
def discount(v, cost, percent):
    """Пільга на цю послугу: {cost} × {percent} % = {result}."""
    return ratio(cost, percent, 100)


@BOOK.rule("family", act=ACT, point="", since=BEGAN)
def amount(v, sum_discount, wants_utilities):
    """Пільга на послуги на місяць: {result}."""
    return sum_discount * wants_utilities


@BOOK.rule("family", act=ACT, point="", since=CAPS, rounding=TO_KOPIYKA)
def solid_fuel(v, solid_fuel_cap, fuel_tonnes, wants_solid_fuel, percent):
    """Пільга на тверде паливо: {solid_fuel_cap} × {fuel_tonnes} × {percent} % = {result}."""
    return ratio(solid_fuel_cap * fuel_tonnes * wants_solid_fuel, percent, 100)


@BOOK.rule("family", act=ACT, point="", since=CAPS, rounding=TO_KOPIYKA)
def lpg(v, lpg_cap, lpg_balloons, wants_lpg, percent):
    """Пільга на газ у балонах: {lpg_cap} × {lpg_balloons} × {percent} % = {result}."""
    return ratio(lpg_cap * lpg_balloons * wants_lpg, percent, 100)


@BOOK.rule("family", act=ACT, point="", since=BEGAN, until="2025-12-31")
def once(v, amount):
    """Пільга на паливо одноразово: граничні суми цього року невідомі, тож {result}."""
    return amount * 0


@BOOK.rule("family", act=ACT, point="", since=CAPS)
def once(v, solid_fuel, lpg):  # noqa: F811
    """Пільга на паливо одноразово: {solid_fuel} + {lpg} = {result}."""
    return solid_fuel + lpg


@BOOK.nothing(act=ACT, point="", clause="немає чого оплачувати за пільгою", since=BEGAN)
def nothing_to_pay(v, amount, once, wants_solid_fuel, wants_lpg, CAPS_KNOWN):
    """У цьому місяці немає послуг чи палива, на які діє пільга. Якщо пільга потрібна лише в опалювальний сезон, подайте
    заяву, коли він почнеться."""
    return (amount + once == 0) & ((CAPS_KNOWN > 0) | v.no(wants_solid_fuel | wants_lpg))


@BOOK.refusal(act=ACT, point="", clause="середній дохід на людину більший за межу", since=BEGAN)
def income_over_limit(v, income_tested, income_for_one, income_limit):
    """Середній дохід на людину за місяць {income_for_one} більший за {income_limit}, а ця пільга залежить від доходу.
    Якщо дохід стане менший, подайте знову."""
    return income_tested & (income_for_one > income_limit)


@BOOK.refusal(act=ACT, point="", clause="строк права на пільгу минув", since=BEGAN)
def right_is_over(v, months_left):
    """Документ про право на пільгу вже не діє. Продовжте його і подайте знову."""
    return months_left == 0


@BOOK.doubt(act=ACT, clause="гранична вартість палива невідома", since=BEGAN)
def caps_unknown(v, wants_solid_fuel, wants_lpg, CAPS_KNOWN):
    """Потрібна пільга на паливо, а граничних сум цього року в програмі немає. Скільки належить, вирішує спеціаліст за
    текстом акта."""
    return (wants_solid_fuel | wants_lpg) & (CAPS_KNOWN == 0)


@BOOK.doubt(act=ACT, clause="скільки балонів за нормою, не прочитано", since=BEGAN)
def lpg_norm_unknown(v, wants_lpg, lpg_unknown, LPG_NORM):
    """Потрібна пільга на газ у балонах. За оприлюдненими таблицями на рік дають {LPG_NORM} або більше; від чого
    це залежить, ми не прочитали. Скільки балонів належить, впише спеціаліст."""
    return wants_lpg & lpg_unknown & (LPG_NORM > 0)
