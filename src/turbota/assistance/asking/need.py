"""What trouble a person is in: asked by the kinds that give services or things by an assessment of needs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from turbota.assistance.forms import Choice, Condition, Question

COMMUNITY = Question(
    "community",
    "Територіальна громада",
    "Назва вашої громади: вона ухвалює рішення. Наприклад: Вишнева. Якщо не знаєте, напишіть назву міста чи села, до "
    "якого вона належить.",
    "Рішення ухвалює громада, у якій ви живете.",
    max_length=120,
)
"""Stands in the section of the address: the community whose unit decides (КМУ 64 of 14.01.2026)."""

DISPLACED = Question(
    "displaced",
    "Чи ви внутрішньо переміщена особа?",
    "Відповідайте «Так», якщо маєте довідку про взяття на облік.",
    "Для переселенців рішення ухвалюють швидше.",
    "yes_no",
    page="Чи ви переселенець або переселенка?",
)
THREAT = Question(
    "threat",
    "Чи є зараз загроза життю або здоров’ю?",
    "Якщо так, спершу телефонуйте 112. Заяву розглянуть негайно.",
    "За загрози рішення ухвалюють не пізніше доби, і відмовити в послугах не можна.",
    "yes_no",
    page="Чи є зараз загроза життю або здоров’ю?",
)
VIOLENCE = Question(
    "violence",
    "Чи є насильство або жорстоке поводження з дитиною?",
    "Домашнє насильство або насильство за ознакою статі. Якщо відповідати тут небезпечно, телефонуйте 102.",
    "Тим, хто потерпає від насильства, відмовити в послугах не можна.",
    "choice",
    (
        Choice("none", "Ні"),
        Choice("domestic", "Так, домашнє насильство"),
        Choice("gender", "Так, насильство за ознакою статі"),
        Choice("child", "Так, жорстоке поводження з дитиною"),
    ),
    page="Чи є насильство або жорстоке поводження з дитиною?",
)
STORY = Question(
    "story",
    "Що сталося або що вам важко?",
    "Своїми словами: що не можете робити самі, хто допомагає зараз, що змінилося.",
    "За цими словами соціальний менеджер готується до першої розмови.",
    max_length=1500,
    page="Що сталося?",
)
SAFE_CONTACT = Question(
    "safe_contact",
    "Як зв’язатися з вами безпечно?",
    "Час і спосіб, коли поруч немає того, кого ви боїтеся. Якщо це неважливо, залиште порожнім.",
    required=False,
    max_length=300,
    visible_when=Condition("violence", ("domestic", "gender", "child")),
)


def danger_of(answers: Mapping[str, Any]) -> str:
    """What violence the answers tell of: "domestic", "gender", "child"; empty when of none or when nobody was asked."""
    told = str((answers.get("need") or {}).get("violence") or "")
    return "" if told == "none" else told
