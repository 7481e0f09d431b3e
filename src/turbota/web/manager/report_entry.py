"""A report written down by a social manager, who found it himself, or by an institution."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from turbota.access.models import Role
from turbota.web.shared.guards import require_staff
from turbota.web.shared.middleware import actor_of
from turbota.web.shared.report_entry import enter

OWN = "Те, що ви виявили самі: обхід, дзвінок, розмова. Повідомлення вашого відділу одразу стане вашим."
INSTITUTION = "Повідомлення від вашої установи. Його прочитають лише соціальні менеджери громади."


@require_http_methods(["GET", "POST"])
@require_staff(Role.SOCIAL_MANAGER, Role.SUPERVISOR, Role.PARTNER_SPECIALIST)
def new(request: HttpRequest) -> HttpResponse:
    """The form with all questions together."""
    own = actor_of(request).holds(Role.SOCIAL_MANAGER, Role.SUPERVISOR)
    return enter(request, address="manager:report-new", lead=OWN if own else INSTITUTION)
