"""The history of a case and its signatures in words."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from turbota.applications.models import Application
from turbota.applications.queries import steps_of
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
from turbota.decisions.models import Decision
from turbota.decisions.states import MACHINE as DECISION_MACHINE
from turbota.decisions.states import State
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


def history_of(
    application: Application, decision: Decision | None, clocks: Sequence[Clock], at: datetime
) -> dict[str, Any]:
    """Steps of the case and of the decision in one order, and each clock with its entries; three queries."""
    steps: list[tuple[datetime, ThreadItem]] = []
    if decision is not None:
        steps += [(step.at, _knot(DECISION_MACHINE, step)) for step in decision.steps.order_by("at", "pk")]
    steps += [(step.at, _knot(MACHINE, step)) for step in steps_of(application)]
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


def _entry(entry: ClockEntry) -> str:
    words = MOVEMENTS[entry.movement]
    return ": ".join(part for part in (f"{moment(entry.at)} {words}", entry.why) if part)


def _signed(signature: Signature | None) -> str:
    if signature is None or signature.signed_at is None:
        return "підписано"
    return f"підписано {moment(signature.signed_at)}, підпис {signature.get_state_display()}"


def signs_of(application: Application, decision: Decision | None) -> tuple[Sign, Sign]:
    """The two signatures: whose, and where they are now."""
    specialist = (
        decision.specialist.name if decision else (application.taken_by.name if application.taken_by else "")
    )
    title = f"Спеціаліст: {specialist}" if specialist else "Спеціаліст"
    if decision is None or decision.state in (State.PREPARED, State.SENT_BACK):
        first = Sign(title, "ще не підписано", "now")
        return first, Sign("Керівник", "інша людина, ніж спеціаліст; побачить усі зміни", "next")
    first = Sign(title, _signed(decision.specialist_signature), "done")
    if decision.state == State.APPROVED and decision.head is not None:
        return first, Sign(f"Керівник: {decision.head.name}", _signed(decision.head_signature), "done")
    return first, Sign("Керівник", "чекає підпису; інша людина, ніж спеціаліст", "now")
