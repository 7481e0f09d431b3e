"""Handing ready cases over by a numbered register, and the registers with the answer to each line."""

import uuid
from itertools import groupby

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from turbota.access.models import Role
from turbota.applications import papers, queries
from turbota.applications.operations import handover
from turbota.applications.states import State
from turbota.assistance import catalogue
from turbota.audit.operations import record_read
from turbota.kernel import clock
from turbota.kernel.errors import Missing, Refused
from turbota.web.community import queue_rows
from turbota.web.community.queues import queue_page
from turbota.web.shared.files import file_response
from turbota.web.shared.guards import require_staff
from turbota.web.shared.middleware import actor_of

REGISTERS = 50
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
    }
    return render(request, "community/ready.html", context, status=422 if problem else 200)


@require_POST
@require_staff(Role.COMMUNITY_OFFICER)
def hand_over(request: HttpRequest) -> HttpResponse:
    """Send the chosen cases: one register for each deciding body, all or nothing."""
    chosen = request.POST.getlist("case")
    try:
        sent = handover.hand_over(
            by=actor_of(request), application_ids=[_identifier(one) for one in chosen], at=clock.now()
        )
    except Refused as refusal:
        again = queue_page if request.POST.get("from") == "queue" else _ready
        return again(request, problem=refusal.sentence, chosen=frozenset(chosen))
    if len(sent) == 1:
        return HttpResponseRedirect(reverse("community:handed-register", args=[sent[0].pk]))
    return HttpResponseRedirect(reverse("community:registers"))


def _identifier(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError as problem:
        raise Missing from problem


@require_safe
@require_staff(Role.COMMUNITY_OFFICER, Role.CONTROL_SPECIALIST)
def registers(request: HttpRequest) -> HttpResponse:
    """Registers that the community sent, newest first."""
    rows = queries.registers(actor_of(request)).prefetch_related("lines")[:REGISTERS]
    context = {
        "registers": [
            {
                "register": row,
                "lines": len(row.lines.all()),
                "marks": _marks([one.answer for one in row.lines.all()]),
            }
            for row in rows
        ]
    }
    return render(request, "community/registers.html", context)


def _marks(answers: list[str]) -> dict[str, int]:
    return {answer: answers.count(answer) for answer in TONES}


@require_safe
@require_staff(Role.COMMUNITY_OFFICER, Role.CONTROL_SPECIALIST)
def register(request: HttpRequest, register_id: uuid.UUID) -> HttpResponse:
    """One register, line by line, with the mark of the deciding body."""
    actor = actor_of(request)
    found = queries.register_for(actor, register_id)
    record_read(
        actor=actor,
        subject_kind="register",
        subject_id=found.pk,
        purpose="перегляд реєстру передачі",
        at=clock.now(),
    )
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
    return render(request, "community/register.html", {"register": found, "lines": lines})


@require_safe
@require_staff(Role.COMMUNITY_OFFICER, Role.CONTROL_SPECIALIST)
def register_paper(request: HttpRequest, register_id: uuid.UUID) -> HttpResponse:
    """The register printed with the marks it has today."""
    actor, at = actor_of(request), clock.now()
    found = queries.register_for(actor, register_id)
    record_read(
        actor=actor, subject_kind="register", subject_id=found.pk, purpose="друк реєстру передачі", at=at
    )
    return file_response(
        papers.register_paper(found, at=at), media_type="application/pdf", name="register.pdf"
    )
