"""The administrator enters the head's order, ends it, and says on what a ЦНАП leans (R148)."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from tests.factories.desk import client_of
from tests.factories.handovers import office
from tests.web.administration.conftest import MORNING

from turbota.access.models import Account, SealOrder
from turbota_demo import papers
from turbota_demo.plays import Plays


def words(answer: HttpResponse) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def place(key: str, part: str = "seal/") -> str:
    return f"/administration/organisations/{office(key).pk}/{part}"


def boxes(**changed: object) -> dict[str, object]:
    scan = SimpleUploadedFile("order.jpg", papers.page(["Наказ"]), content_type="image/jpeg")
    persons = [str(Account.objects.get(code="starosta").pk)]
    given = {"number": "12-р", "signed_on": "2026-11-02", "since": "", "until": "", "persons": persons}
    return {**given, "certificate_serial": "", "scan": scan, **changed}


@pytest.mark.requirement("R148")
def test_an_order_is_entered_seen_and_ended(admin: Client) -> None:
    page = words(admin.get(place("yavir")))
    assert "№ навчальний-starosta" in page
    assert "Гнат Староста" in page
    assert admin.post(place("yavir"), boxes()).status_code == 302
    order = SealOrder.objects.get(number="12-р")
    assert (order.since, order.until) == (order.signed_on, None)
    assert admin.get(f"/administration/seal-orders/{order.pk}/order.pdf").content.startswith(b"%PDF")
    ended = admin.post(f"/administration/seal-orders/{order.pk}/end/", follow=True)
    assert "не діє" in words(ended)
    assert SealOrder.objects.get(pk=order.pk).until == MORNING.date()
    assert "12-р" in words(admin.get(place("yavir")))


@pytest.mark.requirement("R148")
def test_what_is_wrong_stands_at_its_box_and_nothing_typed_is_lost(admin: Client) -> None:
    refused = admin.post(place("yavir"), boxes(number="", until="2026-11-02", persons=[]))
    assert refused.status_code == 422
    assert "Напишіть номер наказу." in words(refused)
    assert "Виберіть хоча б одну людину" in words(refused)
    assert "2026-11-02" in words(refused)
    early = admin.post(place("yavir"), boxes(since="2026-11-01", certificate_serial="ні"))
    assert "не може діяти раніше" in words(early)
    assert "складається з цифр" in words(early)
    assert not SealOrder.objects.filter(number="12-р").exists()


def test_a_foreign_administrator_and_staff_see_no_orders(plays: Plays, admin: Client) -> None:
    order = SealOrder.objects.get(organisation=office("yavir"))
    assert admin.get(place("pension")).status_code == 404
    for code in ("starosta", "umovnyi"):
        client = client_of(code, MORNING)
        for address in (place("yavir"), f"/administration/seal-orders/{order.pk}/order.pdf"):
            assert client.get(address).status_code in (302, 403, 404)


@pytest.mark.requirement("R133", "R148")
def test_a_centre_is_told_on_what_it_leans(admin: Client) -> None:
    assert "На що спирається ЦНАП" in words(admin.get(place("centre")))
    assert "На що спирається ЦНАП" not in words(admin.get(place("yavir")))
    assert admin.post(place("centre", "lean/"), {"uses_parent_seal": "on"}).status_code == 302
    centre = office("centre")
    assert (centre.uses_parent_seal, centre.uses_parent_control, centre.uses_parent_register) == (
        True, False, False,
    )  # fmt: skip
    assert admin.post(place("yavir", "lean/"), {"uses_parent_seal": "on"}).status_code in (409, 422)
