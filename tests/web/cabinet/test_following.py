"""A case on its whole way, as its person sees it: both routes, every state, in words and with terms."""

import base64
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pytest_django import Settings
from tests.factories import world
from tests.web.cabinet.conftest import SignIn
from tests.web.cabinet.words import words_of

from turbota.access.actors import SYSTEM, Actor
from turbota.applications.models import Application
from turbota.applications.operations import acceptance, intake
from turbota.audit.operations import record_read
from turbota.kernel import clock
from turbota.messages.models import Message
from turbota.messages.operations import tell
from turbota_demo import cast, stage
from turbota_demo.plays import Plays
from turbota_simulators.issuing import establish
from turbota_simulators.signing import sign_digest

Play = Callable[[Plays, datetime], Application]


def asked(plays: Plays, at: datetime) -> Application:
    case = plays.submitted("maria", at)
    officer = stage.at_work("umovnyi", at)
    return acceptance.ask(by=officer, application_id=case.pk, text="Додайте довідку про навчання.", at=at)


def handed_over(plays: Plays, at: datetime) -> Application:
    case = plays.finished("maria", "starosta", "yavir", at)
    plays.handed_over([case], "starosta", at)
    return case


def mending(plays: Plays, at: datetime) -> Application:
    case = plays.finished("maria", "zrazkova", "dolyna", at)
    by = stage.at_work("probna", at)
    return intake.return_from_control(
        by=by, application_id=case.pk, reason="Немає другої сторінки паспорта", at=at
    )


STATES: dict[str, tuple[Play, tuple[str, ...]]] = {
    "forming": (
        lambda plays, at: plays.registered("maria", "zrazkova", "dolyna", at),
        ("Вишнедольська громада готує справу", "Громада зареєструвала вашу заяву", "Від вас нічого не треба"),
    ),
    "on control": (
        lambda plays, at: plays.finished("maria", "zrazkova", "dolyna", at),
        ("Вишнедольська громада перевіряє справу", "Громада передала справу на перевірку"),
    ),
    "mending": (mending, ("Вишнедольська громада виправляє справу",)),
    "ready": (
        lambda plays, at: plays.finished("maria", "starosta", "yavir", at),
        ("Яворівська громада передає справу", "Той, хто вирішує, приймає справу", "Рішення"),
    ),
    "handed over": (handed_over, ("Пенсійний фонд приймає заяву", "Через громаду")),
    "asked": (asked, ("чекаємо на вас", "Доповніть заяву", "Додайте довідку про навчання", "строк зупинено")),
}


@pytest.mark.requirement("R038", "R074")
@pytest.mark.parametrize("name", STATES)
def test_every_state_is_said_with_who_has_it(sign_in: SignIn, plays: Plays, at: datetime, name: str) -> None:
    play, expected = STATES[name]
    case = play(plays, at)
    page = words_of(sign_in("maria").get(f"/cabinet/application/{case.pk}/"))
    for words in expected:
        assert words in page
    receipt = sign_in("maria").get(f"/cabinet/application/{case.pk}/receipt.pdf")
    assert receipt.content.startswith(b"%PDF")


def test_she_sees_which_office_looked_and_why(sign_in: SignIn, plays: Plays, at: datetime) -> None:
    case = plays.submitted("maria", at)
    officer: Actor = stage.at_work("umovnyi", at)
    for _ in range(3):
        record_read(
            actor=officer, subject_kind="application", subject_id=case.pk, purpose="розгляд заяви", at=at
        )
    page = words_of(sign_in("maria").get(f"/cabinet/application/{case.pk}/who-looked/"))
    assert "Головне управління Пенсійного фонду у Вишневій області розгляд заяви 3" in page
    assert "Умовний" not in page


@pytest.mark.requirement("R045")
def test_a_signature_that_cannot_be_asked_about_is_taken_and_said(
    sign_in: SignIn, plays: Plays, settings: Settings, tmp_path: Path
) -> None:
    # Given an authority that does not answer
    silent = establish(tmp_path / "silent", world.free_port())
    settings.TURBOTA_TRUST_DIR = str(silent.trust)
    maria = cast.citizen("maria")
    key = silent.person(surname=maria.surname, given_name=maria.given_name, tax_number=maria.tax_number)
    case = plays.draft("maria", clock.now() - timedelta(days=1))
    client, address = sign_in("maria"), f"/cabinet/application/{case.pk}"
    client.post(f"{address}/check/", {"warning": "on", "consent": "on"})
    case.refresh_from_db()
    assert case.paper is not None
    # When she signs
    cms = sign_digest(key, bytes.fromhex(case.paper.sha256), at=clock.now())
    sent = client.post(
        f"{address}/sign/",
        {"sha256": case.paper.sha256, "signature": base64.b64encode(cms).decode()},
        follow=True,
    )
    # Then the application has its number, and the page says that the signature is still looked at
    case.refresh_from_db()
    assert case.number is not None
    assert "Підпис перевіряється" in words_of(sent)
    assert "Підпис перевіряється" in words_of(client.get(f"{address}/"))


def test_opening_a_message_is_reading_it(sign_in: SignIn, plays: Plays, at: datetime) -> None:
    case = plays.submitted("maria", at)
    assert case.applicant is not None
    told = tell(
        person=case.applicant, kind="application_registered", subject="Заяву зареєстровано", body="Від вас нічого не треба.",
        subject_kind="application", subject_id=case.pk, at=at, by=SYSTEM,
    )  # fmt: skip
    client = sign_in("maria")
    assert "1 нове повідомлення" in words_of(client.get("/cabinet/"))
    assert "нове" in words_of(client.get("/cabinet/messages/"))
    assert "Від вас нічого не треба" in words_of(client.get(f"/cabinet/messages/{told.pk}/"))
    assert "нове повідомлення" not in words_of(client.get("/cabinet/"))
    assert sign_in("roman").get(f"/cabinet/messages/{told.pk}/").status_code == 404


def test_her_own_letter_is_shown_and_stays_unread_until_the_office_opens_it(
    sign_in: SignIn, plays: Plays, at: datetime
) -> None:
    case = plays.submitted("maria", at)
    client = sign_in("maria")
    client.post(f"/cabinet/application/{case.pk}/write/", {"body": "Чи все гаразд?"})
    mine = Message.objects.get()
    assert "Чи все гаразд?" in words_of(client.get(f"/cabinet/messages/{mine.pk}/"))
    mine.refresh_from_db()
    assert mine.read_at is None
