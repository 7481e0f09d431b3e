"""The own life-line in the cabinet."""

from datetime import datetime

from tests.web.cabinet.conftest import SignIn

from turbota_demo.plays import Plays


def test_the_person_sees_the_own_decision_with_its_sum_and_nobody_elses(
    plays: Plays, sign_in: SignIn, at: datetime
) -> None:
    application = plays.submitted("maria", at)
    plays.accepted(application, "umovnyi", at)
    decision = plays.approved(plays.proposed(application, "umovnyi", at), "pokazova", at)

    page = sign_in("maria").get("/cabinet/lifeline/").content.decode().replace("\xa0", " ")
    assert "Подано заяву" in page and "Допомогу призначено" in page and "на місяць" in page
    assert decision.number not in page and "Суми й причини закриті" not in page

    other = sign_in("stepan").get("/cabinet/lifeline/").content.decode().replace("\xa0", " ")
    assert "Тут ще порожньо" in other and "Допомогу призначено" not in other


def test_nobody_signed_in_sees_no_line(plays: Plays, sign_in: SignIn) -> None:
    client = sign_in("maria")
    client.logout()
    assert client.get("/cabinet/lifeline/").status_code == 302
    assert sign_in("maria").get("/cabinet/lifeline/?after=x").status_code == 404
