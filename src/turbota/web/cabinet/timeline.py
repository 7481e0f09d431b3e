"""The path of an application as a thread: steps that were, the stage that is, the stages that will be."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from turbota.applications.models import Application, ApplicationStep
from turbota.applications.states import ELECTRONIC, ENDED, State
from turbota.applications.terms import terms_of
from turbota.assistance import catalogue
from turbota.deadlines.models import Clock as LegalClock
from turbota.deadlines.queries import state
from turbota.kernel.clock import KYIV, day_of
from turbota.law.dated import NotInForce
from turbota.law.deadlines import deadline_rule
from turbota.web.cabinet.standing import NOW, running, term, until
from turbota.web.shared.clocks import clock_of
from turbota.web.ui.components import Link, ThreadItem
from turbota.web.ui.words import clock_time, counted, day_and_month, weekday_date

ENDS = {
    "pass_control": "community_control",
    "return_from_control": "community_control",
    "hand_over": "community_handover",
    "accept": "department_acceptance",
    "answer": "completion_by_applicant",
    "go_on": "completion_by_applicant",
}
TITLES = {
    "submit": "Ви подали заяву",
    "receive": "Ви подали заяву",
    "register": "Громада зареєструвала вашу заяву",
    "take_over": "Ви перебрали справу собі",
    "send_to_control": "Громада передала справу на перевірку",
    "return_from_control": "Перевірка повернула справу, щоб виправити",
    "pass_control": "Перевірку в громаді пройдено",
    "finish": "Громада підготувала справу",
    "hand_over": "Громада передала справу тому, хто вирішує",
    "accept": "{office}: заяву взяли в роботу",
    "return_to_community": "Справу повернули громаді, щоб виправити",
    "ask": "Вас попросили доповнити заяву",
    "answer": "Ви доповнили заяву",
    "go_on": "Строк, щоб доповнити, минув: заяву розглядають далі",
    "decide": "Рішення ухвалено",
    "withdraw": "Заяву відкликано",
    "leave": "{office}: заяву залишено без розгляду",
    "join": "{office}: заяву приєднано до іншої вашої заяви",
    "reopen": "{office}: рішення скасовано, справу розглядають знову",
}
OVER = (State.DECIDED, *ENDED)
SENT = ("submit", "receive")
SHOWN_REASON = ("ask", "go_on", "withdraw", "leave", "join", "reopen")
UNITS = {"working_day": "робочий день", "calendar_day": "календарний день", "hour": "година"}
BEFORE_ACCEPTANCE = (State.FORMING, State.ON_CONTROL, State.MENDING, State.READY)


def thread_of(
    application: Application, steps: Iterable[ApplicationStep], clocks: list[LegalClock], today: date
) -> tuple[ThreadItem, ...]:
    """The whole path, oldest first: done, now, next."""
    stopped = [clock for clock in clocks if clock.stopped_at is not None]
    done = [_step(application, step, stopped, today) for step in steps]
    return (*done, *_now(application, clocks, today), *_future(application, clocks, today))


def _step(
    application: Application, step: ApplicationStep, stopped: list[LegalClock], today: date
) -> ThreadItem:
    """A step that was made; the clock that it stopped is taken from the list and drawn beside it."""
    rule = terms_of(application).decision if step.verb == "decide" else ENDS.get(step.verb, "")
    ended = next((clock for clock in stopped if clock.rule_code == rule), None)
    if ended is not None:
        stopped.remove(ended)
    office = step.by_organisation or "Установа"
    return ThreadItem(
        state="held" if step.verb == "ask" else "done",
        title=TITLES[step.verb].format(office=office),
        when=_when(application, step),
        text=_text(application, step),
        link=_link(application, step),
        clock=clock_of(state(ended, today)) if ended else None,
    )


def _text(application: Application, step: ApplicationStep) -> str:
    """What was asked; by which term it is decided; or why the date of application is not the day of sending
    (Instruction 345, p. 2.5).
    """
    if step.verb in SHOWN_REASON:
        return step.reason
    said = [step.reason] if step.verb in (*SENT, "hand_over") else []
    received = application.received_on
    if step.verb in SENT and received is not None and received != day_of(step.at):
        said.append(
            f"Це був вихідний, тому дата заяви — {day_and_month(received)} (п. 2.5 Інструкції № 345)."
        )
    return " ".join(one for one in said if one)


def _when(application: Application, step: ApplicationStep) -> str:
    local = step.at.astimezone(KYIV)
    parts = [f"{weekday_date(local)}, {clock_time(local)}"]
    if step.verb == "submit":
        parts.append("через портал")
    elif step.verb == "receive":
        parts.append(f"через «{step.by_name}»")
    elif step.by_organisation:
        parts.append(step.by_name)
    if step.verb == "ask" and application.state == State.ASKED:
        parts.append("строк зупинено, доки ви не відповісте")
    return " · ".join(part for part in parts if part)


def _link(application: Application, step: ApplicationStep) -> Link | None:
    if step.verb in ("submit", "register"):
        return Link(
            "Розписка з переліком документів (PDF)", reverse("cabinet:receipt", args=[application.pk])
        )
    if step.verb == "decide":
        return Link("Прочитати рішення", reverse("cabinet:decision", args=[application.pk]))
    return None


def _now(application: Application, clocks: list[LegalClock], today: date) -> list[ThreadItem]:
    if application.state in OVER:
        return []
    view = running(application, clocks, today)
    shown = clock_of(view) if view else None
    late = view is not None and view.state == "late"
    act = catalogue.basis(application.kind, view.act, view.point) if view else ""
    when = f"зараз · {act}" if act else "зараз"
    if application.state == State.ASKED:
        link = Link("Доповнити заяву", reverse("cabinet:complete", args=[application.pk]))
        return [ThreadItem("now", "Чекаємо на вас", when, term(view), link, shown)]
    holder = application.holder.short_name if application.holder else "Установа"
    title = NOW[State(application.state)][0].format(holder=holder)
    return [ThreadItem("late" if late else "now", title, when, term(view), None, shown)]


def _future(application: Application, clocks: list[LegalClock], today: date) -> list[ThreadItem]:
    """Stages that are still ahead, with the day where the law already gives one."""
    if application.state in OVER:
        return []
    items = []
    if application.state in BEFORE_ACCEPTANCE:
        items.append(
            ThreadItem(
                "next",
                "Той, хто вирішує, приймає справу",
                promise(application, "department_acceptance", today),
            )
        )
    if application.state != State.IN_WORK:
        items.append(
            ThreadItem("next", "Рішення", _decision_when(application, clocks, today), _telling(application))
        )
    items.append(ThreadItem("next", "Повідомлення про рішення", "", _telling(application)))
    return items if application.state == State.IN_WORK else items[:-1]


def _decision_when(application: Application, clocks: list[LegalClock], today: date) -> str:
    rule = terms_of(application).decision
    going = [clock for clock in clocks if clock.rule_code == rule and clock.stopped_at is None]
    if not going:
        return promise(application, rule, today)
    view = state(going[-1], today)
    doubt = "" if view.verified else " · строк ще не звірено з актом"
    if view.state == "held":
        return f"строк зупинено, доки чекаємо на вас; без зупинки був би до {until(view.plain_due_on)}{doubt}"
    return f"до {until(view.due_on)}{doubt}"


def promise(application: Application, code: str, on: date) -> str:
    """A term of the law that has not begun: how long, by which act, whether it was checked."""
    try:
        rule = deadline_rule(code, on)
    except NotInForce:
        return ""
    doubt = "" if rule.verified else " · строк ще не звірено з актом"
    act = catalogue.basis(application.kind, rule.act, rule.point)
    return f"{counted(rule.amount, UNITS[rule.unit])} · {act}{doubt}"


def _telling(application: Application) -> str:
    if application.channel in ELECTRONIC:
        return "Повідомимо тут і електронною поштою, якщо ви її дали."
    return "Повідомимо тут, а паперове рішення видасть громада."
