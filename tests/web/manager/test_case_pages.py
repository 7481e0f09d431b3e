"""The queue of cases and the pages of a case, as those who work on it and those who do not see them."""

import pytest
from tests.factories import casework
from tests.factories.desk import client_of
from tests.factories.world import moment

from turbota.audit.models import Event
from turbota.casework.models import Case
from turbota.casework.operations import closing
from turbota.kernel import clock

pytestmark = pytest.mark.django_db
AT = moment("2026-11-16 10:00")


@pytest.fixture
def case() -> Case:
    return casework.opened(AT)


def test_the_manager_finds_the_case_in_the_queue_and_the_reading_is_logged(case: Case) -> None:
    with clock.frozen(AT):
        manager = client_of("turbotna", AT)
        queue = manager.get("/manager/").content.decode()
        page = manager.get(f"/manager/case/{case.pk}/")

    assert case.number in queue and "Вигаданська Ганна" in queue
    assert page.status_code == 200 and "Вигаданська Ганна" in page.content.decode()
    assert Event.objects.filter(subject_kind="case", subject_id=case.pk, right="read").count() == 1


def test_a_closed_case_leads_to_the_check_after_it(case: Case) -> None:
    words = "Перевірити, як людина живе після завершення"
    with clock.frozen(AT):
        manager = client_of("turbotna", AT)
        assert words not in manager.get(f"/manager/case/{case.pk}/").content.decode()
        closing.close(
            by=casework.at_work("turbotna", AT),
            case_id=case.pk,
            reason="goals",
            words="Живе сама і дає раду",
            at=AT,
        )
        page = manager.get(f"/manager/case/{case.pk}/").content.decode()
    assert words in page and f"/manager/case/{case.pk}/review/" in page


def test_a_foreign_case_looks_like_a_missing_one(case: Case) -> None:
    with clock.frozen(AT):
        for code in ("pomichnyi", "susidnii", "likarnyi", "dohliadna"):
            client = client_of(code, AT)
            foreign = client.get(f"/manager/case/{case.pk}/")
            never = client.get("/manager/case/00000000-0000-0000-0000-000000000001/")
            assert (foreign.status_code, never.status_code) == (404, 404)
        assert case.number not in client_of("pomichnyi", AT).get("/manager/").content.decode()


def test_the_queue_shows_what_is_late_and_what_is_soon(case: Case) -> None:
    later = moment("2026-11-24 10:00")
    for at, late, soon in ((AT, False, True), (later, True, True)):
        with clock.frozen(at):
            manager = client_of("turbotna", at)
            seen = [
                case.number in manager.get(f"/manager/?due={one}").content.decode()
                for one in ("late", "soon")
            ]
            assert seen == [late, soon]
            assert manager.get("/manager/?due=ever").status_code == 404


def test_a_supervisor_sees_the_cases_of_the_unit(case: Case) -> None:
    with clock.frozen(AT):
        supervisor = client_of("nastavna", AT)
        assert supervisor.get("/manager/").headers["Location"] == "/manager/unit/"
        assert case.number in supervisor.get("/manager/unit/").content.decode()
        assert supervisor.get(f"/manager/case/{case.pk}/").status_code == 200
        assert client_of("turbotna", AT).get("/manager/unit/").status_code == 404
