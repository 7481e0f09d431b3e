"""The officer's screen says beside a field what was read on the scans of the case."""

from datetime import datetime

import pytest
from tests.web.community import pages
from tests.web.community.conftest import AtWork

from turbota.applications.models import Application
from turbota.applications.operations import attaching
from turbota.documents import recognition
from turbota_demo import cast, papers, stage
from turbota_demo.plays import Plays


@pytest.mark.requirement("R143")
def test_what_was_read_on_a_scan_stands_beside_the_field_and_fills_nothing(
    plays: Plays, at_work: AtWork, at: datetime
) -> None:
    case = plays.registered("stepan", "zrazkova", "dolyna", at)
    number = cast.citizen("stepan").tax_number
    attaching.attach_copy(
        by=stage.at_work("zrazkova", at),
        application_id=case.pk,
        code="identity",
        scan=papers.scan("Паспорт", f"РНОКПП {number}"),
        at=at,
    )
    address = f"/community/cases/{case.pk}/fill/"
    assert "прочитано" not in pages.words(at_work("zrazkova").get(address))

    recognition.recognise_newest(at=at, seconds=60)
    Application.objects.filter(pk=case.pk).update(
        answers={"applicant": {"tax_number_state": "has", "surname": "Інший"}}
    )
    shown = pages.words(at_work("zrazkova").get(address))
    assert f"На скані прочитано: {number} («" in shown
    case.refresh_from_db()
    assert "tax_number" not in case.answers["applicant"]
