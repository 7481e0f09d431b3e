"""What the person and the officer see of a register: waiting, silent, confirming, and not confirming."""

import pytest
from tests.factories import planned
from tests.factories.desk import cabinet_of, client_of
from tests.factories.exchange import Exchange
from tests.factories.mandates import AT, LATER, TARAS, at_the_counter, claim_of, sent_for
from tests.web.cabinet.words import words_of

from turbota.kernel import clock
from turbota.people.models import Mandate
from turbota.people.states import MandateState
from turbota_demo import cast, stage
from turbota_demo import registers as known
from turbota_demo.plays import Plays

pytestmark = pytest.mark.requirement("R036")
VIRA = {
    "other.surname": "Гіпотетична", "other.given_name": "Віра", "other.patronymic": "Марківна",
    "other.birth_date.day": "1", "other.birth_date.month": "3", "other.birth_date.year": "1948",
    "other.unzr": "19480301-00104", "other.paper_number": known.DEED,
}  # fmt: skip
CLAIM = "/cabinet/mandates/new/power_of_attorney/"


def test_a_number_is_enough_and_no_officer_is_waited_for(plays: Plays, exchange: Exchange) -> None:
    exchange.behave(powerOfAttorney="down")
    with clock.frozen(AT):
        stage.at_home("vira", AT)
        roman = cabinet_of("roman", AT)
        assert "Номер довіреності" not in words_of(roman.get("/cabinet/mandates/new/parent/"))
        wrong = roman.post(CLAIM, {**VIRA, "other.paper_number": "\u200b\u200b"})
        assert wrong.status_code == 422 and VIRA["other.surname"] in wrong.content.decode()
        place = roman.post(CLAIM, VIRA).headers["Location"]
        planned.do_all()
        assert "Реєстр зараз не відповідає" in words_of(roman.get(place))
        assert "Заявлено, перевіряється в реєстрі" in words_of(roman.get("/cabinet/mandates/"))
        exchange.behave()
    with clock.frozen(LATER):
        planned.app.tasks["exchange.ask_registers"](timestamp=0)
        planned.do_all()
        page = words_of(cabinet_of("roman", LATER).get("/cabinet/mandates/"))
        assert "Підтверджено" in page and "Єдиний реєстр довіреностей" in page and known.DEED in page
        assert "Показовий Роман" in words_of(cabinet_of("vira", LATER).get("/cabinet/mandates/given/"))


def test_the_officer_reads_why_and_the_person_does_not(plays: Plays, exchange: Exchange) -> None:
    exchange.behave(parentage="down")
    mandate = claim_of(TARAS, by=stage.at_home("roman", AT))
    sent_for(plays, mandate, TARAS, signer="roman")
    address = f"/department/mandates/{mandate.pk}/"
    with clock.frozen(AT):
        planned.do_all()
        desk = client_of("umovnyi", AT)
        assert "Реєстр не відповідає: спроб 1" in words_of(desk.get(address))
        assert "чекаємо відповіді" in words_of(desk.get("/department/mandates/"))
        assert desk.get(f"{address}register.xml").status_code == 404
    exchange.behave()
    with clock.frozen(LATER):
        planned.app.tasks["exchange.ask_registers"](timestamp=0)
        planned.do_all()
        desk, roman = client_of("umovnyi", LATER), cabinet_of("roman", LATER)
        assert "у записі названо інших людей" in words_of(desk.get(address))
        assert "не підтвердив" in words_of(desk.get("/department/mandates/"))
        answer = desk.get(f"{address}register.xml")
        assert answer.headers["Content-Type"] == "application/xml" and b"otherPeople" in answer.content
        assert roman.get(f"{address}register.xml").status_code in (302, 404)
        page = words_of(roman.get("/cabinet/mandates/"))
        assert "Це не відмова" in page and "інших людей" not in page
        assert desk.post(address, {"verb": "confirm", "reason": "\u200b" * 20}).status_code == 422
        assert desk.post(address, {"verb": "confirm", "reason": "Звірено зі свідоцтвом."}).status_code == 302
    assert Mandate.objects.get(pk=mandate.pk).state == MandateState.CONFIRMED


def test_the_officer_writes_the_number_down_at_the_counter(plays: Plays, exchange: Exchange) -> None:
    case = at_the_counter(plays, paper_number=known.DEED)
    with clock.frozen(AT):
        planned.do_all()
        mandate = Mandate.objects.get(pk=case.mandate_id)
        assert (mandate.state, mandate.confirmed_by_id) == (MandateState.CONFIRMED, None)
        page = words_of(client_of("zrazkova", AT).get(f"/community/mandates/{mandate.pk}/"))
        assert f"Номер у реєстрі {known.DEED}" in page and "Підтверджує" in page
        assert cast.citizen("roman").surname in page
