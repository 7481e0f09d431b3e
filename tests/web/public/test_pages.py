"""Public pages: for anybody, without signing in, without a dead link."""

import re
from datetime import datetime

import pytest
from django.test import Client
from django.urls import resolve
from playwright.sync_api import expect
from tests.web.conftest import Look

from turbota.assistance import catalogue
from turbota.kernel import clock
from turbota_demo import geography

pytestmark = pytest.mark.django_db
PAGES = ["/", "/kinds/", "/kinds/low_income/", "/kinds/patronage/", "/accessibility/", "/privacy/"]


@pytest.mark.requirement("R025")
@pytest.mark.parametrize("path", PAGES)
def test_anybody_reads_published_pages_without_signing_in(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert "sessionid" not in answer.cookies


@pytest.mark.requirement("R073")
def test_the_home_page_has_doors_to_the_cabinets_of_citizens_and_of_staff(client: Client) -> None:
    html = client.get("/").content.decode()
    assert 'href="/sign-in/staff/"' in html
    assert 'href="/sign-in/"' in html


@pytest.mark.parametrize("path", PAGES)
def test_every_link_leads_to_a_page_that_exists(client: Client, path: str) -> None:
    html = client.get(path).content.decode()
    for target in re.findall(r'href="(/[^"#]*)"', html):
        if not target.startswith("/static/"):
            resolve(target)
    for anchor in re.findall(r'href="#([^"]+)"', html):
        assert f'id="{anchor}"' in html


def test_every_kind_says_what_it_needs_and_by_which_law(client: Client) -> None:
    day = datetime(2026, 3, 18, 12, tzinfo=clock.KYIV)
    for kind in catalogue.kinds():
        with clock.frozen(day):
            html = client.get(f"/kinds/{kind.code}/").content.decode()
        for document in kind.documents({}, day.date()):
            assert document.title.split()[0] in html
        computed = kind.tier == "computed"
        assert ("Чинні на 18\N{NO-BREAK SPACE}березня 2026" in html) == computed
        assert ("може вам належати: спитайте" in html) == (kind.tier == "registered")
        assert ("людьми й речами, а не грошима" in html) == kind.gives_services
        assert "ще не звірено" in html
        assert "Як оскаржити" in html


@pytest.mark.requirement("R025")
def test_every_kind_stands_on_the_list_under_its_situation_and_the_home_page_leads_there(
    client: Client,
) -> None:
    html = client.get("/kinds/").content.decode()
    for kind in catalogue.kinds():
        assert html.count(f'href="/kinds/{kind.code}/"') == 1
        assert f'<h2 id="{kind.situation}">' in html
    home = client.get("/").content.decode()
    assert 'href="/kinds/#child"' in home and 'href="/kinds/#status"' in home


def test_words_find_a_kind_and_stand_in_no_address(client: Client) -> None:
    answer = client.post("/kinds/", {"q": "народилась дитина"})
    html = answer.content.decode()
    found = html[html.index('id="found"') : html.index('id="situations"')]
    assert answer.status_code == 200 and 'href="/kinds/birth/"' in found
    assert 'value="народилась дитина"' in html
    assert "patronage" not in html and 'href="/kinds/#foster"' in html


def test_words_that_find_nothing_leave_the_whole_list_and_a_phone(client: Client) -> None:
    html = client.post("/kinds/", {"q": "<b>холодильник</b>"}).content.decode()
    assert "Нічого не знайшли" in html and "&lt;b&gt;холодильник&lt;/b&gt;" in html
    assert 'href="/kinds/birth/"' in html and "tel:" in html


def test_an_unknown_kind_is_a_missing_page_with_words_and_a_phone(client: Client) -> None:
    answer = client.get("/kinds/nothing/")
    assert answer.status_code == 404
    html = answer.content.decode()
    assert "Такої сторінки немає" in html
    assert "tel:" in html


def test_the_choice_of_colours_is_kept_without_script_and_says_nothing_about_the_person(
    client: Client,
) -> None:
    answer = client.post(
        "/settings/ease", {"tone": "contrast", "size": "xl", "air": "wide", "next": "/privacy/"}
    )
    assert answer.headers["Location"] == "/privacy/"
    assert answer.cookies["ease"].value == "contrast.xl.wide"
    html = client.get("/").content.decode()
    assert 'data-tone="contrast" data-size="xl" data-air="wide"' in html


def test_the_choice_takes_neither_unknown_words_nor_foreign_addresses(client: Client) -> None:
    answer = client.post("/settings/ease", {"tone": "<script>", "size": "9", "next": "https://example.com/"})
    assert answer.headers["Location"] == "/"
    assert answer.cookies["ease"].value == "auto.m.plain"


def test_a_stale_form_is_explained(client: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/settings/ease", {"tone": "dark"})
    assert answer.status_code == 403
    assert "Сторінка застаріла" in answer.content.decode()


@pytest.mark.parametrize("look", [1280, 320], indirect=True)
@pytest.mark.parametrize("path", PAGES)
def test_public_pages_are_accessible_on_a_desk_and_on_a_small_phone(look: Look, path: str) -> None:
    look.open(path)
    assert look.violations() == []
    assert not look.scrolls_sideways()
    assert look.complaints == []


def test_a_term_names_the_act_of_its_own_kind_and_that_nobody_compared_it(client: Client) -> None:
    with clock.frozen(datetime(2026, 3, 18, 12, tzinfo=clock.KYIV)):
        pages = {
            code: client.get(f"/kinds/{code}/").content.decode().replace("\N{NO-BREAK SPACE}", " ")
            for code in ("low_income", "birth")
        }
    assert "№ 250 від 24.02.2003" in pages["low_income"]
    assert "№ 250" not in pages["birth"]
    assert "10 календарних днів · Закон України № 2811-XII від 21.11.1992 · ще не звірено" in pages["birth"]
    assert "50 000,00" in pages["birth"] and "Доходи родини" not in pages["birth"]


@pytest.mark.requirement("R069")
@pytest.mark.parametrize("look", [1280, 360], indirect=True)
@pytest.mark.django_db(transaction=True)
def test_a_place_is_chosen_while_typing_and_only_its_code_stands_in_the_address(look: Look) -> None:
    geography.ensure()
    page = look.open("/providers/")
    page.get_by_label("Де потрібна послуга").press_sequentially("Луг")
    page.get_by_role("radio", name="Лугове").check()
    assert look.violations() == [] and not look.scrolls_sideways()
    page.get_by_role("button", name="Показати").click()
    page.wait_for_url(f"**/providers/?place={geography.LUHOVE}")
    expect(page.get_by_label("Де потрібна послуга")).to_have_value("Лугове")
    expect(page.get_by_role("radio", name="Лугове")).to_be_checked()
    assert look.complaints == []
