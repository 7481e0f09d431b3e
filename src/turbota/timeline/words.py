"""Events in words for a reader. Pure but for the titles of kinds and machines."""

from collections.abc import Callable, Mapping

from turbota.applications.states import MACHINE as APPLICATION
from turbota.assistance import catalogue
from turbota.assistance.wording import sums
from turbota.casework.assessment_states import Level as Complexity
from turbota.casework.assessment_states import Stage
from turbota.casework.delivery_states import REFERRAL_MACHINE, VisitOutcome
from turbota.casework.plan_states import PLAN_MACHINE
from turbota.casework.states import CASE_MACHINE, Field, Source
from turbota.decisions.states import Outcome
from turbota.kernel.clock import day_of
from turbota.law import services
from turbota.law.dated import NotInForce
from turbota.timeline.lines import Event
from turbota.timeline.topics import MONEY, Level, Topic

OF_APPLICATION = {row.verb: row.title for row in APPLICATION.transitions} | {
    "submit": "Подано заяву",
    "receive": "Подано заяву",
    "register": "Подано заяву в громаді",
    "ask": "Попросили доповнити заяву",
}
OF_CASE = {"open": "Випадок відкрито", **{row.verb: row.title for row in CASE_MACHINE.transitions}}
OF_PLAN = {row.verb: row.title for row in PLAN_MACHINE.transitions}
OF_REFERRAL = {row.verb: row.title for row in REFERRAL_MACHINE.transitions}
OF_VISIT: dict[str, str] = {
    VisitOutcome.DONE: "Візит відбувся",
    VisitOutcome.MISSED: "Візит не відбувся",
    VisitOutcome.CANCELLED: "Візит скасовано заздалегідь",
}
OF_REPORT: dict[str, str] = {
    Source.PUBLIC: "Надійшло повідомлення з порталу",
    Source.OPERATOR: "Повідомлення записано зі слів",
    Source.INSTITUTION: "Повідомила установа",
    Source.OWN: "Виявив соціальний менеджер",
}
OF_OUTCOME: dict[str, str] = {
    Outcome.GRANTED: "Допомогу призначено",
    Outcome.REFUSED: "У допомозі відмовлено",
    Outcome.NOT_ASSIGNED: "Допомогу не призначено",
}
TITLES: dict[Topic, Mapping[str, str]] = {
    Topic.APPLICATION: OF_APPLICATION,
    Topic.DECISION: OF_OUTCOME,
    Topic.AWARD: {"end": "Виплату припинено: рішення скасовано"},
    Topic.REPORT: OF_REPORT,
    Topic.CASE: OF_CASE,
    Topic.ASSESSMENT: dict(Stage.choices),
    Topic.PLAN: OF_PLAN,
    Topic.SERVICE: OF_REFERRAL,
    Topic.VISIT: OF_VISIT,
    Topic.ASKED: OF_APPLICATION,
    Topic.GRANT: {
        Outcome.GRANTED: "Рішення: послуги надаються",
        Outcome.REFUSED: "У послугах відмовлено",
        Outcome.NOT_ASSIGNED: "Послуг не призначено",
    },
    Topic.DOCUMENT: {"add": "До заяви про допомогу додано документ"},
    Topic.PAPER: {"add": "До заяви про послуги додано документ"},
    Topic.MEETING: {"held": "Відбулася нарада команди"},
}
HIDDEN = "Суми й причини закриті: для ведення випадку вони не потрібні"


def title(event: Event) -> str:
    """What happened, as a short sentence."""
    if event.topic == Topic.MANAGER:
        return f"Випадок веде {event.detail}"
    if event.topic == Topic.TEAM:
        return f"До команди запрошено: {Field(event.verb).label}"
    return TITLES[event.topic][event.verb]


def detail(event: Event) -> str:
    """One line more: of what kind, how much, why; as far as the level opens it."""
    parts = [_DETAILS[event.topic](event)] if event.topic in _DETAILS and event.detail else []
    return " · ".join(part for part in (*parts, event.why) if part)


def is_hidden(event: Event) -> bool:
    """Whether the viewer should be told that there is more, for money alone."""
    return event.level == Level.EXISTENCE and event.topic in MONEY


def _money(event: Event) -> str:
    kind, _, amounts = event.detail.partition("|")
    return " · ".join(
        part for part in (catalogue.kind(kind).title, _sums(amounts) if amounts else "") if part
    )


def _sums(text: str) -> str:
    monthly, once, _, _ = text.split("|")
    return sums(int(monthly or 0), int(once or 0))


def _service(event: Event) -> str:
    """The service as the classifier named it then; a code of before the classifier stays a code."""
    try:
        return services.service(event.detail, day_of(event.at)).name
    except NotInForce:
        return event.detail


_DETAILS: dict[Topic, Callable[[Event], str]] = {
    **dict.fromkeys((Topic.APPLICATION, Topic.DECISION, Topic.AWARD, Topic.ASKED, Topic.GRANT), _money),
    **dict.fromkeys((Topic.SERVICE, Topic.VISIT), _service),
    **dict.fromkeys((Topic.REPORT, Topic.TEAM, Topic.DOCUMENT, Topic.PAPER), lambda event: event.detail),
    Topic.ASSESSMENT: lambda event: f"складність: {Complexity(event.detail).label.lower()}",
}
