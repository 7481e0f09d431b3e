"""What waits for the manager of the services of all his cases, and what he does with a running one."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from turbota.access.models import Role
from turbota.casework import delivery_queries as queries
from turbota.casework.delivery_permissions import KEEP_REFERRAL
from turbota.casework.models import Referral
from turbota.casework.operations import confirming
from turbota.kernel import clock
from turbota.kernel.errors import Missing
from turbota.web.manager.case_frame import frame_of
from turbota.web.manager.referral_forms import HandleForm
from turbota.web.manager.referrals import TAB, case_of, form_page, referral_view, row_of
from turbota.web.shared.form_acts import done
from turbota.web.shared.guards import require_staff
from turbota.web.shared.middleware import actor_of
from turbota.web.shared.service_acts import EndForm, ended, scan_of_contract, sheet_of_visit

MOST = 200


@require_safe
@require_staff(Role.SOCIAL_MANAGER)
def notices(request: HttpRequest) -> HttpResponse:
    """Rejections, silence, closed providers, missed visits and complaints, the oldest first."""
    return render(request, "manager/notices.html", {"rows": queries.open_notices(actor_of(request))[:MOST]})


@require_http_methods(["GET", "POST"])
@require_staff(Role.SOCIAL_MANAGER)
def handle(request: HttpRequest, notice_id: uuid.UUID) -> HttpResponse:
    """One notice: what to do, and what was done."""
    actor, at = actor_of(request), clock.now()
    row = queries.open_notices(actor).filter(pk=notice_id).first()
    if row is None:
        raise Missing(code="not_yours:case_notice.handle")
    form = HandleForm(request.POST or None)

    def act() -> None:
        confirming.handle(by=actor, notice_id=row.pk, answer=form.cleaned_data["answer"], at=at)

    if done(request, form, act):
        messages.success(request, "Записано.")
        return redirect("manager:notices")
    content = {"row": row, "form": form}
    return render(request, "manager/notice.html", content, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@referral_view
def end_service(request: HttpRequest, referral: Referral) -> HttpResponse:
    """The manager ends the service."""
    form = EndForm(request.POST or None)
    if ended(request, referral, form, "Надання послуги закінчено."):
        return redirect("manager:services", referral.case_id)
    return form_page(request, referral, form, "Закінчити послугу", "Закінчити", danger=True)


@require_POST
@referral_view
def codes(request: HttpRequest, referral: Referral) -> HttpResponse:
    """Codes of the visits, to tell somebody who has no cabinet. Showing them leaves a trace."""
    actor, at = actor_of(request), clock.now()
    KEEP_REFERRAL.check(actor, referral)
    told = confirming.told_codes(by=actor, referral=referral, at=at)
    rows = [(row, told[row.pk]) for row in reversed(queries.journal_of(referral)) if row.pk in told]
    content = {
        "place": frame_of(actor, case_of(actor, referral, at), TAB, at),
        "row": row_of(referral, at, []),
        "codes": rows,
    }
    return render(request, "manager/codes.html", content)


@require_safe
@referral_view
def sheet(request: HttpRequest, referral: Referral, visit_id: uuid.UUID) -> HttpResponse:
    """The sheet with the signature of the recipient."""
    return sheet_of_visit(referral, visit_id)


@require_safe
@referral_view
def contract_scan(request: HttpRequest, referral: Referral) -> HttpResponse:
    """The signed contract."""
    return scan_of_contract(referral)
