"""Ways in: staff by code and password with a limit of tries, citizens by a confirmed identity."""

from datetime import timedelta

import pytest
from tests.factories.world import moment

from turbota.access.limits import WRONG_PASSWORDS, WRONG_PASSWORDS_FROM_PLACE
from turbota.access.models import Account, SignInAttempt
from turbota.access.sign_in import citizen_account, staff_account
from turbota.kernel.errors import Refused
from turbota_demo import cast
from turbota_demo.plays import Plays

AT = moment("2026-11-16 10:00")
TRIES, WINDOW = WRONG_PASSWORDS.most, WRONG_PASSWORDS.window


def fail(code: str, minutes: int) -> str:
    with pytest.raises(Refused) as caught:
        staff_account(code=code, password="not-this-one", at=AT + timedelta(minutes=minutes))
    return caught.value.code


@pytest.mark.requirement("R219")
def test_staff_sign_in_with_the_personal_code_and_password(plays: Plays) -> None:
    account = staff_account(code=" Umovnyi ", password=cast.PASSWORD, at=AT)
    assert account.code == "umovnyi"
    assert account.last_login == AT


def test_too_many_failed_tries_close_the_door_for_a_while(plays: Plays) -> None:
    assert [fail("umovnyi", number) for number in range(TRIES)] == ["wrong_password"] * TRIES
    with pytest.raises(Refused) as caught:
        staff_account(code="UMOVNYI", password=cast.PASSWORD, at=AT + timedelta(minutes=TRIES))
    assert caught.value.code == "too_many_tries"
    assert staff_account(code="umovnyi", password=cast.PASSWORD, at=AT + WINDOW + timedelta(minutes=TRIES))


def test_a_wrong_code_and_a_wrong_password_sound_the_same(plays: Plays) -> None:
    assert fail("nobody", 0) == fail("umovnyi", 0) == "wrong_password"
    Account.objects.filter(code="umovnyi").update(is_active=False)
    with pytest.raises(Refused) as caught:
        staff_account(code="umovnyi", password=cast.PASSWORD, at=AT)
    assert caught.value.code == "wrong_password"


def test_the_time_of_an_answer_does_not_tell_a_closed_account(
    plays: Plays, monkeypatch: pytest.MonkeyPatch
) -> None:
    Account.objects.filter(code="umovnyi").update(is_active=False)
    compared: list[str | None] = []
    monkeypatch.setattr(Account, "check_password", lambda self, _: bool(compared.append(self.code)) or True)
    assert fail("umovnyi", 0) == "wrong_password" and compared == ["umovnyi"]


def test_tries_are_kept_without_the_code_itself(plays: Plays) -> None:
    fail("umovnyi", 0)
    assert not any("umovnyi" in attempt.key for attempt in SignInAttempt.objects.all())


def test_a_stranger_elsewhere_locks_nobody_out(plays: Plays) -> None:
    for _ in range(TRIES):
        with pytest.raises(Refused):
            staff_account(code="umovnyi", password="not-this-one", at=AT, place="192.0.2.1")
    assert staff_account(code="umovnyi", password=cast.PASSWORD, at=AT, place="192.0.2.2")


def test_one_password_is_not_tried_on_many_codes(plays: Plays) -> None:
    for number in range(WRONG_PASSWORDS_FROM_PLACE.most):
        with pytest.raises(Refused):
            staff_account(code=f"code-{number}", password="summer-summer", at=AT, place="192.0.2.1")
    with pytest.raises(Refused) as caught:
        staff_account(code="umovnyi", password=cast.PASSWORD, at=AT, place="192.0.2.1")
    assert caught.value.code == "too_many_tries"


def test_one_identity_is_one_account_and_keeps_no_number(plays: Plays) -> None:
    first = citizen_account(identity="tax:3336900025", name="Марія")
    again = citizen_account(identity="tax:3336900025", name="Марія Іванівна")
    assert first.pk == again.pk
    assert again.name == "Марія Іванівна"
    assert "3336900025" not in (again.identity_key or "")
    Account.objects.filter(pk=first.pk).update(is_active=False)
    with pytest.raises(Refused) as caught:
        citizen_account(identity="tax:3336900025", name="Марія")
    assert caught.value.code == "account_closed"
