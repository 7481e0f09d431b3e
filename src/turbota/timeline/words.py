"""Events in words for a reader. Pure but for the titles of kinds and machines."""

from turbota.applications.states import MACHINE as APPLICATION
from turbota.assistance import catalogue
from turbota.assistance.wording import sums
from turbota.casework.states import CASE_MACHINE, Field, Source
from turbota.decisions.states import Outcome
from turbota.timeline.lines import Event
from turbota.timeline.topics import Level, Topic

OF_APPLICATION = {row.verb: row.title for row in APPLICATION.transitions} | {
    "submit": "Подано заяву",
    "receive": "Подано заяву",
    "register": "Подано заяву в громаді",
    "ask": "Попросили доповнити заяву",
}
OF_CASE = {"open": "Випадок відкрито", **{row.verb: row.title for row in CASE_MACHINE.transitions}}
OF_REPORT = {
    Source.PUBLIC: "Надійшло повідомлення з порталу",
    Source.OPERATOR: "Повідомлення записано зі слів",
    Source.INSTITUTION: "Повідомила установа",
    Source.OWN: "Виявив соціальний менеджер",
}
OF_OUTCOME = {
    Outcome.GRANTED: "Допомогу призначено",
    Outcome.REFUSED: "У допомозі відмовлено",
    Outcome.NOT_ASSIGNED: "Допомогу не призначено",
}
HIDDEN = "Суми й причини закриті: для ведення випадку вони не потрібні"


def title(event: Event) -> str:
    """What happened, as a short sentence."""
    match event.topic:
        case Topic.APPLICATION:
            return OF_APPLICATION[event.verb]
        case Topic.DECISION:
            return OF_OUTCOME[Outcome(event.verb)]
        case Topic.AWARD:
            return "Виплату припинено: рішення скасовано"
        case Topic.REPORT:
            return OF_REPORT[Source(event.verb)]
        case Topic.CASE:
            return OF_CASE[event.verb]
        case Topic.MANAGER:
            return f"Випадок веде {event.detail}"
        case Topic.TEAM:
            return f"До команди запрошено: {Field(event.verb).label}"


def detail(event: Event) -> str:
    """One line more: of what kind, how much, why; as far as the level opens it."""
    parts: list[str] = []
    if event.topic in (Topic.APPLICATION, Topic.DECISION, Topic.AWARD):
        kind, _, amounts = event.detail.partition("|")
        parts.append(_kind(kind))
        parts.append(_sums(amounts) if amounts else "")
    elif event.topic in (Topic.REPORT, Topic.TEAM):
        parts.append(event.detail)
    if event.why:
        parts.append(event.why)
    return " · ".join(part for part in parts if part)


def is_hidden(event: Event) -> bool:
    """Whether the viewer should be told that there is more, for money alone."""
    return event.level == Level.EXISTENCE and event.topic in (Topic.APPLICATION, Topic.DECISION, Topic.AWARD)


def _kind(code: str) -> str:
    return catalogue.kind(code).title if code else ""


def _sums(text: str) -> str:
    monthly, once, _, _ = text.split("|")
    return sums(int(monthly or 0), int(once or 0))
