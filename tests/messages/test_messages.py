"""Telling people, and letters over a real mail server on the loopback."""

from datetime import timedelta
from functools import partial

import pytest
from django.db import IntegrityError, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.messages.conftest import ADDRESS, NOON, MailBox, citizen, letter_of, run_job, told, worker

from turbota.access.actors import SYSTEM
from turbota.access.models import Organisation
from turbota.kernel.errors import BadInput, Forbidden, Missing
from turbota.kernel.identifiers import new_id
from turbota.messages import operations, queries, texts
from turbota.messages.models import Message
from turbota.people.models import Person
from turbota.people.operations import PersonData, known_or_new


@pytest.mark.requirement("R008", "R038")
def test_a_message_is_in_the_cabinet_at_once_even_without_an_address(person: Person) -> None:
    message = told(person)
    assert [delivery.channel for delivery in message.deliveries.all()] == ["cabinet"]
    assert list(queries.inbox_of(citizen(person))) == [message]
    assert queries.unread_count(citizen(person)) == 1


@pytest.mark.requirement("R007", "R038")
def test_a_letter_comes_by_e_mail_with_a_link_to_the_cabinet(mail_box: MailBox, reachable: Person) -> None:
    message = told(reachable)
    delivery = run_job(letter_of(message), NOON)
    assert (delivery.state, delivery.sent_at, delivery.attempts) == ("sent", NOON, 1)
    (letter,) = mail_box.letters
    assert mail_box.recipients == [ADDRESS]
    assert letter["Subject"].strip() == "Заяву № 26-0001 зареєстровано"
    assert letter["Message-ID"] == delivery.letter_id == f"<{delivery.pk}@turbota.example.invalid>"
    body = letter.get_content()
    assert f"https://turbota.example.invalid/cabinet/messages/{message.pk}/" in body
    assert "20 березня 2026 року" in body
    assert not any(word in letter.as_string() for word in (reachable.surname, "1826500000"))


def test_the_job_is_planned_with_the_message_and_holds_only_an_identifier(reachable: Person) -> None:
    delivery = letter_of(told(reachable))
    job = ProcrastinateJob.objects.get(task_name="messages.send_email")
    assert job.args == {"delivery_id": str(delivery.pk)}
    assert job.queue_name == "urgent"


def test_without_the_change_there_is_no_message_and_no_job(reachable: Person) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        told(reachable)
        raise ZeroDivisionError
    assert not Message.objects.exists()
    assert not ProcrastinateJob.objects.filter(task_name="messages.send_email").exists()


def test_a_sent_letter_is_not_sent_again(mail_box: MailBox, reachable: Person) -> None:
    delivery = run_job(letter_of(told(reachable)), NOON)
    run_job(delivery, NOON + timedelta(days=1))
    assert len(mail_box.letters) == 1


def test_the_outbox_is_for_administrators(office: Organisation) -> None:
    with pytest.raises(Forbidden):
        queries.outbox(worker(office))
    with pytest.raises(Forbidden):
        operations.send_again(delivery_id=new_id(), by=worker(office), at=NOON)


@pytest.mark.requirement("R055")
def test_only_the_side_it_was_written_to_opens_a_message(person: Person, office: Organisation) -> None:
    message = told(person)
    stranger = known_or_new(data=PersonData(surname="Інша", given_name="Ганна"), at=NOON)
    for actor in (citizen(stranger), worker(office), SYSTEM):
        with pytest.raises(Missing):
            operations.mark_read(message_id=message.pk, by=actor, at=NOON)
        assert queries.message_for(actor, message.pk) is None
    opened = operations.mark_read(message_id=message.pk, by=citizen(person), at=NOON)
    again = operations.mark_read(message_id=message.pk, by=citizen(person), at=NOON + timedelta(days=1))
    assert opened.read_at == again.read_at == NOON
    assert queries.unread_count(citizen(person)) == 0


def test_a_person_writes_to_the_case_and_the_office_sees_it(person: Person, office: Organisation) -> None:
    case = new_id()
    write = partial(
        operations.write_to_case,
        person=person,
        organisation=office,
        subject_kind="application",
        subject_id=case,
        at=NOON,
        by=citizen(person),
    )
    for body in ("  ", "я" * 4001):
        with pytest.raises(BadInput):
            write(body=body)
    message = write(body=" Коли буде рішення? ")
    assert message.body == "Коли буде рішення?"
    assert list(queries.office_inbox(worker(office))) == [message]
    assert list(queries.inbox_of(citizen(person))) == []
    assert queries.message_for(citizen(person), message.pk) == message
    assert list(queries.thread_of("application", case)) == [message]


@pytest.mark.requirement("R039")
def test_the_community_is_told_in_its_own_list_and_the_person_does_not_see_it(
    person: Person, office: Organisation
) -> None:
    text = texts.decided_for_community(
        number="26-0001", decision_number="7", on=NOON.date(), was_granted=False
    )
    case = new_id()
    notice = operations.tell_organisation(
        organisation=office,
        kind=text.kind,
        subject=text.subject,
        body=text.body,
        subject_kind="application",
        subject_id=case,
        at=NOON,
        by=SYSTEM,
    )
    assert list(queries.office_inbox(worker(office))) == [notice]
    assert list(queries.thread_of("application", case)) == []
    assert list(queries.thread_of("application", case, with_notices=True)) == [notice]
    operations.mark_read(message_id=notice.pk, by=worker(office), at=NOON)
    assert queries.unread_count(worker(office)) == 0


def test_a_person_without_a_cabinet_gets_the_message_printed(person: Person, office: Organisation) -> None:
    message = operations.tell(
        person=person,
        kind="x",
        subject="Рішення",
        body="Є рішення.",
        subject_kind="application",
        subject_id=new_id(),
        at=NOON,
        by=SYSTEM,
        organisation=office,
        on_paper=True,
    )
    with pytest.raises(Missing):
        operations.printed(message_id=message.pk, by=citizen(person), at=NOON)
    operations.printed(message_id=message.pk, by=worker(office), at=NOON)
    assert message.deliveries.get(channel="post").sent_at == NOON


def test_messages_of_a_merged_duplicate_are_still_hers(person: Person) -> None:
    duplicate = known_or_new(data=PersonData(surname="Прикладна", given_name="Марія"), at=NOON)
    message = told(duplicate)
    Person.objects.filter(pk=duplicate.pk).update(merged_into=person)
    assert list(queries.inbox_of(citizen(person))) == [message]


def test_a_message_needs_its_side(db: None) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.create(direction="to_person", subject_kind="x", subject_id=new_id(), created_at=NOON)


def test_the_jobs_of_the_three_ledgers_are_known_to_the_worker() -> None:
    assert {"audit.seal", "deadlines.watch", "messages.send_email", "messages.send_waiting"} <= set(app.tasks)
