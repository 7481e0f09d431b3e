"""Parts of the page of a case: its tabs, its path with clocks, its messages, and what may be done from it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from turbota.access.actors import Actor
from turbota.access.models import Role
from turbota.applications import queries
from turbota.applications.models import Application
from turbota.applications.permissions import works_on
from turbota.applications.policies import FORMING, LATE, form_of, mandate_is_live
from turbota.applications.states import ENDED, MACHINE, RUNNING, State
from turbota.assistance import forms
from turbota.deadlines import queries as deadlines
from turbota.deadlines.states import GOING
from turbota.decisions.queries import decision_seen
from turbota.kernel.clock import day_of, today
from turbota.messages.models import Message as Written
from turbota.messages.states import FROM_PERSON, TO_ORGANISATION
from turbota.web.community.queue_rows import SUBJECT
from turbota.web.shared.clocks import drawn
from turbota.web.ui import words
from turbota.web.ui.components import AnswerGroup, AnswerItem, Clock, Message, Tab, ThreadItem

SHORT_ROW = 4  # a row of so few answers is read in one line
TABS = (
    ("answers", "Відповіді", "case"),
    ("documents", "Документи", "case-documents"),
    ("path", "Шлях і строки", "case-path"),
    ("messages", "Повідомлення", "case-messages"),
)


@dataclass(frozen=True, slots=True)
class Doings:
    """What the reader may do with the case now; the operations check it again."""

    fill: bool
    take_off: bool
    check: bool
    seal: bool
    receipt: bool
    decision: bool
    add_late: bool
    take: bool
    give_back: bool
    withdraw: bool


@dataclass(frozen=True, slots=True)
class Term:
    """A legal term of the case, running or over."""

    title: str
    act: str
    clock: Clock
    verified: bool


def tabs_of(application: Application, chosen: str) -> tuple[Tab, ...]:
    """The four views of a case."""
    return tuple(
        Tab(title, reverse(f"community:{name}", args=[application.pk]), current=code == chosen)
        for code, title, name in TABS
    )


def doings_of(actor: Actor, application: Application) -> Doings:
    """What the reader's roles and the state of the case allow."""
    officer = actor.holds(Role.COMMUNITY_OFFICER)
    decided = application.state == State.DECIDED
    return Doings(
        fill=officer and application.state in FORMING,
        take_off=officer
        and application.state in FORMING
        and application.mandate is not None
        and not mandate_is_live(application, today()),
        check=actor.holds(Role.CONTROL_SPECIALIST) and application.state == State.ON_CONTROL,
        seal=queries.unsealed(actor).filter(application=application).exists(),
        receipt=officer,
        decision=officer and decided and decision_seen(actor, application) is not None,
        add_late=officer and application.state in LATE,
        take=works_on(actor, application) and application.taken_by_id is None,
        give_back=works_on(actor, application) and application.taken_by_id == actor.account_id,
        withdraw=officer and application.state in RUNNING,
    )


def answers_of(application: Application) -> tuple[AnswerGroup, ...]:
    """Every visible answer under its section and row; a short row (an income) is one line."""
    form = form_of(application)
    short = {one.code for one in form.sections if one.repeat and len(one.questions) <= SHORT_ROW}
    groups: dict[str, list[AnswerItem]] = {}
    for row in forms.rows(form, application.answers):
        title = f"{row.section_title}: {row.item}" if row.item else row.section_title
        if row.path.partition(".")[0] not in short:
            groups.setdefault(title, []).append(AnswerItem(row.label, row.value_text))
            continue
        lines = groups.setdefault(row.section_title, [])
        if lines and lines[-1].label == row.item:
            lines[-1] = AnswerItem(row.item, f"{lines[-1].value}, {row.value_text}")
        else:
            lines.append(AnswerItem(row.item, row.value_text))
    return tuple(AnswerGroup(title, tuple(items)) for title, items in groups.items())


def path_of(application: Application) -> tuple[ThreadItem, ...]:
    """Every step with who did it and why, and where the case stands now."""
    done = [
        ThreadItem(
            state="done",
            title=MACHINE.transition(step.verb).title,
            when=", ".join(
                part for part in (words.moment(step.at), step.by_name, step.by_organisation) if part
            ),
            text=f"Причина: {step.reason}" if step.reason else "",
        )
        for step in queries.steps_of(application)
    ]
    holder = application.holder.name if application.holder else ""
    if application.state in (State.DECIDED, *ENDED):
        return tuple(done)
    return (*done, ThreadItem(state="now", title=application.get_state_display(), when=holder))


def terms_of(application: Application, at: datetime) -> tuple[Term, ...]:
    """All legal terms of the case, those that run first."""
    today: date = day_of(at)
    clocks = deadlines.clocks_of(SUBJECT, application.pk)
    clocks.sort(key=lambda clock: clock.outcome not in GOING)
    return tuple(
        Term(clock.title, _source(clock.act, clock.point), drawn(clock, today, at=at), clock.verified)
        for clock in clocks
    )


def _source(act: str, point: str) -> str:
    return f"{act}, {point}" if point else act


def message_of(written: Written) -> Message:
    """A message or a notice as a letter on the page."""
    if written.direction == TO_ORGANISATION:
        author = "Сповіщення громаді"
    elif written.direction == FROM_PERSON:
        author = written.by_name
    else:
        author = f"{written.organisation_name}: заявникові"
    state = "нове" if written.direction == TO_ORGANISATION and written.read_at is None else ""
    return Message(author, words.moment(written.created_at), written.body, state=state)
