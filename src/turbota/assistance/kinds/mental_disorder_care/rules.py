"""The rules of care for a person with a mental disorder: whole numbers, one return each, a sentence each.

Points of КМУ 1192 were not read, so none is named. Whether the carer works does not matter.
"""

# Rule bodies have no types: they take an int or a column of ints. mypy checks the engine around them.
# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

from turbota.assistance import part_months
from turbota.assistance.headcount import declare_headcount
from turbota.assistance.income import declare_facts, declare_rules
from turbota.law.engine.book import Book

ACT = "постанова КМУ № 1192 від 02.08.2000"
BEGAN = "2020-07-01"  # КМУ 632 counts income since this day

BOOK = Book("mental_disorder_care")

BOOK.fact("family", "carer_age", "years", "Ваша дата народження")
BOOK.fact("family", "carer_capable", "yes_no", "Чи ви дієздатні")
BOOK.fact("family", "lives_together", "yes_no", "Чи живете ви разом")
BOOK.fact("family", "conclusion", "yes_no", "Чи є висновок лікарської комісії")
BOOK.fact("member", "age", "years", "Дата народження")
BOOK.fact("member", "cared", "yes_no", "Чи доглядаєте за цією людиною")
BOOK.fact("member", "disability", "code", "Інвалідність")
BOOK.fact("member", "mental_disorder", "yes_no", "Чи інвалідність через психічний розлад")
BOOK.fact("member", "term_over", "yes_no", "Строк інвалідності")
declare_facts(BOOK)

BOOK.parameter("PM", "subsistence_minimum.general", anchor="award")
BOOK.parameter("MINIMUMS", "mental_disorder_care.minimums", anchor="award")
BOOK.parameter("MOST", "mental_disorder_care.most", anchor="award")
BOOK.parameter("TERM_MONTHS", "mental_disorder_care.term_months")
part_months.declare(BOOK, "part_month.term_end")
BOOK.parameter("MAJORITY", "age.majority")


@BOOK.rule("member", act=ACT, point="", since=BEGAN, unit="yes_no")
def ill_enough(v, cared, disability, mental_disorder):
    """I або II група через психічний розлад: {result}."""
    return cared & mental_disorder & ((disability == 1) | (disability == 2))


@BOOK.rule("member", act=ACT, point="", since=BEGAN, unit="yes_no")
def ended(v, ill_enough, term_over):
    """Строк інвалідності закінчився: {result}."""
    return ill_enough & term_over


@BOOK.rule("member", act=ACT, point="", since=BEGAN, unit="yes_no")
def other_disability(v, cared, ill_enough):
    """Доглядають, але група або причина інвалідності інша: {result}."""
    return cared & v.no(ill_enough)


declare_rules(BOOK)
declare_headcount(BOOK, ACT, BEGAN)


@BOOK.rule("family", act=ACT, point="", since=BEGAN)
def ceiling(v, PM, MINIMUMS, persons):
    """Прожитковий мінімум {PM} × {MINIMUMS} × {persons} = {result}."""
    return PM * MINIMUMS * persons


@BOOK.rule("family", act=ACT, point="", since=BEGAN)
def difference(v, ceiling, average_income):
    """Різниця між цією сумою і середнім доходом родини: {ceiling} − {average_income} = {result}."""
    return v.at_least(ceiling - average_income, 0)


@BOOK.rule("family", act=ACT, point="", since=BEGAN)
def amount(v, difference, PM, MOST):
    """Допомога на місяць: різниця {difference}, але не більше ніж {PM} × {MOST}: {result}."""
    return v.at_most(difference, PM * MOST)


@BOOK.refusal(act=ACT, point="", clause="немає людини, за якою доглядають", since=BEGAN)
def nobody_cared(v, any_cared):
    """Ви не назвали людину, за якою доглядаєте. Додайте її до родини й подайте знову."""
    return any_cared == 0


@BOOK.refusal(act=ACT, point="", clause="немає I чи II групи внаслідок психічного розладу", since=BEGAN)
def not_by_disorder(v, any_other_disability, count_ill_enough):
    """Допомогу платять за догляд за людиною з I чи II групою через психічний розлад. Якщо таку групу
    встановлять, подайте знову."""
    return (any_other_disability > 0) & (count_ill_enough == 0)


@BOOK.refusal(act=ACT, point="", clause="строк інвалідності закінчився", since=BEGAN)
def term_ended(v, any_ended):
    """Строк, на який встановили інвалідність, закінчився. Після повторного огляду подайте заяву знову."""
    return any_ended > 0


@BOOK.refusal(act=ACT, point="", clause="немає висновку лікарської комісії про постійний догляд", since=BEGAN)
def no_conclusion(v, conclusion):
    """Немає висновку лікарської комісії, що людина потребує постійного стороннього догляду. Візьміть його
    в лікаря і подайте знову."""
    return v.no(conclusion)


@BOOK.refusal(act=ACT, point="", clause="людина, яка доглядає, живе окремо", since=BEGAN)
def lives_apart(v, lives_together):
    """Ви живете окремо від людини, за якою доглядаєте. Якщо живете разом, а зареєстровані окремо, виправте
    відповідь: це підтвердить акт обстеження."""
    return v.no(lives_together)


@BOOK.refusal(act=ACT, point="", clause="той, хто доглядає, не повнолітній або не дієздатний", since=BEGAN)
def carer_unfit(v, carer_age, carer_capable, MAJORITY):
    """Доглядати має дієздатна людина, якій вже є {MAJORITY} років. Заяву може подати хтось інший, хто живе
    разом із вами."""
    return (carer_age < MAJORITY) | v.no(carer_capable)


@BOOK.refusal(act=ACT, point="", clause="дохід не менший за три прожиткові мінімуми на кожного", since=BEGAN)
def income_not_below(v, average_income, ceiling):
    """Середній дохід родини за місяць {average_income} не менший за {ceiling}. Якщо дохід стане менший,
    подайте знову."""
    return average_income >= ceiling


@BOOK.doubt(act=ACT, clause="доглядають за кількома людьми", since=BEGAN)
def several_cared(v, count_cared):
    """Ви доглядаєте за кількома людьми. Чи платять за кожну, вирішує спеціаліст за текстом акта."""
    return count_cared > 1
