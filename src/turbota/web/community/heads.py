"""The head of every page of a case: who, what, which number, where it stands and until when."""

from dataclasses import dataclass
from datetime import date, datetime

from turbota.applications.models import Application
from turbota.applications.standing import last_returns
from turbota.applications.states import State
from turbota.assistance import catalogue
from turbota.deadlines import queries as deadlines
from turbota.kernel.clock import day_of
from turbota.web.community.queue_rows import SOURCES, SUBJECT, returned_words
from turbota.web.shared.clocks import nearest
from turbota.web.ui.components import Clock


@dataclass(frozen=True, slots=True)
class Head:
    """`returned`: why the case came back, shown on top while it is mended."""

    name: str
    born: str
    number: str
    kind: str
    source: str
    received_on: date | None
    state: str
    clock: Clock | None
    returned: str


def head_of(application: Application, at: datetime) -> Head:
    """The head of a case that the caller has already read by the rules; two queries at most."""
    person, today = application.applicant, day_of(at)
    clocks = deadlines.clocks_of_many(SUBJECT, [application.pk]).get(application.pk, ())
    back = last_returns([application.pk]).get(application.pk) if application.state == State.MENDING else None
    return Head(
        name=person.full_name if person else "Заявника не вказано",
        born=f"{person.birth_date.year} р. н." if person and person.birth_date else "",
        number=application.number or "",
        kind=catalogue.kind(application.kind).plain_title,
        source=SOURCES[application.channel],
        received_on=application.received_on,
        state=application.get_state_display(),
        clock=nearest(clocks, today, at=at),
        returned=returned_words(back) if back else "",
    )
