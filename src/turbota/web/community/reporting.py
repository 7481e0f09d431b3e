"""An operator at the counter writes a report down from a visitor's words."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from turbota.access.models import Role
from turbota.web.shared.guards import require_staff
from turbota.web.shared.report_entry import enter

LEAD = "Зі слів того, хто прийшов або зателефонував. Ім’я й контакт запишіть, лише якщо людина згодна."


@require_http_methods(["GET", "POST"])
@require_staff(Role.COMMUNITY_OFFICER)
def report(request: HttpRequest) -> HttpResponse:
    """The form with all questions together."""
    return enter(request, address="community:report", lead=LEAD)
