"""Pages of the deciding body for kinds that pay once, to each person, or are in doubt; then those of the applicant."""

import pytest
from django.http import HttpResponse
from tests.factories.desk import client_of
from tests.factories.world import moment
from tests.web.department.conftest import Office

from turbota.applications.models import Application
from turbota.assistance import catalogue
from turbota.assistance.kind import Kind
from turbota_demo import answers as told
from turbota_demo import cast

YESTERDAY = moment("2026-11-16 10:00")
PARTS = ("", "file/", "letters/", "history/", "decision/", "decision/decision.pdf", "decision/sheet.pdf")


def words(page: HttpResponse) -> str:
    assert page.status_code == 200
    return page.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def in_work(office: Office, kind: str, answers: told.Answers | None = None) -> Application:
    case = office.plays.submitted("maria", YESTERDAY, kind=kind, answers=answers)
    return office.plays.accepted(case, "umovnyi", office.now)


COMPUTED = [kind for kind in catalogue.kinds() if kind.tier == "computed"]
DESKS = {"pension_fund": ("umovnyi", "pokazova"), "department": ("davnii", "kerivna")}


@pytest.mark.parametrize("kind", COMPUTED, ids=lambda kind: kind.code)
def test_every_page_of_a_case_opens_for_every_kind(office: Office, kind: Kind) -> None:
    case = office.plays.submitted("maria", YESTERDAY, kind=kind.code)
    specialist, head = DESKS[kind.decider_on(YESTERDAY.date(), case.answers)]
    office.plays.accepted(case, specialist, office.now)
    office.plays.proposed(case, specialist, office.now)
    for part in PARTS:
        assert office.case(case, part, client_of(specialist, office.now)).status_code == 200, part
    assert office.case(case, "decision/", client_of(head, office.now)).status_code == 200


def test_the_head_sees_what_is_paid_once_and_what_by_month(office: Office) -> None:
    twins = told.birth(
        cast.citizen("maria"),
        on=YESTERDAY.date(),
        born=moment("2025-12-31 10:00").date(),
        names=("Зоряна", "Лука"),
    )
    case = in_work(office, "birth", twins)
    assert "Призначити з 01.12.2025 до 30.11.2028" in words(office.case(case))
    office.plays.proposed(case, "umovnyi", office.now)
    listed = office.head.get("/department/to-sign/")
    assert "1 720,00 ₴ на місяць і 20 640,00 ₴ одноразово" in listed.content.decode().replace(
        "\N{NO-BREAK SPACE}", " "
    )
    shown = words(office.case(case, "decision/", office.head))
    assert "Разом одноразово" in shown and "Разом на місяць" in shown


def test_a_doubt_is_told_instead_of_a_sum_and_nothing_can_be_signed(office: Office) -> None:
    apart = told.birth(cast.citizen("maria"), on=YESTERDAY.date())
    apart["claim"]["lives_with_you"] = False
    case = in_work(office, "birth", apart)
    page = words(office.case(case))
    assert "Дитина не живе із заявником" in page and "50 000,00" not in page
    refused = office.specialist.post(f"/department/case/{case.pk}/prepare/", follow=True)
    assert "Порахувати за правилами не можна" in refused.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_what_may_stop_the_payment_later_stands_on_the_decision(office: Office) -> None:
    case = in_work(office, "idp_living")
    page = words(office.case(case))
    assert "Виплату зупинять, якщо бути за кордоном довше ніж 30 днів поспіль" in page
    assert "до 30 квітня 2027" in page


@pytest.mark.requirement("R228")
def test_only_an_approved_subsidy_has_a_notice(office: Office) -> None:
    case = in_work(office, "housing_subsidy")
    decision = office.plays.proposed(case, "umovnyi", office.now)
    assert office.case(case, "decision/notice.pdf").status_code == 404
    office.plays.approved(decision, "pokazova", office.now)
    assert "Повідомлення, PDF" in words(office.case(case, "decision/"))
    notice = office.case(case, "decision/notice.pdf")
    assert (notice.status_code, notice["Content-Type"]) == (200, "application/pdf")
    other = in_work(office, "birth")
    office.plays.approved(office.plays.proposed(other, "umovnyi", office.now), "pokazova", office.now)
    assert office.case(other, "decision/notice.pdf").status_code == 404
