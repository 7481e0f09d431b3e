"""A wrong decision is annulled by two signatures made in two browsers, and stays visible with its mark."""

from collections.abc import Callable

from tests.journeys.conftest import Stage, Visit

from turbota.applications.models import Application
from turbota.personal_files.models import Award, AwardEnding

WHY = "Дохід за серпень пораховано двічі: у відповіді й у виправленні."


def test_a_wrong_decision_is_annulled_and_stays_visible(
    stage: Stage, visits: Callable[..., Visit], run_jobs: Callable[[], None]
) -> None:
    # Given a decision that grants
    plays, at = stage.plays, stage.yesterday
    application = plays.accepted(plays.submitted("maria", at), "umovnyi", at)
    plays.approved(plays.proposed(application, "umovnyi", at), "pokazova", at)
    run_jobs()
    assert Award.objects.filter(ended_at=None).count() == 1
    case = f"/department/case/{application.pk}/"
    specialist, head = visits(1280), visits(1280)

    # When the specialist prepares the annulment, first with nothing written, and signs
    specialist.sign_in_as_staff("umovnyi")
    specialist.open(f"{case}annulment/")
    specialist.page.get_by_role("button", name="Підготувати").click()
    specialist.page.wait_for_load_state("networkidle")
    specialist.seen("annulment-refused")
    specialist.page.get_by_label("Помилку виявила сама установа").check()
    specialist.page.get_by_label("Що в рішенні не так").fill(WHY)
    specialist.page.get_by_role("button", name="Підготувати").click()
    specialist.page.wait_for_load_state("networkidle")
    specialist.seen("annulment-to-propose")
    specialist.sign_with(stage.key_file("umovnyi"), button="Підписати й передати керівникові")
    specialist.page.get_by_text("Тепер його має підписати керівник").wait_for()

    # And the head signs the same paper
    head.sign_in_as_staff("pokazova")
    head.page.get_by_role("link", name="Прикладенко Марія Іванівна").click()
    head.page.wait_for_load_state("networkidle")
    head.seen("annulment-to-approve")
    head.sign_with(stage.key_file("pokazova"), button="Скасувати рішення")
    head.page.get_by_text("Рішення скасовано. Справа знову в роботі").wait_for()
    run_jobs()

    # Then the case is in work, the award has ended, and the mark stands everywhere
    assert Application.objects.get(pk=application.pk).state == "in_work"
    assert AwardEnding.objects.count() == 1
    head.open(case)
    assert "скасовано" in head.words()
    head.seen("annulled-case")
    head.open(f"{case}decision/")
    head.seen("annulled-decision")
    citizen = visits(360)
    citizen.sign_in_as("maria")
    citizen.open(f"/cabinet/application/{application.pk}/decision/")
    assert "Це рішення скасовано" in citizen.words()
    citizen.seen("annulled-decision")
