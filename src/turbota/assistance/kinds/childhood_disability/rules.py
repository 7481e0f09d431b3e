"""The rules for disability since childhood: whole numbers, one return each, a sentence each.

Points of КМУ 79 were not read, so none is named. Codes of a disability: 1 to 3 the group, 4 a child. Codes of care:
0 none, 1 group I-A, 2 group I-Б, 3 lonely of group II or III, 4 child of sub-group A, 5 other child.
"""

# Rule bodies have no types: they take an int or a column of ints. mypy checks the engine around them.
# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

from turbota.assistance import part_months
from turbota.law.engine.book import Book, Rounding
from turbota.law.engine.vocabulary import ratio

CODE = "childhood_disability"
ACT = "постанова КМУ № 79 від 03.02.2021"
BEGAN = "2022-01-01"  # the first tables that were read
HALF_UP = Rounding("до копійки, половина копійки вгору", ACT, verified=False)

BOOK = Book(CODE)

BOOK.fact("member", "age", "years", "Дата народження")
BOOK.fact("member", "claimed", "yes_no", "Чи просять допомогу на цю людину")
BOOK.fact("member", "disability", "code", "Інвалідність")
BOOK.fact("member", "since_childhood", "yes_no", "Чи це інвалідність з дитинства")
BOOK.fact("member", "subgroup", "code", "Підгрупа інвалідності")
BOOK.fact("member", "care_needed", "yes_no", "Чи потребує постійного догляду")
BOOK.fact("member", "lonely", "yes_no", "Чи це одинока людина")
BOOK.fact("member", "carer_works", "yes_no", "Чи працює той, хто доглядає за дитиною")
BOOK.fact("member", "own_pension", "yes_no", "Чи є пенсія")
BOOK.fact("member", "term_over", "yes_no", "Строк інвалідності")

BOOK.codes["care_kind"] = (
    "немає",
    "I група, підгрупа А",
    "I група, підгрупа Б",
    "одинока людина II або III групи",
    "дитина підгрупи А",
    "дитина, яка потребує догляду",
)
GROUPS = ("lost_capacity", "child_under_6", "child_6_18")
BASES = ("group_1", "group_2", "group_3", "child")
CARES = ("care_adult_a", "care_adult_b", "care_lonely", "care_child_a", "care_child")
BOOK.table("MINIMUM", tuple(f"subsistence_minimum.{group}" for group in GROUPS), anchor="award")
BOOK.table("BASE", tuple(f"childhood_disability.base_{one}" for one in BASES), anchor="award")
BOOK.table("CARE", tuple(f"childhood_disability.{one}" for one in CARES), anchor="award")
BOOK.parameter("PM", "subsistence_minimum.lost_capacity", anchor="award")
BOOK.parameter("PM_6_18", "subsistence_minimum.child_6_18", anchor="award")
BOOK.parameter("PAID_UP_TO", "childhood_disability.paid_up_to", anchor="award")
BOOK.parameter("BASE_B", "childhood_disability.care_adult_a.reading_b_base", anchor="award")
BOOK.parameter("CARE_B", "childhood_disability.care_adult_a.reading_b_care", anchor="award")
BOOK.parameter("SCHOOL_AGE", "age.school")
part_months.declare(BOOK, "part_month.term_end")
BOOK.parameter("MAJORITY", "age.majority")


@BOOK.rule("member", act=ACT, point="", since=BEGAN, unit="yes_no")
def grown_up(v, claimed, disability, age, MAJORITY):
    """Дитина з інвалідністю, якій уже є {MAJORITY} років: {result}."""
    return claimed & (disability == 4) & (age >= MAJORITY)


@BOOK.rule("member", act=ACT, point="", since=BEGAN, unit="yes_no")
def later_in_life(v, claimed, disability, since_childhood):
    """Інвалідності немає або вона не з дитинства: {result}."""
    return claimed & ((disability == 0) | ((disability < 4) & v.no(since_childhood)))


@BOOK.rule("member", act=ACT, point="", since=BEGAN, unit="yes_no")
def ended(v, claimed, term_over):
    """Строк інвалідності закінчився: {result}."""
    return claimed & term_over


@BOOK.rule("member", act=ACT, point="", since=BEGAN, unit="yes_no")
def fits(v, claimed, grown_up, later_in_life, ended):
    """Належить до тих, кому платять цю допомогу: {result}."""
    return claimed & v.no(grown_up) & v.no(later_in_life) & v.no(ended)


@BOOK.rule("member", act=ACT, point="", since=BEGAN, unit="code")
def care_kind(v, fits, disability, subgroup, care_needed, lonely):
    """Надбавка на догляд: {result}."""
    return v.where(
        fits & (disability == 1) & (subgroup > 0),
        subgroup,
        v.where(
            fits & (disability == 4) & (subgroup == 1),
            4,
            v.where(
                fits & (disability == 4) & care_needed,
                5,
                v.where(fits & (disability > 1) & (disability < 4) & care_needed & lonely, 3, 0),
            ),
        ),
    )


@BOOK.rule("member", act=ACT, point="", since=BEGAN, rounding=HALF_UP)
def base(v, fits, disability, PM, BASE):
    """Основний розмір, частка від {PM}: {result}."""
    return v.where(fits, ratio(PM, v.pick(BASE, v.at_least(disability, 1) - 1), 100), 0)


@BOOK.rule("member", act=ACT, point="", since=BEGAN, rounding=HALF_UP)
def care(v, care_kind, age, MINIMUM, CARE, SCHOOL_AGE):
    """Надбавка на догляд: {result}."""
    return v.where(
        care_kind > 0,
        ratio(
            v.pick(MINIMUM, v.where(care_kind < 4, 0, v.where(age < SCHOOL_AGE, 1, 2))),
            v.pick(CARE, v.at_least(care_kind, 1) - 1),
            100,
        ),
        0,
    )


@BOOK.rule("member", act=ACT, point="", since=BEGAN, rounding=HALF_UP)
def top_up(v, fits, care_kind, base, PM, PAID_UP_TO):
    """Доплата до {PAID_UP_TO} % від {PM}, коли надбавки на догляд немає: {result}."""
    return v.where(fits & (care_kind == 0), v.at_least(ratio(PM, PAID_UP_TO, 100) - base, 0), 0)


@BOOK.rule("member", act=ACT, point="", since=BEGAN)
def payable(v, base, top_up, care):
    """До виплати: {base} + {top_up} + {care} = {result}."""
    return base + top_up + care


@BOOK.rule("member", act=ACT, point="", since=BEGAN, rounding=HALF_UP)
def payable_reading_b(v, care_kind, payable, PM, PM_6_18, BASE_B, CARE_B):
    """До виплати за іншим прочитанням, яке не рахуємо: {result}."""
    return v.where(care_kind == 1, ratio(PM, BASE_B, 100) + ratio(PM_6_18, CARE_B, 100), payable)


@BOOK.rule("member", act=ACT, point="", since=BEGAN, unit="yes_no")
def unclear_subgroup(v, fits, disability, subgroup):
    """I група, а підгрупу не названо: {result}."""
    return fits & (disability == 1) & (subgroup == 0)


@BOOK.rule("member", act=ACT, point="", since=BEGAN, unit="yes_no")
def unclear_pension(v, fits, own_pension):
    """Має пенсію: {result}."""
    return fits & own_pension


@BOOK.rule("member", act=ACT, point="", since=BEGAN, unit="yes_no")
def unclear_care(v, care_kind, carer_works):
    """Надбавка на догляд за дитиною, а той, хто доглядає, працює або навчається: {result}."""
    return (care_kind == 5) & carer_works


@BOOK.rule("member", act=ACT, point="", since=BEGAN, unit="yes_no")
def grouped_too_young(v, fits, disability, age, MAJORITY):
    """Група інвалідності в людини, якій ще немає {MAJORITY} років: {result}."""
    return fits & (disability < 4) & (age < MAJORITY)


@BOOK.rule("family", act=ACT, point="", since=BEGAN)
def amount(v, sum_payable):
    """Допомога на місяць на всіх: {result}."""
    return sum_payable


@BOOK.refusal(act=ACT, point="", clause="немає людини, на яку просять допомогу", since=BEGAN)
def nobody_named(v, any_claimed):
    """У заяві немає дитини з інвалідністю чи людини з інвалідністю з дитинства. Якщо інвалідність є,
    додайте цю людину й подайте знову."""
    return any_claimed == 0


@BOOK.refusal(act=ACT, point="", clause="інвалідність не з дитинства", since=BEGAN)
def not_since_childhood(v, any_later_in_life, count_fits):
    """Інвалідності немає або вона не з дитинства. Якщо в документі написано «з дитинства», виправте відповідь
    і подайте знову. Якщо ні, спитайте про пенсію або допомогу тим, хто не має права на пенсію."""
    return (any_later_in_life > 0) & (count_fits == 0)


@BOOK.refusal(act=ACT, point="", clause="дитині вже виповнилося 18 років", since=BEGAN)
def child_grown_up(v, any_grown_up, count_fits, MAJORITY):
    """Допомогу на дитину платять до {MAJORITY} років. Коли людині встановлять групу інвалідності з дитинства,
    подайте заяву з новим документом."""
    return (any_grown_up > 0) & (count_fits == 0)


@BOOK.refusal(act=ACT, point="", clause="строк інвалідності закінчився", since=BEGAN)
def term_ended(v, any_ended, count_fits):
    """Строк, на який встановили інвалідність, закінчився. Пройдіть повторний огляд і подайте заяву з новим
    документом."""
    return (any_ended > 0) & (count_fits == 0)


@BOOK.doubt(act=ACT, clause="умови виконано не для всіх, на кого просять допомогу", since=BEGAN)
def not_for_everybody(v, count_claimed, count_fits):
    """Допомогу просять на кількох людей, а умови виконано не для всіх. Кому призначити, вирішує спеціаліст."""
    return (count_fits > 0) & (count_fits < count_claimed)


@BOOK.doubt(act=ACT, clause="у людини I групи не названо підгрупу", since=BEGAN)
def without_subgroup(v, any_unclear_subgroup):
    """Від підгрупи залежить надбавка на догляд, а підгрупу не названо. Її з’ясує спеціаліст."""
    return any_unclear_subgroup > 0


@BOOK.doubt(act=ACT, clause="людина отримує пенсію", since=BEGAN)
def pension_too(v, any_unclear_pension):
    """Людина отримує пенсію. Чи платять тоді й цю допомогу, вирішує спеціаліст за текстом закону."""
    return any_unclear_pension > 0


@BOOK.doubt(act=ACT, clause="той, хто доглядає за дитиною, працює або навчається", since=BEGAN)
def carer_is_busy(v, any_unclear_care):
    """За дитиною доглядає людина, яка працює або навчається. Чи платять тоді надбавку на догляд, вирішує
    спеціаліст за текстом закону."""
    return any_unclear_care > 0


@BOOK.doubt(act=ACT, clause="група інвалідності в людини до 18 років", since=BEGAN)
def group_before_age(v, any_grouped_too_young, MAJORITY):
    """Людині ще немає {MAJORITY} років, а в документі — група інвалідності. Це звірить спеціаліст."""
    return any_grouped_too_young > 0
