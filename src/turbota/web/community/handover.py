"""Handing ready cases over by a numbered register, and the registers with the answer to each line."""

import uuid
from itertools import groupby

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from turbota.access.models import Role
from turbota.applications import papers, queries, register_queries
from turbota.applications.models import Application, Attachment, HandoverReceipt, HandoverRegister
from turbota.applications.operations import additional, handover
from turbota.applications.operations.sealing import register_waits
from turbota.applications.policies import without_seal
from turbota.applications.states import AlarmState, State
from turbota.assistance import catalogue
from turbota.audit.operations import record_read
from turbota.kernel import clock
from turbota.kernel.errors import Missing, Refused
from turbota.web.community import queue_rows
from turbota.web.community.queues import queue_page
from turbota.web.shared import handovers
from turbota.web.shared.files import file_response, pdf_response
from turbota.web.shared.guards import require_staff
from turbota.web.shared.middleware import actor_of
from turbota.web.shared.seals import seal_words

REGISTERS = 50
SENDERS = (Role.COMMUNITY_OFFICER, Role.CONTROL_SPECIALIST, Role.SEAL_OPERATOR)
TONES = {"waiting": ("", "clock"), "accepted": ("good", "check"), "returned": ("warn", "warning")}


@require_safe
@require_staff(Role.COMMUNITY_OFFICER)
def ready(request: HttpRequest) -> HttpResponse:
    """Cases ready for handover, under the body that decides each."""
    return _ready(request)


def _ready(request: HttpRequest, *, problem: str = "", chosen: frozenset[str] | None = None) -> HttpResponse:
    actor = actor_of(request)
    found = queries.queue(actor, states=(State.READY,), after=request.GET.get("after", ""))
    rows = queue_rows.rows_at_work(actor, found.rows, clock.today())
    ordered = sorted(rows, key=lambda row: row.decider)
    context = {
        "groups": [(name, tuple(cases)) for name, cases in groupby(ordered, key=lambda row: row.decider)],
        "after": found.after,
        "problem": problem,
        "chosen": {str(row.id) for row in rows} if chosen is None else chosen,
        "districts": len({row.district for row in found.rows}) > 1,
        "added": register_queries.added_to_send(actor).count(),
    }
    return render(request, "community/ready.html", context, status=422 if problem else 200)


@require_POST
@require_staff(Role.COMMUNITY_OFFICER)
def hand_over(request: HttpRequest) -> HttpResponse:
    """Send the chosen cases: one register for each deciding body, all or nothing."""
    chosen = request.POST.getlist("case")
    try:
        sent = handover.hand_over(
            by=actor_of(request),
            application_ids=[_identifier(one) for one in chosen],
            by_district=request.POST.get("by_district") == "yes",
            at=clock.now(),
        )
    except Refused as refusal:
        again = queue_page if request.POST.get("from") == "queue" else _ready
        return again(request, problem=refusal.sentence, chosen=frozenset(chosen))
    return _after(sent)


def _after(sent: list[HandoverRegister]) -> HttpResponse:
    """The one register that was sent, or the list of all."""
    if len(sent) == 1:
        return HttpResponseRedirect(reverse("community:handed-register", args=[sent[0].pk]))
    return HttpResponseRedirect(reverse("community:registers"))


def _identifier(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError as problem:
        raise Missing from problem


@require_safe
@require_staff(*SENDERS)
def registers(request: HttpRequest) -> HttpResponse:
    """Registers that the community sent, newest first."""
    rows = register_queries.registers(actor_of(request)).prefetch_related(
        "lines", "alarms", "receipts__counted_by"
    )[:REGISTERS]
    context = {
        "registers": [
            {
                "register": row,
                "lines": len(row.lines.all()),
                "marks": _marks([one.answer for one in row.lines.all()]),
                "seal": handovers.seal_of(row),
                "proof": handovers.proof_of(row, newest_receipt(row)),
                "alarms": sum(one.state != AlarmState.ENDED for one in row.alarms.all()),
            }
            for row in rows
        ]
    }
    return render(request, "community/registers.html", context)


def newest_receipt(register: HandoverRegister) -> HandoverReceipt | None:
    """The newest count of prefetched receipts."""
    return max(register.receipts.all(), key=lambda one: one.counted_at, default=None)


def _marks(answers: list[str]) -> dict[str, int]:
    return {answer: answers.count(answer) for answer in TONES}


@require_safe
@require_staff(*SENDERS)
def register(request: HttpRequest, register_id: uuid.UUID) -> HttpResponse:
    """One register: both sides of the proof, the seal, alarms, and every line with the mark of the deciding body."""
    actor = actor_of(request)
    found = _found(request, register_id, "перегляд реєстру передачі")
    lines = [
        {
            "line": line,
            "name": line.application.applicant.full_name if line.application.applicant else "",
            "kind": catalogue.kind(line.application.kind).plain_title,
            "tone": TONES[line.answer][0],
            "icon": TONES[line.answer][1],
        }
        for line in found.lines.select_related("application__applicant").order_by("position")
    ]
    context = {
        "register": found,
        "lines": lines,
        "proof": handovers.proof_of(found, register_queries.receipt_of(found)),
        "seal": handovers.seal_of(found),
        "register_alarms": handovers.alarm_rows(register_queries.alarms(actor).filter(register=found)),
        "answer_url": "community:answer-alarm",
        "may_seal": actor.holds(Role.SEAL_OPERATOR) and register_waits(found),
        "sent_url": reverse("community:register-sent", args=[found.pk]),
        "seal_url": reverse("community:register-seal", args=[found.pk]),
        "marked_url": reverse("community:register-paper", args=[found.pk]),
    }
    return render(request, "community/register.html", context)


def _found(request: HttpRequest, register_id: uuid.UUID, purpose: str) -> HandoverRegister:
    """The register that the reader may see; it names people, so every opening of it is logged."""
    actor = actor_of(request)
    found = register_queries.register_for(actor, register_id)
    record_read(actor=actor, subject_kind="register", subject_id=found.pk, purpose=purpose, at=clock.now())
    return found


@require_safe
@require_staff(*SENDERS)
def register_paper(request: HttpRequest, register_id: uuid.UUID) -> HttpResponse:
    """The register printed with the marks and the proof of both sides that it has today."""
    found = _found(request, register_id, "друк реєстру передачі")
    content = papers.register_paper(found, at=clock.now())
    return file_response(content, media_type="application/pdf", name="register-marked.pdf")


@require_safe
@require_staff(*SENDERS)
def register_sent(request: HttpRequest, register_id: uuid.UUID) -> HttpResponse:
    """The register as it was sent: the bytes that bear the seal."""
    found = _found(request, register_id, "реєстр передачі, як надіслано")
    if found.paper is None:
        raise Missing
    return pdf_response(found.paper, "register.pdf")


@require_safe
@require_staff(*SENDERS)
def register_seal(request: HttpRequest, register_id: uuid.UUID) -> HttpResponse:
    """The seal over the register as sent, `.p7s`."""
    return handovers.seal_response(_found(request, register_id, "печатка під реєстром передачі"))


@require_safe
@require_staff(*SENDERS)
def alarms(request: HttpRequest) -> HttpResponse:
    """What does not agree, is late or doubled in what the community handed over or has to."""
    return handovers.alarms_page(request, "community")


@require_POST
@require_staff(*SENDERS)
def answer_alarm(request: HttpRequest, alarm_id: uuid.UUID) -> HttpResponse:
    """Acknowledge an alarm with a reason."""
    return handovers.answer_alarm(request, alarm_id, "community")


@require_safe
@require_staff(Role.COMMUNITY_OFFICER)
def added(request: HttpRequest) -> HttpResponse:
    """Documents that people brought after handover: those with the seal go by a register of their own."""
    return _added(request)


def _added(request: HttpRequest, problem: str = "") -> HttpResponse:
    copies = list(register_queries.added_to_send(actor_of(request)))
    rows = [
        {
            "case": case,
            "name": case.applicant.full_name if case.applicant else "",
            "copies": [{"title": copy.title, "at": copy.added_at, "seal": seal_words(copy)} for copy in own],
            "ready": not any(without_seal(copy) for copy in own),
        }
        for case, own in _by_case(copies)
    ]
    context = {"rows": rows, "ready": any(row["ready"] for row in rows), "problem": problem}
    return render(request, "community/added.html", context, status=422 if problem else 200)


def _by_case(copies: list[Attachment]) -> list[tuple[Application, list[Attachment]]]:
    found: dict[uuid.UUID, list[Attachment]] = {}
    for copy in copies:
        found.setdefault(copy.application_id, []).append(copy)
    return [(own[0].application, own) for own in found.values()]


@require_POST
@require_staff(Role.COMMUNITY_OFFICER)
def send_added(request: HttpRequest) -> HttpResponse:
    """Send the chosen additional documents by a register of additional documents."""
    chosen = [_identifier(one) for one in request.POST.getlist("case")]
    try:
        sent = additional.send_added(by=actor_of(request), application_ids=chosen, at=clock.now())
    except Refused as refusal:
        return _added(request, refusal.sentence)
    return _after(sent)
