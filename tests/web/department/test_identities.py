"""A newcomer without a number who may be somebody we know: a human compares and decides."""

import pytest
from tests.web.department.conftest import Office

from turbota.access.sign_in import citizen_account
from turbota.people.models import IdentityCheck, Tie
from turbota.people.operations import PersonData, known_or_new, tie_account
from turbota_demo import cast, stage

REASON = "Звірили з паспортом під час розмови"


@pytest.fixture
def check(office: Office) -> IdentityCheck:
    """Danylo is known by a paper application; then somebody signs in with his document and birth date."""
    data = stage.data_of(cast.citizen("danylo"))
    known_or_new(data=data, at=office.now)
    account = citizen_account(identity="document:newcomer", name="Безномерний Данило")
    tie_account(
        account=account,
        data=PersonData("Безномерный", "Данило", "", data.birth_date, document=data.document),
        at=office.now,
    )
    return IdentityCheck.objects.get()


def test_both_people_stand_side_by_side(office: Office, check: IdentityCheck) -> None:
    assert "Безномерный" in office.specialist.get("/department/identities/").content.decode()
    page = office.specialist.get(f"/department/identities/{check.pk}/").content.decode()
    assert "Безномерный" in page
    assert "Безномерний" in page
    assert "не збігається" in page


def test_the_answer_needs_a_reason(office: Office, check: IdentityCheck) -> None:
    answer = office.specialist.post(f"/department/identities/{check.pk}/", {"reason": "бо так"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Виберіть відповідь" in page
    assert "Напишіть докладніше" in page
    assert "бо так</textarea>" in page


def test_the_same_person_gets_one_cabinet(office: Office, check: IdentityCheck) -> None:
    answer = office.specialist.post(
        f"/department/identities/{check.pk}/", {"answer": "same", "reason": REASON}
    )
    assert answer.status_code == 302
    assert Tie.objects.get(until__isnull=True, person=check.candidate).basis == "human_check"
    settled = IdentityCheck.objects.get(pk=check.pk)
    assert settled.reason == REASON
    assert (
        office.specialist.get(
            f"/department/identities/{check.pk}/", raise_request_exception=False
        ).status_code
        == 404
    )


def test_another_person_stays_apart(office: Office, check: IdentityCheck) -> None:
    office.specialist.post(f"/department/identities/{check.pk}/", {"answer": "other", "reason": REASON})
    assert IdentityCheck.objects.get(pk=check.pk).state == "rejected"
    assert Tie.objects.get(until__isnull=True, person=check.newcomer)
