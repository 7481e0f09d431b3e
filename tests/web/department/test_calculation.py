"""Annexes 5 and 6 on pages: in the department's case, and in the applicant's decision once it is made."""

import subprocess

import pytest
from django.http import HttpResponse
from tests.factories.desk import cabinet_of
from tests.factories.world import moment
from tests.web.department.conftest import Office

from turbota.applications.models import Application
from turbota_demo import answers as told
from turbota_demo import cast

YESTERDAY = moment("2026-11-16 10:00")
FORBIDDEN_SPACE = "\N{NO-BREAK SPACE}"


def words(page: HttpResponse) -> str:
    assert page.status_code == 200
    return page.content.decode().replace(FORBIDDEN_SPACE, " ")


def case_with_subsidy(office: Office) -> Application:
    """Low-income assistance of one who also told of a housing subsidy, which is not income."""
    answers = told.low_income(cast.citizen("maria"), on=YESTERDAY.date())
    month = answers["incomes"][0]["month"]
    answers["incomes"].append(
        {"id": "s1", "member": "applicant", "month": month, "class": "housing_subsidy", "amount": 77_700}
    )
    case = office.plays.submitted("maria", YESTERDAY, answers=answers)
    return office.plays.accepted(case, "umovnyi", office.now)


@pytest.mark.requirement("R225", "R226")
def test_the_case_shows_both_annexes_before_and_after_the_signature(office: Office) -> None:
    case = case_with_subsidy(office)
    before = words(office.case(case, "calculation/"))
    for text in (
        "Середньомісячний сукупний дохід (додаток 5)",
        "Розмір допомоги (додаток 6)",
        "3 000,00 ₴",
        "Зарплата",
        "Житлова субсидія",
        "777,00 ₴",
        "не враховано",
        "постанова КМУ № 632 від 22.07.2020",
        "3 328,00 ₴ на місяць</b>, з 01.01.2026",
    ):
        assert text in before
    assert "Розрахунковий аркуш, PDF" not in before
    office.plays.proposed(case, "umovnyi", office.now)
    after = words(office.case(case, "calculation/", office.head))
    assert "Розрахунковий аркуш, PDF" in after
    assert (
        after.partition("h-income")[2].partition("h-amount")[0].split("</h2>")[1]
        == (before.partition("h-income")[2].partition("h-amount")[0].split("</h2>")[1])
    )


@pytest.mark.requirement("R225", "R226")
def test_the_applicant_reads_both_annexes_with_the_decision(office: Office) -> None:
    case = case_with_subsidy(office)
    office.plays.approved(office.plays.proposed(case, "umovnyi", office.now), "pokazova", office.now)
    home, url = cabinet_of("maria", office.now), f"/cabinet/application/{case.pk}/decision/"
    shown, pdf = home.get(url), home.get(f"{url}calculation-sheet.pdf")
    assert isinstance(shown, HttpResponse)
    assert isinstance(pdf, HttpResponse)
    page, content = words(shown), pdf.content
    assert "Як рахували середній дохід" in page
    assert "Житлова субсидія" in page
    assert "не враховано" in page
    text = subprocess.run(["pdftotext", "-layout", "-", "-"], input=content, capture_output=True, check=True)
    assert "(додаток 5)" in text.stdout.decode()
    assert "(додаток 6)" in text.stdout.decode()


def test_a_kind_without_incomes_says_so(office: Office) -> None:
    case = office.plays.submitted("maria", YESTERDAY, kind="birth")
    shown = words(office.case(office.plays.accepted(case, "umovnyi", office.now), "calculation/"))
    assert "На цю допомогу доходи не впливають" in shown
