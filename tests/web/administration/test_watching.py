"""Rights, letters and security events as an administrator sees them."""

import re

import pytest
from django.http import HttpResponse
from django.test import Client
from tests.factories.desk import client_of
from tests.factories.planned import do_all
from tests.factories.world import moment
from tests.web.administration.conftest import MORNING as NOW

from turbota.access.models import Role
from turbota.access.rules import REGISTER
from turbota.audit import operations as audit
from turbota.messages.models import Delivery
from turbota.messages.states import EMAIL, GAVE_UP, WAITING
from turbota.web.administration import rights
from turbota_demo import cast
from turbota_demo.plays import Plays


def words(answer: HttpResponse) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


@pytest.mark.requirement("R056")
def test_the_table_of_rights_is_what_the_operations_ask(admin: Client) -> None:
    page = words(admin.get("/administration/rights/"))
    rows = {row.title.casefold(): row for group in rights.groups() for row in group.rows}
    assert len(rows) == len(REGISTER)
    for action in REGISTER.values():
        row = rows[action.title.casefold()]
        allowed = {role for rule in action.rules for role in rule.roles}
        others = {"citizen": "Людина", "client": "Інша система"}
        named = {others.get(role) or str(Role(role).label) for role in allowed}
        assert {column for column, may in row.cells if may} == named
        assert row.title in page
    assert {row.right for row in rows.values()} == {"читати", "змінювати", "вносити", "знищувати"}
    destroyed = [row for row in rows.values() if row.right == "знищувати"]
    assert [row.title for row in destroyed] == ["Видалити чернетку"]
    assert [column for row in destroyed for column, may in row.cells if may] == ["Людина"]


def test_a_letter_that_failed_is_sent_again_and_addresses_are_covered(admin: Client, plays: Plays) -> None:
    plays.submitted("maria", moment("2026-11-13 10:00"))
    do_all()
    delivery = Delivery.objects.filter(channel=EMAIL).earliest("pk")
    Delivery.objects.filter(pk=delivery.pk).update(
        state=GAVE_UP, attempts=12, sent_at=None, address="maria@example.invalid",
        last_error="SMTPConnectError",
    )  # fmt: skip
    page = words(admin.get("/administration/outbox/?state=gave_up"))
    assert "m…@example.invalid" in page
    assert "maria@" not in page
    assert "SMTPConnectError" in page
    assert admin.post(f"/administration/outbox/{delivery.pk}/again/").status_code == 302
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts) == (WAITING, 0)
    assert admin.post(f"/administration/outbox/{delivery.pk}/again/").status_code == 404
    assert admin.get("/administration/outbox/?state=nonsense").status_code == 404


@pytest.mark.requirement("R055")
def test_security_events_name_failed_tries_and_refusals(admin: Client) -> None:
    Client().post("/sign-in/staff/", {"code": "umovnyi", "password": "not-this-one"})
    Client().post("/sign-in/staff/", {"code": "umovnyi", "password": cast.PASSWORD})
    assert "Журнал ще не запечатано" in words(admin.get("/administration/security/"))
    client_of("umovnyi", NOW, raises=False).get("/administration/")
    block = audit.seal(at=NOW)
    assert block is not None
    page = words(admin.get("/administration/security/"))
    assert "невдала спроба входу" in page
    assert "спроба без права" in page
    assert "відмовлено" in page
    assert "Олег Умовний" in page
    assert block.digest[:16] in page
    assert admin.get("/administration/security/?days=8").status_code == 404


@pytest.mark.requirement("R055")
def test_an_administrator_below_sees_the_own_office_only(plays: Plays, admin: Client) -> None:
    admin.post(
        "/administration/staff/new/",
        {"code": "below", "name": "Низова Людина", "tax_number": "", "email": ""},
    )
    Client().post("/sign-in/staff/", {"code": "umovnyi", "password": cast.PASSWORD})
    office = next(body for body in cast.BODIES if body.key == "yavir")
    page = words(admin.get("/administration/"))
    found = re.search(rf'/administration/organisations/([0-9a-f-]+)/">{office.name}', page)
    assert found is not None
    admin.post(
        f"/administration/organisations/{found.group(1)}/posts/",
        {"code": "starosta", "role": Role.ADMINISTRATOR},
    )
    below = client_of("starosta", NOW)
    assert "Олег Умовний" not in words(below.get("/administration/security/"))
    assert below.get("/administration/outbox/").status_code == 200
