"""What was found when the needs of the person were assessed, in plain words."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from turbota.casework.assessment_queries import own_results
from turbota.kernel import clock
from turbota.web.shared.guards import require_citizen
from turbota.web.shared.middleware import actor_of


@require_safe
@require_citizen
def assessments(request: HttpRequest) -> HttpResponse:
    """The own results, the newest first."""
    results = own_results(actor_of(request), at=clock.now())
    return render(request, "cabinet/assessments.html", {"results": results})
