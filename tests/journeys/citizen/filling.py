"""How a person at a browser answers the questions of a form."""

import re
from typing import Any

from playwright.sync_api import Page
from tests.factories.typed import boxes

from turbota.assistance.forms import Form, Question, pages
from turbota_demo import papers


def type_answer(page: Page, question: Question, name: str, value: Any) -> None:
    """Type one answer in its boxes; what is hidden is not asked."""
    for box, typed in boxes(question, name, value).items():
        found = page.locator(f'[name="{box}"]')
        if found.first.get_attribute("type") == "radio":
            wanted = page.locator(f'[name="{box}"][value="{typed}"]')
            if typed and wanted.is_visible():
                wanted.check()
        elif found.first.is_visible():
            if found.first.evaluate("e => e.tagName") == "SELECT":
                found.select_option(typed)
            else:
                found.fill(typed)


def go_on(page: Page, button: str = "Далі") -> None:
    """Press the main button and wait for the next page."""
    with page.expect_navigation():
        page.get_by_role("button", name=button, exact=False).last.click()


def choose_low_income(page: Page) -> None:
    """From the home of the cabinet: what it is about, then the kind."""
    page.get_by_role("link", name="Мало грошей").first.click()
    page.get_by_role("link", name=re.compile("^Допомога родині з малим доходом")).first.click()


def answer_page(page: Page, form: Form, code: str, answers: dict[str, Any]) -> None:
    """Answer the page of these questions and go on."""
    asked = next(known for known in pages(form) if known.code == code)
    values = answers[asked.section.code]
    for question in asked.questions:
        type_answer(page, question, f"{asked.section.code}.{question.code}", values.get(question.code))
    go_on(page)


def add_row(page: Page, form: Form, code: str, row: dict[str, Any]) -> None:
    """Add one row of a list (a person) and come back to the list."""
    section = form.section(code)
    go_on(page, section.repeat.add_label if section.repeat else "")
    item = page.url.rstrip("/").rsplit("/", 1)[1]
    for question in section.questions:
        type_answer(page, question, f"{code}.{item}.{question.code}", row.get(question.code))
    go_on(page, "Зберегти")


def add_income_of_month(page: Page, form: Form, row: dict[str, Any]) -> None:
    """Add an income from the month that the page offers: whose and when are filled in already."""
    with page.expect_navigation():
        page.locator(f'button[name="add"][value="{row["member"]}|{row["month"]}"]').click()
    item = page.url.rstrip("/").rsplit("/", 1)[1]
    section = form.section("incomes")
    for code in ("class", "amount"):
        type_answer(page, section.question(code), f"incomes.{item}.{code}", row[code])
    go_on(page, "Зберегти")


def answer_everything(page: Page, form: Form, answers: dict[str, Any]) -> None:
    """From the first page of questions to the documents."""
    for known in pages(form):
        if not known.section.repeat:
            answer_page(page, form, known.code, answers)
            continue
        for row in answers[known.section.code]:
            if known.section.code == "incomes":
                add_income_of_month(page, form, row)
            else:
                add_row(page, form, known.section.code, row)
        go_on(page)


def choose_photos(page: Page, *pictures: bytes) -> None:
    """Choose photos as a phone gives them."""
    page.set_input_files(
        "#files",
        [
            {"name": f"IMG_{number}.jpg", "mimeType": "image/jpeg", "buffer": picture}
            for number, picture in enumerate(pictures, start=1)
        ],
    )


def passport() -> bytes:
    """A photo of a document that is sharp enough."""
    return papers.page(["Паспорт"])
