"""Options of questions that several kinds ask. Stored values are English codes, labels are read by people."""

from __future__ import annotations

from turbota.assistance.forms import Choice

OCCUPATIONS = (
    Choice("works", "Робота", "за договором, на себе або в особистому господарстві зі сплатою внеску"),
    Choice("serves", "Служба", "у війську, поліції, рятувальній службі"),
    Choice("studies_full_time", "Навчання на денній або дуальній формі"),
    Choice("registered_unemployed", "Облік у центрі зайнятості"),
    Choice("pensioner", "Пенсія"),
    Choice("cares_child", "Догляд за дитиною до 3 років", "або до 6 років за медичним висновком"),
    Choice(
        "cares_adult",
        "Догляд за людиною, якій він потрібен",
        "за дитиною з інвалідністю чи людиною I групи",
    ),
    Choice("expects_child", "Вагітність, відпустка перед пологами або після них"),
    Choice("ill", "Довга хвороба або лікування"),
    Choice("child", "Дитина до 18 років"),
    Choice("idle", "Ні роботи, ні навчання"),
)

DISABILITY = (
    Choice("none", "Немає"),
    Choice("group_1", "I група"),
    Choice("group_2", "II група"),
    Choice("group_3", "III група"),
    Choice("child", "Дитина з інвалідністю"),
)

RELATIONS = (
    Choice("husband", "Чоловік"),
    Choice("wife", "Дружина"),
    Choice("child", "Син або донька", "також усиновлені"),
    Choice("ward", "Дитина під опікою"),
    Choice("mother", "Мати"),
    Choice("father", "Батько"),
    Choice("grandchild", "Онук або онука"),
    Choice("other", "Хтось інший"),
)

INCOME_CLASSES = (
    Choice("wage", "Зарплата", "сума після податку на доходи"),
    Choice("military_pay", "Військове забезпечення"),
    Choice("pension", "Пенсія"),
    Choice("scholarship", "Стипендія"),
    Choice("orphan_scholarship", "Соціальна стипендія дитини-сироти"),
    Choice("social_payment", "Соціальна допомога"),
    Choice("one_time_aid", "Одноразова допомога або компенсація"),
    Choice("housing_subsidy", "Житлова субсидія"),
    Choice("unemployment", "Допомога з безробіття"),
    Choice("alimony", "Аліменти"),
    Choice("abroad_transfer", "Переказ з-за кордону"),
    Choice("rent", "Оренда: здаєте житло, землю чи інше"),
    Choice("other", "Інший дохід"),
)
