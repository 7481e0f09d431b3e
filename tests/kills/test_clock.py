"""The clock of the machine goes back an hour under the web and the worker, and then forward by a day."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.kills.books import nothing_is_torn
from tests.kills.conftest import Town
from tests.kills.person import words_of
from tests.kills.running import wait_until
from tests.kills.test_letters import delivery

from turbota.applications.models import Application
from turbota.decisions.models import Decision
from turbota_demo import cast

LIBRARY = Path("/usr/lib/faketime/libfaketime.so.1")
PLACES = (LIBRARY, *Path("/usr/lib").glob("*/faketime/libfaketime.so.1"))
PATH = "select string_agg(verb, ' ' order by at, id) from {} where subject_id = %s"
UNSEALED = (
    "select count(*) from audit_event e"
    " where not exists (select from audit_blockentry b where b.event_id = e.id)"
)


@contextmanager
def moved(town: Town, by: str) -> Iterator[None]:
    """Web and worker are started anew with their clocks moved, e.g. "-1h"; the database keeps the true time."""
    library = next((place for place in PLACES if place.exists()), None)
    assert library, "libfaketime is missing: apt-get install libfaketime"
    known = dict(town.platform.variables)
    town.platform.kill("web", "worker")
    town.platform.variables |= {
        "LD_PRELOAD": str(library),
        "FAKETIME": by,
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "FAKETIME_DONT_RESET": "1",
    }
    town.platform.start("web", "worker")
    try:
        yield
    finally:
        town.platform.variables = known
        town.platform.kill("web", "worker")
        town.platform.start("web", "worker")


@pytest.mark.requirement("R215", "R216")
def test_a_case_goes_its_way_while_the_clock_is_an_hour_behind(town: Town) -> None:
    specialist, head = town.staff("umovnyi"), town.staff("pokazova")
    case = town.submitted("vira")
    page = f"/department/case/{case.pk}/"
    town.platform.wait_for_jobs()
    with moved(town, "-1h"):
        accepted = specialist.send(page, {"version": str(case.version)}, to=f"{page}accept/")
        assert "У роботі" in words_of(accepted), words_of(accepted)
        town.platform.wait_for_jobs()
        specialist.send(page, {}, to=f"{page}prepare/")
        paper = f"{page}decision/decision.pdf"
        proposed = specialist.signed(paper, town.keys.person(cast.employee("umovnyi")))
        came = specialist.send(f"{page}decision/", proposed, to=f"{page}decision/propose/")
        assert "Рішення підписано" in words_of(came), words_of(came)
        approved = head.signed(paper, town.keys.person(cast.employee("pokazova")))
        came = head.send(f"{page}decision/", approved, to=f"{page}decision/approve/")
        assert "Рішення ухвалено" in words_of(came), words_of(came)
        town.platform.wait_for_jobs()
        history = words_of(specialist.look(f"{page}history/"))
    assert Application.objects.get(pk=case.pk).state == "decided"
    decision = Decision.objects.get(application=case)
    assert town.platform.one(PATH.format("applications_applicationstep"), case.pk) == "submit accept decide"
    assert town.platform.one(PATH.format("decisions_decisionstep"), decision.pk) == "prepare propose approve"
    assert "Прийнято в роботу" in history
    letters = town.mail.sent_with(str(case.number))
    assert set(letters.values()) == {1}, "every letter left once although its clock was behind"
    nothing_is_torn(town.platform)


@pytest.mark.requirement("R008")
def test_a_day_ahead_and_back_loses_no_letter_and_no_seal(town: Town) -> None:
    citizen = town.citizen("roman")
    town.mail.fall_silent()
    with moved(town, "+1d"):
        case = town.submitted("roman")
        wait_until(lambda: delivery(town, "state", case.pk) == "failed", "no try was made")
        assert citizen.look("/cabinet/").url.path == "/sign-in/", "a session of eight hours is over"
        ahead = town.citizen("roman")
        assert str(case.number) in words_of(ahead.look("/cabinet/messages/"))
        town.platform.freeze("worker")  # so that only a worker of today meets a mail server that works
        town.mail.work()
    town.platform.plan("messages.send_waiting", queue="urgent", timestamp=0)
    wait_until(lambda: delivery(town, "state", case.pk) == "sent", "the letter waits for tomorrow")
    assert list(town.mail.sent_with(str(case.number)).values()) == [1]
    assert citizen.look("/cabinet/").status_code == 200
    town.platform.plan("audit.seal", queue="urgent", timestamp=0)
    wait_until(lambda: not town.platform.one(UNSEALED), "an event stays without its seal")
    nothing_is_torn(town.platform)
