"""Who names another person's number must not read what that person is paid: the attack, page by page and call by call."""

import base64
import io
import subprocess
from typing import Any

import pikepdf
import pytest
from django.http import HttpResponse
from tests.factories.desk import cabinet_of
from tests.factories.systems import AT, System, declaration
from tests.factories.world import moment
from tests.web.department.conftest import Office

from turbota.applications.models import Application
from turbota.decisions.calculating import calculate
from turbota.decisions.models import Decision
from turbota.documents.operations import read
from turbota.kernel.money import amount
from turbota.messages.models import Message
from turbota_demo import answers as told
from turbota_demo import cast
from turbota_demo.plays import Plays

MAY = moment("2026-05-18 10:00")
YESTERDAY = moment("2026-11-16 10:00")
SPACE = "\N{NO-BREAK SPACE}"
TITLE = "одиноким матерям"


def paid_to_maria(plays: Plays) -> Decision:
    case = plays.accepted(plays.submitted("maria", MAY, kind="single_mother"), "umovnyi", MAY)
    return plays.approved(plays.proposed(case, "umovnyi", MAY), "pokazova", MAY)


def naming_maria(key: str = "stepan") -> dict[str, Any]:
    """The answers of a stranger who knows a number and a birth date."""
    maria = cast.citizen("maria")
    wife = {
        "id": "m1", "surname": maria.surname, "given_name": maria.given_name, "patronymic": maria.patronymic,
        "birth_date": maria.birth_date.isoformat(), "relation": "wife", "tax_number_state": "has",
        "tax_number": maria.tax_number, "occupation": "works", "disability": "none",
    }  # fmt: skip
    answers = told.low_income(cast.citizen(key), on=YESTERDAY.date())
    return {**answers, "incomes": [], "members": [wife]}


def words(page: Any) -> str:
    assert isinstance(page, HttpResponse)
    assert page.status_code == 200
    return page.content.decode().replace(SPACE, " ")


def of_pdf(content: bytes) -> str:
    """The words of a PDF and of everything that is enclosed in it."""
    text = subprocess.run(["pdftotext", "-layout", "-", "-"], input=content, capture_output=True, check=True)
    with pikepdf.open(io.BytesIO(content)) as paper:
        inside = [bytes(one.get_file().read_bytes()) for one in paper.attachments.values()]
    return " ".join(part.decode(errors="ignore") for part in (text.stdout, *inside))


def confirm(office: Office, case: Application) -> None:
    """The specialist follows the link beside the member and names the document."""
    page = words(office.case(case))
    assert "Підтвердити, що це член родини" in page
    url = f"/department/case/{case.pk}/correct/"
    asked = words(office.specialist.get(f"{url}?path=members.0&confirm=1"))
    assert "Підтвердити члена родини за документом" in asked
    document = case.attachments.get(document_code="identity").pk
    given = {
        "path": "members.0",
        "confirm": "1",
        "reason": "Свідоцтво про шлюб.",
        "attachment": str(document),
    }
    short = office.specialist.post(url, {**given, "reason": ""})
    assert short.status_code == 422
    assert office.specialist.post(url, given).status_code == 302


@pytest.mark.requirement("R162")
def test_a_stranger_who_is_named_gives_nothing_away_and_a_member_no_sum(office: Office) -> None:
    before = paid_to_maria(office.plays)
    assert before.amount
    sums = (amount(before.amount).replace(SPACE, " "), str(before.amount))
    case = office.plays.submitted("stepan", YESTERDAY, answers=naming_maria())
    case = office.plays.accepted(case, "umovnyi", office.now)
    home, url = cabinet_of("stepan", office.now), f"/cabinet/application/{case.pk}/"
    assert not [one for one in (*sums, TITLE) if one in words(home.get(url))]
    refused = office.specialist.post(f"/department/case/{case.pk}/prepare/")
    assert not Decision.objects.filter(application=case).exists(), refused

    confirm(office, case)
    office.plays.approved(office.plays.proposed(case, "umovnyi", office.now), "pokazova", office.now)
    decided = Decision.objects.select_related("paper", "sheet", "told_sheet").get(application=case)
    seen = {
        "page": words(home.get(f"{url}decision/")),
        "sheet": of_pdf(home.get(f"{url}decision/calculation-sheet.pdf").content),
        "paper": of_pdf(read(decided.paper)),
        "case": words(home.get(url)),
        "told": " ".join(Message.objects.filter(subject_id=case.pk).values_list("body", flat=True)),
        "subjects": " ".join(Message.objects.filter(subject_id=case.pk).values_list("subject", flat=True)),
    }
    for place, text in seen.items():
        assert not [one for one in (*sums, TITLE) if one in text.replace(SPACE, " ")], place
    assert "суму бачить лише ця людина та орган" in seen["page"]
    assert "не показано" in seen["sheet"]
    office_page = words(office.case(case, "calculation/"))
    assert sums[0] in office_page
    assert decided.sheet is not None
    assert sums[0] in of_pdf(read(decided.sheet)).replace(SPACE, " ")
    assert decided.calculation["income_total"] == decided.calculation["told"]["income_total"] > 0


@pytest.mark.requirement("R162")
def test_another_system_that_names_a_stranger_learns_nothing(system: System, plays: Plays) -> None:
    before = paid_to_maria(plays)
    assert before.amount
    sent = declaration("stepan", answers=naming_maria())
    paper = system.printed(sent)
    answer = system.submit(sent, paper, plays.keys.person(cast.citizen("stepan")), "request-1")
    assert answer.status_code == 201, answer.content.decode()
    case = Application.objects.get(number=answer.json()["number"])
    plays.accepted(case, "umovnyi", AT)
    assert calculate(case, AT.date()).snapshot["awarded"], "the body knows"
    seen = [
        of_pdf(base64.b64decode(paper["content"])),
        answer.content.decode(),
        system.call("GET", f"applications/{case.number}").content.decode(),
    ]
    for text in seen:
        assert not [one for one in (str(before.amount), amount(before.amount), TITLE) if one in text]
