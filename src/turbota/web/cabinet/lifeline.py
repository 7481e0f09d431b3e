"""The own life-line: everything the platform keeps of the person, money and services together."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from turbota.kernel import clock
from turbota.timeline import lines
from turbota.web.shared.guards import require_citizen
from turbota.web.shared.lifelines import months_of
from turbota.web.shared.middleware import actor_of


@require_safe
@require_citizen
def lifeline(request: HttpRequest) -> HttpResponse:
    """The newest events first, a page at a time."""
    line = lines.of_person(actor_of(request), at=clock.now(), after=request.GET.get("after", ""))
    content = {"months": months_of(line), "after": line.after, "first": "after" not in request.GET}
    return render(request, "cabinet/lifeline.html", content)
