"""Every address × every role × a case in every place: what the platform answers, as a table that people read.

Addresses of case management have a table of their own: `test_access_of_cases.py`.

The table is compared with `access_table.snapshot.md`. After a change that is meant, write it anew:
`TURBOTA_WRITE_SNAPSHOTS=1 .venv/bin/pytest tests/conventions/test_access_table.py`, and read the difference.
"""

import logging
import os
import re
from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pytest
from django.http import HttpResponse
from tests.factories import everybody as roles
from tests.factories.casework_world import is_ours
from tests.factories.everybody import Everybody, Page

from turbota.web.public.urls import urlpatterns as public_addresses

SNAPSHOT = Path(__file__).with_name("access_table.snapshot.md")
OPEN_TO_ALL = {"alive", "health", "metrics", "openapi", "shared:places"} | {
    f"public:{pattern.name}" for pattern in public_addresses
}
SIGNING_IN = {
    "shared:sign-in", "shared:citizen-start", "shared:citizen-return", "shared:staff-sign-in", "shared:sign-out",
}  # fmt: skip
OPEN_IN_API = {"api:token", "api:api-root"}
METHODS = ("GET", "POST")
API_METHODS = (*METHODS, "PUT", "DELETE")
IN_API = (roles.NOBODY, roles.OWN, roles.OFFICER, roles.ADMINISTRATOR, *roles.SYSTEMS)
"""Who is asked about the API: whoever has a session is nobody there."""
ONE_OF_EACH = (roles.DRAFT, roles.ON_CONTROL, roles.GUARDED, roles.FROM_PORTAL, roles.DECIDED)
TWO_ENDS = (roles.DRAFT, roles.DECIDED)
PARTS = {
    roles.OWN: ("cabinet",), roles.FOREIGN: ("cabinet",),
    roles.OFFICER: ("community", "colleagues"), roles.OTHER_OFFICER: ("community",),
    roles.CONTROL: ("community", "colleagues"), roles.SEAL: ("community",),
    roles.SPECIALIST: ("department", "colleagues"), roles.OTHER_SPECIALIST: ("department",),
    roles.HEAD: ("department", "colleagues"), roles.ADMINISTRATOR: ("administration", "colleagues"),
    roles.SYSTEM: ("api",), roles.OTHER_SYSTEM: ("api",),
}  # fmt: skip
pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Answer:
    """What one request was answered."""

    page: str
    method: str
    role: str
    place: str
    status: int
    target: str
    body: str
    address: str


def ask(world: Everybody, page: Page, method: str, role: str, place: str) -> Answer:
    """One request with an empty body; whatever it did is undone."""
    address = world.address(page, place)
    with roles.undone():
        answer = world.client(role, place).generic(method, address)
        body = _body(answer)
    return Answer(
        page.name, method, role, place, answer.status_code, answer.headers.get("Location", ""), body, address
    )


def _body(answer: HttpResponse) -> str:
    """The page without what differs in every answer: the token of the forms."""
    if answer.status_code not in (403, 404):
        return ""
    return re.sub(r'(name="csrfmiddlewaretoken" value=")[^"]*', r"\1", answer.content.decode())


@pytest.fixture(scope="module")
def answers(everybody: Everybody) -> list[Answer]:
    """The whole table."""
    logging.disable(logging.WARNING)
    try:
        return [
            ask(everybody, page, method, role, place)
            for page in roles.pages()
            if not is_ours(page.name)
            for method in (API_METHODS if page.in_api else METHODS)
            if ask(everybody, page, method, roles.NOBODY, roles.DRAFT).status != 405
            for role in columns(page.name)
            for place in _places(page, role)
        ]
    finally:
        logging.disable(logging.NOTSET)


def columns(name: str) -> tuple[str, ...]:
    """Who is asked about an address."""
    return IN_API if name.startswith("api:") else roles.ROLES


def _places(page: Page, role: str) -> tuple[str, ...]:
    """Every place for those who work in this part and see cases there; less for those who may see none of them."""
    if not page.about_a_case:
        return ("",)
    if role == roles.NOBODY:
        return (roles.DECIDED,)
    if page.name.partition(":")[0] not in PARTS[role]:
        return TWO_ENDS
    return roles.PLACES if roles.MAY_SEE[role] else ONE_OF_EACH


def _cell(answers: list[Answer]) -> str:
    """ "404" when every place answers the same, else the places of every other status."""
    counted = Counter(answer.status for answer in answers)
    if len(counted) == 1:
        return str(answers[0].status)
    usual = counted.most_common(1)[0][0]
    parts = [
        f"{status}: {', '.join(a.place for a in answers if a.status == status)}"
        for status in sorted(counted) if status != usual
    ]  # fmt: skip
    return f"{'; '.join(parts)}; else {usual}"


def table(answers: list[Answer]) -> str:
    """The answers in Markdown: a section for each part of the site, a row for each address and method."""
    lines = [
        "# What every address answers to every role", "",
        "Written by `tests/conventions/test_access_table.py`. A cell with places says what the answer is for a case",
        "that is there: " + ", ".join(roles.PLACES) + ". POST is sent with an empty body.",
    ]  # fmt: skip
    part = None
    for (name, method), rows in groupby(answers, key=lambda answer: (answer.page, answer.method)):
        if name.rpartition(":")[0] != part:
            part = name.rpartition(":")[0]
            who = columns(name)
            lines += ["", f"## {part or 'site'}", "", f"| Address | | {' | '.join(who)} |"]
            lines.append("|---" * (len(who) + 2) + "|")
        cells = {role: _cell(list(found)) for role, found in groupby(rows, key=lambda answer: answer.role)}
        lines.append(f"| {name} | {method} | {' | '.join(cells[role] for role in who)} |")
    return "\n".join(lines) + "\n"


@pytest.mark.requirement("R055", "R056", "R059")
def test_the_table_of_access_is_the_one_that_was_read(answers: list[Answer]) -> None:
    written = table(answers)
    if os.environ.get("TURBOTA_WRITE_SNAPSHOTS"):
        SNAPSHOT.write_text(written, encoding="utf-8")
    assert written.splitlines() == SNAPSHOT.read_text(encoding="utf-8").splitlines()


@pytest.mark.requirement("R055", "R059")
def test_a_foreign_case_is_missing_for_everybody_on_every_page(answers: list[Answer]) -> None:
    about = {page.name for page in roles.pages() if page.about_a_case}
    foreign = [
        answer
        for answer in answers
        if answer.page in about
        and answer.role != roles.NOBODY
        and _in_api(answer) == (answer.role in roles.SYSTEMS)
        and answer.place not in roles.MAY_SEE[answer.role]
    ]
    assert foreign
    assert [a for a in foreign if a.status != 404] == []


def test_a_foreign_case_looks_exactly_like_one_that_never_was(everybody: Everybody) -> None:
    """The same words, the same links, the same headers: no hint that there is such a case."""
    for role, place, name in (
        (roles.FOREIGN, roles.DECIDED, "cabinet:application"),
        (roles.FOREIGN, roles.DRAFT, "cabinet:question"),
        (roles.OTHER_OFFICER, roles.ON_CONTROL, "community:case"),
        (roles.OTHER_SPECIALIST, roles.IN_WORK, "department:case"),
        (roles.SPECIALIST, roles.FORMING, "department:history"),
        (roles.OFFICER, roles.GUARDED, "community:case"),
        (roles.SPECIALIST, roles.GUARDED, "department:case"),
    ):
        page = next(page for page in roles.pages() if page.name == name)
        there, never = (ask(everybody, page, "GET", role, which) for which in (place, ""))
        assert there.status == never.status == 404
        assert there.body.replace(there.address, "") == never.body.replace(never.address, "")


def test_the_api_knows_no_session_and_pages_know_no_token(
    everybody: Everybody, answers: list[Answer]
) -> None:
    """Whoever is signed in to the pages is nobody in the API, and a system is nobody on the pages."""
    closed = [a for a in answers if _in_api(a) and a.page not in OPEN_IN_API and a.role not in roles.SYSTEMS]
    assert {a.page for a in closed} >= {roles.FOLLOW, "api:submit", "api:subscription"}
    assert [a for a in closed if a.status != 401] == []
    assert {a.place for a in answers if a.page == roles.FOLLOW and a.status == 200} == set(roles.PAPER)

    for name in ("cabinet:home", "community:queue", "department:queue", "administration:systems"):
        page = next(page for page in roles.pages() if page.name == name)
        answer = ask(everybody, page, "GET", roles.SYSTEM, "")
        assert answer.status == 302 and answer.target.startswith("/sign-in/")


def _in_api(answer: Answer) -> bool:
    return answer.page.startswith("api:")


def test_nobody_is_sent_to_sign_in_and_comes_back_to_the_same_page(answers: list[Answer]) -> None:
    closed = [
        a
        for a in answers
        if a.role == roles.NOBODY and a.page not in OPEN_TO_ALL | SIGNING_IN and not _in_api(a)
    ]
    assert closed
    for answer in closed:
        if answer.status == 401:
            assert answer.method == "POST", answer
            continue
        assert answer.status == 302 and answer.target.startswith("/sign-in/"), answer
        assert f"next={answer.address.replace('/', '%2F')}" in answer.target, answer


def test_nothing_breaks_anywhere(answers: list[Answer]) -> None:
    assert [(a.page, a.method, a.role, a.place) for a in answers if a.status >= 500] == []


def test_the_own_case_is_never_hidden_from_who_works_with_it(answers: list[Answer]) -> None:
    """The table would also be green if nobody saw anything: the main page of each part opens."""
    opened = {(a.page, a.role, a.place) for a in answers if a.method == "GET" and a.status == 200}
    for place in roles.PLACES:
        if place != roles.DRAFT:
            assert ("cabinet:application", roles.OWN, place) in opened
    for place in roles.PAPER:
        assert ("community:case", roles.OFFICER, place) in opened
    assert ("community:case", roles.CONTROL, roles.GUARDED) in opened
    for place in roles.AT_DECIDER:
        assert ("department:case", roles.SPECIALIST, place) in opened
        assert ("department:case", roles.HEAD, place) in opened
