"""Choosing what to ask for: by a situation of life or by words, for computed and for registered kinds alike."""

import pytest
from tests.factories.desk import cabinet_of, client_of
from tests.factories.world import moment

from turbota.assistance import catalogue
from turbota.kernel import clock
from turbota_demo.plays import Plays

MORNING = moment("2026-11-17 09:00")


@pytest.mark.requirement("R080", "R163")
def test_every_kind_can_be_chosen_and_a_registered_one_asks_for_no_incomes(plays: Plays) -> None:
    with clock.frozen(MORNING):
        client = cabinet_of("maria", MORNING)
        listed = client.get("/cabinet/start/").content.decode()
        for kind in catalogue.kinds():
            assert listed.count(f'href="/cabinet/start/{kind.code}/"') == 1
            html = client.get(f"/cabinet/start/{kind.code}/").content.decode()
            assert ("може вам належати: спитайте" in html) == (kind.tier == "registered")
            assert ("доходи кожного за останні місяці" in html) == (kind.income_window is not None)


def test_words_find_a_kind_in_the_cabinet_and_home_leads_to_the_situations(plays: Plays) -> None:
    with clock.frozen(MORNING):
        client = cabinet_of("maria", MORNING)
        assert 'href="/cabinet/start/#war"' in client.get("/cabinet/").content.decode()
        html = client.post("/cabinet/start/", {"q": "переселенці"}).content.decode()
    assert 'href="/cabinet/start/idp_living/"' in html and 'href="/cabinet/start/birth/"' not in html


def test_at_the_counter_kinds_stand_under_their_situations(plays: Plays) -> None:
    with clock.frozen(MORNING):
        desk = client_of("zrazkova", MORNING)
        found = desk.post(
            "/community/new/", {"s-surname": "Невідомий", "s-birth_date": "1990-01-02"}, follow=True
        )
    html = found.content.decode()
    assert '<optgroup label="Догляд за іншою людиною">' in html
    assert '<option value="carer_compensation"' in html
