"""What a browser does with the pages of the community, by Django's test client."""

import base64
import html
import re
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from turbota.applications.models import Application
from turbota.applications.policies import form_of
from turbota.assistance.forms import Question
from turbota.web.shared.question_boxes import PARTS
from turbota_demo import papers
from turbota_demo.cast import Citizen
from turbota_simulators.issuing import Issued
from turbota_simulators.signing import sign_digest


def words(answer: HttpResponse) -> str:
    """The words of a page without tags, one space between them."""
    main = re.sub(r"(?s)<(script|style|svg|header|footer).*?</\1>", " ", answer.content.decode())
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", main)).replace("\xa0", " "))


def hidden(answer: HttpResponse, name: str) -> str:
    """The value of a hidden box of a page."""
    found = re.search(
        rf'<input type="hidden" name="{re.escape(name)}" value="([^"]*)"', answer.content.decode()
    )
    assert found, f"no box {name}"
    return html.unescape(found[1])


def typed(question: Question, name: str, value: Any) -> dict[str, str]:
    """What an officer types to give this answer."""
    if value is None:
        return {}
    if question.type == "yes_no":
        return {name: "yes" if value else "no"}
    if question.type == "money":
        return {name: f"{value // 100},{value % 100:02d}"}
    if question.type in PARTS:
        parts = value.split("-")
        return dict(zip([f"{name}.{part}" for part in PARTS[question.type]], parts[::-1], strict=True))
    return {name: str(value)}


def screen(application: Application, answers: dict[str, Any]) -> dict[str, str]:
    """Every box of the dense screen for these answers. Rows must already be there."""
    boxes: dict[str, str] = {"version": str(application.version)}
    for section in form_of(application).sections:
        rows = answers.get(section.code) or ([] if section.repeat else {})
        for row in rows if section.repeat else [rows]:
            prefix = f"{section.code}.{row['id']}" if section.repeat else section.code
            for question in section.questions:
                boxes |= typed(question, f"{prefix}.{question.code}", row.get(question.code))
    return boxes


def search_boxes(person: Citizen) -> dict[str, str]:
    """What is typed into the search before a new application."""
    return {
        "s-tax_number": person.tax_number,
        "s-surname": person.surname,
        "s-given_name": person.given_name,
        "s-patronymic": person.patronymic,
        "s-birth_date": person.birth_date.isoformat(),
        "s-document": person.document,
    }


def paper_boxes(page: HttpResponse, who: Citizen, **changed: str) -> dict[str, str]:
    """What is typed into the second step: the person and the paper."""
    boxes = search_boxes(who)
    boxes |= {name.removeprefix("s-"): value for name, value in boxes.items()}
    form = page.context["form"]
    for name in ("application_id", "organisation", "person", "received_on", "kind"):
        boxes[name] = str(form[name].value() or ("low_income" if name == "kind" else ""))
    return boxes | changed


def photo(title: str = "Паспорт") -> SimpleUploadedFile:
    """A page as a scanner gives it."""
    return SimpleUploadedFile("scan.jpg", papers.page([title]), content_type="image/jpeg")


def seal_all(client: Client, seal: Issued, at: Any, list_url: str = "/community/seal/list.json") -> list[int]:
    """Seal every digest of the list as the script of the page does; gives the statuses."""
    statuses = []
    for copy in client.get(list_url).json():
        cms = sign_digest(seal, bytes.fromhex(copy["sha256"]), at=at)
        body = {"id": copy["id"], "signature": base64.b64encode(cms).decode()}
        statuses.append(
            client.post("/community/seal/copy/", body, content_type="application/json").status_code
        )
    return statuses
