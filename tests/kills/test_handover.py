"""Killed in the middle of a handover: one case of the register is moved already, the other is not."""

import httpx
import pytest
from tests.kills.books import books_of, nothing_is_torn
from tests.kills.conftest import Town
from tests.kills.person import Person, words_of
from tests.kills.traps import Act, commit_held, standing_at

from turbota.applications.models import Application

REGISTERS = "select count(*) from applications_handoverregister"
LAST_NUMBER = "select coalesce(max(last), 0) from access_numberseries where code like 'register:%%'"


def ready_cases(town: Town, *keys: str) -> list[Application]:
    """Cases that passed the control of the community and wait to be handed over."""
    at = town.earlier(1)
    return [
        town.plays.controlled(town.plays.finished(key, "zrazkova", "dolyna", at), "probna", at)
        for key in keys
    ]


def handed_once(town: Town, cases: list[Application], registers: int) -> None:
    """One register with both cases; the deciding body holds them, told once, with its clocks."""
    town.platform.wait_for_jobs()
    assert town.platform.one(REGISTERS) == registers + 1
    for case in cases:
        books = books_of(town.platform, case.pk)
        assert books.steps["hand_over"] == 1
        assert books.messages["to_person application_handed_over"] == 1
        assert books.running_clocks == ["decision", "department_acceptance"]
        assert books.open_holdings == 1
        lines = town.platform.one(
            "select count(*) from applications_handoverline where application_id = %s", case.pk
        )
        assert lines == 1
    nothing_is_torn(town.platform)


def hand_over(officer: Person, cases: list[Application]) -> httpx.Response:
    chosen = {"case": [str(case.pk) for case in cases]}
    return officer.send("/community/ready/", chosen, to="/community/hand-over/")


@pytest.mark.requirement("R140")
def test_web_killed_in_the_middle_of_a_handover(town: Town) -> None:
    cases, officer = ready_cases(town, "stepan", "olesia"), town.staff("zrazkova")
    registers, number = town.platform.one(REGISTERS), town.platform.one(LAST_NUMBER)
    with standing_at(town.platform, "applications_handoverline", "new.position = 2") as reached:
        act = Act(lambda: hand_over(officer, cases))
        reached()
        town.platform.kill("web")
        act.end()
        assert isinstance(act.problem, httpx.TransportError)
    town.platform.start("web")
    assert (town.platform.one(REGISTERS), town.platform.one(LAST_NUMBER)) == (registers, number)
    assert {Application.objects.get(pk=case.pk).state for case in cases} == {"ready"}

    came = hand_over(officer, cases)
    assert came.url.path.startswith("/community/registers/"), words_of(came)
    assert town.platform.one(LAST_NUMBER) == number + 1, "no number of a register is lost"
    handed_once(town, cases, registers)


@pytest.mark.requirement("R140")
def test_web_killed_when_the_handover_is_committed_and_nobody_knows(town: Town) -> None:
    cases, officer = ready_cases(town, "stepan", "olesia"), town.staff("zrazkova")
    registers = town.platform.one(REGISTERS)
    with commit_held(town.platform, "applications_handoverregister") as written:
        form = officer.sender("/community/ready/", to="/community/hand-over/")
        chosen = {"case": [str(case.pk) for case in cases]}
        act = Act(lambda: form(chosen))
        written()
        town.platform.kill("web")
        act.end()
    town.platform.start("web")
    again = form(chosen)
    assert again.url.path.startswith("/community/registers/"), words_of(again)
    handed_once(town, cases, registers)
