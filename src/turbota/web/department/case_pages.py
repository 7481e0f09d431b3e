"""The tabs of a case: reconciling, the calculation of income and amount, the personal file, letters, history."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from turbota.access.actors import Actor
from turbota.access.models import Role
from turbota.applications.models import Application
from turbota.applications.operations.acceptance import term_is_over
from turbota.applications.queries import requests_of
from turbota.applications.register_queries import added_lines
from turbota.applications.states import ELECTRONIC, HELD_BY_DECIDER, Channel, State
from turbota.assistance import catalogue
from turbota.assistance.calculation import Calculation
from turbota.casework.emergency_queries import case_kept_with
from turbota.decisions.awarded import unconfirmed
from turbota.decisions.by_hand import calculation_of, is_by_hand
from turbota.decisions.calculating import answers_in_force, calculate, corrections_of
from turbota.decisions.granting import as_refused
from turbota.decisions.models import Correction, Decision
from turbota.decisions.queries import decision_seen, decisions_seen, last_reason
from turbota.decisions.returning import SIGNED
from turbota.decisions.services import as_decided
from turbota.decisions.states import Outcome
from turbota.decisions.states import State as DecisionState
from turbota.kernel import clock
from turbota.messages.queries import thread_of
from turbota.personal_files.blocks import blocks
from turbota.personal_files.queries import awards_of, beside, file_opened
from turbota.web.department.cases import case_view
from turbota.web.department.frame import frame_of
from turbota.web.department.reconciling import (
    Result,
    answer_groups,
    correction_rows,
    gaps,
    others_of,
    result_of,
    result_of_decision,
)
from turbota.web.department.rows import SUBJECT
from turbota.web.department.scans import documents_of
from turbota.web.department.talking import talk_of
from turbota.web.department.telling import history_of, signs_of
from turbota.web.shared.income_sheets import income_table
from turbota.web.shared.middleware import actor_of
from turbota.web.ui.words import numeric_date

OPEN = (State.RECEIVED, State.IN_WORK)


def _standing(
    application: Application, decision: Decision | None, corrections: list[Correction]
) -> Decision | Calculation | None:
    """What was signed, or what the rules say now; nothing while the applicant is asked and nothing was signed."""
    if decision is not None and decision.state in SIGNED:
        return decision
    if application.state not in OPEN or application.received_on is None:
        return None
    computed = calculate(application, application.received_on, corrections)
    entered = (
        decision is not None
        and decision.state != DecisionState.ENDED
        and (is_by_hand(decision.calculation) or catalogue.kind(application.kind).gives_services)
    )
    return decision if entered and computed.outcome == "officer" else computed


def _result(found: Decision | Calculation | None) -> Result | None:
    if found is None:
        return None
    return result_of_decision(found) if isinstance(found, Decision) else result_of(found)


def _silent(application: Application, at: datetime) -> bool:
    """Whether the applicant was asked and the term to answer is over."""
    if application.state != State.ASKED:
        return False
    return any(term_is_over(row, clock.day_of(at)) for row in application.requests.open())


def _may(actor: Actor, application: Application, decision: Decision | None, at: datetime) -> dict[str, bool]:
    """Which buttons the page shows. The operations check everything again."""
    holds = actor.holds(Role.SPECIALIST) and application.holder_id in actor.organisations(Role.SPECIALIST)
    mine = holds and application.taken_by_id in (None, actor.account_id)
    received, in_work = application.state == State.RECEIVED, application.state == State.IN_WORK
    electronic = application.channel in ELECTRONIC
    closed = decision is not None and decision.state in SIGNED
    asked = application.state == State.ASKED
    movable = received or (in_work and not closed)
    return {
        "added": holds,
        "take": holds and (received or in_work) and application.taken_by_id is None,
        "accept": mine and received,
        "send_back": mine and movable and not electronic,
        "ask": mine and movable and electronic,
        "go_on": mine and _silent(application, at),
        "work": mine and in_work and not closed,
        "sign": mine and decision is not None and decision.state == DecisionState.PREPARED,
        "approve": actor.holds(Role.HEAD)
        and decision is not None
        and decision.state == DecisionState.PROPOSED,
        "leave": mine and movable | asked,
        "join": mine and movable | asked,
        "withdraw": holds and application.state in HELD_BY_DECIDER,
        "give_back": holds and application.taken_by_id == actor.account_id and movable | asked,
        "annul": actor.holds(Role.SPECIALIST)
        and decision is not None
        and decision.state == DecisionState.APPROVED,
        "foreign": holds and application.taken_by_id not in (None, actor.account_id),
    }


def case_context(request: HttpRequest, application: Application, at: datetime) -> dict[str, Any]:
    """Everything the first tab shows. The number of queries does not grow with the history."""
    actor = actor_of(request)
    decision, annulled = decisions_seen(actor, application)
    corrections = corrections_of(application)
    may = _may(actor, application, decision, at)
    others = beside(application)
    sent_back = decision is not None and decision.state == DecisionState.SENT_BACK
    found = _standing(application, decision, corrections)
    result, waiting = _result(found), unconfirmed(found) if isinstance(found, Calculation) else frozenset()
    services = catalogue.kind(application.kind).gives_services
    return {
        "place": frame_of(actor, application, "department:case", at),
        "documents": documents_of(
            application, request.GET.get("doc", ""), request.GET.get("page", ""), corrections
        ),
        "groups": answer_groups(application, corrections, may_correct=may["work"], waiting=waiting),
        "gaps": gaps(application, corrections, may_correct=may["work"]),
        "notes": catalogue.kind(application.kind).notes(answers_in_force(application, corrections)),
        "corrections": correction_rows(corrections),
        "others": others_of(others),
        "join": bool(others) and may["join"],
        "repeated": may["work"] and any(getattr(other, "granted", ()) for other in others),
        "annulled": annulled,
        "added": added_lines(application) if application.channel == Channel.COMMUNITY else (),
        "result": result,
        "services": may["work"] and services,
        "social_case": case_kept_with(actor, application.pk) if services else None,
        "by_hand": may["work"]
        and not services
        and result is not None
        and (result.outcome == "officer" or result.by_hand != ""),
        "decision": decision,
        "sent_back": last_reason(decision) if decision is not None and sent_back else "",
        "signs": signs_of(application, decision),
        "may": may,
    }


@require_GET
@case_view()
def case(request: HttpRequest, application: Application) -> HttpResponse:
    """Documents, answers beside them, the calculation, two signatures and what can be done now."""
    return render(request, "department/case.html", case_context(request, application, clock.now()))


@require_GET
@case_view()
def calculation(request: HttpRequest, application: Application) -> HttpResponse:
    """The average income (Annex 5) and the amount (Annex 6) as they were signed, or as the rules say now."""
    actor, at = actor_of(request), clock.now()
    decision, corrections = decision_seen(actor, application), corrections_of(application)
    found = _standing(application, decision, corrections)
    kept = found.calculation if isinstance(found, Decision) else asdict(found) if found else {}
    context = {
        "place": frame_of(actor, application, "department:calculation", at),
        "decision": found if isinstance(found, Decision) else None,
        "kind": catalogue.kind(application.kind),
        "income": income_table(application.kind, kept),
        "result": _result(found),
    }
    return render(request, "department/calculation.html", context)


@require_GET
@case_view()
def personal_file(request: HttpRequest, application: Application) -> HttpResponse:
    """The electronic personal file: four information blocks and the source of receipt (p. 11.3)."""
    actor, at = actor_of(request), clock.now()
    file = file_opened(application)
    corrections = corrections_of(application) if file is not None else []
    calculation = None
    if file is not None and application.received_on is not None:
        calculation = calculate(application, application.received_on, corrections)
        decision = decision_seen(actor, application)
        if decision is not None and catalogue.kind(application.kind).gives_services:
            calculation = as_decided(calculation, decision)
        elif decision is not None and is_by_hand(decision.calculation):
            calculation = calculation_of(decision)
        elif decision is not None and decision.outcome == Outcome.REFUSED:
            calculation = as_refused(calculation, ())
    context = {
        "place": frame_of(actor, application, "department:file", at),
        "file": file,
        "blocks": blocks(file, calculation, corrections) if file is not None else None,
        "awards": [(award, award.paid_when(numeric_date)) for award in awards_of(file)] if file else [],
    }
    return render(request, "department/file.html", context)


@require_GET
@case_view()
def letters(request: HttpRequest, application: Application) -> HttpResponse:
    """What was written between the applicant and the offices, and what the offices told each other."""
    actor, at = actor_of(request), clock.now()
    may = _may(actor, application, decision_seen(actor, application), at)
    context = {
        "place": frame_of(actor, application, "department:letters", at),
        "messages_of_case": talk_of(
            thread_of(SUBJECT, application.pk, with_notices=True), requests_of(application)
        ),
        "may_ask": may["ask"],
    }
    return render(request, "department/letters.html", context)


@require_GET
@case_view()
def history(request: HttpRequest, application: Application) -> HttpResponse:
    """Every step of the case and of its decision, and every movement of its legal clocks."""
    actor, at = actor_of(request), clock.now()
    frame = frame_of(actor, application, "department:history", at)
    context = {"place": frame, **history_of(application, frame.clocks, at)}
    return render(request, "department/history.html", context)
