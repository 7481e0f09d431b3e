"""A case behind an address, and what stands above every tab of it.

`case_view` finds the case by the rules and logs its reading, or the case looks as if it did not exist. `frame_of` makes
the head of the page. A part of the case gets its tab by one row in `TABS`.
"""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from turbota.access.actors import Actor
from turbota.access.models import Role
from turbota.access.rules import Action
from turbota.casework import case_queries, permissions
from turbota.casework.models import Case
from turbota.deadlines.models import Clock as LegalClock
from turbota.deadlines.queries import clocks_of, state
from turbota.deadlines.states import GOING
from turbota.kernel import clock
from turbota.web.shared.clocks import clock_of
from turbota.web.shared.guards import require_staff
from turbota.web.shared.middleware import actor_of
from turbota.web.ui.components import Clock, Tab

P = ParamSpec("P")
CaseView = Callable[Concatenate[HttpRequest, Case, P], HttpResponse]
AddressView = Callable[Concatenate[HttpRequest, uuid.UUID, P], HttpResponse]
PURPOSE = "ведення випадку"

TABS = (
    ("Випадок", "manager:case"),
    ("Лінія життя", "manager:lifeline"),
    ("Оцінювання", "manager:assessments"),
    ("План", "manager:plan"),
    ("Послуги", "manager:services"),
    ("Команда", "manager:case-team"),
    ("Перегляд і результат", "manager:reviews"),
    ("Заяви й рішення", "manager:decisions"),
    ("Повідомлення", "manager:case-reports"),
    ("Картка", "manager:card"),
)
"""Parts of a case: the words and the name of the page, which takes the id of the case. One row for each part."""


def case_view(*roles: str, action: Action = permissions.READ_CASE) -> Callable[[CaseView[P]], AddressView[P]]:
    """Give the view the case of the address; for the roles named, else for social managers and supervisors.

    `action`: by which rule the case is found: `READ_AS_TEAM` for people invited to it.
    """

    def wrap(view: CaseView[P]) -> AddressView[P]:
        @require_staff(*(roles or (Role.SOCIAL_MANAGER, Role.SUPERVISOR)))
        @wraps(view)
        def inner(
            request: HttpRequest, case_id: uuid.UUID, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponse:
            case = case_queries.case_for(
                actor_of(request), case_id, at=clock.now(), purpose=PURPOSE, action=action
            )
            return view(request, case, *args, **kwargs)

        return inner

    return wrap


@dataclass(frozen=True)
class Frame:
    """The head of the page of a case. `keeps`: the actor works on it (its manager or his deputy); `supervises`: is the
    supervisor of its unit. Neither: a former manager, who only reads.
    """

    case: Case
    name: str
    born: str
    about: str
    state: str
    clock: Clock | None
    tabs: tuple[Tab, ...]
    clocks: tuple[LegalClock, ...]
    manager: str
    keeps: bool
    supervises: bool

    @property
    def open(self) -> bool:
        """Whether the case is in work."""
        return self.case.closed_at is None

    @property
    def works(self) -> bool:
        """Whether the actor may change the case now."""
        return self.keeps and self.open


def nearest(clocks: Sequence[LegalClock]) -> LegalClock | None:
    """The going clock whose term ends first."""
    going = [one for one in clocks if one.outcome in GOING]
    return min(going, key=lambda one: one.due_at) if going else None


def frame_of(actor: Actor, case: Case, current: str, at: datetime) -> Frame:
    """The frame of a case for the tab with the name `current`; one query."""
    clocks = clocks_of(case_queries.SUBJECT, case.pk)
    first = nearest(clocks)
    person = case.main_person
    return Frame(
        case=case,
        name=person.full_name,
        born=f"{person.birth_date.year} р. н." if person.birth_date else "",
        about=" · ".join([f"Випадок {case.number}", case.get_kind_display().lower(), case.unit.short_name]),
        state=case.get_state_display(),
        clock=clock_of(state(first, clock.day_of(at), at=at)) if first else None,
        tabs=tuple(
            Tab(title, reverse(name, args=[case.pk]), current=name == current) for title, name in TABS
        ),
        clocks=tuple(clocks),
        manager=case.post.account.name if case.post else "",
        keeps=permissions.KEEP_CASE.can(actor, case),
        supervises=permissions.ASSIGN.can(actor, case),
    )
