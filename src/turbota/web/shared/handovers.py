"""A register of handover as both sides see it: what was sent, what came, the seal, and the alarms."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from turbota.applications import register_queries
from turbota.applications.models import HandoverAlarm, HandoverReceipt, HandoverRegister
from turbota.applications.operations.reconciling import acknowledge
from turbota.applications.operations.sealing import register_waits
from turbota.applications.states import AlarmState
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Missing
from turbota.signatures.models import Signature
from turbota.web.shared.files import file_response
from turbota.web.shared.middleware import actor_of
from turbota.web.ui.components import Tone
from turbota.web.ui.words import moment

ALARMS = 100
BY_SYSTEM = "пораховано системою при одержанні"
TONES: dict[str, tuple[Tone, str]] = {
    AlarmState.OPEN: ("bad", "warning"),
    AlarmState.ACKNOWLEDGED: ("warn", "eye"),
    AlarmState.ENDED: ("good", "check"),
}


@dataclass(frozen=True, slots=True)
class ProofRow:
    """One line of the proof: what the sender said, what the receiver counted. `long`: words or a digest, they wrap."""

    label: str
    sent: str
    came: str
    differs: bool = False
    long: bool = False


@dataclass(frozen=True, slots=True)
class Proof:
    """Both sides of a register. `tone` and `words`: whether they agree."""

    rows: tuple[ProofRow, ...]
    words: str
    tone: Tone
    icon: str


@dataclass(frozen=True, slots=True)
class Seal:
    """The seal over the register as sent. `detail`: whose it is and by which certificate."""

    words: str
    tone: Tone
    icon: str
    there: bool
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """A step of an alarm in words."""

    who: str
    when: datetime
    reason: str
    title: str


@dataclass(frozen=True, slots=True)
class Alarm:
    """An alarm on the page of either side."""

    id: uuid.UUID
    title: str
    text: str
    between: str
    raised_at: datetime
    state: str
    tone: Tone
    icon: str
    answers: tuple[Answer, ...]
    open: bool
    problem: str = ""
    typed: str = ""


def proof_of(register: HandoverRegister, receipt: HandoverReceipt | None) -> Proof:
    """The two columns «Передали / Прийняли»."""
    sent = (register.cases, register.documents, register.pages)
    came = (receipt.cases, receipt.documents, receipt.pages) if receipt else (None, None, None)
    rows = [
        ProofRow(label, str(told), "" if got is None else str(got), got is not None and got != told)
        for label, told, got in zip(("Справ", "Документів", "Сторінок"), sent, came, strict=True)
    ]
    digest = receipt.digest if receipt else ""
    rows.append(
        ProofRow(
            "Відбиток реєстру", register.digest, digest, bool(digest) and digest != register.digest, long=True
        )
    )
    counted_by = (receipt.counted_by.name if receipt.counted_by else BY_SYSTEM) if receipt else ""
    rows.append(
        ProofRow("Коли", moment(register.sent_at), moment(receipt.counted_at) if receipt else "", long=True)
    )
    rows.append(ProofRow("Хто", register.sent_by.name, counted_by, long=True))
    if receipt is None:
        return Proof(tuple(rows), "одержане ще рахують", "", "clock")
    if receipt.matches:
        return Proof(tuple(rows), "обидві сторони збігаються", "good", "check")
    return Proof(tuple(rows), "сторони не збігаються", "bad", "error")


def seal_of(register: HandoverRegister) -> Seal:
    """What the page says of the seal over the register."""
    seal: Signature | None = register.seal
    if seal is None:
        return Seal("чекає печатки громади", "care", "seal", there=False)
    if register_waits(register):
        return Seal("печатка недійсна, засвідчіть знову", "bad", "error", there=True)
    state = "печатку ще перевіряють" if seal.state == "pending" else "печатка дійсна"
    detail = f"{seal.signer_name}, сертифікат {seal.certificate_serial}"
    return Seal(state, "" if seal.state == "pending" else "good", "seal", there=True, detail=detail)


def alarm_row(alarm: HandoverAlarm, *, problem: str = "", typed: str = "") -> Alarm:
    """An alarm in words; its steps must be prefetched."""
    tone, icon = TONES[alarm.state]
    titles = {"acknowledge": "Взято до відома", "end": "Причини не стало"}
    return Alarm(
        id=alarm.pk,
        title=alarm.get_kind_display(),
        text=alarm.text,
        between=f"{alarm.community.short_name} → {alarm.decider.short_name}",
        raised_at=alarm.raised_at,
        state=alarm.get_state_display(),
        tone=tone,
        icon=icon,
        answers=tuple(
            Answer(
                ", ".join(part for part in (step.by_name, step.by_organisation) if part),
                step.at,
                step.reason,
                titles[step.verb],
            )
            for step in sorted(alarm.steps.all(), key=lambda step: step.at)
        ),
        open=alarm.state == AlarmState.OPEN,
        problem=problem,
        typed=typed,
    )


def alarm_rows(found: Iterable[HandoverAlarm]) -> tuple[Alarm, ...]:
    """Alarms in words, those that wait for an answer first."""
    order = (AlarmState.OPEN, AlarmState.ACKNOWLEDGED, AlarmState.ENDED)
    return tuple(alarm_row(one) for one in sorted(found, key=lambda one: order.index(AlarmState(one.state))))


def alarms_page(
    request: HttpRequest, part: str, *, refused: uuid.UUID | None = None, problem: str = ""
) -> HttpResponse:
    """Alarms of the reader's offices. `part`: the namespace of the workplace, where an answer is sent."""
    found = register_queries.alarms(actor_of(request))[:ALARMS]
    rows = [
        alarm_row(one, problem=problem, typed=request.POST.get("reason", "")) if one.pk == refused else row
        for one, row in zip(found, (alarm_row(one) for one in found), strict=True)
    ]
    live = [row for row in rows if row.state != AlarmState.ENDED.label]
    context = {
        "live": sorted(live, key=lambda row: not row.open),
        "ended": [row for row in rows if row.state == AlarmState.ENDED.label],
        "answer_url": f"{part}:answer-alarm",
        "problem": problem,
    }
    return render(request, "shared/handover_alarms.html", context, status=422 if problem else 200)


def answer_alarm(request: HttpRequest, alarm_id: uuid.UUID, part: str) -> HttpResponse:
    """Acknowledge an alarm with a reason; what was typed is kept when it is refused."""
    try:
        acknowledge(
            by=actor_of(request), alarm_id=alarm_id, reason=request.POST.get("reason", ""), at=clock.now()
        )
    except BadInput as bad:
        if not register_queries.alarms(actor_of(request)).filter(pk=alarm_id).exists():
            raise Missing from bad
        return alarms_page(request, part, refused=alarm_id, problem=bad.fields["reason"])
    return redirect(reverse(f"{part}:alarms"))


def seal_response(register: HandoverRegister) -> HttpResponse:
    """The seal as a `.p7s` file beside the paper as sent. Raises Missing when there is none."""
    if register.seal is None:
        raise Missing
    return file_response(
        bytes(register.seal.cms),
        media_type="application/pkcs7-signature",
        name="register.pdf.p7s",
        inline=False,
    )
