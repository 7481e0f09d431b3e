"""Organisations, posts and accounts on pages."""

import re

import pytest
from django.test import Client
from tests.factories.desk import client_of
from tests.web.administration.conftest import MORNING

from turbota.access.models import Account, Organisation, Post
from turbota_demo import cast

HOME = "/administration/"


def body(key: str) -> Organisation:
    return Organisation.objects.get(code=cast.body(key).code)


def test_the_tree_shows_every_organisation_under_its_parent(admin: Client) -> None:
    page = admin.get(HOME).content.decode()
    places = [page.index(cast.body(key).name) for key in ("ministry", "oblast", "kalyna", "centre")]
    assert places == sorted(places)


def test_an_organisation_is_added_and_bad_input_loses_nothing(admin: Client) -> None:
    typed = {"kind": "community", "parent": str(body("oblast").pk), "name": "Нова прикладна громада", "code": "11111111"}
    refused = admin.post(f"{HOME}organisation/add/", typed)
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "Перевірте код ЄДРПОУ" in page
    assert "Нова прикладна громада" in page

    added = admin.post(f"{HOME}organisation/add/", {**typed, "code": "12300090", "has_control": "on"})
    assert added.status_code == 302, added.content.decode()
    created = Organisation.objects.get(code="12300090")
    assert created.parent == body("oblast")
    assert created.has_control


def test_control_of_a_community_is_switched(admin: Client) -> None:
    yavir = body("yavir")
    answer = admin.post(f"{HOME}organisation/{yavir.pk}/change/", {"has_control": "on", "address": "нова адреса"})
    assert answer.status_code == 302
    yavir.refresh_from_db()
    assert yavir.has_control
    assert yavir.address == "нова адреса"
    refused = admin.post(f"{HOME}organisation/{body('pension').pk}/change/", {"has_control": "on"})
    assert refused.status_code == 422
    assert "Контроль буває лише там" in refused.content.decode()


@pytest.mark.requirement("R056", "R219")
def test_a_new_employee_gets_a_password_once_and_a_post(admin: Client) -> None:
    shown = admin.post(f"{HOME}account/", {"code": "nova", "name": "Ольга Нова", "tax_number": ""})
    found = re.search(r"<dt>Пароль</dt><dd><code>([a-z0-9]+)</code>", shown.content.decode())
    assert found is not None
    assert Account.objects.get(code="nova").check_password(found[1])
    assert shown.headers["Cache-Control"] == "no-store"

    yavir = body("yavir")
    granted = admin.post(
        f"{HOME}organisation/{yavir.pk}/grant/",
        {"grant-code": "nova", "grant-role": "community_officer", "grant-since": "2026-11-17"},
    )
    assert granted.status_code == 302
    assert Post.objects.get(account__code="nova").organisation == yavir
    assert "Ольга Нова" in admin.get(f"{HOME}organisation/{yavir.pk}/").content.decode()


def test_an_unknown_code_gets_a_sentence_and_loses_nothing(admin: Client) -> None:
    answer = admin.post(
        f"{HOME}organisation/{body('yavir').pk}/grant/",
        {"grant-code": "nobody", "grant-role": "head", "grant-since": "2026-11-17", "grant-title": "Начальниця"},
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Працівника з таким кодом немає" in page
    assert "Начальниця" in page


def test_a_post_is_ended_but_the_last_administrator_stays(admin: Client) -> None:
    starosta = Post.objects.get(account__code="starosta", role="community_officer")
    assert admin.post(f"{HOME}post/{starosta.pk}/end/").status_code == 302
    starosta.refresh_from_db()
    assert str(starosta.until) == "2026-11-17"
    last = Post.objects.get(account__code="admin")
    refused = admin.post(f"{HOME}post/{last.pk}/end/")
    assert refused.status_code == 422
    assert "Це останній адміністратор організації" in refused.content.decode()


def test_a_forgotten_password_is_replaced(admin: Client) -> None:
    post = Post.objects.get(account__code="umovnyi")
    shown = admin.post(f"{HOME}post/{post.pk}/password/").content.decode()
    found = re.search(r"<dt>Пароль</dt><dd><code>([a-z0-9]+)</code>", shown)
    assert found is not None
    account = Account.objects.get(code="umovnyi")
    assert account.check_password(found[1])
    assert not account.check_password(cast.PASSWORD)


@pytest.mark.parametrize("path", ["", "rights/", "outbox/", "events/", "account/", "organisation/add/"])
def test_only_administrators_see_these_pages(admin: Client, path: str) -> None:
    assert client_of("umovnyi", MORNING, raises=False).get(HOME + path).status_code == 404
    assert Client().get(HOME + path).status_code == 302
    assert admin.get(HOME + path).status_code == 200
