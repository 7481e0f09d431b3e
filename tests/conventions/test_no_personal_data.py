"""Nobody of the cast can be recognised in logs, addresses, jobs, subjects of letters and texts of exceptions."""

import html
import json
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from django.apps import apps
from django.conf import settings
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client, override_settings
from tests.factories import everybody as roles
from tests.factories import planned
from tests.factories.everybody import Everybody
from tests.factories.secrets import assert_no_personal_data, found_personal_data

from turbota.kernel.errors import BadInput, Conflict, Forbidden, Missing, Refused
from turbota.project.logs import JsonFormatter, LineFormatter
from turbota_demo import cast

pytestmark = pytest.mark.django_db
MARIA = cast.citizen("maria")
OPENED = {
    roles.OWN: (
        "cabinet:home",
        "cabinet:question",
        "cabinet:application",
        "cabinet:decision",
        "cabinet:messages",
    ),
    roles.OFFICER: ("community:queue", "community:fill", "community:case", "community:registers"),
    roles.CONTROL: ("community:check", "community:control"),
    roles.SPECIALIST: ("department:queue", "department:case", "department:letters", "department:register"),
    roles.HEAD: ("department:to-sign", "department:decision"),
    roles.ADMINISTRATOR: ("administration:home", "administration:outbox"),
}


class Book(logging.Handler):
    """Keeps every line as the platform writes it: for a person at the terminal, and as JSON for a collector."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.setFormatter(LineFormatter(settings.LOGGING["formatters"]["line"]["format"]))
        self.collector = JsonFormatter()
        self.lines: list[str] = []
        self.objects: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))
        self.objects.append(self.collector.format(record))


@dataclass
class Day:
    """What one day at the platform left behind."""

    log: str = ""
    objects: list[dict[str, object]] = field(default_factory=list)
    measurements: str = ""
    pages: dict[str, HttpResponse] = field(default_factory=dict)
    jobs: list[planned.Job] = field(default_factory=list)
    subjects: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def book() -> Iterator[Book]:
    """The log at its most talkative, from before the world is made."""
    root, found = logging.getLogger(), Book()
    before = root.level
    root.addHandler(found)
    root.setLevel(logging.DEBUG)
    yield found
    root.removeHandler(found)
    root.setLevel(before)


@pytest.fixture(scope="module")
def day(book: Book, everybody: Everybody) -> Day:
    """Whole paths of eight cases, their jobs and letters, pages of all roles, and everything that goes wrong."""
    found = Day()
    with override_settings(ROOT_URLCONF="tests.conventions.crashing_urls"), roles.undone():
        mail.outbox = []
        found.jobs = planned.everything()
        planned.do_all()
        found.jobs += planned.everything()
        found.subjects = [letter.subject for letter in mail.outbox]
        _open_pages(everybody, found)
        _go_wrong(everybody, found)
    found.log = "\n".join(book.lines)
    found.objects = [json.loads(line) for line in book.objects]
    found.measurements = Client().get("/metrics").content.decode()
    return found


def _open_pages(world: Everybody, found: Day) -> None:
    known = {page.name: page for page in roles.pages()}
    for role, names in OPENED.items():
        for name in names:
            for place in roles.MAY_SEE[role] if known[name].about_a_case else ("",):
                address = world.address(known[name], place)
                with roles.undone():
                    found.pages[f"{name} {place}"] = world.client(role, place).get(address)


def _go_wrong(world: Everybody, found: Day) -> None:
    """A bad file, a wrong signature, a foreign case, a missing page, words in the wrong box, two crashes."""
    draft, sent = (
        f"/cabinet/application/{world.cases[place].pk}" for place in (roles.DRAFT, roles.FROM_PORTAL)
    )
    photo = SimpleUploadedFile(f"{MARIA.surname} паспорт.jpg", b"no picture", "image/jpeg")
    paper = world.cases[roles.FROM_PORTAL].paper
    assert paper is not None
    wrong = {"sha256": paper.sha256, "signature": "AAAA"}
    typed = {"applicant.surname": MARIA.surname, "applicant.tax_number": "3336900025x", "version": "1"}
    search = {"s-surname": MARIA.surname, "s-tax_number": MARIA.tax_number, "s-birth_date": "12.05.1991"}
    requests = (
        (roles.OWN, roles.DRAFT, "POST", f"{draft}/documents/add/identity/", {"files": photo}),
        (roles.OWN, roles.FROM_PORTAL, "POST", f"{sent}/sign/", wrong),
        (roles.OWN, roles.DRAFT, "POST", f"{draft}/questions/applicant/", typed),
        (roles.OWN, roles.FROM_PORTAL, "POST", f"{sent}/write/", {"body": f"Я {MARIA.surname}"}),
        (roles.FOREIGN, "", "GET", f"{sent}/", {}),
        (roles.OFFICER, "", "POST", "/community/new/", search),
        (roles.OFFICER, "", "POST", "/community/find/", {"q": MARIA.surname}),
        (roles.SPECIALIST, "", "POST", "/department/find/", {"q": MARIA.tax_number}),
        (roles.SPECIALIST, "", "POST", f"/department/case/{world.cases[roles.DRAFT].pk}/accept/", {}),
        (roles.NOBODY, "", "GET", f"{sent}/", {}),
        (roles.NOBODY, "", "POST", "/sign-in/staff/", {"code": MARIA.tax_number, "password": MARIA.surname}),
        (roles.NOBODY, "", "GET", "/nothing/", {}),
        (roles.SPECIALIST, "", "GET", "/crash/unread/", {}),
        (roles.SPECIALIST, "", "GET", "/crash/twice/", {}),
    )  # fmt: skip
    for role, place, method, address, sent_boxes in requests:
        with roles.undone():
            client = world.client(role, place)
            answer = client.get(address) if method == "GET" else client.post(address, sent_boxes)
        found.pages[f"{method} {address} {role}"] = answer


@pytest.mark.requirement("R098", "R099")
def test_the_log_names_nobody(day: Day) -> None:
    assert "crashing_urls.unread" in day.log and "builtins.ValueError" in day.log and "IntegrityError" in day.log
    assert_no_personal_data(day.log, "the log")


@pytest.mark.requirement("R098", "R099")
def test_the_log_for_collectors_names_nobody_and_no_case(day: Day, everybody: Everybody) -> None:
    """Also the lines of requests: a route, a role and an office, never an address, an account or a case."""
    assert_no_personal_data(json.dumps(day.objects, ensure_ascii=False), "the log as JSON")
    lines = [said for said in day.objects if said["logger"] == "turbota.request"]
    routes = {said["route"] for said in lines}
    assert {"cabinet:application", "department:case", "shared:staff-sign-in", "none"} <= routes
    assert {"citizen", "nobody", "specialist"} <= {said["role"] for said in lines}
    known = {
        "time", "level", "logger", "process", "message", "request", "route", "status", "seconds", "role", "organisation",
    }  # fmt: skip
    cases = {str(case.pk) for case in everybody.cases.values()}
    for said in lines:
        assert set(said) <= known
        assert not any(case in str(said) for case in cases)


@pytest.mark.requirement("R098", "R099")
def test_the_measurements_name_nobody_and_no_case(day: Day, everybody: Everybody) -> None:
    assert 'route="department:case"' in day.measurements
    assert_no_personal_data(day.measurements, "the measurements")
    assert not any(str(case.pk) in day.measurements for case in everybody.cases.values())


def test_the_crashes_did_hold_personal_data_and_the_page_shows_none(day: Day) -> None:
    crashed = [answer for name, answer in day.pages.items() if "/crash/" in name]
    assert [answer.status_code for answer in crashed] == [500, 500]
    for answer in crashed:
        assert_no_personal_data(answer.content.decode(), "the page of an error")


def test_addresses_name_nobody(day: Day) -> None:
    links: set[str] = set()
    for name, answer in day.pages.items():
        links |= {name, answer.headers.get("Location", "")}
        if "html" in answer.headers.get("Content-Type", ""):
            links |= set(
                re.findall(
                    r'(?:href|src|action|data-[a-z-]+)="([^"]*)"', html.unescape(answer.content.decode())
                )
            )
    assert len(links) > 100
    for link in links:
        if not link.startswith(("mailto:", "tel:")):
            assert_no_personal_data(link, "an address")


def test_jobs_carry_only_identifiers(day: Day) -> None:
    assert day.jobs
    for job in day.jobs:
        assert_no_personal_data(str(job.arguments), job.task)
        assert all(re.fullmatch(r"[\w.:+-]*", str(value)) for value in job.arguments.values()), job.task


def test_subjects_of_letters_name_nobody(day: Day) -> None:
    assert day.subjects
    for subject in day.subjects:
        assert_no_personal_data(subject, "the subject of a letter")


def test_an_exception_says_only_its_code() -> None:
    sentence = f"{MARIA.surname} має РНОКПП {MARIA.tax_number}"
    for kind in (Refused, Forbidden, Missing, Conflict):
        error = kind(sentence, code="plain_code")
        assert str(error) == "plain_code" and error.args == ("plain_code",)
    bad = BadInput({"surname": sentence}, sentence)
    assert_no_personal_data(f"{bad} {bad!r} {bad.args}")


def test_a_row_calls_itself_by_its_identifier(everybody: Everybody) -> None:
    """What a debugger or a careless line of the log would print of a row."""
    for model in apps.get_models():
        if model.__module__.startswith("turbota."):
            row = model._default_manager.first()
            assert_no_personal_data(f"{row} {row!r}", model.__name__)


def test_the_search_of_personal_data_does_find_it() -> None:
    """Also percent-encoded in an address and escaped in JSON."""
    for text in (
        "прикладенко",
        "/?q=%D0%9F%D1%80%D0%B8%D0%BA%D0%BB%D0%B0%D0%B4%D0%B5%D0%BD%D0%BA%D0%BE",
        "3336900025",
    ):
        assert found_personal_data(f"x {text} y")
    assert found_personal_data(
        '"\\u041f\\u0440\\u0438\\u043a\\u043b\\u0430\\u0434\\u0435\\u043d\\u043a\\u043e"'
    )
    assert not found_personal_data(f"/cabinet/application/{MARIA.key}/ 26-000417")


def test_a_failed_sign_in_leaves_no_code_in_the_log(book: Book, everybody: Everybody) -> None:
    begun = len(book.lines)
    Client().post("/sign-in/staff/", {"code": "umovnyi", "password": "wrong-password"})
    assert "umovnyi" not in "".join(book.lines[begun:])
