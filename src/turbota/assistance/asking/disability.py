"""Questions about a disability: the group, since when, its term, the need of care; and about a pension."""

from __future__ import annotations

from dataclasses import replace

from turbota.assistance.asking.options import DISABILITY
from turbota.assistance.forms import Choice, Condition, Question

GROUPS = ("group_1", "group_2", "group_3")
ADULT = Condition("disability", GROUPS)
ANY = Condition("disability", (*GROUPS, "child"))
WHY_TERM = "Допомогу платять, доки діє інвалідність."


def group(label: str, why: str, *, child: bool, page: str = "") -> Question:
    """The group of the disability; ``child`` adds the child with a disability."""
    return Question(
        "disability",
        label,
        "Якщо групу ще оформлюють, оберіть «Немає».",
        why,
        "choice",
        DISABILITY if child else DISABILITY[:4],
        page=page,
    )


SINCE_CHILDHOOD = Question(
    "since_childhood",
    "Чи це інвалідність з дитинства?",
    "Так має бути написано в довідці або витягу про інвалідність.",
    "Від цього залежить, за яким законом платять.",
    "yes_no",
    visible_when=ADULT,
)

TERM = (
    Question(
        "disability_term",
        "На який час встановлено інвалідність?",
        "Подивіться в довідці, витягу чи медичному висновку.",
        WHY_TERM,
        "choice",
        (Choice("dated", "До певного дня"), Choice("unlimited", "Безстроково")),
        visible_when=ANY,
    ),
    Question(
        "disability_until",
        "До якого дня?",
        "День є в довідці, витягу чи медичному висновку.",
        WHY_TERM,
        "date",
        visible_when=replace(ANY, also=Condition("disability_term", ("dated",))),
    ),
)

SUBGROUP = Question(
    "disability_subgroup",
    "Яка підгрупа?",
    "Підгрупа є в людей з I групою і в дітей із тяжкою інвалідністю.",
    "Від підгрупи залежить надбавка на догляд.",
    "choice",
    (Choice("a", "А"), Choice("b", "Б"), Choice("none", "Підгрупи немає")),
    visible_when=Condition("disability", ("group_1", "child")),
)

CARE = (
    Question(
        "care_needed",
        "Чи потребує постійного догляду?",
        "Так має бути написано в медичному висновку.",
        "Тоді до допомоги додають надбавку на догляд.",
        "yes_no",
        visible_when=Condition("disability", ("group_2", "group_3", "child")),
    ),
    Question(
        "lonely",
        "Чи це одинока людина?",
        "Немає рідних, які за законом мають про неї дбати.",
        "Людям II і III групи надбавку платять, якщо вони одинокі.",
        "yes_no",
        visible_when=Condition("disability", ("group_2", "group_3")),
    ),
    Question(
        "carer_works",
        "Чи працює або навчається той, хто доглядає за дитиною?",
        "Хто з дитиною щодня: мати, батько чи хтось інший.",
        "Від цього може залежати надбавка на догляд.",
        "yes_no",
        visible_when=Condition("disability", ("child",)),
    ),
)

PENSION = Question(
    "pension",
    "Чи є пенсія?",
    "Якщо пенсію ще оформлюють, оберіть «Немає».",
    "Ця допомога залежить від того, чи є пенсія.",
    "choice",
    (
        Choice("none", "Немає"),
        Choice("age", "За віком"),
        Choice("disability", "З інвалідності"),
        Choice("survivor", "У зв’язку з втратою годувальника"),
        Choice("other", "Інша"),
    ),
)
