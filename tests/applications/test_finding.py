"""Finding a case: every way of searching, slips of the pen, and who may find what."""

import re
from collections.abc import Sequence

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.world import moment

from turbota.applications import finding
from turbota.applications.operations import attaching
from turbota.documents import recognition
from turbota.people.wanted import read
from turbota_demo import cast, papers, stage
from turbota_demo.plays import Plays

AT = moment("2026-11-16 10:00")
MARIA = cast.citizen("maria")


def found(code: str, text: str) -> list[tuple[str, bool]]:
    """Surnames that the member of staff finds, each with whether it is only like the typed one."""
    rows = finding.found_cases(stage.at_work(code, AT), read(text))
    return [(row.application.applicant.surname, row.like) for row in rows if row.application.applicant]


@pytest.fixture
def office(plays: Plays) -> str:
    """Three cases of one community; the code of its officer."""
    for key in ("maria", "olesia", "stepan"):
        plays.registered(key, "starosta", "yavir", AT)
    return "starosta"


EXACT = (
    MARIA.tax_number,
    f"{MARIA.tax_number[:5]} {MARIA.tax_number[5:]}",
    "прикладенко",
    "Прикладенк",
    "Прикладенко Марія",
    "Марія Прикладенко",
    "Марія Іванівна Прикладенко",
    "Прикладенко 12.05.1991",
    "1991-05-12 Прикладенко",
    "Пpиклaденкo",  # Latin letters among Cyrillic ones
)
SLIPS = (
    "Прикладинко",
    "Прикладеко",
    "Прикладеннко",
    "Пиркладенко",
    "Прікладенко",
    "Приклад’енко",
    "Прикладемко Марія",
    "Прикладенко Марыя",
    "Мария Прикладенко",
    "Прыкладэнко 12.05.1991",
    "Риклоденко 12.05.1991",
)
NOBODY = (
    "Прикладенко Тарас",
    "Прикладенко 13.05.1991",
    "Риклоденко 13.05.1991",
    "Зовсімінша",
    "12.05.1991",
    "3336900017",
    "Пр",
    "",
)


@pytest.mark.parametrize("text", EXACT)
def test_a_case_is_found_by_number_by_name_and_by_name_with_date(office: str, text: str) -> None:
    assert found(office, text) == [("Прикладенко", False)]


@pytest.mark.parametrize("text", SLIPS)
def test_a_misspelt_name_is_found_and_said_to_be_like(office: str, text: str) -> None:
    assert found(office, text) == [("Прикладенко", True)]


@pytest.mark.parametrize("text", NOBODY)
def test_another_name_date_or_number_finds_nobody(office: str, text: str) -> None:
    assert found(office, text) == []


def test_the_nearest_name_comes_first(plays: Plays) -> None:
    for key in ("roman", "olesia", "maria"):
        plays.registered(key, "starosta", "yavir", AT)
    assert found("starosta", "прикладн") == [("Прикладна", False)]
    assert found("starosta", "Показовий Р") == [("Показовий", False)]
    assert found("starosta", "Показовіі") == [("Показовий", True)]


@pytest.mark.parametrize("text", [*EXACT[:4], *SLIPS[:3]])
def test_a_foreign_case_is_as_if_it_were_not_there(office: str, text: str) -> None:
    assert found("zrazkova", text) == []
    assert found("umovnyi", text) == []
    assert found("admin", text) == []


def asked(code: str, text: str) -> Sequence[str]:
    """The questions of one search to the database, without what is asked for."""
    actor = stage.at_work(code, AT)
    with CaptureQueriesContext(connection) as seen:
        finding.found_cases(actor, read(text))
    return [
        re.sub(r"\?(, \?)+", "?", re.sub("'[^']*'", "?", query["sql"])) for query in seen.captured_queries
    ]


@pytest.mark.parametrize(
    ("foreign", "nobody"),
    [(MARIA.tax_number, "3336900017"), ("Прикладенко", "Зовсімінша"), ("Прикладинко", "Зовсімінша")],
)
def test_a_foreign_name_takes_the_same_questions_as_nobodys(office: str, foreign: str, nobody: str) -> None:
    assert asked("zrazkova", foreign) == asked("zrazkova", nobody)


def test_a_search_never_gives_more_than_twenty(
    plays: Plays, office: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "FOUND", 1)
    assert len(found(office, "прикл")) == 1


@pytest.mark.requirement("R143")
def test_a_case_is_found_by_words_on_its_scans_by_who_may_read_it(plays: Plays) -> None:
    case = plays.registered("stepan", "starosta", "yavir", AT)
    scan = papers.scan("Довідка про ліхтар", "Серія 774411")
    officer = stage.at_work("starosta", AT)
    attaching.attach_copy(by=officer, application_id=case.pk, code="other", scan=scan, at=AT)
    assert finding.found_on_scans(officer, "ліхтаря", []) == []
    recognition.recognise_newest(at=AT, seconds=60)
    for text in ("ліхтаря", "774411", "довідка ліхтар"):
        rows = finding.found_on_scans(officer, text, [])
        assert [(row.application.pk, row.scan) for row in rows] == [(case.pk, "Інший документ")], text
        assert finding.found_on_scans(stage.at_work("zrazkova", AT), text, []) == []
        assert finding.found_on_scans(officer, text, rows) == []
    assert finding.found_on_scans(officer, "ліхтар якого немає", []) == []
    assert finding.found_on_scans(officer, "ліх", []) == []
