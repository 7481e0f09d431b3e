"""Anybody reads the law: a value with its history, what changed with the year, a kind to be signed by a lawyer."""

from urllib.parse import urljoin

from tests.journeys.conftest import Visit


def test_the_law_is_read_on_a_desk_and_on_a_phone(desk: Visit, phone: Visit) -> None:
    for visit in (desk, phone):
        # Given somebody who is not signed in and wonders where a number comes from
        page = visit.open("/law/")
        visit.seen("law")
        # When the number is looked for
        page.get_by_label("Слово з назви або акта").fill("дитину до 6")
        page.get_by_role("button", name="Знайти число").click()
        page.wait_for_url("**/law/values/?*")
        visit.seen("law-found")
        page.get_by_role("link", name="Прожитковий мінімум на дитину до 6 років").click()
        page.wait_for_url("**/law/values/subsistence_minimum.child_under_6/")
        # Then it stands with its dates, its act, and whether it is checked
        assert "2 817,00 ₴ на місяць" in visit.words()
        assert "звірено" in visit.words()
        visit.seen("law-value")
        # And the rules that use it are said in words, with examples, to be printed and signed
        page.get_by_role("link", name="Допомога родині з малим доходом").click()
        page.wait_for_url("**/law/kinds/low_income/")
        assert "Збігається з очікуваним" in visit.words()
        sheet = page.get_by_role("link", name="Аркуш на підпис, PDF").get_attribute("href")
        assert page.request.get(urljoin(page.url, str(sheet))).body().startswith(b"%PDF")
        page.get_by_role("link", name="Розгорнути все").click()
        page.get_by_role("heading", name="Приклад 1.").wait_for()
        visit.seen("law-kind")


def test_lists_and_two_days_are_read_on_a_desk_and_on_a_phone(desk: Visit, phone: Visit) -> None:
    for visit in (desk, phone):
        page = visit.open("/law/compare/?before=2025-12-31&after=2026-01-01")
        page.get_by_role("heading", name="Числа").click()
        assert "2 563,00 ₴ на місяць" in visit.words()
        visit.seen("law-compare")
        page.get_by_role("link", name="Закон", exact=True).click()
        page.get_by_role("link", name="Види допомоги").first.click()
        page.wait_for_url("**/law/kinds/")
        visit.seen("law-kinds")
        visit.open("/law/values/")
        visit.seen("law-values")
        # A day that cannot be is answered with a sentence
        visit.open("/law/values/?on=2026-13-01")
        assert "Вкажіть день, місяць і рік" in visit.words()
        visit.seen("law-wrong-day")
