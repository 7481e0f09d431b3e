"""Outcomes of the unit as figures, for its supervisor."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from turbota.access.models import Role
from turbota.casework import outcome_queries as queries
from turbota.kernel import clock
from turbota.web.shared.guards import require_staff
from turbota.web.shared.middleware import actor_of
from turbota.web.shared.numbers import whole_number


@require_safe
@require_staff(Role.SUPERVISOR)
def outcomes(request: HttpRequest) -> HttpResponse:
    """Closed cases of a year: reasons, goals met, the way of needs, checks after the closing."""
    this_year = clock.today().year
    year = whole_number(request.GET.get("year", "")) or this_year
    year = year if 2020 <= year <= this_year else this_year
    found = queries.figures(actor_of(request), date(year, 1, 1), date(year + 1, 1, 1))
    content = {
        "figures": found,
        "year": year,
        "years": [one for one in range(this_year, max(2019, this_year - 4), -1) if one != year],
        "fewest": queries.FEWEST,
    }
    return render(request, "manager/outcomes.html", content)
