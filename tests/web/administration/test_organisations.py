"""The administrator keeps organisations, posts and accounts; nothing typed is lost, nobody is locked out."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from tests.factories.desk import client_of
from tests.web.administration.conftest import MORNING as NOW

from turbota.access import accounts, operations
from turbota.access.actors import SYSTEM
from turbota.access.models import Account, Organisation, Post, Role
from turbota.access.sign_in import staff_account
from turbota.audit.models import Event
from turbota.kernel import clock
from turbota_demo import cast, geography
from turbota_demo.plays import Plays

NEW = {"kind": "community", "name": "Нова громада", "short_name": "Нова", "code": "12300090"}


@pytest.fixture
def below(plays: Plays) -> Iterator[Client]:
    """An administrator of one community."""
    account = accounts.add_account(
        by=SYSTEM, code="below", name="Низова", password="a-long-password", at=NOW, for_first_sign_in=False
    )
    operations.grant_post(
        by=SYSTEM, account=account, organisation=office("yavir"), role=Role.ADMINISTRATOR, at=NOW
    )
    with clock.frozen(NOW):
        client = Client()
        client.post("/sign-in/staff/", {"code": "below", "password": "a-long-password"})
        yield client


def office(key: str) -> Organisation:
    return Organisation.objects.get(code=cast.body(key).code)


def place(key: str, part: str = "") -> str:
    return f"/administration/organisations/{office(key).pk}/{part}"


def words(answer: HttpResponse) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


@pytest.mark.requirement("R055")
def test_the_tree_ends_where_the_administrator_ends(admin: Client, below: Client) -> None:
    whole, own = words(admin.get("/administration/")), words(below.get("/administration/"))
    assert all(body.name in whole for body in cast.BODIES)
    assert cast.body("yavir").name in own
    assert cast.body("dolyna").name not in own
    assert below.get(place("dolyna")).status_code == 404
    assert below.post(place("dolyna", "change/"), {"address": "x"}).status_code == 404
    assert below.get(f"/administration/?under={office('dolyna').pk}").status_code == 404
    foreign = Account.objects.get(code="umovnyi")
    assert below.get(f"/administration/staff/{foreign.pk}/").status_code == 404
    assert client_of("umovnyi", NOW).get("/administration/").status_code == 404
    assert Client().get("/administration/").status_code == 302


def test_an_organisation_is_added_and_nothing_typed_is_lost(admin: Client) -> None:
    wrong = {**NEW, "parent": str(office("oblast").pk), "code": "12300091", "hours": "пн–пт 8:00–17:00"}
    refused = admin.post("/administration/organisations/new/", wrong)
    assert refused.status_code == 422
    assert "Перевірте код ЄДРПОУ" in words(refused)
    assert "пн–пт 8:00–17:00" in words(refused)
    assert 'value="12300091"' in words(refused)
    done = admin.post("/administration/organisations/new/", {**wrong, "code": "12300090"})
    body = Organisation.objects.get(code="12300090")
    assert done.headers["Location"] == f"/administration/organisations/{body.pk}/"
    assert body.parent == office("oblast")


def test_an_organisation_is_added_with_its_territory(admin: Client) -> None:
    given = {**NEW, "parent": str(office("oblast").pk), "town": "Далекопільська"}
    asked = admin.post("/administration/organisations/new/", given)
    assert asked.status_code == 422 and "Виберіть територію зі списку" in words(asked)
    taken = {**given, "town": "Вишнедольська", "searched": "|Вишнедольська", "place_code": geography.DOLYNA}
    refused = admin.post("/administration/organisations/new/", taken)
    assert refused.status_code == 422 and "Ця територія вже має таку організацію" in words(refused)
    chosen = {**given, "searched": "|Далекопільська", "place_code": geography.WILD}
    assert admin.post("/administration/organisations/new/", chosen).status_code == 302
    assert Organisation.objects.get(code=NEW["code"]).place_id == geography.WILD


def test_an_organisation_cannot_be_added_above_the_own_one(below: Client) -> None:
    refused = below.post("/administration/organisations/new/", {**NEW, "parent": str(office("oblast").pk)})
    assert refused.status_code == 422
    assert not Organisation.objects.filter(code="12300090").exists()


def test_control_and_address_are_changed(admin: Client) -> None:
    given = {"address": "с-ще Прикладне, вул. Нова, 5", "phone": "0 800 11", "hours": "", "has_control": "on"}
    assert admin.post(place("yavir", "change/"), given).status_code == 302
    body = office("yavir")
    assert (body.has_control, body.address) == (True, given["address"])
    long = admin.post(place("yavir", "change/"), {**given, "address": "я" * 301})
    assert long.status_code == 422
    assert "Напишіть коротше: не більше ніж 300 знаків." in words(long)


@pytest.mark.requirement("R055")
def test_a_post_is_granted_by_the_personal_code_and_ended(admin: Client) -> None:
    given = {
        "code": "davnii",
        "role": Role.CONTROL_SPECIALIST,
        "title": "Контролер",
        "since": "",
        "until": "",
    }
    assert admin.post(place("dolyna", "posts/"), given).status_code == 302
    post = Post.objects.get(account__code="davnii", organisation=office("dolyna"))
    assert (post.title, post.since, post.until) == ("Контролер", NOW.date(), None)
    twice = admin.post(place("dolyna", "posts/"), given)
    assert twice.status_code == 422
    assert "вже має цю роль" in words(twice)
    assert 'value="Контролер"' in words(twice)
    assert "Працівника з таким кодом немає" in words(
        admin.post(place("dolyna", "posts/"), {**given, "code": "no"})
    )
    assert admin.post(place("dolyna", "posts/"), {**given, "role": Role.SPECIALIST}).status_code == 422
    admin.post(f"/administration/posts/{post.pk}/end/")
    post.refresh_from_db()
    assert post.until == NOW.date()
    assert "Посади, що закінчилися: 1" in words(admin.get(place("dolyna")))


def test_the_last_administrator_is_told_why(admin: Client) -> None:
    post = Post.objects.get(account__code="admin")
    refused = admin.post(f"/administration/posts/{post.pk}/end/")
    assert refused.status_code == 422
    assert "Це останній адміністратор організації" in words(refused)
    closed = admin.post(f"/administration/staff/{post.account_id}/close/")
    assert closed.status_code == 422
    assert "Це останній адміністратор організації" in words(closed)


@pytest.mark.requirement("R219")
def test_a_new_member_of_staff_gets_a_code_and_a_password_that_is_shown_once(admin: Client) -> None:
    given = {"code": "nova", "name": "Нова Людина", "tax_number": "3110800118"}
    refused = admin.post("/administration/staff/new/", given)
    assert refused.status_code == 422
    assert "Перевірте РНОКПП" in words(refused)
    answer = admin.post("/administration/staff/new/", {**given, "tax_number": "3110800119"})
    found = re.search(r'<dt>Пароль</dt><dd><b class="secret">([^<]+)</b>', words(answer))
    assert found is not None
    assert "no-store" in answer.headers["Cache-Control"]
    account = staff_account(code="nova", password=found.group(1), at=NOW)
    assert accounts.must_choose_password(account, NOW.date())
    page = words(admin.get(f"/administration/staff/{account.pk}/"))
    assert found.group(1) not in page
    assert "перший, ще не замінено" in page
    assert "nova" in words(admin.get("/administration/staff/"))


def test_a_forgotten_password_is_replaced_and_an_account_is_closed(admin: Client) -> None:
    account = Account.objects.get(code="davnii")
    answer = admin.post(f"/administration/staff/{account.pk}/password/")
    found = re.search(r'<dt>Пароль</dt><dd><b class="secret">([^<]+)</b>', words(answer))
    assert found is not None
    assert staff_account(code="davnii", password=found.group(1), at=NOW).pk == account.pk
    assert admin.post(f"/administration/staff/{account.pk}/close/").status_code == 302
    assert "З цим кодом уже не можна ввійти" in words(admin.get(f"/administration/staff/{account.pk}/"))
    assert not Post.objects.filter(account=account, until=None).exists()
    assert Event.objects.filter(action="access.close_account", subject_id=account.pk).exists()


def test_a_long_tree_is_shown_level_by_level(admin: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("turbota.web.administration.tree.MOST_ROWS", 3)
    top = words(admin.get("/administration/"))
    assert cast.body("oblast").name in top
    assert cast.body("centre").name not in top
    assert "ще 6" in top
    inside = words(admin.get(f"/administration/?under={office('kalyna').pk}"))
    assert cast.body("centre").name in inside


def test_a_post_may_begin_later(admin: Client) -> None:
    first = NOW.date() + timedelta(days=10)
    given = {"code": "davnii", "role": Role.SPECIALIST, "since": first.isoformat(), "until": ""}
    assert admin.post(place("pension", "posts/"), given).status_code == 302
    assert "ще не почалася" in words(admin.get(place("pension")))
    wrong = admin.post(place("pension", "posts/"), {**given, "since": "колись"})
    assert wrong.status_code == 422
    assert "колись" in words(wrong)


@pytest.mark.parametrize(
    "path", ["", "rights/", "outbox/", "security/", "staff/", "staff/new/", "organisations/new/"]
)
def test_only_administrators_see_these_pages(admin: Client, path: str) -> None:
    assert client_of("umovnyi", NOW, raises=False).get(f"/administration/{path}").status_code == 404
    assert Client().get(f"/administration/{path}").status_code == 302
    assert admin.get(f"/administration/{path}").status_code == 200
