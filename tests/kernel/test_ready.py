"""Statements whose SQL is written once do the same as those that the ORM writes anew; jobs planned together."""

import re
import uuid
from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection, models, transaction
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext
from tests.factories import planned
from tests.factories.world import moment

from turbota.access.models import Account, Organisation, OrganisationKind
from turbota.audit.models import Event
from turbota.documents.models import StoredFile
from turbota.kernel import jobs
from turbota.kernel.identifiers import new_id
from turbota.kernel.ready import FEW, Ready, insert, save
from turbota.people.models import Contact, Person

AT = moment("2026-11-16 10:00")
FIRST, LAST = date(2020, 1, 1), date(2020, 1, 9)


def _organisation(name: str, since: date, parent: Organisation | None = None) -> Organisation:
    return Organisation.objects.create(
        kind=OrganisationKind.OBLAST, name=name, code=name[:8], since=since, parent=parent
    )


def _values(row: models.Model) -> dict[str, object]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_a_ready_query_gives_the_rows_of_its_queryset_in_the_same_words(db: None) -> None:
    above = _organisation("Перша", FIRST)
    _organisation("Друга", LAST, above)

    def plain(on: date, kind: str) -> models.QuerySet[Organisation]:
        return Organisation.objects.filter(since__lte=on, kind=kind).select_related("parent").order_by("name")

    ready = Ready(plain, date, str)
    for on, kind, found in ((FIRST, "oblast", 1), (LAST, "oblast", 2), (LAST, "community", 0)):
        with CaptureQueriesContext(connection) as asked:
            rows, same = ready.rows(on, kind), list(plain(on, kind))
            related = [one.parent.name for one in rows if one.parent]
        assert [_values(one) for one in rows] == [_values(one) for one in same]
        assert len(rows) == found
        assert related == [one.parent.name for one in same if one.parent]
        assert re.sub(r"\$\d+", "%s", asked[0]["sql"]) == plain(on, kind).query.sql_with_params()[0]
        assert len(asked) == 2, "a related row is asked for once more"
    first = ready.first(LAST, "oblast")
    assert first is not None
    assert first.name == "Друга"
    assert ready.first(LAST, "community") is None
    first.name = "Третя"
    first.save()
    assert plain(LAST, "oblast")[1].name == "Третя"


def test_a_ready_query_refuses_what_its_words_do_not_hold(db: None) -> None:
    one = Ready(lambda pk: Account.objects.filter(pk=pk), uuid.UUID)
    with pytest.raises(ValueError, match="none of them None"):
        one.rows(None)
    with pytest.raises(ValueError, match="takes all its values"):
        one.rows()
    with pytest.raises(AssertionError, match="does not stand in its SQL"):
        Ready(lambda name: Account.objects.filter(name__contains=name), str).rows("а")


@pytest.mark.django_db(transaction=True)
def test_a_ready_lock_is_taken_in_a_transaction_only() -> None:
    locked = Ready(lambda pk: Account.objects.select_for_update().filter(pk=pk), uuid.UUID)
    with transaction.atomic():
        assert locked.rows(new_id()) == []
    with pytest.raises(TransactionManagementError):
        locked.rows(new_id())


def test_rows_are_inserted_as_they_are_and_the_database_fills_its_own(db: None) -> None:
    events = [
        Event(at=AT, actor_role="citizen", action=name, right="read", subject_kind="page")
        for name in ("a", "b")
    ]
    with CaptureQueriesContext(connection) as asked:
        assert insert(events) == 2
    assert len(asked) == 1
    assert [_values(one) for one in Event.objects.order_by("action")] == [_values(one) for one in events]
    file = StoredFile(
        sha256="0" * 64,
        size=1,
        media_type="image/png",
        address="1" * 64,
        key_id="k",
        wrapped_key=b"\x00",
        created_at=AT,
        to_recognise=True,
    )
    insert([file])
    file.refresh_from_db()
    assert file.to_recognise, "a default of the database stands in for a given value"
    assert insert([]) == 0


def test_a_second_row_of_its_kind_stays_out_only_when_that_is_asked(db: None) -> None:
    person = Person.objects.create(surname="Мірна", given_name="Людина", created_at=AT)
    contacts = [
        Contact(person=person, channel="email", value=f"{name}@example.invalid", since=AT) for name in "ab"
    ]
    assert [insert([one], unless_there=True) for one in contacts] == [1, 0]
    assert Contact.objects.get().value == "a@example.invalid"
    with pytest.raises(IntegrityError), transaction.atomic():
        insert([contacts[1]])


def test_only_the_named_fields_of_a_row_are_saved_and_a_lost_row_is_told(db: None) -> None:
    person = Person.objects.create(surname="Мірна", given_name="Людина", created_at=AT)
    person.surname, person.given_name, person.birth_date = "Інша", "Забута", FIRST
    with CaptureQueriesContext(connection) as asked:
        save(person, ["surname", "birth_date", "surname"])
    assert len(asked) == 1
    stored = Person.objects.get(pk=person.pk)
    assert (stored.surname, stored.given_name, stored.birth_date) == ("Інша", "Людина", FIRST)
    with pytest.raises(DatabaseError, match="is not there"):
        save(Person(surname="Ніхто"), ["surname"])


def test_a_statement_sent_often_is_prepared_once_and_logged_as_before(db: None) -> None:
    one = Ready(lambda pk: Account.objects.filter(pk=pk, is_active=True), uuid.UUID)
    with CaptureQueriesContext(connection) as asked:
        assert [one.rows(new_id()) for _ in range(6)] == [[]] * 6
    assert len({line["sql"] for line in asked}) == 1
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from pg_prepared_statements where statement = %s", [asked[0]["sql"]])
        assert cursor.fetchone() == (1,)


def test_more_than_a_few_rows_are_inserted_too(db: None) -> None:
    events = [
        Event(at=AT, actor_role="citizen", action=f"%s {n}", right="read", subject_kind="page")
        for n in range(FEW + 1)
    ]
    assert insert(events) == FEW + 1
    assert Event.objects.filter(action__startswith="%s ").count() == FEW + 1


def test_jobs_planned_together_are_written_at_the_end_in_one_statement(db: None) -> None:
    planned.forget_all()
    with CaptureQueriesContext(connection) as asked, jobs.together():
        jobs.plan("applications.tell_registered", subject_id="1")
        with jobs.together():
            jobs.plan("signatures.recheck", queue=jobs.URGENT, signature_id="2")
        assert planned.names() == []
    assert len([one for one in asked if "defer_jobs" in one["sql"]]) == 1
    assert [(one.task, one.arguments) for one in planned.waiting()] == [
        ("applications.tell_registered", {"subject_id": "1"}),
        ("signatures.recheck", {"signature_id": "2"}),
    ]
    with pytest.raises(RuntimeError), jobs.together():
        jobs.plan("applications.tell_registered", subject_id="3")
        raise RuntimeError
    jobs.plan("applications.tell_registered", subject_id="4")
    assert [one.arguments.get("subject_id") for one in planned.waiting()] == ["1", None, "4"]
