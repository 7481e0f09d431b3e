"""From a few questions without signing in, over what belongs and why, into an application with the answers in it."""

import pytest
from playwright.sync_api import Page
from tests.journeys.citizen.filling import go_on
from tests.journeys.conftest import Stage, Visit

from turbota.applications.models import Application, CarriedAnswers

NO = ("large_family", "big_purchase", "has_deposit", "second_dwelling", "has_car")


def press(page: Page, button: str) -> None:
    """The button of the result of this kind."""
    with page.expect_navigation():
        page.locator("#kind_low_income").get_by_role("button", name=button).click()


@pytest.fixture(params=["desk", "phone"])
def visit(request: pytest.FixtureRequest) -> Visit:
    """Once at 1280 and once at 360 px."""
    found: Visit = request.getfixturevalue(request.param)
    return found


@pytest.mark.requirement("R052", "R079", "R080")
def test_what_belongs_to_a_family_becomes_an_application(visit: Visit, stage: Stage) -> None:
    # Given somebody who has not signed in
    page = visit.open("/")
    page.locator("main").get_by_role("link", name="Що мені належить").click()
    # When she says who lives with her
    page.locator('[name="applicant.birth_date.day"]').fill("12")
    page.locator('[name="applicant.birth_date.month"]').fill("5")
    page.locator('[name="applicant.birth_date.year"]').fill("1991")
    page.locator('[name="applicant.occupation"]').select_option("works")
    page.locator('[name="applicant.disability"]').select_option("none")
    go_on(page, "Додати людину")
    page.locator('[name="members.m1.given_name"]').fill("Соломія")
    page.locator('[name="members.m1.birth_date.day"]').fill("7")
    page.locator('[name="members.m1.birth_date.month"]').fill("2")
    page.locator('[name="members.m1.birth_date.year"]').fill("2022")
    page.locator('[name="members.m1.relation"]').select_option("child")
    page.locator('[name="members.m1.disability"]').select_option("none")
    visit.seen("rights-people")
    go_on(page, "Далі: що у вас є")
    # And what else is with them
    page.get_by_label("Ми переселенці").check()
    visit.seen("rights-situations")
    go_on(page, "Далі: доходи")
    # And what the family earns
    go_on(page, "Додати дохід")
    page.locator('[name="monthly.m1.member"][value="applicant"]').check()
    page.locator('[name="monthly.m1.class"]').select_option("wage")
    page.locator('[name="monthly.m1.amount"]').fill("1 250,00")
    visit.seen("rights-incomes")
    go_on(page, "Показати, що належить")
    # Then she sees what may belong and answers what is missing
    visit.seen("rights-first")
    press(page, "Відповісти на")
    for code in NO:
        page.locator(f'[name="property.{code}"][value="no"]').check()
    visit.seen("rights-more")
    go_on(page, "Показати, що належить")
    assert "Схоже, вам належить щонайменше 1 вид допомоги" in visit.words()
    visit.seen("rights-result")
    # And nothing of it is in the address, in a session or in the database
    assert "?" not in page.url and not page.evaluate("localStorage.length + sessionStorage.length")
    assert CarriedAnswers.objects.count() == 0
    # When she goes on to the application she signs in, and her answers come with her
    press(page, "Подати заяву")
    page.get_by_role("button", name="Увійти через id.gov.ua").click()
    page.get_by_role("button", name="Прикладенко Марія").click()
    page.wait_for_url("**/cabinet/carried/")
    visit.seen("rights-carried")
    go_on(page, "Перенести відповіді")
    # Then the draft has them, and the copy is gone
    draft = Application.objects.get(kind="low_income")
    assert draft.answers["applicant"]["occupation"] == "works"
    assert draft.answers["members"][0]["given_name"] == "Соломія"
    assert {row["amount"] for row in draft.answers["incomes"]} == {125000}
    assert draft.answers["property"]["has_car"] is False
    assert CarriedAnswers.objects.count() == 0
