"""Where a case stands, in words for its person: what happens now, who has it, until when, what she has to do."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from turbota.applications.models import Application, Attachment
from turbota.applications.states import State
from turbota.applications.terms import terms_of
from turbota.assistance import catalogue
from turbota.deadlines.models import Clock as LegalClock
from turbota.deadlines.queries import ClockView, state
from turbota.kernel import clock as kernel_clock
from turbota.web.shared.clocks import clock_of
from turbota.web.ui.components import Clock, FileAction, FileRow, Link, Tone
from turbota.web.ui.words import WEEKDAYS, counted, day_and_month, moment, size_words

NOTHING_TO_DO = "Від вас нічого не треба"
RULE_OF_STATE = {
    State.FORMING: "community_handover",
    State.ON_CONTROL: "community_control",
    State.MENDING: "rework_by_community",
    State.READY: "community_handover",
    State.RECEIVED: "department_acceptance",
    State.ASKED: "completion_by_applicant",
}
NOW = {
    State.FORMING: ("{holder} готує справу", "Звіряють вашу заяву з документами й роблять електронні копії."),
    State.ON_CONTROL: (
        "{holder} перевіряє справу",
        "Інший працівник громади перевіряє, чи все правильно внесено.",
    ),
    State.MENDING: (
        "{holder} виправляє справу",
        "Громада виправляє недоліки. Якщо знадобитеся ви, вам скажуть.",
    ),
    State.READY: ("{holder} передає справу", "Справу готово, її передадуть тому, хто вирішує."),
    State.RECEIVED: ("{holder} приймає заяву", "Перевіряють, чи вистачає всього, щоб вирішити."),
    State.IN_WORK: (
        "{holder} готує рішення",
        "Порівнюють ваші відповіді з документами й реєстрами та рахують допомогу.",
    ),
}


ASSESSING = "З вами зустрінуться, щоб оцінити потреби, а тоді вирішать, що саме потрібно."
APPLY_ANEW = "Подати нову заяву можна будь-коли."
OVER: dict[str, tuple[str, str]] = {
    State.WITHDRAWN: ("Заяву відкликано", f"Її більше не розглядають. {APPLY_ANEW}"),
    State.LEFT: (
        "Заяву залишено без розгляду",
        f"Чому, сказано нижче, у шляху заяви. Якщо не згодні, можна поскаржитися. {APPLY_ANEW}",
    ),
    State.JOINED: (
        "Заяву приєднано до іншої вашої заяви",
        "Розглядають раніше подану заяву: її номер у шляху заяви. Від вас нічого не треба.",
    ),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """The «now» of a case. `action` is the only main button; `clock` the legal term that runs now."""

    tag: str
    tone: Tone
    title: str
    text: str
    due: str = ""
    clock: Clock | None = None
    action: Link | None = None


@dataclass(frozen=True, slots=True)
class CaseCard:
    """One application on the home page."""

    title: str
    about: str
    url: str
    standing: Standing
    stopped: str = ""


def standing_of(application: Application, clocks: Iterable[LegalClock], today: date) -> Standing:
    """What to tell the person now. `clocks`: the going clocks of the application."""
    if application.state == State.DRAFT:
        return _draft(application)
    if application.state == State.DECIDED:
        link = Link("Прочитати рішення", reverse("cabinet:decision", args=[application.pk]))
        return Standing(
            "Рішення ухвалено", "good", "Є рішення", "Прочитайте, що вирішили й чому.", action=link
        )
    if application.state in OVER:
        return _over(application)
    view = running(application, clocks, today)
    due = term(view)
    shown = clock_of(view) if view else None
    if application.state == State.ASKED:
        link = Link("Доповнити заяву", reverse("cabinet:complete", args=[application.pk]))
        words = "Прочитайте, що саме просять, і додайте це."
        return Standing("Зараз: чекаємо на вас", "warn", "Доповніть заяву", words, due, shown, link)
    tag, text = NOW[State(application.state)]
    if application.state == State.IN_WORK and catalogue.kind(application.kind).gives_services:
        text = ASSESSING
    holder = application.holder.short_name if application.holder else "Установа"
    return Standing(f"Зараз: {tag.format(holder=holder)}", "", NOTHING_TO_DO, text, due, shown)


def _over(application: Application) -> Standing:
    """Ended without a decision: what it means, and that one may apply anew."""
    title, text = OVER[application.state]
    if application.state == State.JOINED:
        return Standing("Розгляд закінчено", "", title, text)
    link = Link("Подати нову заяву", reverse("cabinet:start", args=[application.kind]))
    return Standing("Розгляд закінчено", "", title, text, action=link)


def _draft(application: Application) -> Standing:
    link = Link("Продовжити", reverse("cabinet:continue", args=[application.pk]))
    words = f"Збережено {moment(application.changed_at)}. Продовжити можна з будь-якого пристрою."
    return Standing("Чернетка", "", "Заяву ще не подано", words, action=link)


def running(application: Application, clocks: Iterable[LegalClock], today: date) -> ClockView | None:
    """The clock of the present state, on the day; while the office accepts, the term of the decision when it ends sooner."""
    decision = terms_of(application).decision
    wanted = {
        State.IN_WORK: (decision,),
        State.RECEIVED: (RULE_OF_STATE[State.RECEIVED], decision),
    }.get(State(application.state), (RULE_OF_STATE.get(State(application.state)),))
    found = [clock for clock in clocks if clock.stopped_at is None and clock.rule_code in wanted]
    first = [one for one in found if one.rule_code == wanted[0]]
    sooner = [one for one in found if first and one.due_at < first[-1].due_at]
    chosen = sooner or first
    return state(chosen[-1], today) if chosen else None


def term(view: ClockView | None) -> str:
    """Until when, as a sentence; both counts when no act says whether a pause moves the day."""
    if view is None:
        return ""
    if view.state == "late":
        return f"Мали встигнути до {until(view.due_on)} і не встигли. Ви можете поскаржитися."
    if view.state == "held":
        return "Доки чекаємо на вас, строк стоїть."
    words = f"Строк — до {until(view.due_on)}."
    if view.two_counts:
        words += f" Якби строк не зупинявся, він був би до {until(view.plain_due_on)}."
    return words


def until(day: date) -> str:
    """«3 грудня (четвер)»: a day that stands after «до»."""
    return f"{day_and_month(day)} ({WEEKDAYS[day.weekday()]})"


def card_of(
    application: Application,
    clocks: Iterable[LegalClock],
    today: date,
    *,
    stopped: str = "",
    name: str = "",
) -> CaseCard:
    """The application as a card of the home page.

    `stopped`: where a draft was left, in words; `name`: of the person whom it is about, when it is not the reader.
    """
    kind = catalogue.kind(application.kind)
    about = f"Заява № {application.number}" if application.number else "Ще без номера"
    if name:
        about = f"{about} · за людину: {name}"
    url = reverse("cabinet:application", args=[application.pk]) if application.number else ""
    return CaseCard(kind.plain_title, about, url, standing_of(application, clocks, today), stopped)


def attached_rows(attachments: Iterable[Attachment], *, removable: bool) -> tuple[FileRow, ...]:
    """Copies as rows: pages, size, sharpness, when; a picture of the first page; removing where it is possible."""
    return tuple(
        FileRow(
            name=row.title,
            state="ready",
            detail=_detail(row),
            url=reverse("cabinet:copy", args=[row.pk]),
            preview_url=reverse("cabinet:copy-picture", args=[row.pk, 1]),
            actions=(FileAction("Прибрати", "remove", str(row.pk), "remove"),) if removable else (),
        )
        for row in attachments
    )


def _detail(row: Attachment) -> str:
    parts = [counted(row.file.pages or 1, "сторінка"), size_words(row.file.size)]
    if row.file.dpi:
        parts.append(f"{row.file.dpi} точок на дюйм")
    parts.append(f"додано {moment(row.added_at.astimezone(kernel_clock.KYIV))}")
    return ", ".join(parts)
