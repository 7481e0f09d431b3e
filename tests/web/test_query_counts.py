"""How many questions a page asks the database: written down for every page that opens, and never more for more rows.

After a change that is meant: `TURBOTA_WRITE_SNAPSHOTS=1 .venv/bin/pytest tests/web/test_query_counts.py`.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from tests.factories import everybody as roles
from tests.factories.everybody import Everybody, Page

from turbota.applications.models import Application
from turbota.decisions.models import Decision
from turbota.kernel.identifiers import new_id

pytestmark = pytest.mark.django_db
SNAPSHOT = Path(__file__).with_name("query_counts.snapshot.md")
MOST = 12
SHORTEST_ROW = 200
"""Signs of HTML in one row of a list, at least: so the longer list is really shown."""
WHO = {
    "public": ((roles.NOBODY, ""),),
    "shared": ((roles.NOBODY, ""),),
    "cabinet": ((roles.OWN, roles.DRAFT), (roles.OWN, roles.DECIDED)),
    "community": ((roles.OFFICER, roles.FORMING), (roles.CONTROL, roles.ON_CONTROL), (roles.SEAL, roles.ON_CONTROL),
                  (roles.OFFICER, roles.FROM_COMMUNITY)),
    "department": ((roles.SPECIALIST, roles.IN_WORK), (roles.HEAD, roles.PROPOSED),
                   (roles.SPECIALIST, roles.FROM_COMMUNITY)),
    "colleagues": ((roles.HEAD, ""), (roles.OFFICER, roles.FORMING), (roles.SPECIALIST, roles.IN_WORK)),
    "administration": ((roles.ADMINISTRATOR, ""),),
    "api": ((roles.SYSTEM, roles.FORMING),),
}  # fmt: skip
LISTS = (
    (roles.OWN, "cabinet:home"), (roles.OFFICER, "community:queue"), (roles.OFFICER, "community:tail"),
    (roles.SPECIALIST, "department:queue"), (roles.SPECIALIST, "department:work"), (roles.HEAD, "department:to-sign"),
)  # fmt: skip
FROM = {"community:queue": roles.FORMING, "community:tail": roles.FROM_COMMUNITY,
        "department:queue": roles.FROM_PORTAL, "department:work": roles.IN_WORK,
        "department:to-sign": roles.PROPOSED, "cabinet:home": roles.DECIDED}  # fmt: skip


def asked(world: Everybody, page: Page, role: str, place: str) -> int | None:
    """Queries of the page; None when it does not open for this role and place."""
    address = world.address(page, place)
    with roles.undone(), CaptureQueriesContext(connection) as seen:
        status = world.client(role, place).get(address).status_code
    return len(seen) if status == 200 else None


def counts(world: Everybody) -> Iterator[tuple[str, str, int]]:
    """The page, who opened it, and its queries."""
    for page in roles.pages():
        for role, place in WHO.get(page.name.partition(":")[0], ()):
            number = asked(world, page, role, place)
            if number is not None:
                yield page.name, f"{role}{f', {place}' if page.about_a_case else ''}", number
                break


def test_pages_ask_as_many_questions_as_was_written_down(everybody: Everybody) -> None:
    found = sorted(counts(everybody))
    rows = [f"| {name} | {who} | {number} |" for name, who, number in found]
    head = ["# Queries of every page", "", "Written by `tests/web/test_query_counts.py`; at most 12.", ""]
    written = [*head, "| Page | Opened by | Queries |", "|---|---|---|", *rows]
    if os.environ.get("TURBOTA_WRITE_SNAPSHOTS"):
        SNAPSHOT.write_text("\n".join(written) + "\n", encoding="utf-8")
    assert [row for row in found if row[2] > MOST] == []
    assert written == SNAPSHOT.read_text(encoding="utf-8").splitlines()


def again(row: models.Model, **changed: object) -> models.Model:
    """The same row once more under another identifier: thirty whole paths would take minutes."""
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    return type(row)._default_manager.create(**{**values, "id": new_id(), **changed})


def more(case: Application, number: int) -> None:
    """So many more cases like this one, with its decision when it has one."""
    decision = Decision.objects.filter(application=case).first()
    for place in range(number):
        copy = again(case, number=f"26-9{place:05d}")
        if decision is not None:
            again(decision, application_id=copy.pk, number=f"26-9{place:05d}")


@pytest.mark.parametrize(("role", "name"), LISTS, ids=[name for _, name in LISTS])
def test_a_long_list_asks_no_more_than_a_short_one(everybody: Everybody, role: str, name: str) -> None:
    page = next(page for page in roles.pages() if page.name == name)
    place = FROM[name]
    seen, sizes = [], []
    for number in (2, 29):
        with roles.undone():
            more(everybody.cases[place], number)
            address = everybody.address(page, place)
            with CaptureQueriesContext(connection) as queries:
                answer = everybody.client(role, place).get(address)
            assert answer.status_code == 200
            seen.append(len(queries))
            sizes.append(len(answer.content))
    assert sizes[1] - sizes[0] > 22 * SHORTEST_ROW
    assert seen[0] == seen[1] <= MOST
