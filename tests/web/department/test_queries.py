"""Queues and pages of cases take few queries, the same number for one row and for many, for a short and a long history."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.web.department.conftest import MORNING, Office
from tests.web.department.test_decision import correction

from turbota.access.models import Organisation
from turbota.applications.models import Application
from turbota.kernel.identifiers import new_id

MOST = 12


def queries(client: Client, path: str) -> int:
    client.get(path)  # what was to be told after the last action is told here
    with CaptureQueriesContext(connection) as found:
        assert client.get(path).status_code == 200
    counted = [one["sql"] for one in found if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    tables = [sql.partition(" FROM ")[2][:60] or sql[:60] for sql in counted]
    assert len(counted) <= MOST, tables
    return len(counted)


def copies(application: Application, number: int) -> None:
    """More cases like this one in the same queue."""
    holder = Organisation.objects.get(pk=application.holder_id)
    for place in range(number):
        Application.objects.create(
            kind=application.kind,
            form_version=application.form_version,
            channel=application.channel,
            state=application.state,
            number=f"26-9{place:05d}",
            received_on=application.received_on,
            registered_at=MORNING,
            applicant=application.applicant,
            beneficiary=application.beneficiary,
            decider=holder,
            holder=holder,
            due_on=application.due_on,
            answers=application.answers,
            created_at=MORNING,
            changed_at=MORNING,
            id=new_id(),
        )


@pytest.mark.parametrize("path", ["/department/", "/department/?mine=1&due=late"])
def test_the_queue_takes_as_many_queries_for_many_rows_as_for_one(office: Office, path: str) -> None:
    application = office.submitted()
    alone = queries(office.specialist, "/department/")
    copies(application, 30)
    assert queries(office.specialist, "/department/") == alone
    queries(office.specialist, path)


def test_a_queue_is_read_page_by_page(office: Office) -> None:
    application = office.submitted()
    copies(application, 30)
    first = office.specialist.get("/department/")
    following = first.context["next_url"]
    second = office.specialist.get(following)
    numbers = [row.number for row in (*first.context["rows"], *second.context["rows"])]
    assert len(numbers) == len(set(numbers)) == 31
    assert not second.context["next_url"]


def test_work_takes_as_many_queries_for_many_rows_as_for_one(office: Office) -> None:
    application = Application.objects.get(pk=office.in_work().pk)
    alone = queries(office.specialist, "/department/work/")
    copies(application, 30)
    assert queries(office.specialist, "/department/work/") == alone


@pytest.mark.parametrize("part", ["", "file/", "letters/", "history/"])
def test_a_case_takes_as_many_queries_with_a_long_history(office: Office, part: str) -> None:
    application = office.in_work()
    path = f"/department/case/{application.pk}/{part}"
    first = correction(application, value="3999,00")
    assert office.specialist.post(f"/department/case/{application.pk}/correct/", first).status_code == 302
    office.specialist.post(f"/department/case/{application.pk}/prepare/")
    short = queries(office.specialist, path)
    for value in range(8):
        changed = correction(application, value=f"{4000 + value},00")
        assert (
            office.specialist.post(f"/department/case/{application.pk}/correct/", changed).status_code == 302
        )
    office.specialist.post(f"/department/case/{application.pk}/prepare/")
    for _ in range(20):
        step = application.steps.earliest("at")
        step.pk = new_id()
        step.save(force_insert=True)
    assert queries(office.specialist, path) == short
