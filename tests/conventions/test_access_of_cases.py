"""Every address of case management × every role × an open and a hidden case, as a table that people read.

After a change that is meant, write it anew: `TURBOTA_WRITE_SNAPSHOTS=1 .venv/bin/pytest
tests/conventions/test_access_of_cases.py`, and read the difference. A POST has an empty body.
"""

import logging
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories import casework_world as roles
from tests.factories import everybody
from tests.factories.casework_world import World
from tests.factories.everybody import Page

SNAPSHOT = Path(__file__).with_name("access_of_cases.snapshot.md")
MOST = 14
"""Queries of a page of a case: two more than elsewhere, for the alarm bar of staff and the tabs of the case."""
pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Answer:
    """What one request was answered, and by how many queries."""

    page: Page
    method: str
    role: str
    place: str
    status: int
    queries: int
    body: str
    address: str


def ask(world: World, page: Page, method: str, role: str, place: str) -> Answer:
    """One request with an empty body; whatever it did is undone."""
    address = world.address(page, place)
    connection.queries_log.clear()
    with everybody.undone(), CaptureQueriesContext(connection) as seen:
        answer = world.client(role).generic(method, address)
        body = answer.content.decode() if answer.status_code in (403, 404) else ""
    body = re.sub(r'(name="csrfmiddlewaretoken" value=")[^"]*', r"\1", body).replace(address, "")
    return Answer(page, method, role, place, answer.status_code, len(seen), body, address)


def _asked(world: World) -> Iterator[Answer]:
    """The hidden case is asked for by those who may not see it, and by those who may: the rest is told by the open one."""
    for page in roles.pages():
        for method in ("GET", "POST"):
            if ask(world, page, method, roles.NOBODY, "").status == 405:
                continue
            for role in roles.ROLES:
                for place in _places(page, method, role):
                    yield ask(world, page, method, role, place)


def _places(page: Page, method: str, role: str) -> tuple[str, ...]:
    if not roles.about_a_case(page):
        return ("",)
    if method == "GET" and role in (
        *roles.OUTSIDE,
        roles.MANAGER,
        roles.SUPERVISOR,
        roles.PROVIDER,
        roles.TEAM,
    ):
        return roles.PLACES
    return (roles.OPEN,)


@pytest.fixture(scope="module")
def answers(casework_world: World) -> list[Answer]:
    """The whole table."""
    logging.disable(logging.WARNING)
    try:
        return list(_asked(casework_world))
    finally:
        logging.disable(logging.NOTSET)


def table(answers: list[Answer]) -> str:
    """A row for each address and method; "200/404" when the open and the hidden case are answered differently."""
    lines = ["# What every address of case management answers to every role", ""]
    lines += [f"| Address | | {' | '.join(roles.ROLES)} |", "|---" * (len(roles.ROLES) + 2) + "|"]
    rows: dict[tuple[str, str], dict[str, list[str]]] = {}
    for one in answers:
        cells = rows.setdefault((one.page.name, one.method), {})
        cells.setdefault(one.role, []).append(str(one.status))
    for (name, method), cells in rows.items():
        words = ["/".join(dict.fromkeys(cells[role])) for role in roles.ROLES]
        if set(words) != {"405"}:
            lines.append(f"| {name} | {method} | {' | '.join(words)} |")
    return "\n".join(lines) + "\n"


@pytest.mark.requirement("R055", "R056")
def test_the_table_of_access_is_the_one_that_was_read(answers: list[Answer]) -> None:
    written = table(answers)
    if os.environ.get("TURBOTA_WRITE_SNAPSHOTS"):
        SNAPSHOT.write_text(written, encoding="utf-8")
    assert written.splitlines() == SNAPSHOT.read_text(encoding="utf-8").splitlines()


def test_nothing_breaks_anywhere(answers: list[Answer]) -> None:
    assert [(a.page.name, a.method, a.role, a.place) for a in answers if a.status >= 500] == []


def test_whoever_has_nothing_to_do_with_a_case_finds_nothing(answers: list[Answer]) -> None:
    """But a report that no manager answers for yet, which the whole unit triages."""
    found = [
        a
        for a in answers
        if a.role in roles.OUTSIDE
        and roles.about_a_case(a.page)
        and a.status not in (404, 405)
        and not (a.role == roles.OTHER_MANAGER and "report_id" in a.page.arguments)
    ]
    assert [(a.page.name, a.method, a.role, a.place, a.status) for a in found] == []


@pytest.mark.requirement("R056")
def test_a_guarded_application_is_on_no_page_of_anybody_but_who_gives_it_out(casework_world: World) -> None:
    """The table has the page where the supervisor gives it out; here are the pages of applications."""
    about = [page for page in everybody.pages() if page.name.startswith("department:") and page.about_a_case]
    others = (roles.MANAGER, *roles.OUTSIDE)
    found = [ask(casework_world, page, "GET", role, roles.OPEN) for page in about for role in others]
    assert len(found) > len(others) and {one.status for one in found} <= {404, 405}
    page = next(page for page in about if page.name == "department:case")
    assert ask(casework_world, page, "GET", roles.SUPERVISOR, roles.OPEN).status == 200


def test_a_foreign_case_looks_exactly_like_one_that_never_was(casework_world: World) -> None:
    for role, name in (
        (roles.OTHER_MANAGER, "manager:case"),
        (roles.OTHER_MANAGER, "manager:lifeline"),
        (roles.OTHER_PROVIDER, "provider:referral"),
        (roles.OTHER_PARTNER, "manager:team-case"),
        (roles.FOREIGN, "cabinet:plan"),
    ):
        page = next(page for page in roles.pages() if page.name == name)
        never = ask(casework_world, page, "GET", role, "")
        for place in roles.PLACES:
            there = ask(casework_world, page, "GET", role, place)
            assert (there.status, there.body) == (404, never.body), (role, name)


def test_those_who_work_on_the_case_open_its_pages(answers: list[Answer]) -> None:
    """The table would also be green if nobody saw anything."""
    opened = {(a.page.name, a.role, a.place) for a in answers if a.method == "GET" and a.status == 200}
    for place in roles.PLACES:
        for role in (roles.MANAGER, roles.SUPERVISOR):
            assert ("manager:case", role, place) in opened and ("manager:lifeline", role, place) in opened
        assert ("provider:referral", roles.PROVIDER, place) in opened
        assert ("manager:team-case", roles.TEAM, place) in opened
    assert ("cabinet:plan", roles.OWN, roles.OPEN) in opened


def test_nobody_signed_in_is_sent_to_sign_in(answers: list[Answer]) -> None:
    wrong = [a for a in answers if a.role == roles.NOBODY and a.status not in (302, 401, 405)]
    assert [(a.page.name, a.method, a.status) for a in wrong] == []


def test_pages_ask_few_questions(answers: list[Answer]) -> None:
    asked = {(a.page.name, a.queries) for a in answers if a.method == "GET" and a.status == 200}
    assert sorted(row for row in asked if row[1] > MOST) == []
