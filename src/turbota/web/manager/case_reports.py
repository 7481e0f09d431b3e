"""Reports that were linked to a case, as those who work on it see them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from turbota.casework import report_queries
from turbota.casework.models import Case
from turbota.kernel import clock
from turbota.web.manager.case_frame import case_view, frame_of
from turbota.web.manager.report_rows import rows_of
from turbota.web.shared.middleware import actor_of


@require_safe
@case_view()
def case_reports(request: HttpRequest, case: Case) -> HttpResponse:
    """Linked reports, the newest first; each is read on its own page, which is logged."""
    actor, at = actor_of(request), clock.now()
    found = report_queries.of_case(actor, case)
    context = {"place": frame_of(actor, case, "manager:case-reports", at), "rows": rows_of(found, at)}
    return render(request, "manager/case_reports.html", context)
