"""Security events: signing in, posts, refusals; and whether the audit is sealed (Regulation of the portal, II.2(8))."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from turbota.access import permissions, queries
from turbota.access.models import Role
from turbota.access.rules import REGISTER
from turbota.audit.models import Event
from turbota.audit.queries import last_block, security_events
from turbota.kernel import clock
from turbota.kernel.errors import Missing
from turbota.web.shared.guards import require_staff
from turbota.web.shared.middleware import actor_of
from turbota.web.ui.components import Tab

SPANS = {"1": "Доба", "7": "Тиждень", "30": "30 днів"}
MOST_ROWS = 300
OTHER_ACTIONS = {
    "access.sign_in": "вхід",
    "access.choose_password": "вибір власного пароля",
    "page": "відкрити сторінку іншої посади",
    "cabinet": "відкрити кабінет людини",
}
OTHER_ROLES = {"citizen": "людина", "system": ""}


@dataclass(frozen=True)
class EventRow:
    """One event in words."""

    at: datetime
    who: str
    role: str
    action: str
    purpose: str
    refused: bool


def _roles(stored: str) -> str:
    known = {role.value: str(role.label) for role in Role}
    return ", ".join(OTHER_ROLES.get(role, known.get(role, role)) for role in stored.split(","))


def _row(event: Event) -> EventRow:
    action = REGISTER.get(event.action)
    return EventRow(
        at=event.at,
        who=event.actor_name or ("людина з кабінету" if event.actor_id else "не ввійшли"),
        role=_roles(event.actor_role),
        action=action.title if action else OTHER_ACTIONS.get(event.action, event.action),
        purpose=event.purpose,
        refused=event.outcome == "refused",
    )


@require_GET
@require_staff(Role.ADMINISTRATOR)
def security(request: HttpRequest) -> HttpResponse:
    """Events of the last day, week or month in the offices that the administrator keeps."""
    actor, at, days = actor_of(request), clock.now(), request.GET.get("days", "7")
    permissions.READ_SECURITY.check_role(actor)
    if days not in SPANS:
        raise Missing
    found = security_events(
        since=at - timedelta(days=int(days)),
        until=at + timedelta(minutes=1),
        limit=MOST_ROWS,
        organisations=queries.offices_kept(actor),
    )
    url = reverse("administration:security")
    context = {
        "rows": [_row(event) for event in found],
        "tabs": [Tab(words, f"{url}?days={key}", current=key == days) for key, words in SPANS.items()],
        "sealed": last_block(),
        "most": MOST_ROWS if len(found) == MOST_ROWS else 0,
    }
    return render(request, "administration/security.html", context)
