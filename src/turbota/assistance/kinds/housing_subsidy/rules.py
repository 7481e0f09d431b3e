"""The rules of the housing subsidy, on the engine of ``law``.

КМУ 848 and КМУ 1156 were read in retellings only, so points are empty and nothing is verified. The share of the
obligatory payment is a whole number of hundredths of a percent: that is its rounding to two decimals.
"""

# Rule bodies have no types: they take an int or a column of ints. mypy checks the engine around them.
# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

from turbota.assistance import income, services
from turbota.law.engine.book import Book, Rounding
from turbota.law.engine.vocabulary import ratio

CODE = "housing_subsidy"
ACT = "постанова КМУ № 848 від 21.10.1995"
SHARE_ACT = "постанова КМУ № 1156 від 27.07.1998"
BEGAN = "2024-01-01"
TO_KOPIYKA = Rounding("до копійки, половина копійки вгору", ACT, verified=False)
TO_HUNDREDTH = Rounding("до двох знаків після коми, половина вгору", SHARE_ACT, verified=False)

BOOK = Book(CODE)

BOOK.fact("family", "area", "m2", "Загальна площа житла")
BOOK.fact("family", "house", "yes_no", "Будинок, а не квартира")
BOOK.fact("family", "purchase", "kopiykas", "Найбільша покупка за 12 місяців")
BOOK.fact("family", "purchase_exempt", "yes_no", "Чи була покупка на лікування або обмін житла")
BOOK.fact("family", "currency", "kopiykas", "Купівля валюти й металів за 12 місяців")
BOOK.fact("family", "deposit", "kopiykas", "Сума на депозитах")
BOOK.fact("family", "second_dwelling", "yes_no", "Друге житло")
BOOK.fact("family", "debt_months", "months", "За скільки місяців борг за послуги")
BOOK.fact("family", "debt", "kopiykas", "Сума боргу за послуги")
BOOK.fact("family", "debt_settled", "yes_no", "Чи розстрочено або оскаржено борг")
BOOK.fact("family", "overpaid", "yes_no", "Неповернута переплата субсидії")
BOOK.fact("family", "alimony_months", "months", "За скільки місяців борг з аліментів")
BOOK.fact("family", "wants_fuel", "yes_no", "Чи потрібна субсидія на паливо")
BOOK.fact("member", "age", "years", "Дата народження")
BOOK.fact("member", "disability", "code", "Інвалідність")
BOOK.fact("member", "pensioner", "yes_no", "Пенсія")
BOOK.fact("member", "idle_months", "months", "Місяці без роботи й навчання")
BOOK.fact("member", "working", "yes_no", "Робота")
BOOK.fact("member", "abroad", "days", "Дні за кордоном разом за пів року")
income.declare_classes(BOOK)
BOOK.fact("month", "in_half_year", "yes_no", "Місяць із пів року доходів")
BOOK.fact("month", "in_pension_month", "yes_no", "Місяць пенсії")
services.declare_facts(BOOK)

BOOK.parameter("PM", "subsistence_minimum.general", "january")
BOOK.parameter("KG", "subsidy.kg")
BOOK.parameter("RG", "subsidy.rg")
BOOK.parameter("AREA_PERSON", "subsidy.area_person")
BOOK.parameter("AREA_HOUSEHOLD", "subsidy.area_household")
BOOK.parameter("ALONE_PERCENT", "subsidy.area_alone_percent")
BOOK.parameter("MAJORITY", "age.majority")
BOOK.parameter("PENSION_AGE", "age.pension")
BOOK.parameter("HALF_YEAR", f"{CODE}.window_months")
BOOK.table("AREA_LIMIT", (f"{CODE}.area_flat", f"{CODE}.area_house"))
for _name in ("debt_months", "debt_limit", "abroad_days", "purchase_limit", "currency_limit", "deposit_limit",
              "alimony_months"):  # fmt: skip
    BOOK.parameter(f"MOST_{_name.upper()}", f"{CODE}.{_name}")


@BOOK.rule("member", act=ACT, point="", since=BEGAN, unit="yes_no")
def lives_here(v, age):
    """Людина з домогосподарства: {result}."""
    return age >= 0


@BOOK.rule("member", act=ACT, point="", since=BEGAN, unit="yes_no")
def incapable(v, disability, pensioner, age, PENSION_AGE):
    """Втратив працездатність або має інвалідність: {result}."""
    return (disability > 0) | pensioner | (age >= PENSION_AGE)


@BOOK.rule("member", act=ACT, point="", since=BEGAN, unit="yes_no")
def incapable_idle(v, incapable, working):
    """Непрацездатна людина, яка не працює: {result}."""
    return incapable & v.no(working)


@BOOK.rule("member", act=ACT, point="", since=BEGAN, unit="yes_no")
def idle_adult(v, age, incapable, idle_months, MAJORITY):
    """Працездатний дорослий не працює й не навчається {idle_months}: {result}."""
    return (age >= MAJORITY) & v.no(incapable) & (idle_months > 0)


@BOOK.rule("member", act=ACT, point="", since=BEGAN, unit="yes_no")
def abroad_too_long(v, age, abroad, MAJORITY, MOST_ABROAD_DAYS):
    """За кордоном разом {abroad}, дозволено {MOST_ABROAD_DAYS}. Довше, ніж можна: {result}."""
    return (age >= MAJORITY) & (abroad > MOST_ABROAD_DAYS)


income.declare_counted(BOOK, BEGAN)


@BOOK.rule("month", act=ACT, point="", since=BEGAN)
def income_by_half_year(v, counted_income, pension, in_half_year):
    """Дохід за місяць, крім пенсії, з пів року: {result}."""
    return (counted_income - pension) * in_half_year


@BOOK.rule("month", act=ACT, point="", since=BEGAN)
def income_by_month(v, pension, in_pension_month):
    """Пенсія за місяць, який беруть для субсидії: {result}."""
    return pension * in_pension_month


@BOOK.rule("family", act=ACT, point="", since=BEGAN)
def half_year_income(v, sum_income_by_half_year):
    """Дохід за пів року, крім пенсій: {result}."""
    return sum_income_by_half_year


@BOOK.rule("family", act=ACT, point="", since=BEGAN)
def pensions(v, sum_income_by_month):
    """Пенсії за місяць: {result}."""
    return sum_income_by_month


@BOOK.rule("family", act=ACT, point="", since=BEGAN)
def income_total(v, half_year_income, pensions):
    """Увесь дохід, який узято до розрахунку: {half_year_income} + {pensions} = {result}."""
    return half_year_income + pensions


@BOOK.rule("family", act=ACT, point="", since=BEGAN, rounding=TO_KOPIYKA)
def average_income(v, half_year_income, pensions, HALF_YEAR):
    """Середньомісячний дохід: {half_year_income} / {HALF_YEAR} + {pensions} = {result}."""
    return ratio(half_year_income, 1, HALF_YEAR) + pensions


@BOOK.rule("family", act=ACT, point="", since=BEGAN, unit="persons")
def persons(v, count_lives_here):
    """У домогосподарстві: {result}."""
    return count_lives_here


@BOOK.rule("family", act=SHARE_ACT, point="", since=BEGAN, rounding=TO_KOPIYKA)
def income_for_one(v, average_income, persons):
    """Середньомісячний дохід на людину: {average_income} / {persons} = {result}."""
    return ratio(average_income, 1, v.at_least(persons, 1))


@BOOK.rule("family", act=SHARE_ACT, point="", since=BEGAN, unit="basis_points", rounding=TO_HUNDREDTH)
def share(v, income_for_one, PM, KG, RG):
    """Обов’язкова частка Ро = Кд / Кг × Рг: {income_for_one} / {PM} / {KG} × {RG} % = {result}."""
    return ratio(income_for_one, RG * 100, PM * KG)


@BOOK.rule("family", act=SHARE_ACT, point="", since=BEGAN, rounding=TO_KOPIYKA)
def obligatory_payment(v, average_income, share):
    """Обов’язковий платіж: {average_income} × {share} = {result}."""
    return ratio(average_income, share, 100 * 100)


@BOOK.rule("family", act=ACT, point="", since=BEGAN, unit="yes_no")
def alone(v, count_incapable_idle, persons):
    """Живуть самі непрацездатні люди, які не працюють: {result}."""
    return count_incapable_idle >= persons


@BOOK.rule("family", act=ACT, point="", since=BEGAN, unit="m2")
def common_area(v, persons, AREA_PERSON, AREA_HOUSEHOLD):
    """Соціальна норма житла: {AREA_PERSON} × {persons} + {AREA_HOUSEHOLD} = {result}."""
    return persons * AREA_PERSON + AREA_HOUSEHOLD


@BOOK.rule("family", act=ACT, point="", since=BEGAN, unit="m2", rounding=TO_HUNDREDTH)
def social_area(v, common_area, alone, ALONE_PERCENT):
    """Норма житла цього домогосподарства: {result}."""
    return v.where(alone, ratio(common_area, ALONE_PERCENT + 100, 100), common_area)


@BOOK.rule("family", act=ACT, point="", since=BEGAN, unit="m2")
def paid_area(v, area, social_area):
    """Площа, на яку рахують послуги: не більша за {social_area}, усього {area}, тож {result}."""
    return v.at_most(area, social_area)


services.declare_rules(BOOK, act=ACT, since=BEGAN, rounding=TO_KOPIYKA)


@BOOK.rule("family", act=ACT, point="", since=BEGAN)
def cost_within_norms(v, sum_cost):
    """Вартість послуг у межах норм за місяць: {result}."""
    return sum_cost


@BOOK.rule("family", act=ACT, point="", since=BEGAN)
def amount(v, cost_within_norms, obligatory_payment):
    """Субсидія на місяць: {cost_within_norms} − {obligatory_payment} = {result}."""
    return v.at_least(cost_within_norms - obligatory_payment, 0)


@BOOK.nothing(act=ACT, point="", clause="обов’язковий платіж не менший за вартість послуг", since=BEGAN)
def paid_by_itself(v, cost_within_norms, obligatory_payment):
    """Послуги в межах норм коштують {cost_within_norms} на місяць, а обов’язковий платіж родини —
    {obligatory_payment}. Доплачувати нема чого. Якщо дохід стане менший або тарифи зростуть, подайте знову."""
    return obligatory_payment >= cost_within_norms


@BOOK.refusal(act=ACT, point="", clause="борг за послуги", since=BEGAN)
def services_debt(v, debt_months, debt, debt_settled, MOST_DEBT_MONTHS, MOST_DEBT_LIMIT):
    """Борг за послуги за {debt_months} на {debt}, а дозволено за {MOST_DEBT_MONTHS} або на {MOST_DEBT_LIMIT}.
    Сплатіть борг або домовтеся з надавачем про розстрочення і подайте знову."""
    return (debt_months > MOST_DEBT_MONTHS) & (debt > MOST_DEBT_LIMIT) & v.no(debt_settled)


@BOOK.refusal(act=ACT, point="", clause="хтось із дорослих довго був за кордоном", since=BEGAN)
def adult_abroad(v, any_abroad_too_long, MOST_ABROAD_DAYS):
    """Хтось із дорослих був за кордоном довше ніж {MOST_ABROAD_DAYS} у періоді, за який рахують доходи.
    Подайте знову на наступний сезон."""
    return any_abroad_too_long > 0


@BOOK.refusal(act=ACT, point="", clause="покупка понад установлену суму", since=BEGAN)
def purchase_over_limit(v, purchase, purchase_exempt, MOST_PURCHASE_LIMIT):
    """Покупка на {purchase} більша за {MOST_PURCHASE_LIMIT}. Подайте знову, коли від дня покупки мине 12 місяців.
    Покупки на лікування й обмін житла не рахують: скажіть про це, якщо у вас так."""
    return (purchase > MOST_PURCHASE_LIMIT) & v.no(purchase_exempt)


@BOOK.refusal(act=ACT, point="", clause="купівля валюти чи металів понад установлену суму", since=BEGAN)
def currency_over_limit(v, currency, MOST_CURRENCY_LIMIT):
    """Куплено валюти й банківських металів на {currency}, більше за {MOST_CURRENCY_LIMIT}. Подайте знову, коли від дня
    купівлі мине 12 місяців."""
    return currency > MOST_CURRENCY_LIMIT


@BOOK.refusal(act=ACT, point="", clause="гроші на депозитах понад установлену суму", since=BEGAN)
def deposit_over_limit(v, deposit, MOST_DEPOSIT_LIMIT):
    """Сума на депозитах {deposit} більша за {MOST_DEPOSIT_LIMIT}. Якщо стане менша, подайте знову."""
    return deposit > MOST_DEPOSIT_LIMIT


@BOOK.refusal(act=ACT, point="", clause="не повернуто надміру виплачену субсидію", since=BEGAN)
def subsidy_overpaid(v, overpaid):
    """Є субсидія, яку вам переплатили й ви ще не повернули. Поверніть її або домовтеся про повернення частинами і
    подайте знову."""
    return overpaid > 0


@BOOK.refusal(act=ACT, point="", clause="борг з аліментів", since=BEGAN)
def alimony_debt(v, alimony_months, MOST_ALIMONY_MONTHS):
    """Хтось у родині має борг з аліментів за {alimony_months}, а дозволено за {MOST_ALIMONY_MONTHS}. Сплатіть борг і
    подайте знову."""
    return alimony_months > MOST_ALIMONY_MONTHS


@BOOK.refusal(act=ACT, point="", clause="більше ніж одне житло", since=BEGAN)
def more_than_one_dwelling(v, second_dwelling):
    """Родина має більше ніж одне житло. Якщо лишиться одне, подайте знову. Зруйноване житло й житло на окупованій
    території не рахують: скажіть про це, якщо у вас так."""
    return second_dwelling > 0


@BOOK.refusal(act=ACT, point="", clause="завелика площа житла", since=BEGAN)
def dwelling_too_large(v, area, house, AREA_LIMIT):
    """Площа житла {area}, а субсидію призначають на житло не більше за {AREA_LIMIT[house]}. Якщо в документах інша
    площа, покажіть їх спеціалістові."""
    return area > v.pick(AREA_LIMIT, house)


@BOOK.doubt(act=ACT, clause="працездатний дорослий без роботи й внеску", since=BEGAN)
def somebody_idle(v, any_idle_adult):
    """Хтось із дорослих не працює й не навчається, тож за нього могли не платити єдиного внеску. За скільки місяців це
    заважає субсидії, вирішує спеціаліст за текстом акта."""
    return any_idle_adult > 0


@BOOK.doubt(act=ACT, clause="субсидія на тверде паливо або скраплений газ", since=BEGAN)
def fuel_wanted(v, wants_fuel):
    """Потрібна субсидія також на паливо або газ у балонах. Її рахують окремо: вирішує спеціаліст за текстом акта."""
    return wants_fuel > 0
