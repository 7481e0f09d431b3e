"""The table of rights, the outbox and security events."""

import pytest
from django.test import Client
from tests.factories.desk import client_of
from tests.factories.planned import do_all
from tests.factories.world import moment
from tests.web.administration.conftest import MORNING

from turbota.access.rules import REGISTER, RIGHTS
from turbota.messages.models import Delivery
from turbota.messages.states import GAVE_UP
from turbota.web.administration.watching import rights_table
from turbota_demo.plays import Plays

HOME = "/administration/"


@pytest.mark.requirement("R056")
def test_the_table_names_every_action_under_one_of_the_four_rights(admin: Client) -> None:
    page = admin.get(f"{HOME}rights/").content.decode()
    assert {action.right for action in REGISTER.values()} <= set(RIGHTS)
    for words in ("читати", "змінювати", "знищувати", "вносити"):
        assert f"Право {words}" in page
    for name in REGISTER:
        assert name in page


@pytest.mark.requirement("R056")
def test_a_mark_of_the_table_is_a_role_of_a_rule() -> None:
    roles, groups = rights_table()
    rows = {row.name: row for _, found in groups for row in found}
    assert dict(zip(roles, rows["decision.approve"].marks, strict=True))["Керівник"]
    assert sum(rows["decision.approve"].marks) == 1
    assert sum(rows["application.submit"].marks) == 1


def test_a_letter_that_was_given_up_is_sent_again(admin: Client, plays: Plays) -> None:
    plays.submitted("maria", moment("2026-11-16 10:00"))
    do_all()
    letter = Delivery.objects.filter(channel="email").earliest("pk")
    Delivery.objects.filter(pk=letter.pk).update(state=GAVE_UP, attempts=12, next_at=None, sent_at=None)
    page = admin.get(f"{HOME}outbox/?state=gave_up").content.decode()
    assert "Надіслати ще раз" in page
    assert letter.address not in page
    assert admin.post(f"{HOME}outbox/{letter.pk}/again/").status_code == 302
    letter.refresh_from_db()
    assert letter.state == "waiting"
    assert letter.attempts == 0


def test_a_refused_attempt_is_a_security_event(admin: Client) -> None:
    client_of("umovnyi", MORNING, raises=False).get(HOME)
    page = admin.get(f"{HOME}events/").content.decode()
    assert "спроба без права" in page
    assert "Олег Умовний" in page
