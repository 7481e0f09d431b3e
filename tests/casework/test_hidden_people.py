"""Who is known only by a hidden case is found by nobody outside it, and an ordinary case shows people again."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.casework.test_services import submitted
from tests.factories import casework
from tests.factories.world import moment

from turbota.access.actors import Actor
from turbota.casework.models import Case
from turbota.casework.states import Sensitivity
from turbota.people import queries
from turbota_demo import stage
from turbota_demo.plays import Plays

pytestmark = pytest.mark.django_db
AT = moment("2026-11-17 10:00")
BORN = date(1950, 4, 1)


def finds(actor: Actor, surname: str = "Вигаданська", born: date = BORN) -> bool:
    return bool(queries.search(actor, surname=surname, birth_date=born))


@pytest.mark.requirement("R055")
@pytest.mark.parametrize("hidden", [{"sensitivity": Sensitivity.VIOLENCE}, {"address_protected": True}])
def test_a_foreign_officer_does_not_find_who_is_known_by_a_hidden_case_alone(
    plays: Plays, hidden: dict[str, object]
) -> None:
    case = casework.opened(AT)
    everybody = {
        "counter": stage.at_work("centrova", AT), "money": stage.at_work("umovnyi", AT),
        "elsewhere": casework.at_work("susidnii", AT), "manager": casework.at_work("turbotna", AT),
        "supervisor": casework.at_work("nastavna", AT), "colleague": casework.at_work("pomichnyi", AT),
    }  # fmt: skip
    assert all(finds(actor) for actor in everybody.values())
    Case.objects.filter(pk=case.pk).update(**hidden)
    found = {name for name, actor in everybody.items() if finds(actor)}
    assert found == {
        "manager",
        "supervisor",
        "colleague",
    }  # the unit links reports to her, and learns no more
    with CaptureQueriesContext(connection) as there:
        finds(everybody["counter"])
    with CaptureQueriesContext(connection) as never:
        finds(everybody["counter"], "Небувала", date(1951, 5, 2))
    assert len(there) == len(never)
    casework.opened(AT, manager="susidnii", main=case.main_person)
    assert finds(everybody["counter"])


def test_whoever_has_a_cabinet_or_another_application_stays_to_be_found(plays: Plays) -> None:
    counter = stage.at_work("centrova", AT)
    application = submitted(plays, violence="domestic")
    person = application.applicant
    assert application.guarded and person is not None and person.birth_date is not None
    assert finds(counter, person.surname, person.birth_date)
