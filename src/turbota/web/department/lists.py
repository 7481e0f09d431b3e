"""Queues: to accept, in work, to sign; and finding a case."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from turbota.access.models import Role
from turbota.applications import finding, queries, register_queries
from turbota.applications.finding import FoundCase
from turbota.applications.states import State
from turbota.assistance import catalogue
from turbota.assistance.wording import sums
from turbota.decisions.models import Decision
from turbota.decisions.queries import annulments_to_sign, to_sign
from turbota.kernel import clock
from turbota.kernel.errors import Missing
from turbota.people.wanted import read as wanted_of
from turbota.web.department.rows import chosen_words, rows_of, source_of, strip_of
from turbota.web.shared.guards import require_staff
from turbota.web.shared.middleware import actor_of
from turbota.web.shared.searching import note_search

TO_ACCEPT = (State.RECEIVED,)
AT_WORK = (State.IN_WORK, State.ASKED)
LONGEST_LIST = 100


def _day(chosen: str) -> date | None:
    if chosen in ("", "late"):
        return None
    try:
        return date.fromisoformat(chosen)
    except ValueError as problem:
        raise Missing from problem


def _list(
    request: HttpRequest, name: str, states: tuple[State, ...], title: str, nothing: str
) -> HttpResponse:
    actor, at, today = actor_of(request), clock.now(), clock.today()
    chosen, mine = request.GET.get("due", ""), request.GET.get("mine") == "1"
    page = queries.queue(
        actor,
        states=states,
        after=request.GET.get("after", ""),
        due=_day(chosen),
        due_before=today if chosen == "late" else None,
        mine=mine,
        more=("community__short_name",),
    )
    url = reverse(name)
    kept = {key: value for key, value in (("due", chosen), ("mine", "1" if mine else "")) if value}
    context = {
        "title": title,
        "nothing": nothing,
        "rows": rows_of(page.rows, actor, at),
        "strip": strip_of(actor, states, url, chosen, today),
        "url": url,
        "chosen": chosen_words(chosen),
        "mine": mine,
        "mine_url": url if mine else f"{url}?mine=1",
        "alarms": register_queries.live_alarms(actor),
        "next_url": f"{url}?{urlencode({**kept, 'after': page.after})}" if page.after else "",
    }
    return render(request, "department/queue.html", context)


@require_GET
@require_staff(Role.SPECIALIST, Role.HEAD)
def queue(request: HttpRequest) -> HttpResponse:
    """Cases that wait to be accepted or returned within three working days (Instruction 345, p. 11.3).

    A head who is no specialist is led to what waits for the head's signature.
    """
    if not actor_of(request).holds(Role.SPECIALIST):
        return HttpResponseRedirect(reverse("department:to-sign"))
    nothing = (
        "Нових справ немає. Коли громада передасть реєстр або людина подасть заяву, справа з’явиться тут."
    )
    return _list(request, "department:queue", TO_ACCEPT, "Прийняти або повернути", nothing)


@require_GET
@require_staff(Role.SPECIALIST)
def work(request: HttpRequest) -> HttpResponse:
    """Accepted cases: to calculate and sign, with the head, sent back by the head, waiting for the applicant."""
    nothing = "У роботі немає жодної справи. Прийміть справу зі списку «Прийняти»."
    return _list(request, "department:work", AT_WORK, "Справи в роботі", nothing)


@dataclass(frozen=True)
class ToSignRow:
    """A decision that waits for the head."""

    url: str
    name: str
    kind: str
    number: str
    outcome: str
    sums: str
    granted: bool
    specialist: str
    own: bool
    decision: Decision


def _to_sign_row(decision: Decision, account_id: object) -> ToSignRow:
    application = decision.application
    return ToSignRow(
        url=reverse("department:decision", args=[application.pk]),
        name=application.applicant.full_name if application.applicant else "Заявник",
        kind=catalogue.kind(application.kind).title,
        number=decision.number,
        outcome=decision.get_outcome_display(),
        sums=sums(decision.amount or 0, decision.once),
        granted=decision.amount is not None,
        specialist=decision.specialist.name,
        own=decision.specialist_id == account_id,
        decision=decision,
    )


@require_GET
@require_staff(Role.HEAD)
def signing(request: HttpRequest) -> HttpResponse:
    """Decisions that wait for the head's signature, the oldest first."""
    actor = actor_of(request)
    found = to_sign(actor)[: LONGEST_LIST + 1]
    rows = [_to_sign_row(decision, actor.account_id) for decision in found]
    context = {
        "annulments": list(annulments_to_sign(actor)[:LONGEST_LIST]),
        "rows": rows[:LONGEST_LIST],
        "more": len(rows) > LONGEST_LIST,
        "alarms": register_queries.live_alarms(actor),
    }
    return render(request, "department/to_sign.html", context)


@require_http_methods(["GET", "POST"])
@require_staff(Role.SPECIALIST, Role.HEAD)
def find(request: HttpRequest) -> HttpResponse:
    """Find a case by its number, or by the applicant's name, birth date or tax number. Nothing typed is in an address."""
    text = request.POST.get("q", "").strip()
    wanted = wanted_of(text)
    if text:
        note_search(request)
    actor = actor_of(request)
    found = finding.found_cases(actor, wanted)
    found += finding.found_on_scans(actor, text, found)
    if len(found) == 1 and found[0].application.number == text:
        return HttpResponseRedirect(reverse("department:case", args=[found[0].application.pk]))
    rows = [_found_row(one) for one in found]
    only_like = all(one.like for one in found)
    context = {"rows": rows, "text": text, "wanted": wanted, "only_like": only_like}
    return render(request, "department/find.html", context)


def _found_row(one: FoundCase) -> dict[str, object]:
    row = one.application
    return {
        "url": reverse("department:case", args=[row.pk]),
        "name": row.applicant.full_name if row.applicant else "Заявник",
        "born": row.applicant.birth_date if row.applicant else None,
        "like": one.like,
        "scan": one.scan,
        "number": row.number,
        "kind": catalogue.kind(row.kind).title,
        "source": source_of(row),
        "state": row.get_state_display(),
    }
