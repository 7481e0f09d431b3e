"""Accounts of staff: the first administrator, own passwords, closing."""

import pytest
from tests.factories.world import moment

from turbota.access import accounts, operations
from turbota.access.actors import SYSTEM, staff_actor
from turbota.access.models import Account, Organisation, Post, Role
from turbota.access.sign_in import staff_account
from turbota.kernel.errors import BadInput, Missing, Refused
from turbota.places.codifier import Row
from turbota.places.models import Place
from turbota.places.operations import places_of
from turbota_demo import cast, geography, stage
from turbota_demo.plays import Plays

AT = moment("2026-11-16 10:00")
TODAY = AT.date()
FIRST, OWN = "first-password", "three quiet words"


def office(key: str) -> Organisation:
    return Organisation.objects.get(code=cast.body(key).code)


def newcomer(code: str = "nova") -> Account:
    return accounts.add_account(by=SYSTEM, code=code, name="Нова Людина", password=FIRST, at=AT)


def at_post(account: Account, key: str, role: str = Role.SPECIALIST) -> Post:
    return operations.grant_post(by=SYSTEM, account=account, organisation=office(key), role=role, at=AT)


@pytest.mark.requirement("R219")
def test_an_empty_platform_gets_one_administrator_with_a_password_for_one_sign_in(db: None) -> None:
    password = accounts.first_administrator(at=AT)
    assert password is not None
    assert accounts.first_administrator(at=AT) is None
    account = staff_account(code="admin", password=password, at=AT)
    assert password not in account.password
    assert accounts.must_choose_password(account, TODAY)
    actor = staff_actor(account, TODAY)
    assert actor.holds(Role.ADMINISTRATOR)
    assert Organisation.objects.get().kind == "ministry"


def test_a_platform_with_staff_gets_no_other_administrator(plays: Plays) -> None:
    assert accounts.first_administrator(at=AT) is None
    Account.objects.filter(is_staff=True).update(is_active=False)
    assert accounts.first_administrator(at=AT) is None


@pytest.mark.parametrize(
    ("old", "password", "again", "field"),
    [
        ("wrong", OWN, OWN, "old"),
        (FIRST, "eleven-char", "eleven-char", "password"),
        (FIRST, "a-code-of-twelve", "a-code-of-twelve", "password"),
        (FIRST, FIRST, FIRST, "password"),
        (FIRST, OWN, OWN + "!", "again"),
    ],
)
def test_an_own_password_is_long_and_known_to_nobody(
    db: None, old: str, password: str, again: str, field: str
) -> None:
    account = newcomer("A-code-of-Twelve")
    with pytest.raises(BadInput) as caught:
        accounts.choose_password(account=account, old=old, password=password, again=again, at=AT)
    assert set(caught.value.fields) == {field}
    assert staff_account(code="a-code-of-twelve", password=FIRST, at=AT)


def test_a_wrong_tax_number_opens_no_account(plays: Plays) -> None:
    with pytest.raises(BadInput) as caught:
        accounts.add_account(
            by=SYSTEM, code="nova", name="Хтось", password=FIRST, tax_number="1234567890", at=AT
        )
    assert set(caught.value.fields) == {"tax_number"}


@pytest.mark.requirement("R055")
def test_a_closed_account_neither_signs_in_nor_holds_posts(plays: Plays) -> None:
    admin = stage.at_work("admin", AT)
    account = newcomer()
    post = at_post(account, "pension")
    with pytest.raises(Missing):
        accounts.close_account(by=stage.at_work("pokazova", AT), account=account, at=AT)
    accounts.close_account(by=admin, account=account, at=AT)
    post.refresh_from_db()
    assert post.until == TODAY
    with pytest.raises(Refused):
        staff_account(code="nova", password=FIRST, at=AT)
    with pytest.raises(Missing):
        accounts.close_account(by=admin, account=account, at=AT)


def test_the_last_administrator_cannot_be_closed(plays: Plays) -> None:
    admin = stage.at_work("admin", AT)
    own = Account.objects.get(pk=admin.account_id)
    with pytest.raises(Refused) as caught:
        accounts.close_account(by=admin, account=own, at=AT)
    assert caught.value.code == "last_administrator"
    assert Account.objects.get(pk=own.pk).is_active


def test_an_administrator_below_keeps_no_account_that_works_elsewhere_too(plays: Plays) -> None:
    keeper = newcomer("keeper")
    at_post(keeper, "yavir", Role.ADMINISTRATOR)
    below = staff_actor(keeper, TODAY)
    both = newcomer("both")
    at_post(both, "yavir")
    at_post(both, "pension")
    for verb in (accounts.close_account, lambda **given: accounts.give_new_password(password=OWN, **given)):
        with pytest.raises(Refused) as caught:
            verb(by=below, account=both, at=AT)
        assert caught.value.code == "post_elsewhere"
    with pytest.raises(Missing):
        accounts.close_account(by=below, account=Account.objects.get(code="umovnyi"), at=AT)
    accounts.give_new_password(by=stage.at_work("admin", AT), account=both, password=OWN, at=AT)
    assert accounts.must_choose_password(staff_account(code="both", password=OWN, at=AT), TODAY)


def test_a_territory_lies_inside_the_one_above_is_of_one_body_and_given_from_above(plays: Plays) -> None:
    admin = stage.at_work("admin", AT)
    assert office("yavir").place_id == geography.YAVIR
    given = {
        "organisation_id": office("yavir").pk,
        "has_control": False,
        "address": "",
        "phone": "",
        "hours": "",
        "at": AT,
    }
    free = operations.change_organisation(by=admin, place_code=geography.WILD, **given)
    assert free.place_id == geography.WILD
    for code, said in ((geography.KALYNA, "вже має"), ("UA99999999999999999", "зі списку")):
        with pytest.raises(BadInput) as problem:
            operations.change_organisation(by=admin, place_code=code, **given)
        assert said in problem.value.fields["town"]
    Place.objects.bulk_create(places_of([Row("UA63000000000041885", "O", "Харківська", ())], TODAY))
    with pytest.raises(BadInput) as problem:
        operations.change_organisation(by=admin, place_code="UA63000000000041885", **given)
    assert "поза межами: Вишнева область" in problem.value.fields["town"]

    keeper = newcomer("keeper")
    at_post(keeper, "yavir", Role.ADMINISTRATOR)
    with pytest.raises(BadInput) as problem:
        operations.change_organisation(by=staff_actor(keeper, TODAY), place_code=geography.YAVIR, **given)
    assert "адміністратор організації" in problem.value.fields["town"]
    operations.change_organisation(by=staff_actor(keeper, TODAY), **given)
    assert office("yavir").place_id == geography.WILD, "an address alone is changed by the own administrator"


@pytest.mark.requirement("R055")
def test_control_is_switched_where_paper_is_taken_only(plays: Plays) -> None:
    admin = stage.at_work("admin", AT)
    given = {"by": admin, "address": " вул. Нова, 1 ", "phone": "+380", "hours": "пн–пт", "at": AT}
    changed = operations.change_organisation(organisation_id=office("yavir").pk, has_control=True, **given)
    assert (changed.has_control, changed.address) == (True, "вул. Нова, 1")
    with pytest.raises(BadInput):
        operations.change_organisation(organisation_id=office("pension").pk, has_control=True, **given)
    with pytest.raises(Missing):
        operations.change_organisation(
            organisation_id=office("yavir").pk,
            has_control=False,
            **{**given, "by": stage.at_work("pokazova", AT)},
        )
