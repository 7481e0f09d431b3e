"""The table of rights: which role may do what, with which of the four rights (Regulation of the portal, II.2(7)).

It is drawn from the register that the pages and operations themselves ask, so it cannot differ from them.
"""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from turbota.access.actors import CLIENT
from turbota.access.models import Role
from turbota.access.rules import REGISTER, RIGHTS, Action
from turbota.web.shared.guards import require_staff

SUBJECTS = {
    "application": "Заяви й справи",
    "register": "Реєстри передачі",
    "decision": "Рішення",
    "person": "Люди",
    "identity": "Люди",
    "messages": "Листи",
    "exchange": "Обмін з іншими системами",
    "access": "Організації, посади, облікові записи",
}
OTHERS = "Інше"
CITIZEN = "citizen"
COLUMNS: tuple[tuple[str, str], ...] = (
    (CITIZEN, "Людина"),
    *((role.value, str(role.label)) for role in Role),
    (CLIENT, "Інша система"),
)


@dataclass(frozen=True)
class RightRow:
    """One action: what, with which right, and for each role of the columns whether it may."""

    title: str
    right: str
    cells: tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class RightGroup:
    """Actions on one subject."""

    title: str
    rows: tuple[RightRow, ...]


def _row(action: Action) -> RightRow:
    roles = {str(role) for rule in action.rules for role in rule.roles}
    return RightRow(
        title=action.title[:1].upper() + action.title[1:],
        right=RIGHTS[action.right],
        cells=tuple((words, role in roles) for role, words in COLUMNS),
    )


def groups() -> list[RightGroup]:
    """All actions of the platform by subject, in the order of the work."""
    found: dict[str, list[RightRow]] = {title: [] for title in [*SUBJECTS.values(), OTHERS]}
    for action in REGISTER.values():
        found[SUBJECTS.get(action.name.partition(".")[0], OTHERS)].append(_row(action))
    return [RightGroup(title, tuple(rows)) for title, rows in found.items() if rows]


@require_GET
@require_staff(Role.ADMINISTRATOR)
def rights(request: HttpRequest) -> HttpResponse:
    """Every action, its right and the roles that have it."""
    used = {action.right for action in REGISTER.values()}
    context = {
        "groups": groups(),
        "columns": [words for _, words in COLUMNS],
        "unused": [words for right, words in RIGHTS.items() if right not in used],
    }
    return render(request, "administration/rights.html", context)
