"""Two people at one case, a button pressed twice, a page that grew old: a sentence, 409, and what was typed stays."""

import re

import pytest
from django.http import HttpResponse
from tests.factories import everybody as roles
from tests.factories.desk import client_of
from tests.factories.everybody import Everybody

from turbota.applications.models import Application, ApplicationStep
from turbota.applications.operations import acceptance
from turbota_demo import stage

pytestmark = pytest.mark.django_db
REASON = "Немає другої сторінки паспорта, додайте її"


def words(answer: HttpResponse) -> str:
    """The page without tags, with ordinary spaces."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()).replace("\xa0", " "))


def test_two_specialists_accept_at_once_and_the_second_is_told(everybody: Everybody) -> None:
    case = everybody.cases[roles.FROM_PORTAL]
    address, boxes = f"/department/case/{case.pk}/accept/", {"version": str(case.version)}
    client = everybody.client(roles.SPECIALIST)
    with roles.undone():
        first = client.post(address, boxes)
        second = client.post(address, boxes)
        steps = ApplicationStep.objects.filter(subject=case, verb="accept").count()
    assert first.status_code == 302 and steps == 1
    assert second.status_code == 409 and len(words(second)) > 50


def test_a_stale_page_of_acceptance_changes_nothing(everybody: Everybody) -> None:
    case = everybody.cases[roles.FROM_PORTAL]
    answer = everybody.client(roles.SPECIALIST).post(
        f"/department/case/{case.pk}/accept/", {"version": str(case.version - 1)}
    )
    assert answer.status_code == 409 and "Оновіть сторінку" in words(answer)
    case.refresh_from_db()
    assert case.state == "received"


def test_a_return_typed_while_a_colleague_accepted_is_kept_on_the_screen(everybody: Everybody) -> None:
    case = everybody.cases[roles.FROM_COMMUNITY]
    with roles.undone():
        acceptance.accept(by=stage.at_work("umovnyi", roles.NOW), application_id=case.pk, at=roles.NOW)
        answer = everybody.client(roles.SPECIALIST).post(
            f"/department/case/{case.pk}/return/",
            {"fault": next(iter(acceptance.FAULTS)), "reason": REASON, "version": str(case.version)},
        )
    assert answer.status_code == 409
    assert REASON in answer.content.decode()


def test_control_that_was_already_passed_keeps_the_reason_typed(everybody: Everybody) -> None:
    case = everybody.cases[roles.ON_CONTROL]
    client = everybody.client(roles.CONTROL)
    base = f"/community/cases/{case.pk}/check"
    with roles.undone():
        assert client.post(f"{base}/pass/", {"version": str(case.version)}).status_code == 302
        again = client.post(f"{base}/pass/", {"version": str(case.version)})
        late = client.post(f"{base}/return/", {"reason": REASON, "version": str(case.version)})
    assert again.status_code in (409, 422) and len(words(again)) > 50
    assert late.status_code == 409 and REASON in late.content.decode()


def test_two_tabs_of_a_draft_keep_what_was_typed_in_the_older(everybody: Everybody) -> None:
    case = everybody.cases[roles.DRAFT]
    address = f"/cabinet/application/{case.pk}/questions/applicant/"
    client = everybody.client(roles.OWN, roles.DRAFT)
    version = str(case.version)
    with roles.undone():
        first = client.post(address, {"applicant.surname": "Прикладенко-Нова", "version": version})
        assert first.status_code in (302, 422)
        older = client.post(address, {"applicant.surname": "Прикладенко-Інша", "version": version})
        saved = client.post(
            f"/cabinet/application/{case.pk}/save/applicant/", {"applicant.surname": "Ще", "version": version}
        )
        stored = Application.objects.get(pk=case.pk).answers["applicant"]["surname"]
    assert older.status_code == 409 and "Прикладенко-Інша" in older.content.decode()
    assert saved.status_code == 409 and saved.json()["sentence"]
    assert stored == "Прикладенко-Нова"


def test_two_officers_fill_one_case_and_the_second_sees_both(everybody: Everybody) -> None:
    case = everybody.cases[roles.FORMING]
    address = f"/community/cases/{case.pk}/fill/"
    with roles.undone():
        colleague = client_of("zrazkova", roles.NOW)
        version = str(case.version)
        first = colleague.post(address, {"applicant.surname": "Зразкевич-Перший", "version": version})
        assert first.status_code == 302
        second = everybody.client(roles.OFFICER).post(
            address, {"applicant.surname": "Зразкевич-Другий", "version": version}
        )
    assert second.status_code == 409
    assert "Зразкевич-Другий" in second.content.decode() and "Зразкевич-Перший" in second.content.decode()


def test_finishing_and_signing_twice_say_what_has_happened(everybody: Everybody) -> None:
    finished = everybody.cases[roles.ON_CONTROL]
    with roles.undone():
        answer = everybody.client(roles.OFFICER).post(
            f"/community/cases/{finished.pk}/finish/", {"version": str(finished.version)}
        )
    assert answer.status_code == 409 and len(words(answer)) > 50
    proposed = everybody.cases[roles.PROPOSED]
    with roles.undone():
        again = everybody.client(roles.SPECIALIST).post(f"/department/case/{proposed.pk}/prepare/")
    assert again.status_code == 409 and len(words(again)) > 50
