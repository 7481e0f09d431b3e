"""The electronic personal file: it forms itself at acceptance, in four blocks, with the source of receipt."""

import re

import pytest
from tests.factories.planned import do_all
from tests.web.department.conftest import Office

from turbota.applications.models import Application
from turbota.personal_files.models import PersonalFile


@pytest.fixture
def facts(office: Office) -> dict[str, str]:
    """What the page of the file says, by label, after the application was accepted through the pages."""
    application = office.submitted()
    office.specialist.post(
        f"/department/case/{application.pk}/accept/", {"version": str(application.version)}
    )
    do_all()
    page = office.case(application, "file/").content.decode().replace("\u00a0", " ")
    assert page.index("1. Відомості про заявника") < page.index("2. Призначення") < page.index("3. Виплата")
    found = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", page, re.S)
    return {label: re.sub(r"<[^>]+>", " ", value).strip() for label, value in found}


@pytest.mark.requirement("R189", "R190", "R191")
def test_the_file_opens_by_itself_on_the_day_of_consideration_with_its_source(office: Office) -> None:
    portal, paper = office.submitted(), office.handed_over()
    empty = office.case(portal, "file/").content.decode()
    assert "Особової справи ще немає" in empty
    for application in (portal, paper):
        office.specialist.post(f"/department/case/{application.pk}/accept/")
    do_all()
    assert "Через соціальний портал" in office.case(portal, "file/").content.decode()
    shown = office.case(paper, "file/").content.decode()
    assert "Через уповноважену особу громади" in shown
    assert PersonalFile.objects.get(application=paper).opened_at == office.now
    for title in ("1. Відомості", "2. Призначення", "3. Виплата", "4. Інші відомості"):
        assert title in shown


@pytest.mark.requirement("R192", "R193", "R194", "R195", "R196", "R197")
def test_the_first_block_is_about_the_applicant(facts: dict[str, str]) -> None:
    assert (facts["Прізвище"], facts["Власне ім’я"]) == ("Прикладенко", "Марія")
    assert facts["По батькові (за наявності)"] == "Іванівна"
    assert facts["Дата народження"] == "12.05.1991"
    assert "Вишнедол" in facts["Адреса проживання"]
    assert facts["Громадянство"] == "Україна"
    assert "Тарас" in facts["Члени сім’ї на утриманні"]
    assert "20.10.2016" in facts["Члени сім’ї на утриманні"]
    assert "000000101" in facts["Документ, з якого взято відомості"]


@pytest.mark.requirement("R198", "R199", "R200", "R201", "R202", "R203")
def test_the_second_block_says_what_is_assigned_and_by_which_act(facts: dict[str, str]) -> None:
    assert facts["Дата звернення"] == "16.11.2026"
    assert facts["Дата, з якої призначено"] == "01.11.2026"
    assert "малозабезпеченим" in facts["Вид допомоги"]
    assert "№ 250" in facts["Правовий акт"]
    assert facts["Місяць нарахування"] == "11.2026"
    assert facts["Період, за який враховано доходи"] == "04.2026 – 09.2026"


@pytest.mark.requirement("R204", "R205", "R206", "R207")
def test_the_second_block_says_incomes_amount_and_period(facts: dict[str, str]) -> None:
    assert facts["Сума врахованого доходу"] == "18 000,00 ₴"
    assert facts["Середньомісячний сукупний дохід"] == "3 000,00 ₴"
    assert facts["Розмір до виплати"].endswith("₴ на місяць")
    assert facts["Період призначення"] == "01.11.2026 – 30.04.2027"


@pytest.mark.requirement("R214")
def test_the_third_block_waits_for_payments_and_the_fourth_has_the_documents(facts: dict[str, str]) -> None:
    assert facts["Результати виплати"] == "з’явиться після першої виплати"
    assert facts["Джерело надходження"].startswith("Через соціальний портал")
    assert "SHA-256" in facts["Електронний документ"]


def test_the_file_of_an_application_is_one(office: Office) -> None:
    application = office.in_work()
    do_all()
    assert PersonalFile.objects.filter(application=application).count() == 1
    assert Application.objects.get(pk=application.pk).state == "in_work"
