"""The sign page offers the second lawful way: to confirm without a key, for who was identified well and lately."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from tests.web.cabinet.conftest import SignIn
from tests.web.cabinet.words import words_of

from turbota.access import idgov
from turbota.access.models import Account
from turbota.access.sign_in import note_identification
from turbota.applications.models import Application, Confirmation
from turbota.applications.operations.submission import print_for_signing
from turbota.kernel import clock
from turbota.web.shared.session import open_session
from turbota_demo import stage
from turbota_demo.plays import Plays


def printed(plays: Plays) -> Application:
    """Maria's application as it waits on the sign page."""
    draft = plays.draft("maria", clock.now())
    print_for_signing(by=stage.at_home("maria", clock.now()), application_id=draft.pk, at=clock.now())
    return Application.objects.select_related("paper").get(pk=draft.pk)


def came_by(client: Client, means: str, *, ago: timedelta = timedelta()) -> Client:
    """The session began some time ago with an identification by these means."""
    account = Account.objects.get(pk=stage.at_home("maria", clock.now()).account_id)
    told = {"lastname": "Зразкова", "drfocode": "2222222222", "auth_type": means}
    identity = idgov.identity_of(told)
    known = note_identification(account=account, identity=identity, at=clock.now() - ago)
    session = client.session
    open_session(
        session, account, level=identity.level, shared=False, at=clock.now(), identification=known.pk
    )
    session.save()
    client.cookies["sessionid"] = str(session.session_key)
    return client


@pytest.mark.requirement("R046")
def test_she_agrees_and_has_her_number(sign_in: SignIn, plays: Plays) -> None:
    draft = printed(plays)
    client = came_by(sign_in("maria"), "bank_id")
    case = f"/cabinet/application/{draft.pk}"
    page = words_of(client.get(f"{case}/sign/"))
    assert "BankID, середній рівень довіри" in page
    assert draft.paper is not None

    unread = client.post(f"{case}/confirm/", {"sha256": draft.paper.sha256})
    assert unread.status_code == 422
    assert "поставте позначку" in words_of(unread)

    form = {"sha256": draft.paper.sha256, "agreed": "on"}
    sent = client.post(f"{case}/confirm/", form, follow=True)
    draft.refresh_from_db()
    assert draft.number and draft.number in words_of(sent)
    assert "без підпису" in words_of(sent)
    assert "вашу особу підтверджено через id.gov.ua" in words_of(client.get(f"{case}/"))
    again = client.post(f"{case}/confirm/", form)
    assert again.status_code == 302
    assert Confirmation.objects.count() == 1


@pytest.mark.requirement("R046")
@pytest.mark.parametrize(("means", "ago"), [("email", timedelta()), ("bank_id", timedelta(hours=2))])
def test_who_came_weakly_or_long_ago_reads_and_is_led_to_id_gov_ua(
    sign_in: SignIn, plays: Plays, means: str, ago: timedelta
) -> None:
    draft = printed(plays)
    client = came_by(sign_in("maria"), means, ago=ago)
    case = f"/cabinet/application/{draft.pk}"
    page = client.get(f"{case}/sign/")
    assert "Підтвердити особу на id.gov.ua" in words_of(page)
    assert f'name="next" value="{case}/sign/"' in page.content.decode()
    assert draft.paper is not None

    refused = client.post(f"{case}/confirm/", {"sha256": draft.paper.sha256, "agreed": "on"})
    assert refused.status_code == 422
    draft.refresh_from_db()
    assert draft.number is None


@pytest.mark.requirement("R046")
def test_the_specialist_sees_how_the_person_was_identified_and_opens_the_evidence(
    sign_in: SignIn, plays: Plays
) -> None:
    draft = printed(plays)
    assert draft.paper is not None
    client = came_by(sign_in("maria"), "bank_id")
    client.post(f"/cabinet/application/{draft.pk}/confirm/", {"sha256": draft.paper.sha256, "agreed": "on"})
    desk = Client()
    account = stage.at_work("umovnyi", clock.now()).account_id
    session = desk.session
    open_session(session, Account.objects.get(pk=account), level="staff", shared=False, at=clock.now())
    session.save()
    desk.cookies["sessionid"] = str(session.session_key)

    page = words_of(desk.get(f"/department/case/{draft.pk}/"))
    assert "без підпису, особу встановлено: BankID, середній рівень довіри" in page
    told = json.loads(desk.get(f"/department/case/{draft.pk}/confirmation.json").content)
    assert told["agreed"]["paper_sha256"] == draft.paper.sha256
    assert client.get(f"/department/case/{draft.pk}/confirmation.json").status_code == 404
