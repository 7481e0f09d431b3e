"""Dated posts: who is at work on a day, and an office that is never left without an administrator."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from tests.factories.world import moment

from turbota.access import accounts, operations
from turbota.access.actors import SYSTEM, staff_actor
from turbota.access.models import Account, Organisation, Post, Role
from turbota.kernel.errors import BadInput, Forbidden, Missing, Refused
from turbota_demo import cast, stage
from turbota_demo.plays import Plays

AT = moment("2026-11-16 10:00")
TODAY = AT.date()


def office(key: str) -> Organisation:
    return Organisation.objects.get(code=cast.body(key).code)


def clerk(code: str = "nova") -> Account:
    return accounts.add_account(by=SYSTEM, code=code, name="Нова Людина", password="a-long-password", at=AT)


def test_the_same_post_may_not_overlap_itself(plays: Plays) -> None:
    account = clerk()
    held = {"by": SYSTEM, "account": account, "organisation": office("yavir"), "role": Role.HEAD, "at": AT}
    operations.grant_post(**held, since=TODAY, until=TODAY + timedelta(days=10))
    with pytest.raises(BadInput):
        operations.grant_post(**held, since=TODAY + timedelta(days=9))
    operations.grant_post(**held, since=TODAY + timedelta(days=10))
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.create(account=account, organisation=office("yavir"), role=Role.HEAD, since=TODAY)


def test_a_post_counts_from_its_first_day_to_the_day_before_its_last(plays: Plays) -> None:
    account = clerk()
    operations.grant_post(
        by=SYSTEM,
        account=account,
        organisation=office("pension"),
        role=Role.SPECIALIST,
        since=TODAY,
        until=TODAY + timedelta(days=5),
        at=AT,
    )
    held = [len(staff_actor(account, TODAY + timedelta(days=days)).posts) for days in (-1, 0, 4, 5)]
    assert held == [0, 1, 1, 0]


def test_the_last_administrator_stays(plays: Plays) -> None:
    admin = stage.at_work("admin", AT)
    post = Post.objects.get(account_id=admin.account_id)
    with pytest.raises(Refused) as caught:
        operations.end_post(by=admin, post=post, at=AT)
    assert caught.value.code == "last_administrator"

    second = clerk()
    operations.grant_post(
        by=admin, account=second, organisation=office("ministry"), role=Role.ADMINISTRATOR, at=AT
    )
    ended = operations.end_post(by=admin, post=post, at=AT)
    assert ended.until == TODAY
    assert staff_actor(Account.objects.get(pk=admin.account_id), TODAY).posts == ()


def test_an_administrator_of_the_future_may_go_before_the_first_day(plays: Plays) -> None:
    admin = stage.at_work("admin", AT)
    future = operations.grant_post(
        by=admin,
        account=clerk(),
        organisation=office("ministry"),
        role=Role.ADMINISTRATOR,
        since=TODAY + timedelta(days=30),
        at=AT,
    )
    assert operations.end_post(by=admin, post=future, at=AT).until == future.since


def test_nobody_but_an_administrator_above_gives_posts(plays: Plays) -> None:
    account = clerk()
    wanted = {"account": account, "organisation": office("dolyna"), "role": Role.HEAD, "at": AT}
    with pytest.raises(Missing):
        operations.grant_post(by=stage.at_work("pokazova", AT), **wanted)
    with pytest.raises(Forbidden):
        accounts.add_account(
            by=stage.at_work("zrazkova", AT), code="own", name="Хтось", password="a-long-password", at=AT
        )
    below = clerk("yavir-admin")
    operations.grant_post(
        by=SYSTEM, account=below, organisation=office("yavir"), role=Role.ADMINISTRATOR, at=AT
    )
    with pytest.raises(Missing):
        operations.grant_post(by=staff_actor(below, TODAY), **wanted)


def test_codes_and_passwords_of_staff_follow_their_rules(plays: Plays) -> None:
    rules = {"name": "Хтось", "at": AT, "by": SYSTEM}
    with pytest.raises(BadInput) as short:
        accounts.add_account(code="short", password="eleven-char", **rules)
    assert set(short.value.fields) == {"password"}
    with pytest.raises(BadInput) as taken:
        accounts.add_account(code="ADMIN", password="a-long-password", **rules)
    assert set(taken.value.fields) == {"code"}
    made = {accounts.new_password() for _ in range(20)}
    assert len(made) == 20
    assert all(len(one) >= accounts.PASSWORD_LENGTH for one in made)


def test_an_organisation_needs_a_true_code_and_a_place_in_the_tree(plays: Plays) -> None:
    admin = stage.at_work("admin", AT)
    data = {"kind": "community", "name": "Нова громада", "short_name": "Нова", "at": AT}
    with pytest.raises(BadInput) as wrong:
        operations.add_organisation(by=admin, code="12300091", parent=office("oblast"), **data)
    assert set(wrong.value.fields) == {"code"}
    with pytest.raises(BadInput) as nowhere:
        operations.add_organisation(by=admin, code="12300090", parent=None, **data)
    assert set(nowhere.value.fields) == {"parent"}
    with pytest.raises(BadInput):
        operations.add_organisation(by=admin, code=cast.body("yavir").code, parent=office("oblast"), **data)
    assert Organisation.objects.count() == len(cast.BODIES)
    assert date(2020, 1, 1) == office("yavir").since
