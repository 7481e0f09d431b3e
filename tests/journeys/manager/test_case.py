"""A social manager opens a case and keeps its card; the supervisor approves and hands it over; the person reads who it is."""

from collections.abc import Callable

from tests.factories import casework, planning
from tests.journeys.conftest import Stage, Visit

from turbota.casework.case_states import Stage as CaseStage
from turbota.casework.models import Case
from turbota.casework.operations import claims, supervising
from turbota.casework.states import Sensitivity
from turbota.kernel.identifiers import new_id
from turbota.people.models import Person
from turbota_demo import stage as demo


def test_a_manager_opens_a_case_and_keeps_its_card(stage: Stage, visits: Callable[..., Visit]) -> None:
    at = stage.yesterday
    casework.at_work("turbotna", at)
    desk = visits(1280)
    page = desk.page

    # When she opens a case, first without a name
    desk.sign_in_as_staff("turbotna")
    desk.open("/manager/")
    desk.seen("case-queue-empty")
    page.get_by_role("link", name="Новий випадок").click()
    page.get_by_label("Адреса").fill("м. Зразкове, вул. Тиха, 11")
    page.get_by_label("Виявлено соціальним менеджером").check()
    page.get_by_role("button", name="Відкрити випадок").click()
    page.get_by_text("Напишіть прізвище").first.wait_for()
    desk.seen("case-open-refused")
    page.get_by_label("Прізвище").fill("Самотинська")
    page.get_by_label("Ім’я", exact=True).fill("Ганна")
    page.get_by_label("Дата народження").fill("1941-03-09")
    page.get_by_role("button", name="Відкрити випадок").click()
    page.get_by_text("відкрито. Запишіть склад").wait_for()
    case = Case.objects.get()
    assert case.address == "м. Зразкове, вул. Тиха, 11"

    # And writes on the card who is with her and why she needs help
    page.get_by_role("link", name="Додати людину").click()
    page.get_by_label("Прізвище").fill("Самотинський")
    page.get_by_label("Ім’я", exact=True).fill("Лука")
    page.get_by_label("Дитина").check()
    desk.seen("case-add-member")
    page.get_by_role("button", name="Додати").click()
    page.get_by_role("link", name="Записати чинник").click()
    page.get_by_label("Чинник").select_option("age")
    page.get_by_label("Звідки це відомо").fill("Паспорт")
    page.get_by_role("button", name="Записати").click()
    page.get_by_text("Чинник записано").wait_for()
    desk.seen("case-card")

    # Then the case stands in the queue and reads well on a phone
    desk.open("/manager/")
    assert case.number in desk.words()
    phone = visits(360)
    phone.sign_in_as_staff("turbotna")
    phone.open("/manager/")
    phone.seen("case-queue")
    phone.page.get_by_role("link", name="Самотинська Ганна").click()
    phone.page.get_by_text("Що можна зробити").wait_for()
    phone.seen("case-page")
    phone.page.get_by_role("link", name="Картка", exact=True).click()
    phone.page.get_by_text("9. Облік іншої інформації").wait_for()
    phone.seen("case-card")
    phone.open(f"/manager/case/{case.pk}/close/")
    phone.seen("case-close")


def test_a_supervisor_approves_and_hands_over(
    stage: Stage, visits: Callable[..., Visit], run_jobs: Callable[[], None]
) -> None:
    # Given two cases, a request and a question
    at = stage.yesterday
    maria = Person.objects.get(pk=demo.at_home("maria", at).person_id)
    case = casework.opened(at, main=maria)
    casework.opened(at, main=casework.person("Ніна", at), sensitivity=Sensitivity.VIOLENCE)
    manager = casework.at_work("turbotna", at)
    casework.at_work("pomichnyi", at)
    casework.at_work("nastavna", at)
    planning.drafted(case, at)
    supervising.ask(
        by=manager, case_id=case.pk, stage=CaseStage.PLAN, words="План складено, прошу глянути", at=at
    )
    claims.ask(
        by=manager, case_id=case.pk, member_id=case.members.get().pk, claim_id=new_id(),
        question="Донька каже, що мати живе з нею", at=at,
    )  # fmt: skip

    # When the supervisor sends the plan back with a remark
    desk = visits(1280)
    page = desk.page
    desk.sign_in_as_staff("nastavna")
    desk.open("/manager/unit/")
    desk.seen("cases-of-unit")
    page.get_by_role("link", name="На погодження").click()
    page.get_by_role("heading", name="Етапи випадків").wait_for()
    desk.seen("case-approvals")
    page.get_by_role("link", name="Прикладенко Марія").first.click()
    page.get_by_label("Зауваження").fill("Додайте строк прибирання")
    desk.seen("case-approval")
    page.get_by_role("button", name="Повернути").click()
    page.get_by_text("Повернуто із зауваженнями").wait_for()
    page.get_by_role("link", name="Прикладенко Марія").first.click()
    desk.seen("case-claim")

    # And hands all cases of the manager over
    page.get_by_role("link", name="Навантаження").click()
    page.get_by_role("heading", name="Навантаження").wait_for()
    desk.seen("case-load")
    page.get_by_role("link", name="Передати випадки").first.click()
    page.get_by_label("Кому передаєте").select_option(label="Юрій Помічний")
    page.get_by_label("Чому").fill("Відпустка колеги")
    desk.seen("case-handover")
    page.get_by_role("button", name="Передати").click()
    page.get_by_text("Передано випадків: 2").wait_for()
    run_jobs()

    # Then the person reads who it is now, and the pages read well on a phone
    home = visits(360)
    home.sign_in_as("maria")
    assert "Ваш соціальний менеджер тепер Юрій Помічний" in home.words()
    home.seen("cabinet-manager")
    phone = visits(360)
    phone.sign_in_as_staff("nastavna")
    for name in ("load", "approvals"):
        phone.open(f"/manager/{name}/")
        phone.seen(f"case-{name}")
    case.refresh_from_db()
    phone.open(f"/manager/handover/{case.post_id}/")
    phone.seen("case-handover")
