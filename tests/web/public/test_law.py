"""The law browser: values with history, kinds with rules and examples, two days compared, downloads."""

import csv
import html
import io
import json
import re
from datetime import datetime

import pytest
from django.test import Client
from django.urls import resolve
from pytest_django import DjangoAssertNumQueries

from turbota.assistance import catalogue, lawbook
from turbota.kernel import clock
from turbota.law import values

pytestmark = pytest.mark.django_db
DAY = datetime(2026, 3, 18, 12, tzinfo=clock.KYIV)
PAGES = [
    "/law/",
    "/law/values/",
    "/law/values/subsistence_minimum.general/",
    "/law/kinds/",
    "/law/kinds/low_income/",
    "/law/compare/",
    "/law/values.json",
    "/law/values.csv",
    "/law/kinds.json",
    "/law/kinds.csv",
]


def _read(client: Client, path: str) -> str:
    with clock.frozen(DAY):
        answer = client.get(path)
    assert answer.status_code == 200
    return html.unescape(answer.content.decode()).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("path", PAGES)
def test_anybody_reads_the_law_and_the_database_is_not_asked(
    client: Client, path: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        answer = client.get(path)
    assert answer.status_code == 200
    assert "sessionid" not in answer.cookies


@pytest.mark.parametrize("path", PAGES[:6])
def test_every_link_of_the_law_leads_somewhere(client: Client, path: str) -> None:
    said = client.get(path).content.decode()
    for target in set(re.findall(r'href="(/[^"#]*)"', said)):
        if not target.startswith("/static/"):
            resolve(target.partition("?")[0])
    for anchor in re.findall(r'href="#([^"]+)"', said):
        assert f'id="{anchor}"' in said


def test_every_value_and_every_kind_has_a_page(client: Client) -> None:
    for key in {one.key for one in values.listing()}:
        assert values.history(key)[-1].title in _read(client, f"/law/values/{key}/")
    for kind in catalogue.kinds():
        assert kind.title in _read(client, f"/law/kinds/{kind.code}/")


@pytest.mark.parametrize("path", ["/law/values/no.such/", "/law/kinds/nothing/"])
def test_what_the_law_does_not_have_is_a_missing_page(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_value_shows_its_history_and_whether_it_is_checked(client: Client) -> None:
    said = _read(client, "/law/values/subsistence_minimum.child_under_6/")
    assert "2 817,00 ₴ на місяць" in said and "1 921,00 ₴ на місяць" in said
    assert "з 01.01.2026" in said and "з 01.01.2021 до 30.06.2021" in said
    assert "звірено" in said and "ще не звірено" in said
    assert 'class="past" d="M0.00 ' in said
    assert 'href="/law/kinds/low_income/"' in said


def test_the_second_reading_stands_beside_the_first(client: Client) -> None:
    said = _read(client, "/law/values/income.deducts_military_levy/")
    assert "Інше джерело каже: податок і військовий збір" in said
    assert "військовий збір" in said


def test_a_value_that_is_not_known_today_is_never_a_number(client: Client) -> None:
    said = _read(client, "/law/values/?on=2019-12-31&q=дитину до 6")
    assert "числа не знаємо" in said and "відоме з 01.01.2020" in said
    assert "1 779,00" not in said


@pytest.mark.parametrize(
    ("asked", "there", "absent"),
    [
        ("q=ПАЛИВО", "fuel.solid_base", "age.school"),
        ("q=632", "income_window.months", "fuel.index"),
        ("group=low_income", "low_income.car_age", "idp_living.adult"),
        ("q=subsistence_minimum.general", "subsistence_minimum.general", "subsistence_minimum.able_bodied"),
    ],
)
def test_values_are_found_by_words_acts_and_groups(
    client: Client, asked: str, there: str, absent: str
) -> None:
    said = _read(client, f"/law/values/?{asked}")
    assert f"/law/values/{there}/" in said
    assert f"/law/values/{absent}/" not in said


def test_long_lists_are_folded_until_something_is_asked(client: Client) -> None:
    for path in ("/law/values/", "/law/kinds/"):
        said = _read(client, path)
        assert said.count('<details class="fold"') == said.count("<table") > 5
        assert '<details class="fold" id="g_subsistence_minimum" open' not in said
        assert not re.search(r'<details class="fold"[^>]* open>', said)
        assert re.search(r'<details class="fold"[^>]* open>', _read(client, f"{path}?q=632"))


def test_nothing_found_says_what_to_try(client: Client) -> None:
    assert "Спробуйте інше слово" in _read(client, "/law/values/?q=дирижабль")
    assert "Спробуйте інше слово" in _read(client, "/law/kinds/?q=дирижабль")


@pytest.mark.parametrize("path", ["/law/values/?on=", "/law/compare/?before=", "/law/kinds/low_income/?on="])
def test_a_wrong_day_is_answered_with_a_sentence(client: Client, path: str) -> None:
    assert "Вкажіть день, місяць і рік" in _read(client, f"{path}31.02.2026x")
    assert "Вкажіть день, місяць і рік" in _read(client, f"{path}0001-01-01")


def test_kinds_say_who_decides_and_how(client: Client) -> None:
    said = _read(client, "/law/kinds/?tier=computed&decider=pension_fund")
    assert "/law/kinds/low_income/" in said and "рахуємо за правилами" in said
    assert "/law/kinds/low_income/" not in _read(client, "/law/kinds/?decider=department")


def test_a_kind_is_clauses_rules_and_worked_examples_with_a_version_to_sign(client: Client) -> None:
    kind = catalogue.kind("low_income")
    said = _read(client, "/law/kinds/low_income/")
    assert lawbook.version(kind) in said
    assert "Гарантований рівень: «Прожитковий мінімум» × 60 або 100 або 145 % = сума." in said
    assert "<h3>Дитина до 18 років</h3>" in said and "Дитина до 18 років: так чи ні." in said
    assert "Прізвище, ім’я, посада" in said
    for rule in kind.book.rules:
        assert f'id="{rule.name}"' in said
    examples = lawbook.worked(kind)
    assert f"Збігається з очікуваним: {len(examples)} з {len(examples)}." in said
    for one in examples:
        assert one.about in said and one.title.removeprefix(f"{one.about}: ") in said and one.agrees
    refused = next(one for one in examples if "idle_adult" in one.codes)
    assert f'href="#example-{refused.number}"' in said
    assert "{" not in re.sub(r"<code>.*?</code>", "", said)


def test_rules_of_another_day_show_the_numbers_of_that_day(client: Client) -> None:
    assert "2 563,00 ₴ на місяць" in _read(client, "/law/kinds/low_income/?on=2025-12-31")
    assert "2 563,00 ₴ на місяць" not in _read(client, "/law/kinds/low_income/?on=2026-01-01")


def test_long_pages_fold_have_links_at_the_top_and_travel_packed(client: Client) -> None:
    folded, whole = (_read(client, f"/law/kinds/low_income/{ask}") for ask in ("", "?all=1"))
    assert 'aria-label="На цій сторінці"' in folded
    assert 'id="refusals">' in folded and 'id="refusals" open>' in whole
    with clock.frozen(DAY):
        packed = client.get("/law/kinds/housing_subsidy/", headers={"accept-encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(packed.content) < 30_000


def test_two_days_compared(client: Client) -> None:
    said = _read(client, "/law/compare/?before=2025-12-31&after=2026-01-01")
    assert "2 563,00 ₴ на місяць" in said and "2 817,00 ₴ на місяць" in said
    assert "/law/values/guarantee_level.children/" not in said  # another act, the same number
    decided = _read(client, "/law/compare/?before=2025-06-30&after=2025-07-01")
    assert "орган соціального захисту" in decided and "Пенсійний фонд України" in decided
    same = _read(client, "/law/compare/?before=2026-03-01&after=2026-03-02")
    assert same.count("Між цими датами нічого не змінилося.") == 3


def test_downloads_say_the_same_as_the_pages(client: Client) -> None:
    listed = json.loads(client.get("/law/values.json").content)
    answer = client.get("/law/values.csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == len(listed) == len(values.listing())
    general = [row for row in rows if row["key"] == "subsistence_minimum.general"]
    assert general[-1]["value"] == "3209.00" and general[-1]["to"] == ""
    (disputed,) = [row for row in rows if row["key"] == "income.deducts_military_levy"]
    assert disputed["other_readings"].startswith("1: ")
    kinds = json.loads(client.get("/law/kinds.json").content)
    listed_kinds = list(csv.DictReader(io.StringIO(client.get("/law/kinds.csv").content.decode("utf-8-sig"))))
    assert [one["code"] for one in kinds] == [row["code"] for row in listed_kinds]
    assert "attachment" in answer.headers["Content-Disposition"]


def test_a_choice_of_the_law_is_words_and_no_code(client: Client) -> None:
    said = _read(client, "/law/values/care_to_one.in_force/")
    assert '<p class="sum">так</p>' in said


def test_every_group_of_national_values_has_a_name() -> None:
    codes = {kind.code for kind in catalogue.kinds()}
    national = {one.group for one in values.listing()} - codes
    assert national <= set(values.group_titles())


def test_a_lawyer_takes_the_sheet_of_a_kind_from_its_page(client: Client) -> None:
    page = _read(client, "/law/kinds/low_income/?on=2025-06-10")
    address = "/law/kinds/low_income/sheet.pdf?on=2025-06-10"
    assert f'href="{address}"' in page
    with clock.frozen(DAY):
        pdf = client.get(address)
    assert pdf["Content-Type"] == "application/pdf" and pdf.content.startswith(b"%PDF-")
    assert client.get("/law/kinds/mother_heroine/sheet.pdf").status_code == 404
    assert client.get("/law/kinds/low_income/sheet.pdf?on=1999-01-01").status_code == 404
    assert "sheet.pdf" not in _read(client, "/law/kinds/mother_heroine/")
