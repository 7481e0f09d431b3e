"""The specialist accepts, corrects, calculates and signs; the head reads what was changed and approves."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.journeys.conftest import Stage, Visit

from turbota.applications.models import Application
from turbota.personal_files.models import Award


def openssl_accepts(content: bytes, cms: bytes, root: Path, folder: Path) -> None:
    """OpenSSL verifies every signature of the detached CMS up to the root of the authority."""
    (folder / "decision.pdf").write_bytes(content)
    (folder / "decision.pdf.p7s").write_bytes(cms)
    command = [
        "openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", str(folder / "decision.pdf.p7s"),
        "-content", str(folder / "decision.pdf"), "-CAfile", str(root), "-purpose", "any",
        "-out", str(folder / "verified.pdf"),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == 0, done.stderr
    assert (folder / "verified.pdf").read_bytes() == content


def fetched(visit: Visit, path: str) -> bytes:
    """A file as the signed-in person downloads it."""
    answer = visit.page.request.get(visit.address + path)
    assert answer.ok
    return answer.body()


@pytest.mark.requirement("R186", "R215", "R216", "R217", "R219", "R220")
def test_a_case_is_accepted_corrected_and_decided_with_two_signatures(
    stage: Stage, visits: Callable[..., Visit], run_jobs: Callable[[], None], tmp_path: Path
) -> None:
    # Given an application that came through the portal
    application = stage.plays.submitted("maria", stage.yesterday)
    case = f"/department/case/{application.pk}/"
    specialist, head = visits(1280), visits(1280)

    # When the specialist finds it in the queue and accepts it
    specialist.sign_in_as_staff("umovnyi")
    specialist.seen("department-queue")
    specialist.page.get_by_role("link", name="Прикладенко Марія Іванівна").click()
    specialist.page.wait_for_load_state("networkidle")
    specialist.seen("department-case-received")
    specialist.page.get_by_role("button", name="Прийняти в роботу").click()
    assert "Справу прийнято в роботу" in specialist.words()
    specialist.seen("department-case-in-work")
    run_jobs()
    specialist.page.get_by_role("link", name="Особова справа").click()
    assert "Через соціальний портал" in specialist.words()
    specialist.seen("department-file")
    specialist.page.get_by_role("link", name="Дохід і сума").click()
    assert "Середньомісячний сукупний дохід (додаток 5)" in specialist.words()
    specialist.seen("department-calculation")

    # And corrects an income by the document, first with an empty form
    specialist.open(f"{case}correct/?path=incomes.0.amount")
    specialist.page.get_by_role("button", name="Взяти це значення").click()
    specialist.seen("department-correct-refused")
    specialist.page.get_by_label("Скільки отримали?").fill("3500,00")
    specialist.page.get_by_label("Чому берете інше значення").fill("У довідці за цей місяць стоїть інша сума")
    specialist.page.get_by_label("Документ, у якому стоїть це значення").select_option(index=1)
    specialist.page.get_by_role("button", name="Взяти це значення").click()
    assert "у заяві було" in specialist.words()

    # And signs the decision with the own key in the browser
    specialist.page.get_by_role("button", name="Підготувати рішення").click()
    specialist.page.wait_for_load_state("networkidle")
    specialist.seen("department-decision-to-propose")
    specialist.sign_with(stage.key_file("umovnyi"))
    specialist.page.wait_for_url(f"**{case}")
    assert "Рішення підписано" in specialist.words()

    # Then the head sees what was changed and why, and approves
    head.sign_in_as_staff("pokazova")
    head.seen("department-to-sign")
    head.page.get_by_role("link", name="Прикладенко Марія Іванівна").click()
    words = head.words()
    assert "3 000,00 ₴" in words
    assert "3 500,00 ₴" in words
    assert "У довідці за цей місяць стоїть інша сума" in words
    head.page.wait_for_load_state("networkidle")
    head.seen("department-decision-to-approve")
    head.sign_with(stage.key_file("pokazova"), button="Ухвалити рішення")
    head.page.wait_for_url(f"**{case}decision/")
    head.page.get_by_text("Рішення ухвалено.").wait_for()
    run_jobs()
    head.open(f"{case}decision/")
    assert "Кого повідомлено" in head.words()
    assert "у кабінеті" in head.words()
    head.seen("department-decision-approved")
    head.open(f"{case}history/")
    head.seen("department-history")
    head.open(f"{case}letters/")
    head.seen("department-letters")

    # And anybody can check both signatures with OpenSSL
    pdf, p7s = (
        fetched(head, f"{case}decision/decision.pdf"),
        fetched(head, f"{case}decision/decision.pdf.p7s"),
    )
    openssl_accepts(pdf, p7s, stage.simulators.authority.home / "chain.pem", tmp_path)
    for number in (1, 2):
        alone = fetched(head, f"{case}decision/signature-{number}.p7s")
        openssl_accepts(pdf, alone, stage.simulators.authority.home / "chain.pem", tmp_path)
    assert fetched(head, f"{case}decision/decision.asics").startswith(b"PK")
    assert Application.objects.get(pk=application.pk).state == "decided"
    assert Award.objects.filter(decision__application=application).exists()
