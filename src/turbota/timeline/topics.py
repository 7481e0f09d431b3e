"""What a life-line tells of, who looks at it, and how much may be shown. Pure."""

from enum import IntEnum, StrEnum


class Topic(StrEnum):
    """A kind of event. The value stands in the row and in the address of a filter."""

    APPLICATION = "application"
    DECISION = "decision"
    AWARD = "award"
    REPORT = "report"
    CASE = "case"
    MANAGER = "manager"
    TEAM = "team"
    ASSESSMENT = "assessment"
    PLAN = "plan"
    SERVICE = "service"
    VISIT = "visit"
    MEETING = "meeting"
    ASKED = "asked"
    GRANT = "grant"
    DOCUMENT = "document"
    PAPER = "paper"


class Strand(StrEnum):
    """The two strands of the line."""

    MONEY = "money"
    CARE = "care"


class Viewer(StrEnum):
    """Who looks: by what he has to do with the person, not by his rank."""

    MANAGER = "manager"
    FORMER = "former"
    SUPERVISOR = "supervisor"
    TEAM = "team"
    PERSON = "person"


class Level(IntEnum):
    """How much of an event is shown."""

    NOTHING = 0
    EXISTENCE = 1
    FULL = 2


TITLES: dict[Topic, str] = {
    Topic.APPLICATION: "Заява про допомогу",
    Topic.DECISION: "Рішення про допомогу",
    Topic.AWARD: "Виплата припинена",
    Topic.REPORT: "Повідомлення",
    Topic.CASE: "Випадок",
    Topic.MANAGER: "Соціальний менеджер",
    Topic.TEAM: "Команда",
    Topic.ASSESSMENT: "Оцінювання потреб",
    Topic.PLAN: "Індивідуальний план",
    Topic.SERVICE: "Послуга",
    Topic.VISIT: "Візит",
    Topic.MEETING: "Нарада команди",
    Topic.ASKED: "Заява про послуги",
    Topic.GRANT: "Рішення про послуги",
    Topic.DOCUMENT: "Документ до заяви про допомогу",
    Topic.PAPER: "Документ до заяви про послуги",
}
MONEY = (Topic.APPLICATION, Topic.DECISION, Topic.AWARD, Topic.DOCUMENT)
STRANDS: dict[Topic, Strand] = {topic: Strand.MONEY if topic in MONEY else Strand.CARE for topic in Topic}
VIEWERS: dict[Viewer, str] = {
    Viewer.MANAGER: "соціальний менеджер випадку",
    Viewer.FORMER: "попередній менеджер, поки може читати",
    Viewer.SUPERVISOR: "супервізор",
    Viewer.TEAM: "член команди",
    Viewer.PERSON: "сама людина",
}
LEVELS: dict[Level, str] = {
    Level.NOTHING: "нічого",
    Level.EXISTENCE: "лише те, що це було",
    Level.FULL: "повністю",
}
