"""The history of a case and its signatures in words."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from turbota.access.actors import acting_name
from turbota.access.models import Account
from turbota.applications.models import Application, Assignment
from turbota.applications.queries import hands_of, steps_of
from turbota.applications.states import MACHINE
from turbota.deadlines.models import Clock, ClockEntry
from turbota.deadlines.queries import entries_of_many, state
from turbota.deadlines.states import (
    BECAME_LATE,
    CANCEL,
    PAUSE,
    REASSIGN,
    RESTART,
    RESUME,
    RETURNED,
    START,
    STOP,
)
from turbota.decisions.models import Annulment, Decision
from turbota.decisions.queries import steps_of_decisions
from turbota.decisions.states import ANNULMENT_MACHINE, AnnulmentState, State
from turbota.decisions.states import MACHINE as DECISION_MACHINE
from turbota.kernel import clock
from turbota.kernel.workflow import Machine, StepBase
from turbota.signatures.models import Signature
from turbota.web.shared.clocks import clock_of
from turbota.web.ui.components import Sign, ThreadItem
from turbota.web.ui.words import moment, numeric_date

MOVEMENTS = {
    START: "строк почався",
    PAUSE: "строк зупинено",
    RETURNED: "повернено, строк іде",
    RESUME: "строк продовжено",
    RESTART: "строк почався заново",
    STOP: "строк закінчено",
    CANCEL: "строк знято",
    REASSIGN: "строк передано іншому органу",
    BECAME_LATE: "строк минув",
}


def _knot(machine: Machine, step: StepBase) -> ThreadItem:
    who = ", ".join(part for part in (step.by_name, step.by_organisation) if part)
    return ThreadItem(
        state="done",
        title=machine.transition(step.verb).title,
        when=f"{moment(step.at)} · {who}" if who else moment(step.at),
        text=step.reason,
    )


def history_of(application: Application, clocks: Sequence[Clock], at: datetime) -> dict[str, Any]:
    """Steps of the case, of its decisions and annulments, and whose hands it was in, in one order; each clock with its
    entries.
    """
    machines = {machine.subject: machine for machine in (DECISION_MACHINE, ANNULMENT_MACHINE)}
    made = steps_of_decisions(application)
    steps = [(step.at, _knot(machines[getattr(step, "machine", "")], step)) for step in made]
    steps += [(step.at, _knot(MACHINE, step)) for step in steps_of(application)]
    for row in hands_of(application):
        steps += _hands(row)
    steps.sort(key=lambda pair: pair[0])
    entries: dict[object, list[str]] = {}
    for entry in entries_of_many(clocks):
        entries.setdefault(entry.clock_id, []).append(_entry(entry))
    today = clock.day_of(at)
    shown = [
        {
            "title": one.title,
            "act": ", ".join(part for part in (one.act, one.point) if part),
            "clock": clock_of(state(one, today, at=at)),
            "due": numeric_date(one.due_on),
            "entries": entries.get(one.pk, []),
        }
        for one in clocks
    ]
    return {"steps": [knot for _, knot in steps], "legal_clocks": shown}


def _hands(row: Assignment) -> list[tuple[datetime, ThreadItem]]:
    """Somebody got the case with words, or gave it back with words; taking it in silence is told by the steps."""
    found = []
    if row.why and row.by is not None and row.by_id != row.account_id:
        title = f"Справу передано: {row.account.name}"
        found.append((row.since, ThreadItem("done", title, f"{moment(row.since)} · {row.by.name}", row.why)))
    elif row.why == "" and row.by_id == row.account_id:
        found.append((row.since, ThreadItem("done", f"Справу веде {row.account.name}", moment(row.since))))
    if row.ended_why and row.until is not None:
        title = f"{row.account.name} більше не веде справу"
        found.append((row.until, ThreadItem("done", title, moment(row.until), row.ended_why)))
    return found


def _entry(entry: ClockEntry) -> str:
    words = MOVEMENTS[entry.movement]
    return ": ".join(part for part in (f"{moment(entry.at)} {words}", entry.why) if part)


def _signed(signature: Signature | None) -> str:
    if signature is None or signature.signed_at is None:
        return "підписано"
    return f"підписано {moment(signature.signed_at)}, підпис {signature.get_state_display()}"


def _named(role: str, account: Account | None, acting_for: str) -> str:
    """ "Керівник: Олег Умовний (виконує обов’язки: Богдана Показова)"."""
    return f"{role}: {acting_name(account.name, acting_for)}" if account is not None else role


def signs_of_annulment(row: Annulment) -> tuple[Sign, Sign]:
    """The two signatures of an annulment: whose, and where they are now."""
    signed = row.state in (AnnulmentState.PROPOSED, AnnulmentState.APPROVED)
    title = _named("Спеціаліст", row.specialist, row.specialist_acting_for)
    first = Sign(
        title, _signed(row.specialist_signature) if signed else "ще не підписано", "done" if signed else "now"
    )
    if row.state == AnnulmentState.APPROVED:
        head = _named("Керівник", row.head, row.head_acting_for)
        return first, Sign(head, _signed(row.head_signature), "done")
    words = "чекає підпису; інша людина, ніж спеціаліст" if signed else "інша людина, ніж спеціаліст"
    return first, Sign("Керівник", words, "now" if signed else "next")


def signs_of(application: Application, decision: Decision | None) -> tuple[Sign, Sign]:
    """The two signatures: whose, and where they are now."""
    who = decision.specialist if decision else application.taken_by
    title = _named("Спеціаліст", who, decision.specialist_acting_for if decision else "")
    if decision is None or decision.state in (State.PREPARED, State.SENT_BACK):
        first = Sign(title, "ще не підписано", "now")
        return first, Sign("Керівник", "інша людина, ніж спеціаліст; побачить усі зміни", "next")
    first = Sign(title, _signed(decision.specialist_signature), "done")
    if decision.state == State.APPROVED and decision.head is not None:
        head = _named("Керівник", decision.head, decision.head_acting_for)
        return first, Sign(head, _signed(decision.head_signature), "done")
    return first, Sign("Керівник", "чекає підпису; інша людина, ніж спеціаліст", "now")
