"""Everything of one colleague over a selection: choose rows, choose to whom, one operation a case, a result a case."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from turbota.access import queries as access
from turbota.access.actors import Actor
from turbota.access.models import DECIDING_KINDS, Account, Organisation, Role
from turbota.applications import hands
from turbota.applications.models import Application
from turbota.applications.operations import assigning
from turbota.assistance import catalogue
from turbota.audit.operations import record
from turbota.deadlines.queries import clocks_of_many, state
from turbota.decisions.queries import states_of_many, to_sign
from turbota.decisions.states import State as DecisionState
from turbota.kernel import clock
from turbota.kernel.errors import Missing, Refused
from turbota.web.shared.clocks import clock_of
from turbota.web.shared.guards import require_staff
from turbota.web.shared.middleware import actor_of
from turbota.web.shared.numbers import whole_number
from turbota.web.ui.components import Clock, ErrorLine
from turbota.web.ui.forms import named

EVENLY = "evenly"
TARGETS = {"case": ("Передати", "case_0"), "to": ("Кому передати", "to_0"), "why": ("Чому", "why")}
"""What the page calls the box that each sentence of `_problems` is about, and its id."""


@dataclass(frozen=True)
class Row:
    """One case of the colleague. `value` names the case and the version that the page showed.

    `url` is empty in a community: its head moves cases and does not read them.
    """

    value: str
    url: str
    name: str
    kind: str
    number: str
    state: str
    clock: Clock | None
    chosen: bool


@dataclass(frozen=True)
class Result:
    """What became of one chosen case."""

    number: str
    name: str
    moved: bool
    words: str


@dataclass(frozen=True)
class Order:
    """What the head asked for."""

    chosen: tuple[str, ...]
    to: str
    why: str


def _order(request: HttpRequest) -> Order:
    return Order(
        tuple(request.POST.getlist("case")), request.POST.get("to", ""), request.POST.get("why", "").strip()
    )


def _rows(
    cases: Sequence[Application], decides: bool, chosen: Iterable[str], at: datetime, fresh: bool
) -> list[Row]:
    clocks = clocks_of_many("application", [case.pk for case in cases])
    decisions = states_of_many([case.pk for case in cases]) if decides else {}
    picked = {value.partition(":")[0] for value in chosen}
    found = []
    for case in cases:
        nearest = clocks.get(case.pk, [])[:1]
        words = [case.get_state_display()]
        if case.pk in decisions:
            words.append(DecisionState(decisions[case.pk]).label)
        found.append(
            Row(
                value=f"{case.pk}:{case.version}",
                url=reverse("department:case", args=[case.pk]) if decides else "",
                name=case.applicant.full_name if case.applicant else "Заявник",
                kind=catalogue.kind(case.kind).title,
                number=case.number or "",
                state=" · ".join(words),
                clock=clock_of(state(nearest[0], clock.day_of(at), at=at)) if nearest else None,
                chosen=fresh or str(case.pk) in picked,
            )
        )
    return found


def _found(actor: Actor, organisation_id: uuid.UUID, account_id: uuid.UUID) -> tuple[Organisation, Account]:
    """The organisation that the actor heads and the colleague with cases there. Raises Missing."""
    account = access.staff_account(account_id)
    if account is None or organisation_id not in actor.organisations(Role.HEAD):
        raise Missing(code="not_yours:application.reassign")
    return access.organisation(organisation_id), account


@require_http_methods(["GET", "POST"])
@require_staff(Role.HEAD)
def cases(request: HttpRequest, organisation_id: uuid.UUID, account_id: uuid.UUID) -> HttpResponse:
    """Cases, decisions on their way and the nearest terms of a colleague; POST gives the chosen ones to others."""
    actor, at = actor_of(request), clock.now()
    body, account = _found(actor, organisation_id, account_id)
    order, problems = _order(request), dict[str, str]()
    results: tuple[Result, ...] = ()
    if request.method == "POST":
        problems = _problems(order)
        if not problems:
            results = _moved(actor, body, account, order, at)
            order = Order((), "", "")
    held = hands.cases_of(actor, body.pk, account.pk)
    for case in held:
        record(
            actor=actor, action="application.read", right="read", subject_kind="application",
            subject_id=case.pk, purpose="передання справ колеги", at=at,
        )  # fmt: skip
    context = {
        "body": body,
        "account": account,
        "away": access.absence_on(account.pk, body.pk, clock.day_of(at)),
        "rows": _rows(held, body.kind in DECIDING_KINDS, order.chosen, at, request.method == "GET"),
        "receivers": [one for one in hands.receivers(body.pk, at) if one.account_id != account.pk],
        "order": order,
        "problems": problems,
        "lines": tuple(
            ErrorLine(named(TARGETS[name][0], words), TARGETS[name][1]) for name, words in problems.items()
        ),
        "results": results,
        "evenly": EVENLY,
        "to_sign": _to_sign(actor, body, account, at),
        "more": len(held) == hands.MOST,
    }
    return render(request, "colleagues/cases.html", context, status=422 if problems else 200)


def _to_sign(actor: Actor, body: Organisation, account: Account, at: datetime) -> int:
    """How many decisions wait for this colleague's signature as a head: a deputy may sign them, nobody else."""
    posts = access.posts_of(body.pk, clock.day_of(at), Role.HEAD).filter(account=account)
    return to_sign(actor).filter(organisation=body).count() if posts.exists() else 0


def _problems(order: Order) -> dict[str, str]:
    problems = {}
    if not order.chosen:
        problems["case"] = "Позначте хоча б одну справу."
    if not order.to:
        problems["to"] = "Виберіть, кому передати, або «порівну»."
    if len(order.why) < assigning.SHORTEST_REASON:
        problems["why"] = "Напишіть, чому справи передають, наприклад: «на час відпустки»."
    return problems


def _moved(
    actor: Actor, body: Organisation, account: Account, order: Order, at: datetime
) -> tuple[Result, ...]:
    """One operation a case: what could not move says why, the rest has moved."""
    versions = dict(_named(order.chosen))
    found = hands.named(actor, versions)
    receivers = [one for one in hands.receivers(body.pk, at) if one.account_id != account.pk]
    names = {one.account_id: one.name for one in receivers}
    plan = hands.spread(found, receivers) if order.to == EVENLY else dict.fromkeys(versions, _uuid(order.to))
    results = [
        _one(actor, case, plan.get(case.pk), versions[case.pk], names, order.why, at) for case in found
    ]
    gone = len(versions) - len(found)
    if gone:
        results.append(Result("", "", False, f"Справ, яких тут уже немає: {gone}. Хтось передав їх раніше."))
    return tuple(results)


def _one(
    actor: Actor, case: Application, to: uuid.UUID | None, version: int, names: Mapping[uuid.UUID, str], why: str,
    at: datetime,
) -> Result:  # fmt: skip
    number, name = case.number or "", case.applicant.full_name if case.applicant else "Заявник"
    if to is None:
        return Result(number, name, False, "Немає колеги на місці, який може вести таку справу.")
    try:
        assigning.reassign(by=actor, application_id=case.pk, account_id=to, why=why, at=at, version=version)
    except Refused as refusal:
        return Result(number, name, False, refusal.sentence)
    return Result(number, name, True, f"Тепер веде: {names.get(to, 'колега')}.")


def _named(chosen: Iterable[str]) -> Iterable[tuple[uuid.UUID, int]]:
    """ "<case>:<version>" as the page wrote it. Raises Missing for anything else."""
    for value in chosen:
        key, _, version = value.partition(":")
        number = whole_number(version)
        if number is None:
            raise Missing
        yield _uuid(key), number


def _uuid(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError as problem:
        raise Missing from problem
