"""The check of rights on pages: without signing in, by POST alone, and nothing of it is kept or written down."""

import html as markup
import json
import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.web.conftest import Look

from turbota.applications.models import CarriedAnswers
from turbota.assistance import catalogue, exclusions, rights
from turbota.assistance.calculation import Calculation
from turbota.assistance.right import Barred, Right
from turbota.kernel import clock
from turbota.web.public import rights_page, rights_state
from turbota.web.public.rights_state import Told
from turbota.web.ui.templatetags.ui import together

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 10, 12, tzinfo=clock.KYIV)
SECRET = "Надзвичайнеімʼя"
PROPERTY = ("large_family", "big_purchase", "has_deposit", "second_dwelling", "has_car")
MOTHER: dict[str, Any] = {
    "applicant.birth_date.day": "12",
    "applicant.birth_date.month": "5",
    "applicant.birth_date.year": "1991",
    "applicant.occupation": "works",
    "applicant.disability": "none",
}
CHILD: dict[str, Any] = {
    "members.m1.given_name": "Соломія",
    "members.m1.birth_date.day": "7",
    "members.m1.birth_date.month": "2",
    "members.m1.birth_date.year": "2022",
    "members.m1.relation": "child",
    "members.m1.disability": "none",
}


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.frozen(NOW):
        yield


def state_of(page: str) -> dict[str, Any]:
    """The answers as the page carries them."""
    found = re.search(r'name="state" value="([^"]*)"', page)
    assert found
    said: dict[str, Any] = json.loads(markup.unescape(found.group(1)))
    return said


def post(client: Client, path: str, state: Any = None, *, status: int = 200, **typed: Any) -> str:
    data = {**typed, "state": json.dumps(state or {}, ensure_ascii=False)}
    answer = client.post(path, data)
    assert answer.status_code == status, answer.content.decode()[-2000:]
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.content.decode()


def family(client: Client, *named: str) -> dict[str, Any]:
    """A mother and a child of four, with 6 000 a month."""
    page = post(client, "/rights/people/", answered="yes", add="members", **MOTHER)
    page = post(client, "/rights/people/", state_of(page), answered="yes", **MOTHER, **CHILD)
    page = post(client, "/rights/situations/", state_of(page), answered="yes", named=list(named))
    page = post(client, "/rights/incomes/", state_of(page), answered="yes", add="monthly")
    income: dict[str, Any] = {
        "monthly.m1.member": "applicant",
        "monthly.m1.class": "wage",
        "monthly.m1.amount": "1 250,00",
    }
    return state_of(post(client, "/rights/incomes/", state_of(page), answered="yes", **income))


@pytest.mark.requirement("R052")
def test_a_few_questions_lead_to_what_belongs_and_why(client: Client) -> None:
    assert "крок 1 з 3" in client.get("/rights/").content.decode()
    state = family(client)
    assert state["household"]["members"][0]["occupation"] == "child"
    page = post(client, "/rights/result/", state)
    text = markup.unescape(re.sub(r"<[^>]+>", " ", page)).replace("\u00a0", " ")
    assert "Поки що напевно не належить нічого" in text
    for kind in catalogue.kinds():
        assert kind.plain_title in text
    assert "Відповісти на 5 запитань" in text and "і ще 2 запитання" in text


@pytest.mark.requirement("R079", "R080")
def test_missing_answers_of_a_kind_are_given_and_the_sum_comes(client: Client) -> None:
    state = family(client)
    page = post(client, "/rights/more/low_income/", state)
    for code in PROPERTY:
        assert f'name="property.{code}"' in page
    assert 'name="applicant.surname"' not in page
    no: dict[str, Any] = {f"property.{code}": "no" for code in PROPERTY}
    page = post(client, "/rights/more/low_income/", state, answered="yes", **no)
    text = markup.unescape(re.sub(r"<[^>]+>", " ", page)).replace("\u00a0", " ")
    assert "Схоже, вам належить щонайменше 1 вид допомоги" in text
    assert "4 831,45 ₴ на місяць" in text
    assert "Якщо середній дохід родини за місяць стане 6 081,45 ₴ або більший" in text
    assert state_of(page)["household"]["property"]["has_car"] is False


def test_a_family_that_gets_nothing_learns_it_first_and_what_else_there_is(client: Client) -> None:
    state = family(client)
    state["monthly"][0]["amount"] = 100_000_00
    state["household"]["property"] = dict.fromkeys(PROPERTY, False)
    state["household"]["applicant"]["idp_registered"] = False
    state["household"]["members"][0]["idp_registered"] = False
    page = post(client, "/rights/result/", state).replace("\u00a0", " ")
    assert "Схоже, вам належить" not in page
    assert "подати заяву ви маєте право завжди" in page and "Не належить — і чому" in page
    refused = [one for one in rights.check(state["household"], NOW.date()) if one.outcome == "not_assigned"]
    answer = rights_page.page(refused, Told(state["household"]), NOW.date())
    assert answer.title == "За цими відповідями допомога, яку ми рахуємо, не належить"
    assert answer.lead.endswith("подати заяву ви маєте право завжди.")
    assert "Допомога належатиме, якщо середній дохід родини за місяць буде менший за 6 081,45 ₴" in page


@pytest.mark.requirement("R052")
def test_what_was_not_named_stands_apart_with_its_reason_and_can_be_brought_forward(client: Client) -> None:
    state = family(client, "displaced", "weather")
    assert state["named"] == ["displaced"]
    page = post(client, "/rights/result/", state)
    before, _, apart = page.partition('<details class="unsaid">')
    for kind in catalogue.kinds():
        here = before if not kind.when or "displaced" in kind.when else apart
        assert (f"<summary>{together(kind.plain_title)}" in here) or f'id="kind_{kind.code}"' in here, (
            kind.code
        )
    assert "Не позначено: «Дитина, якій немає року»" in markup.unescape(apart).replace("\u00a0", " ")
    page = post(client, "/rights/result/", state, named="unpaid_maintenance")
    assert state_of(page)["named"] == ["unpaid_maintenance", "displaced"]
    assert 'id="kind_alimony"' in page.partition('<details class="unsaid">')[0]


def test_all_missing_answers_are_asked_together_each_once(client: Client) -> None:
    state = family(client, "bills")
    page = post(client, "/rights/more/", state)
    for name in ("property.has_car", "property.big_purchase", "home.area"):
        assert len(set(re.findall(rf'name="({name})"', page))) == 1
    no: dict[str, Any] = {f"property.{code}": "no" for code in PROPERTY}
    page = post(client, "/rights/more/", state, answered="yes", **no)
    assert "Схоже, вам належить щонайменше 1 вид допомоги" in page.replace("\u00a0", " ")


def test_what_the_first_answers_show_is_ticked_already(client: Client) -> None:
    page = post(client, "/rights/people/", answered="yes", add="members", **MOTHER)
    baby = {**CHILD, "members.m1.birth_date.year": "2026", "members.m1.disability": "child"}
    page = post(client, "/rights/people/", state_of(page), answered="yes", **MOTHER, **baby)
    assert state_of(page)["named"] == ["infant", "disabled_child"]
    assert page.count(" checked><span>") == 2
    page = post(client, "/rights/situations/", state_of(page), answered="yes")
    assert state_of(page)["named"] == []


def test_what_is_not_paid_together_says_so_and_the_better_is_marked() -> None:
    base, low, single = (catalogue.kind(code) for code in ("base_assistance", "low_income", "single_mother"))
    row = next(row for row in exclusions.on_day(NOW.date()) if row.b == "low_income")
    sums = ((base, 300_00), (low, 200_00), (single, 150_00))
    paid = [Right(kind, "granted", amount, 0, calculation=monthly(amount)) for kind, amount in sums]
    barred = Barred(base.code, base.plain_title, row)
    for number, said in ((1, "Вигідніше: 300,00 ₴ проти 200,00 ₴ на місяць"), (2, "")):
        found = [paid[0], *(replace(one, excluded_by=(barred,)) for one in paid[1 : number + 1])]
        (card,) = rights_page.page(found, Told(), NOW.date()).due
        assert card.better.replace("\u00a0", " ") == said
        assert card.apart == tuple(one.kind.plain_title for one in found[1:])
        assert {other.apart for other in card.others} == {(base.plain_title,)}
        assert not card.barred and all(other.barred == (barred.sentence,) for other in card.others)
    better = {other.better.replace("\u00a0", " ") for other in card.others}
    assert better == {"Разом вигідніше: 350,00 ₴ проти 300,00 ₴ на місяць"}
    alone = [replace(paid[1], excluded_by=(barred,), because=("Дохід малий.",))]
    (card,) = rights_page.page(alone, Told(), NOW.date()).due
    shown = render_to_string(
        "public/rights_card.html", {"card": card, "tone": "good", "tag_words": "Належить"}
    )
    shown = shown.replace("\u00a0", " ")
    assert "Не платять разом" in shown and barred.sentence in shown and "Чому належала б окремо" in shown
    assert "окремо було б</small> 200,00 ₴" in shown and "Належить" not in shown


def monthly(amount: int) -> Calculation:
    """A result that pays so much a month."""
    return Calculation("granted", amount, NOW.date(), NOW.date(), (), (), (), ())


def test_what_is_wrong_is_said_at_its_place_and_nothing_typed_is_lost(client: Client) -> None:
    state = state_of(post(client, "/rights/people/", answered="yes", add="members", **MOTHER))
    older = {**CHILD, "members.m1.birth_date.year": "1980"}
    page = post(client, "/rights/people/", state, status=422, answered="yes", **MOTHER, **older)
    assert "дитина старша, ніж можливо" in page and 'value="1980"' in page
    broken = {**MOTHER, "applicant.birth_date.day": "45"}
    page = post(client, "/rights/people/", state, status=422, answered="yes", **broken, **CHILD)
    assert "а ви вказали 45" in page and 'value="45"' in page
    nothing = post(client, "/rights/people/", status=422, answered="yes")
    assert "Оберіть відповідь." in nothing


def test_a_person_is_added_and_taken_away_without_script(client: Client) -> None:
    page = post(client, "/rights/people/", answered="yes", add="members", **MOTHER)
    assert (
        'name="members.m1.given_name"' in page
        and state_of(page)["household"]["applicant"]["occupation"] == "works"
    )
    page = post(client, "/rights/people/", state_of(page), answered="yes", remove="members.m1", **MOTHER)
    assert "members.m1" not in page and state_of(page)["household"]["members"] == []


@pytest.mark.parametrize(
    "path", ["people", "situations", "incomes", "result", "more", "more/low_income", "apply/low_income"]
)
def test_by_get_there_is_only_the_beginning(client: Client, path: str) -> None:
    answer = client.get(f"/rights/{path}/?state=%7B%7D")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/rights/")


@pytest.mark.parametrize("state", ["{", "[]", '{"household": 1}', "x" * 70_000, '"text"'])
def test_answers_that_nobody_gave_are_refused_in_words(client: Client, state: str) -> None:
    answer = client.post("/rights/result/", {"state": state})
    assert answer.status_code == 422
    assert "Почніть перевірку спочатку" in answer.content.decode()


def test_strange_answers_inside_are_left_out(client: Client) -> None:
    page = post(
        client, "/rights/result/", {"household": {"weather": {"sun": 1}, "applicant": {"disability": "much"}}}
    )
    assert state_of(page) == {"household": {"applicant": {}}, "monthly": []}
    assert client.post("/rights/more/nothing/", {"state": "{}"}).status_code == 404


def test_nothing_is_kept_and_nothing_typed_is_written_down(
    client: Client, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    with CaptureQueriesContext(connection) as seen:
        state = state_of(post(client, "/rights/people/", answered="yes", add="members", **MOTHER))
        named = {**CHILD, "members.m1.given_name": SECRET}
        page = post(client, "/rights/people/", state, answered="yes", **MOTHER, **named)
        page = post(client, "/rights/situations/", state_of(page), answered="yes", named="displaced")
        page = post(client, "/rights/incomes/", state_of(page), answered="yes")
        post(client, "/rights/more/low_income/", state_of(page))
        post(
            client,
            "/rights/people/",
            state_of(page),
            status=422,
            answered="yes",
            **{"applicant.birth_date.day": SECRET},
        )
    assert len(seen) == 0
    assert Session.objects.count() == 0 and CarriedAnswers.objects.count() == 0
    assert set(client.cookies) <= {"csrftoken"}
    written = capsys.readouterr()
    for text in (caplog.text, written.out, written.err):
        assert SECRET not in text and "1991" not in text


@pytest.mark.requirement("R052")
def test_answers_go_sealed_to_the_sign_in_and_no_further(client: Client) -> None:
    state = family(client)
    answer = client.post("/rights/apply/low_income/", {"state": json.dumps(state, ensure_ascii=False)})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/cabinet/carried/")
    (row,) = CarriedAnswers.objects.all()
    assert row.until == NOW + timedelta(minutes=30)
    stored = bytes(row.content) + bytes(row.wrapped_key) + row.token_hash.encode()
    cookie = answer.cookies["carried"]
    assert "Соломія".encode() not in stored and cookie.value.encode() not in stored
    assert cookie["httponly"] and cookie["max-age"] == 1800
    after = client.get("/cabinet/carried/")
    assert after.headers["Location"] == "/sign-in/?next=%2Fcabinet%2Fcarried%2F"


@pytest.mark.parametrize("width", [1280, 360])
def test_the_pages_are_for_everybody(look: Look, width: int) -> None:
    look.page.set_viewport_size({"width": width, "height": 800})
    page = look.open("/rights/")
    assert look.violations() == []
    page.get_by_role("button", name="Далі: що у вас є").last.click()
    page.get_by_role("alert").wait_for()
    assert look.violations() == [] and not look.scrolls_sideways()
    page.get_by_label("День").fill("12")
    page.get_by_label("Місяць").fill("5")
    page.get_by_label("Рік").fill("1991")
    page.get_by_label("Чим ви зараз займаєтесь?").select_option("works")
    page.get_by_label("Чи є у вас інвалідність?").select_option("none")
    page.get_by_role("button", name="Далі: що у вас є").last.click()
    page.get_by_role("heading", name="Що у вас є?").wait_for()
    assert look.violations() == [] and not look.scrolls_sideways()
    page.get_by_label("Ми переселенці").check()
    page.get_by_role("button", name="Далі: доходи").click()
    page.get_by_role("heading", name="Які доходи").wait_for()
    assert look.violations() == [] and not look.scrolls_sideways()
    page.get_by_role("button", name="Показати, що належить").last.click()
    page.get_by_role("heading", level=1, name="Може належати").wait_for()
    assert look.violations() == [] and not look.scrolls_sideways()
    assert [words for words in look.complaints if "422" not in words] == []


def test_the_result_speaks_to_the_family_and_names_the_months_of_income(client: Client) -> None:
    nameless = {key: value for key, value in CHILD.items() if not key.endswith("given_name")}
    page = post(client, "/rights/people/", answered="yes", add="members", **MOTHER)
    page = post(client, "/rights/people/", state_of(page), answered="yes", **MOTHER, **nameless)
    no: dict[str, Any] = {f"property.{code}": "no" for code in PROPERTY}
    page = post(client, "/rights/more/low_income/", state_of(page), answered="yes", **no)
    said = markup.unescape(re.sub(r"<[^>]+>", " ", page)).replace("\u00a0", " ")
    assert not re.search(r"\bЗаявник\b", said)
    assert "Ви, 34 роки" in said and "Дитина 1, 4 роки" in said
    assert "Дохід узято за місяці: серпень 2025 — січень 2026" in said
    assert "Що ми припустили" in said


def test_a_season_counts_only_in_its_months_and_goes_into_the_application(client: Client) -> None:
    told = Told(
        {"applicant": {"birth_date": "1991-05-12"}, "members": []},
        [
            {"id": "m1", "member": "applicant", "class": "wage", "amount": 600_000, "since": "2025-11"},
            {
                "id": "m2",
                "member": "applicant",
                "class": "other",
                "amount": 100,
                "since": "2025-06",
                "until": "2025-09",
            },
        ],
    )
    months = [(row["month"], row["class"]) for row in rights_state.full(told, NOW.date())["incomes"]]
    assert ("2025-11", "wage") in months and ("2025-10", "wage") not in months
    assert ("2025-09", "other") in months and ("2025-10", "other") not in months
    assert "given_name" not in rights_state.full(told, NOW.date())["applicant"]
    state = family(client)
    typed = {
        "monthly.m1.member": "applicant", "monthly.m1.class": "wage", "monthly.m1.amount": "10",
        "monthly.m1.since.month": "5", "monthly.m1.since.year": "2025",
        "monthly.m1.until.month": "3", "monthly.m1.until.year": "2025",
    }  # fmt: skip
    page = post(client, "/rights/incomes/", state, answered="yes", status=422, **typed)
    assert "Останній місяць раніший за перший" in markup.unescape(page).replace("\N{NO-BREAK SPACE}", " ")
