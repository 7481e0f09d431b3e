"""What stands above every tab of a case: whose it is, from where, the nearest term, neighbours and tabs."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from turbota.access.actors import Actor
from turbota.applications import queries
from turbota.applications.models import Application
from turbota.assistance import catalogue
from turbota.deadlines.models import Clock as LegalClock
from turbota.deadlines.queries import clocks_of, state
from turbota.deadlines.states import GOING
from turbota.kernel import clock
from turbota.web.department.rows import SUBJECT, source_of
from turbota.web.shared.clocks import clock_of
from turbota.web.ui.components import Clock, Tab
from turbota.web.ui.words import numeric_date

OF_MONEY = "department:calculation"
TABS = (
    ("Звірка й розрахунок", "department:case"),
    ("Дохід і сума", "department:calculation"),
    ("Особова справа", "department:file"),
    ("Листування", "department:letters"),
    ("Історія", "department:history"),
)


@dataclass(frozen=True)
class Frame:
    """The head of the page of a case."""

    application: Application
    name: str
    born: str
    about: str
    state: str
    clock: Clock | None
    tabs: tuple[Tab, ...]
    before_url: str
    after_url: str
    clocks: tuple[LegalClock, ...]
    services: bool  # the case is about services or things, not money


def _case_url(application_id: uuid.UUID | None) -> str:
    return reverse("department:case", args=[application_id]) if application_id else ""


def nearest(clocks: Sequence[LegalClock]) -> LegalClock | None:
    """The going clock whose term ends first."""
    going = [one for one in clocks if one.outcome in GOING]
    return min(going, key=lambda one: one.due_at) if going else None


def frame_of(actor: Actor, application: Application, current: str, at: datetime) -> Frame:
    """The frame of a case for one of its tabs; three queries."""
    clocks = clocks_of(SUBJECT, application.pk)
    first = nearest(clocks)
    before, after = queries.neighbours(actor, application)
    person = application.applicant
    kind = catalogue.kind(application.kind)
    services = kind.gives_services
    about = [f"Справа {application.number}", kind.title, source_of(application)]
    if application.received_on:
        about.append(f"звернення {numeric_date(application.received_on)}")
    return Frame(
        application=application,
        name=person.full_name if person else "Заявник",
        born=f"{person.birth_date.year} р. н." if person and person.birth_date else "",
        about=" · ".join(about),
        state=application.get_state_display(),
        clock=clock_of(state(first, clock.day_of(at), at=at)) if first else None,
        tabs=tuple(
            Tab(
                "Звірка й рішення" if services and name == "department:case" else title,
                reverse(name, args=[application.pk]),
                current=name == current,
            )
            for title, name in TABS
            if not services or name != OF_MONEY
        ),
        services=services,
        before_url=_case_url(before),
        after_url=_case_url(after),
        clocks=tuple(clocks),
    )
