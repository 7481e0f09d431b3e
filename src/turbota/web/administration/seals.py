"""Orders of the head on who may use the seal of a community, and whose seal, control and register a ЦНАП uses."""

import uuid
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from turbota.access import operations, queries, seal_orders
from turbota.access.models import INTAKE_KINDS, Organisation, OrganisationKind, Role, SealOrder
from turbota.audit.operations import record_read
from turbota.documents import scans
from turbota.kernel import clock
from turbota.kernel.errors import Missing, Refused
from turbota.web.administration.forms import CentreLeans, EnterSealOrder, tell
from turbota.web.shared.files import pdf_response
from turbota.web.shared.guards import require_staff
from turbota.web.shared.middleware import actor_of

IN_FORCE = "діє"


@dataclass(frozen=True)
class OrderRow:
    """One order for the page. `state`: words, tone, icon."""

    order: SealOrder
    persons: tuple[str, ...]
    state: tuple[str, str, str]
    may_end: bool


def _row(order: SealOrder) -> OrderRow:
    return OrderRow(
        order=order,
        persons=tuple(one.account.name for one in order.persons.all()),
        state=_state(order),
        may_end=order.until is None or order.until > clock.today(),
    )


def _state(order: SealOrder) -> tuple[str, str, str]:
    today = clock.today()
    if order.since > today:
        return "ще не діє", "care", "calendar"
    if order.until is not None and order.until <= today:
        return "не діє", "", "clock"
    return IN_FORCE, "good", "check"


def _body(request: HttpRequest, organisation_id: uuid.UUID) -> Organisation:
    body = queries.organisation_kept(actor_of(request), organisation_id)
    if body.kind not in INTAKE_KINDS:
        raise Missing
    return body


@require_http_methods(["GET", "POST"])
@require_staff(Role.ADMINISTRATOR)
def orders(request: HttpRequest, organisation_id: uuid.UUID) -> HttpResponse:
    """Every order of the organisation, and the form that enters the next one."""
    body = _body(request, organisation_id)
    posts = list(queries.posts_ahead(body.pk, clock.today()).filter(role=Role.SEAL_OPERATOR))
    people = {str(post.account_id): post.account for post in posts}
    form = EnterSealOrder(
        request.POST or None, request.FILES or None, [(key, one.name) for key, one in people.items()]
    )
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        given["since"] = given["since"] or given["signed_on"]
        given["persons"] = [people[key] for key in given["persons"]]
        try:
            given["scan"] = scans.assemble([scans.Upload(name="", content=given["scan"].read())])
            seal_orders.enter(by=actor_of(request), organisation_id=body.pk, at=clock.now(), **given)
        except Refused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, "Наказ внесено. Печаткою користуються названі в ньому люди.")
            return redirect("administration:seal-orders", body.pk)
    return _page(request, body, form)


def _page(request: HttpRequest, body: Organisation, form: EnterSealOrder) -> HttpResponse:
    rows = [_row(order) for order in seal_orders.orders_of(body.pk)]
    centre = body.kind == OrganisationKind.SERVICE_CENTRE and body.parent is not None
    context = {
        "body": body,
        "form": form,
        "rows": rows,
        "in_force": any(row.state[0] == IN_FORCE for row in rows),
        "leans": CentreLeans(None, body) if centre else None,
    }
    return render(request, "administration/seal_orders.html", context, status=422 if form.errors else 200)


@require_POST
@require_staff(Role.ADMINISTRATOR)
def end(request: HttpRequest, order_id: uuid.UUID) -> HttpResponse:
    """The head took the order back."""
    order = seal_orders.order_kept(actor_of(request), order_id)
    seal_orders.end(by=actor_of(request), order_id=order.pk, at=clock.now())
    messages.success(request, f"Дію наказу № {order.number} припинено від сьогодні.")
    return redirect("administration:seal-orders", order.organisation_id)


@require_GET
@require_staff(Role.ADMINISTRATOR)
def scan(request: HttpRequest, order_id: uuid.UUID) -> HttpResponse:
    """The order itself."""
    order = seal_orders.order_kept(actor_of(request), order_id)
    record_read(
        actor=actor_of(request),
        subject_kind="seal_order",
        subject_id=order.pk,
        purpose="наказ про використання печатки",
        at=clock.now(),
    )
    return pdf_response(order.scan, "order.pdf")


@require_POST
@require_staff(Role.ADMINISTRATOR)
def lean(request: HttpRequest, organisation_id: uuid.UUID) -> HttpResponse:
    """Whose seal, control and register a ЦНАП uses from now on."""
    body = _body(request, organisation_id)
    form = CentreLeans(request.POST, body)
    form.is_valid()
    operations.lean(by=actor_of(request), organisation_id=body.pk, at=clock.now(), **form.cleaned_data)
    messages.success(request, "Збережено. Нові справи підуть так.")
    return redirect("administration:seal-orders", body.pk)
