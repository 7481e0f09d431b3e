"""Pages ask the database a fixed number of times, and nobody sees a foreign case."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.web.community import pages
from tests.web.community.conftest import AtWork

from turbota.applications.models import Application
from turbota.audit.models import Event
from turbota_demo import cast
from turbota_demo.plays import Plays

MOST_QUERIES = 12
TABS = ("", "documents/", "path/", "messages/")


def queries(client: object, path: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        answer = client.get(path)  # type: ignore[attr-defined]
    assert answer.status_code == 200
    return len(seen)


@pytest.fixture
def few_then_many(plays: Plays, at: datetime) -> Iterator[tuple[Plays, datetime]]:
    plays.finished("maria", "zrazkova", "dolyna", at)
    plays.formed("roman", "zrazkova", "dolyna", at)
    yield plays, at


def add_more(plays: Plays, at: datetime) -> None:
    for key in ("stepan", "olesia", "vira", "danylo"):
        plays.formed(key, "zrazkova", "dolyna", at)
    plays.finished("maria", "zrazkova", "dolyna", at)


@pytest.mark.parametrize(
    "path", ["", "returned/", "control/", "ready/", "handed-over/", "registers/", "seal/"]
)
def test_queues_ask_at_most_twelve_times_whatever_their_length(
    few_then_many: tuple[Plays, datetime], at_work: AtWork, path: str
) -> None:
    plays, at = few_then_many
    officer = at_work("zrazkova")
    few = queries(officer, f"/community/{path}")
    add_more(plays, at)
    many = queries(officer, f"/community/{path}")
    assert many == few <= MOST_QUERIES


@pytest.mark.parametrize("tab", [*TABS, "check/"])
def test_a_case_asks_at_most_twelve_times_whatever_its_history(
    plays: Plays, at_work: AtWork, at: datetime, tab: str
) -> None:
    application = plays.finished("maria", "zrazkova", "dolyna", at)
    code = "probna" if tab == "check/" else "zrazkova"
    path = f"/community/cases/{application.pk}/{tab}"
    assert queries(at_work(code), path) <= MOST_QUERIES


def test_the_case_after_a_decision_and_the_screen_of_filling_keep_within_twelve(
    plays: Plays, at_work: AtWork, at: datetime
) -> None:
    forming = plays.formed("roman", "centrova", "centre", at)
    decided = plays.finished("maria", "centrova", "centre", at)
    plays.handed_over([decided], "centrova", at)
    plays.accepted(decided, "umovnyi", at)
    plays.approved(plays.proposed(decided, "umovnyi", at), "pokazova", at)
    officer = at_work("centrova")
    for tab in TABS:
        assert queries(officer, f"/community/cases/{decided.pk}/{tab}") <= MOST_QUERIES
    for page in ("fill/", "finish/"):
        assert queries(officer, f"/community/cases/{forming.pk}/{page}") <= MOST_QUERIES


@pytest.mark.requirement("R133", "R134", "R156")
def test_a_foreign_community_finds_nothing_and_every_reading_is_written_down(
    plays: Plays, at_work: AtWork, at: datetime
) -> None:
    application = plays.formed("maria", "centrova", "centre", at)
    copy = application.attachments.first()
    assert copy is not None
    case = f"/community/cases/{application.pk}/"
    paths = [
        case,
        *(f"{case}{tab}" for tab in ("documents/", "fill/", "finish/", "receipt.pdf", "application.pdf")),
    ]
    paths += [f"/community/documents/{copy.pk}/{name}" for name in ("copy.pdf", "page-1.png", "text-1/")]
    stranger = at_work("starosta")
    for path in paths:
        assert stranger.get(path).status_code == 404, path
    found = stranger.post("/community/find/", {"q": "Прикладенко"})
    assert "Нічого не знайшли" in pages.words(found)
    assert str(application.pk) not in stranger.get("/community/").content.decode()

    before = Event.objects.filter(action="application.read", subject_id=application.pk).count()
    officer = at_work("centrova")
    assert officer.get(case).status_code == 200
    assert officer.get(f"/community/documents/{copy.pk}/copy.pdf").status_code == 200
    events = Event.objects.filter(action="application.read", subject_id=application.pk)
    assert events.count() == before + 2
    assert all(event.purpose for event in events)


@pytest.mark.parametrize(
    ("code", "path"),
    [
        ("probna", ""),
        ("probna", "new/"),
        ("probna", "ready/"),
        ("probna", "seal/"),
        ("umovnyi", ""),
        ("umovnyi", "registers/"),
        ("admin", "control/"),
    ],
)
def test_a_page_of_another_role_does_not_exist(at_work: AtWork, code: str, path: str) -> None:
    assert at_work(code).get(f"/community/{path}").status_code == 404


@pytest.mark.requirement("R133", "R137")
def test_a_village_head_and_a_service_centre_take_applications_too(plays: Plays, at_work: AtWork) -> None:
    maria = cast.citizen("maria")
    for code, body in (("starosta", "yavir"), ("centrova", "centre")):
        client = at_work(code)
        found = client.post("/community/new/", pages.search_boxes(maria))
        boxes = pages.paper_boxes(found, maria)
        known = found.context["found"]
        boxes["person"] = str(known[0].person.pk) if known else "new"
        answer = client.post("/community/new/register/", boxes)
        assert answer.status_code == 302
        application = Application.objects.get(pk=answer["Location"].split("/")[3])
        assert application.community is not None
        assert application.community.code == cast.body(body).code


def test_the_queue_is_filtered_by_the_day_of_the_term(plays: Plays, at_work: AtWork, at: datetime) -> None:
    plays.registered("maria", "zrazkova", "dolyna", at)
    plays.registered("roman", "zrazkova", "dolyna", at - timedelta(days=7))
    officer = at_work("zrazkova")
    everything = pages.words(officer.get("/community/"))
    assert "Прикладенко" in everything
    assert "Показовий" in everything
    late = pages.words(officer.get("/community/?due=late"))
    assert "Показовий" in late
    assert "Прикладенко" not in late
    tomorrow = pages.words(officer.get("/community/?due=2026-11-17"))
    assert "Прикладенко" in tomorrow
    assert "Показовий" not in tomorrow
    assert officer.get("/community/?due=колись").status_code == 404
    assert "За цим відбором справ немає" in pages.words(officer.get("/community/?state=ready"))


def test_the_bar_finds_a_case_by_number_and_by_name(plays: Plays, at_work: AtWork, at: datetime) -> None:
    application = plays.registered("maria", "zrazkova", "dolyna", at)
    officer = at_work("zrazkova")
    for text in (application.number, "прикладенко мар", cast.citizen("maria").tax_number):
        answer = officer.post("/community/find/", {"q": text})
        assert answer["Location"] == f"/community/cases/{application.pk}/fill/"
    assert "щонайменше три літери" in pages.words(officer.post("/community/find/", {"q": "Пр"}))
