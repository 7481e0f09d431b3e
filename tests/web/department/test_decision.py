"""Correcting, calculating, refusing, sending back; and never the same person twice."""

import pytest
from tests.factories.planned import do_all
from tests.factories.world import moment
from tests.web.department.conftest import MORNING, Office
from tests.web.department.test_path import signature

from turbota.access.actors import SYSTEM
from turbota.access.operations import grant_post
from turbota.access.rules import DESTROY, REGISTER
from turbota.applications.models import Application
from turbota.decisions.models import Correction, Decision
from turbota.kernel import clock
from turbota.messages.models import Message
from turbota.personal_files.models import Award
from turbota_demo import answers as told
from turbota_demo import cast, stage

YESTERDAY = moment("2026-11-16 10:00")
REASON = "У довідці про доходи стоїть інша сума"


def proposed(office: Office, key: str = "maria") -> tuple[Application, Decision]:
    application = office.in_work(key)
    return application, office.plays.proposed(application, "umovnyi", office.now)


def correction(application: Application, **changed: str) -> dict[str, str]:
    copy = application.attachments.get()
    return {
        "path": "incomes.0.amount",
        "value": "3500,00",
        "reason": REASON,
        "attachment": str(copy.pk),
        **changed,
    }


@pytest.mark.requirement("R185", "R188", "R220")
def test_a_correction_keeps_what_was_and_marks_the_document_with_the_code(office: Office) -> None:
    application = office.in_work()
    path = f"/department/case/{application.pk}/correct/"
    assert "Скільки отримали" in office.specialist.get(f"{path}?path=incomes.0.amount").content.decode()
    assert office.specialist.post(path, correction(application)).status_code == 302

    row = Correction.objects.get()
    assert (row.before, row.after) == (300_000, 350_000)
    assert application.answers["incomes"][0]["amount"] == 300_000
    page = office.case(application).content.decode().replace("\u00a0", " ")
    assert "у заяві було 3 000,00" in page
    assert REASON in page
    assert "код спеціаліста umovnyi" in page


def test_the_receipt_names_values_with_dates_and_the_document_of_a_correction(office: Office) -> None:
    application = office.in_work()
    office.specialist.post(f"/department/case/{application.pk}/correct/", correction(application))
    page = office.case(application).content.decode().replace("\u00a0", " ")
    assert 'href="/law/values/subsistence_minimum.able_bodied/"' in page
    assert "3 328,00 ₴ на місяць</b>, з 01.01.2026" in page
    assert "Відомості: вік: зі слів заявника, у заяві." in page
    title = application.attachments.get().title
    assert page.count(f"у заяві; виправлено за документом «{title}»") == 1


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"value": "багато"}, "Вкажіть суму"),
        ({"value": ""}, "Напишіть або виберіть значення з документа"),
        ({"value": "3000,00"}, "Це те саме значення"),
        ({"reason": ""}, "Напишіть, чому берете інше значення"),
        ({"reason": "так"}, "Напишіть, чому берете інше значення"),
        ({"attachment": ""}, "Виберіть документ, у якому стоїть це значення"),
        ({"attachment": "0190"}, "Виберіть документ зі списку"),
    ],
)
def test_a_bad_correction_gets_a_sentence_and_loses_nothing(
    office: Office, changed: dict[str, str], sentence: str
) -> None:
    application = office.in_work()
    data = correction(application, **changed)
    answer = office.specialist.post(f"/department/case/{application.pk}/correct/", data)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert sentence in page.replace("\u00a0", " ")
    assert data["value"] in page
    assert data["reason"] in page
    assert not Correction.objects.exists()


def test_an_answer_that_is_not_there_cannot_be_corrected(office: Office) -> None:
    application = office.in_work()
    for path in ("", "incomes.99.amount", "nothing.at_all"):
        client_answer = office.specialist.get(f"/department/case/{application.pk}/correct/", {"path": path})
        assert client_answer.status_code == 404


def test_a_decision_printed_before_a_correction_cannot_be_signed(office: Office) -> None:
    application = office.in_work()
    office.specialist.post(f"/department/case/{application.pk}/prepare/")
    decision = Decision.objects.select_related("paper").get(application=application)
    with clock.frozen(moment("2026-11-17 09:30")):
        office.specialist.post(f"/department/case/{application.pk}/correct/", correction(application))
        answer = office.specialist.post(
            f"/department/case/{application.pk}/decision/propose/", signature(office, decision, "umovnyi")
        )
    assert answer.status_code == 422
    assert "Розрахуйте ще раз" in answer.content.decode()


@pytest.mark.requirement("R157", "R217")
def test_a_refusal_ends_with_its_clause_and_everybody_is_told(office: Office) -> None:
    rich = told.low_income(cast.citizen("stepan"), on=YESTERDAY.date(), monthly_income=9_000_000)
    application = office.plays.finished("stepan", "starosta", "yavir", YESTERDAY, answers=rich)
    office.plays.handed_over([application], "starosta", YESTERDAY)
    office.plays.accepted(application, "umovnyi", office.now)
    page = office.case(application).content.decode()
    assert "Відмовити" in page
    decision = office.plays.proposed(application, "umovnyi", office.now)
    assert "відмовити" in office.head.get("/department/to-sign/").content.decode()
    answer = office.head.post(
        f"/department/case/{application.pk}/decision/approve/", signature(office, decision, "pokazova")
    )
    assert answer.status_code == 302
    do_all()
    shown = office.case(application, "decision/", office.head).content.decode()
    clause = decision.calculation["reasons"][0]["clause"]
    assert clause.split(":")[0] in shown
    assert "Кого повідомлено" in shown
    assert "на папері" in shown
    assert Message.objects.filter(kind="decision_refused").exists()
    assert Message.objects.filter(kind="case_decided", organisation=application.community).exists()
    assert not Award.objects.exists()


def test_the_head_sends_back_with_a_reason_and_the_specialist_signs_anew(office: Office) -> None:
    application, decision = proposed(office)
    path = f"/department/case/{application.pk}/decision/send-back/"
    short = office.head.post(path, {"reason": "ні"})
    assert short.status_code == 422
    assert "Напишіть спеціалістові, що перевірити" in short.content.decode()
    reason = "Перевірте дохід за квітень: у довідці інша сума"
    assert office.head.post(path, {"reason": reason}).status_code == 302
    assert reason in office.case(application).content.decode()
    assert "Керівник повернув рішення" in office.specialist.get("/department/work/").content.decode()
    office.specialist.post(f"/department/case/{application.pk}/correct/", correction(application))
    office.specialist.post(f"/department/case/{application.pk}/prepare/")
    decision = Decision.objects.select_related("paper").get(pk=decision.pk)
    answer = office.specialist.post(
        f"/department/case/{application.pk}/decision/propose/", signature(office, decision, "umovnyi")
    )
    assert answer.status_code == 302
    seen = office.case(application, "decision/", office.head).content.decode().replace("\u00a0", " ")
    assert "3 500,00" in seen
    assert "Дохід 1: Скільки отримали?" in seen


@pytest.mark.requirement("R216")
def test_the_same_person_never_signs_twice(office: Office) -> None:
    application, decision = proposed(office)
    account = stage.enter_employee(cast.employee("umovnyi"), MORNING)
    body = stage.enter_body(cast.body("pension"), MORNING)
    grant_post(by=SYSTEM, account=account, organisation=body, role="head", at=MORNING)
    page = office.case(application, "decision/").content.decode()
    assert "Другий підпис має поставити інша людина" in page
    assert "data-sign-source" not in page
    answer = office.specialist.post(
        f"/department/case/{application.pk}/decision/approve/", signature(office, decision, "umovnyi")
    )
    assert answer.status_code == 403
    assert Decision.objects.get(pk=decision.pk).state == "proposed"


@pytest.mark.requirement("R219")
def test_a_key_of_somebody_else_is_refused(office: Office) -> None:
    application, decision = proposed(office)
    path = f"/department/case/{application.pk}/decision/approve/"
    foreign = office.head.post(path, signature(office, decision, "kerivna"))
    assert foreign.status_code == 422
    assert "Цей ключ належить іншій людині" in foreign.content.decode()
    for wrong in ({}, {"sha256": "00", "signature": "%%%"}):
        answer = office.head.post(path, wrong)
        assert answer.status_code == 422
        assert "Підпису немає" in answer.content.decode()


def test_missing_facts_are_named_and_never_become_zero(office: Office) -> None:
    application = office.in_work()
    unknown = {**application.answers["property"], "has_deposit": True}
    Application.objects.filter(pk=application.pk).update(answers={**application.answers, "property": unknown})
    page = office.case(application).content.decode()
    assert "Порахувати не можна: бракує відомостей" in page
    assert "Сума на депозитах" in page
    assert 'class="card receipt' not in page
    answer = office.specialist.post(f"/department/case/{application.pk}/prepare/")
    assert answer.status_code == 422
    assert not Decision.objects.exists()

    assert "Бракує відповідей" in page
    entered = correction(application, path="property.deposit_amount", value="5000")
    path = f"/department/case/{application.pk}/correct/"
    assert office.specialist.get(f"{path}?path=property.deposit_amount").status_code == 200
    assert office.specialist.post(path, entered).status_code == 302
    assert "Порахувати не можна" not in office.case(application).content.decode()
    assert office.specialist.post(f"/department/case/{application.pk}/prepare/").status_code == 302


@pytest.mark.requirement("R215", "R216", "R218")
def test_an_approved_decision_is_downloaded_whole_and_stays(office: Office) -> None:
    application, decision = proposed(office)
    office.plays.approved(decision, "pokazova", office.now)
    base = "decision/"
    assert office.case(application, f"{base}decision.pdf").content.startswith(b"%PDF")
    assert office.case(application, f"{base}sheet.pdf").content.startswith(b"%PDF")
    assert office.case(application, f"{base}decision.asics").content.startswith(b"PK")
    assert office.case(application, f"{base}signature-2.p7s").status_code == 200
    assert office.case(application, f"{base}signature-3.p7s").status_code == 404
    assert office.case(application, f"{base}page-1.png").content.startswith(b"\x89PNG")
    drafts_alone = [action.name for action in REGISTER.values() if action.right == DESTROY]
    assert drafts_alone == ["application.drop"]


def row_of(application: Application, **changed: str) -> dict[str, str]:
    return {
        "path": "incomes", "value.member": "applicant", "value.month.month": "6", "value.month.year": "2026",
        "value.class": "pension", "value.amount": "2500,00", "reason": REASON,
        "attachment": str(application.attachments.get().pk), **changed,
    }  # fmt: skip


def test_an_income_that_was_left_out_is_added_and_taken_away_before_the_eyes_of_the_head(
    office: Office,
) -> None:
    application = office.in_work()
    path = f"/department/case/{application.pk}/correct/"
    last = len(application.answers["incomes"])
    page = office.case(application).content.decode()
    assert f"{path}?path=incomes&quot;" in page.replace('"', "&quot;")
    assert f"{path}?path=incomes.0&quot;" in page.replace('"', "&quot;")
    assert "Додати запис за документом" in office.specialist.get(path, {"path": "incomes"}).content.decode()
    bad = office.specialist.post(path, row_of(application, **{"value.amount": "багато"}))
    assert bad.status_code == 422
    assert "багато" in bad.content.decode()
    assert office.specialist.post(path, row_of(application)).status_code == 302
    page = office.case(application).content.decode().replace("\u00a0", " ")
    assert "Запис додано" in page
    assert "2 500,00" in page

    gone = correction(application, path="incomes.0")
    assert "3 000,00" in office.specialist.get(path, {"path": "incomes.0"}).content.decode().replace(
        "\u00a0", " "
    )
    assert office.specialist.post(path, gone).status_code == 302
    office.plays.proposed(application, "umovnyi", office.now)
    seen = office.case(application, "decision/", office.head).content.decode().replace("\u00a0", " ")
    assert f"Дохід {last + 1}" in seen
    assert "у заяві такого запису не було" in seen
    assert "вилучено" in seen
    file = office.case(application, "file/").content.decode()
    assert "у заяві такого запису не було" in file


def test_other_cases_of_the_same_assistance_are_told_and_a_second_grant_is_refused(office: Office) -> None:
    first = office.in_work()
    second = office.in_work()
    assert f"Заява № {first.number}: у роботі" in office.case(second).content.decode().replace("\u00a0", " ")
    decision = office.plays.approved(
        office.plays.proposed(first, "umovnyi", office.now), "pokazova", office.now
    )
    do_all()
    page = office.case(second).content.decode().replace("\u00a0", " ")
    assert f"рішення № {decision.number}" in page
    answer = office.specialist.post(f"/department/case/{second.pk}/prepare/", follow=True)
    assert "Цю допомогу вже призначено" in answer.content.decode().replace("\u00a0", " ")
    assert not Decision.objects.filter(application=second).exists()
    assert Award.objects.count() == 1
