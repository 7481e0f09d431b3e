"""The life-line of a case, and the bases on which money is opened in it."""

import pytest
from tests.factories import casework
from tests.factories.desk import client_of
from tests.factories.world import moment

from turbota.casework.models import Case
from turbota.kernel import clock
from turbota.messages.models import Message
from turbota.timeline.models import Basis

pytestmark = pytest.mark.django_db
AT = moment("2026-11-16 10:00")


@pytest.fixture
def case() -> Case:
    return casework.opened(AT)


def said(case: Case, **changed: str) -> dict[str, str]:
    good = {
        "person": str(case.main_person_id),
        "ground": "consent",
        "document": "Згода, підписана 16.11.2026",
        "until": "2026-12-01",
    }
    return {**good, **changed}


def test_a_basis_is_opened_once_told_and_closed(case: Case) -> None:
    with clock.frozen(AT):
        manager = client_of("turbotna", AT)
        for _ in range(2):
            answer = manager.post(f"/manager/case/{case.pk}/lifeline/open/", said(case), follow=True)
        assert (
            "Вигаданська Ганна" in answer.content.decode()
            and "відкрито до 01.12.2026" in answer.content.decode()
        )
        basis = Basis.objects.get()
        assert Message.objects.filter(person=case.main_person, kind="basis_opened").count() == 1
        closed = manager.post(f"/manager/case/{case.pk}/lifeline/{basis.pk}/end/", follow=True)
    assert "Суми, доходи й причини рішень закриті" in closed.content.decode()


def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(case: Case) -> None:
    with clock.frozen(AT):
        manager = client_of("turbotna", AT)
        answer = manager.post(
            f"/manager/case/{case.pk}/lifeline/open/", said(case, until="2026-11-16", document="Згода")
        )
    page = answer.content.decode()
    assert answer.status_code == 422 and not Basis.objects.exists()
    assert "День закриття має бути пізніший за сьогодні." in page and 'value="Згода"' in page


def test_the_supervisor_reads_and_opens_nothing(case: Case) -> None:
    with clock.frozen(AT):
        supervisor = client_of("nastavna", AT)
        page = supervisor.get(f"/manager/case/{case.pk}/lifeline/").content.decode()
        assert "Випадок відкрито" in page and "Відкрити за підставою" not in page
        assert supervisor.post(f"/manager/case/{case.pk}/lifeline/open/", said(case)).status_code == 404
        assert client_of("pomichnyi", AT).get(f"/manager/case/{case.pk}/lifeline/").status_code == 404


def test_a_filter_leaves_one_topic_and_an_unknown_one_all(case: Case) -> None:
    with clock.frozen(AT):
        manager = client_of("turbotna", AT)
        money = manager.get(f"/manager/case/{case.pk}/lifeline/?topic=decision").content.decode()
        assert "Випадок відкрито" not in money and "Таких подій немає" in money
        assert (
            "Випадок відкрито" in manager.get(f"/manager/case/{case.pk}/lifeline/?topic=x").content.decode()
        )
