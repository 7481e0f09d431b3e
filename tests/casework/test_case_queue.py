"""The queue goes by a cursor and asks the database as much for many cases as for few."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories import casework
from tests.factories.desk import client_of
from tests.factories.world import moment

from turbota.casework import case_queries
from turbota.casework.models import Case
from turbota.kernel import clock
from turbota.kernel.errors import Missing
from turbota.kernel.identifiers import new_id

pytestmark = pytest.mark.django_db
AT = moment("2026-11-16 10:00")
MOST = 12


def many(case: Case, number: int) -> None:
    values = {field.attname: getattr(case, field.attname) for field in Case._meta.concrete_fields}
    Case.objects.bulk_create(
        Case(
            **{
                **values,
                "id": new_id(),
                "number": f"ВВ-{place}",
                "changed_at": AT + timedelta(seconds=place // 3),
            }
        )
        for place in range(number)
    )


def test_every_case_comes_once_though_moments_are_equal() -> None:
    many(casework.opened(AT), 70)
    actor, after, seen = casework.at_work("turbotna", AT), "", []
    while True:
        page = case_queries.page_of(case_queries.managed(actor), after=after)
        seen += [row.pk for row in page.rows]
        if page.after is None:
            break
        after = page.after
    assert len(seen) == len(set(seen)) == 71


@pytest.mark.parametrize("key", ["nothing", "2026-11-16T10:00:00~", "2026-11-16T10:00:00~1", "~"])
def test_a_key_that_nobody_gave_is_no_page(key: str) -> None:
    actor = casework.at_work("turbotna", AT)
    with pytest.raises(Missing):
        case_queries.page_of(case_queries.managed(actor), after=key)


def test_pages_ask_as_much_for_many_cases_as_for_few() -> None:
    case = casework.opened(AT)

    def asked(code: str, address: str) -> int:
        client = client_of(code, AT)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(address).status_code == 200
        return len(seen)

    addresses = [("turbotna", "/manager/"), ("nastavna", "/manager/unit/"), ("nastavna", "/manager/load/"),
                 ("nastavna", "/manager/approvals/"), ("turbotna", f"/manager/case/{case.pk}/"),
                 ("turbotna", f"/manager/case/{case.pk}/card/")]  # fmt: skip
    with clock.frozen(AT):
        few = [asked(*one) for one in addresses]
        many(case, 60)
        assert [asked(*one) for one in addresses] == few
    assert max(few) <= MOST, few
