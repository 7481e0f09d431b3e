"""Pages of the cabinet ask the database a bounded number of questions, however much there is to show."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.web.cabinet.conftest import SignIn

from turbota.applications.models import Application
from turbota.applications.operations import acceptance, drafting
from turbota.kernel import clock
from turbota.messages.operations import write_to_case
from turbota_demo import stage
from turbota_demo.plays import Plays

MOST = 12


def asked(client: Client, path: str) -> int:
    """Queries of the second visit: what was new has been read by then."""
    client.get(path)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(path).status_code == 200
    return len(seen)


def write(case: Application) -> None:
    """The person writes to the office that holds the case."""
    case.refresh_from_db()
    assert case.holder is not None and case.applicant is not None
    at = clock.now()
    write_to_case(
        person=case.applicant, organisation=case.holder, body="Чи все гаразд?", subject_kind="application",
        subject_id=case.pk, at=at, by=stage.at_home("maria", at),
    )  # fmt: skip


def ask_and_answer(case: Application) -> None:
    """A request to complete with its answer."""
    at = clock.now()
    officer, text = stage.at_work("umovnyi", at), "Додайте, будь ласка, довідку."
    acceptance.ask(by=officer, application_id=case.pk, text=text, at=at)
    later = at + timedelta(milliseconds=1)
    acceptance.answer(by=stage.at_home("maria", at), application_id=case.pk, text="Буде завтра.", at=later)


def test_the_page_of_an_application_does_not_grow_with_its_history(sign_in: SignIn, plays: Plays) -> None:
    case = plays.submitted("maria", clock.now() - timedelta(days=1))
    client, path = sign_in("maria"), f"/cabinet/application/{case.pk}/"
    write(case)
    before = asked(client, path)
    for _ in range(3):
        ask_and_answer(case)
        write(case)
    assert asked(client, path) == before <= MOST


def test_the_first_page_does_not_grow_with_applications(sign_in: SignIn, plays: Plays) -> None:
    at = clock.now() - timedelta(days=1)
    plays.submitted("maria", at)
    client = sign_in("maria")
    before = asked(client, "/cabinet/")
    plays.submitted("maria", at)
    plays.submitted("maria", at)
    drafting.open_draft(by=stage.at_home("maria", at), kind="low_income", at=at)
    assert asked(client, "/cabinet/") == before <= MOST


@pytest.mark.parametrize("page", ["documents", "check", "questions/incomes"])
def test_pages_of_a_draft_do_not_grow_with_answers(sign_in: SignIn, plays: Plays, page: str) -> None:
    case = plays.draft("maria", clock.now() - timedelta(days=1))
    assert asked(sign_in("maria"), f"/cabinet/application/{case.pk}/{page}/") <= MOST
