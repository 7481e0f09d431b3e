"""What a family may have that opens a kind of assistance to it; ``kind.yaml`` names them under ``when``.

They only sort: who named none of a kind's circumstances sees that kind apart, with the reason, and can still open
it. No rule reads them, and none of them is an answer of an application.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from turbota.assistance.forms import Answers
from turbota.assistance.household import age


@dataclass(frozen=True)
class Circumstance:
    """One thing that a person may tick: the situation of life it stands under, and its words."""

    situation: str
    title: str


CIRCUMSTANCES = {
    "pregnancy": Circumstance("child", "Вагітність або нещодавні пологи"),
    "infant": Circumstance("child", "Дитина, якій немає року"),
    "alone": Circumstance("child", "Виховую дитину сама або сам"),
    "unpaid_maintenance": Circumstance("child", "Другий із батьків не платить аліментів"),
    "many_children": Circumstance("child", "Троє або більше дітей"),
    "ill_child": Circumstance("child", "Тяжко хвора дитина"),
    "hired_carer": Circumstance("child", "За дитиною до 6 років доглядає няня"),
    "ward": Circumstance("foster", "Опіка чи піклування над дитиною"),
    "foster": Circumstance("foster", "Прийомна родина або дитячий будинок сімейного типу"),
    "patron": Circumstance("foster", "Дитина живе в нас за патронатом"),
    "bills": Circumstance("money", "Важко платити за житло, світло, воду, опалення"),
    "privilege": Circumstance("money", "Є пільга на комунальні послуги або паливо"),
    "hardship": Circumstance("money", "Немає роботи або сталася біда"),
    "displaced": Circumstance("war", "Ми переселенці"),
    "war_harm": Circumstance("war", "Постраждали через війну"),
    "conscript": Circumstance("war", "Строкова служба, з якої звільнили"),
    "veteran": Circumstance("war", "Статус ветерана війни чи праці"),
    "volunteer": Circumstance("war", "Поранення або загибель волонтера"),
    "disabled_child": Circumstance("disability", "Дитина з інвалідністю"),
    "disabled_adult": Circumstance("disability", "Інвалідність у дорослого"),
    "explosion": Circumstance("disability", "Поранення від міни чи вибухівки"),
    "treatment": Circumstance("disability", "Потрібне санаторне лікування"),
    "cares": Circumstance("care", "Доглядаю за людиною, яка не може без допомоги"),
    "needs_care": Circumstance("care", "Комусь у родині потрібен постійний догляд"),
    "old_age": Circumstance("age", "Літня людина без пенсії"),
    "funeral": Circumstance("loss", "Помер рідний, ховаємо його ми"),
    "orphan": Circumstance("loss", "Дитина втратила матір або батька"),
    "chornobyl": Circumstance("status", "Постраждали від Чорнобильської катастрофи"),
    "repressed": Circumstance("status", "Постраждали від репресій 1917–1991 років"),
    "maidan": Circumstance("status", "Поранення або загибель під час Революції Гідності"),
    "trafficking": Circumstance("status", "Постраждали від торгівлі людьми"),
    "title": Circumstance("status", "Звання Героя України, Матері-героїні або Праведника"),
}
MANY_CHILDREN = 3
OLD = 60  # a hint what to tick, not the age of any rule
OCCUPATIONS = {"expects_child": "pregnancy", "cares_adult": "cares"}


def concerns(when: Collection[str], named: Collection[str]) -> bool:
    """Is a kind with these circumstances for a family that named those. A kind without any is for everybody."""
    return not when or not set(when).isdisjoint(named)


def seen(household: Answers, on: date) -> tuple[str, ...]:
    """The circumstances that the first answers show by themselves, in the written order."""
    people = [household.get("applicant") or {}, *(household.get("members") or [])]
    found = {code for person in people for code in _of_person(person, on)}
    children = [age(one.get("birth_date"), on) for one in people if one.get("relation") in ("child", "ward")]
    if sum(years is not None and years < 18 for years in children) >= MANY_CHILDREN:
        found.add("many_children")
    return tuple(code for code in CIRCUMSTANCES if code in found)


def _of_person(person: Mapping[str, Any], on: date) -> set[str]:
    years, disability = age(person.get("birth_date"), on), person.get("disability")
    shown = {
        "infant": years == 0 and person.get("relation") == "child",
        "ward": person.get("relation") == "ward",
        "disabled_child": disability == "child",
        "disabled_adult": disability in ("group_1", "group_2", "group_3"),
        "old_age": years is not None and years >= OLD and person.get("occupation") != "pensioner",
    }
    found = {code for code, holds in shown.items() if holds}
    return found | {OCCUPATIONS[one] for one in [person.get("occupation")] if one in OCCUPATIONS}
