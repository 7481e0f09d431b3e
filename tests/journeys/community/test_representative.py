"""Somebody brings the paper of an old woman to the community: the officer writes him down, checks, hands out the letter."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from tests.documents import pictures
from tests.journeys.conftest import Stage, Visit

from turbota_demo import cast


@pytest.mark.requirement("R036")
def test_an_officer_writes_down_who_brought_the_paper(
    desk: Visit, stage: Stage, run_jobs: Callable[[], None]
) -> None:
    # Given a paper application that the officer forms
    case = stage.plays.registered("vira", "zrazkova", "dolyna", stage.yesterday)
    page = desk.sign_in_as_staff("zrazkova")
    desk.open(f"/community/cases/{case.pk}/")
    page.get_by_role("link", name="Заяву приніс представник").click()

    # When she writes the representative down, first with an empty form
    page.get_by_role("button", name="Записати представника").click()
    expect(page.get_by_role("alert")).to_be_visible()
    desk.seen("community-representative-unanswered")
    roman = cast.citizen("roman")
    page.get_by_label("представник за довіреністю").check()
    for label, value in (
        ("Прізвище", roman.surname),
        ("Ім’я", roman.given_name),
        ("По батькові", roman.patronymic),
        ("Дата народження", roman.birth_date.isoformat()),
        ("Податковий номер (РНОКПП)", roman.tax_number),
        ("Документ про повноваження", "Довіреність № 417"),
    ):
        page.get_by_label(label).fill(value)
    photo = {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": pictures.jpeg((2480, 3508))}
    page.set_input_files("#files", [photo])
    page.get_by_role("button", name="Записати представника").click()
    assert "Повноваження заявлено, не підтверджено" in desk.words()
    desk.seen("community-mandate")

    # And confirms the document that she holds in her hands
    page.get_by_label("Причина").fill("Оригінал довіреності показано.")
    page.get_by_role("button", name="Підтвердити", exact=True).click()
    assert "Повноваження підтверджено" in desk.words()
    desk.open(f"/community/cases/{case.pk}/")
    desk.seen("community-case-of-representative")

    # Then the woman without a cabinet gets a letter from her hands
    run_jobs()
    desk.open("/community/mandates/")
    desk.seen("community-letters")
    page.get_by_role("link", name="Гіпотетична Віра").click()
    desk.seen("community-letter")
    page.get_by_role("button", name="Вручено або надіслано").click()
    assert "Листи, які треба вручити" not in desk.words()
