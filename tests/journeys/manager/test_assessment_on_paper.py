"""An assessment filled by hand is typed in beside its scan; the change is seen, and the person reads the result."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from tests.documents import pictures
from tests.factories import assessments, casework
from tests.journeys.conftest import Stage, Visit

from turbota.casework.assessment_states import Stage as Step
from turbota.casework.models import Assessment
from turbota.kernel import clock
from turbota.people.models import Person
from turbota_demo import stage as entered


@pytest.mark.requirement("R016", "R021", "R280")
def test_a_paper_is_typed_in_and_the_change_is_seen(stage: Stage, visits: Callable[..., Visit]) -> None:
    # Given a person with a cabinet whose needs were assessed before
    at = stage.yesterday
    person = Person.objects.get(pk=entered.at_home("maria", at).person_id)
    case = casework.opened(at, main=person)
    assessments.submitted(case, at)
    assessments.submitted(case, at, stage=Step.IN_DEPTH, d_home="4", d_money="3")
    row = assessments.begun(case, at, stage=Step.REPEAT)

    # When the manager adds the scan of the form filled by hand and types it in
    desk = visits(1280)
    desk.sign_in_as_staff("turbotna")
    desk.open(f"/manager/assessment/{row.pk}/paper/")
    desk.seen("assessment-paper")
    scan = {"name": "form.jpg", "mimeType": "image/jpeg", "buffer": pictures.jpeg()}
    desk.page.set_input_files("#scan", scan)
    desk.page.get_by_role("button", name="Додати скан").click()
    desk.page.get_by_text("Скан додано. Він стоятиме").wait_for()
    desk.page.wait_for_load_state("networkidle")
    desk.seen("assessment-beside-scan")
    now = clock.now()
    assessments.filled(row, casework.at_work("turbotna", now), now, d_home="1", d_money="2")
    desk.open(f"/manager/assessment/{row.pk}/finish/")
    desk.page.get_by_label("Особа (сім’я) перебуває").check()
    written = now - timedelta(minutes=5)
    on_paper = desk.page.get_by_role("group", name="Коли заповнено на папері")
    on_paper.get_by_label("День").fill(f"{written.astimezone(clock.KYIV):%Y-%m-%d}")
    on_paper.get_by_label("Час").fill(f"{written.astimezone(clock.KYIV):%H%M}")
    desk.seen("assessment-finish")
    desk.page.get_by_role("button", name="Завершити оцінювання").click()
    desk.page.get_by_text("Внесено з паперу").wait_for()

    # Then the time is that of the paper, the change is a picture and a table, and the person reads it plainly
    done = Assessment.objects.get(pk=row.pk)
    assert done.assessed_at == written.replace(second=0, microsecond=0)
    desk.open(f"/manager/case/{case.pk}/assessments/")
    desk.seen("assessments-change")
    narrow = visits(360)
    narrow.sign_in_as_staff("turbotna")
    narrow.open(f"/manager/case/{case.pk}/assessments/")
    narrow.seen("assessments-change")
    phone = visits(360)
    phone.sign_in_as("maria")
    phone.page.get_by_role("link", name="Оцінювання моїх потреб").click()
    phone.page.get_by_role("heading", name="Оцінювання моїх потреб").wait_for()
    phone.seen("cabinet-assessments")
