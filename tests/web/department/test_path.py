"""The whole path through the pages: accept, calculate, sign, the head approves."""

import base64

import pytest
from tests.web.department.conftest import Office

from turbota.applications.models import Application
from turbota.decisions.models import Decision
from turbota.documents.operations import read
from turbota_demo import cast
from turbota_simulators.signing import sign


def signature(office: Office, decision: Decision, code: str) -> dict[str, str]:
    """What the browser sends: the digest and the signature of the decision's bytes."""
    key = office.plays.keys.person(cast.employee(code))
    cms = sign(key, read(decision.paper), at=office.now)
    return {"sha256": decision.paper.sha256, "signature": base64.b64encode(cms).decode()}


@pytest.mark.requirement("R157", "R186", "R188", "R215", "R216", "R219")
def test_a_case_goes_from_the_queue_to_an_approved_decision(office: Office) -> None:
    application = office.submitted()
    page = office.specialist.get("/department/").content.decode()
    assert "Прикладенко Марія Іванівна" in page and "портал" in page
    assert "Прийняти в роботу" in office.case(application).content.decode()

    answer = office.specialist.post(
        f"/department/case/{application.pk}/accept/", {"version": str(application.version)}
    )
    assert answer.status_code == 302
    assert "Підготувати рішення" in office.case(application).content.decode()

    answer = office.specialist.post(f"/department/case/{application.pk}/prepare/")
    assert answer.headers["Location"].endswith("/decision/")
    decision = Decision.objects.select_related("paper").get(application=application)
    shown = office.case(application, "decision/").content.decode()
    assert "data-sign-source" in shown and "Розрахунковий аркуш" in shown

    answer = office.specialist.post(
        f"/department/case/{application.pk}/decision/propose/", signature(office, decision, "umovnyi")
    )
    assert answer.status_code == 302
    waiting = office.head.get("/department/to-sign/").content.decode()
    assert decision.number in waiting and "Олег Умовний" in waiting

    answer = office.head.post(
        f"/department/case/{application.pk}/decision/approve/", signature(office, decision, "pokazova")
    )
    assert answer.status_code == 302
    application = Application.objects.get(pk=application.pk)
    assert application.state == "decided"
    done = office.case(application, "decision/", office.head).content.decode()
    assert "ASiC-S" in done and "Показова" in done and "Умовний" in done


def test_work_without_any_income_is_pointed_at_beside_the_answers(office: Office) -> None:
    application = office.in_work()
    note = "У відповідях є робота, але немає жодного доходу."
    assert note not in office.case(application).content.decode()
    application.answers = {**application.answers, "incomes": []}
    application.save(update_fields=["answers"])
    assert note in office.case(application).content.decode().replace("\u00a0", " ")
