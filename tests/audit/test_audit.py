"""The audit: what is recorded, sealed, protected and found."""

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError

from turbota.audit import operations, queries
from turbota.audit.append_only import append_only
from turbota.audit.models import Block, BlockEntry, Event
from turbota.audit.verification import verify
from turbota.kernel.identifiers import new_id

NOON = datetime(2026, 3, 17, 12, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Somebody:
    """An actor as the audit needs one."""

    account_id: uuid.UUID | None
    name: str
    role: str
    organisation_id: uuid.UUID | None


OFFICER = Somebody(new_id(), "Зразкова Олена Іванівна", "specialist", new_id())
CITIZEN = Somebody(new_id(), "Прикладна Марія Петрівна", "citizen", None)


def look(
    subject: uuid.UUID, *, actor: Somebody = OFFICER, at: datetime = NOON, purpose: str = "рішення"
) -> Event:
    return operations.record_read(
        actor=actor, subject_kind="application", subject_id=subject, purpose=purpose, at=at
    )


def tamper(statement: str) -> None:
    """What somebody with full rights on the server could do: switch the protection off and change rows."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        for table in ("audit_event", "audit_block", "audit_blockentry"):
            cursor.execute(f"alter table {table} disable trigger user")
        cursor.execute(statement)
        cursor.execute("set constraints all immediate")


def codes() -> set[str]:
    return {problem.code for problem in verify()}


@pytest.mark.requirement("R055", "R056")
def test_an_event_says_who_did_what_with_which_right(db: None) -> None:
    subject = new_id()
    look(subject)
    operations.record(
        actor=OFFICER,
        action="application.accept",
        right="modify",
        subject_kind="application",
        subject_id=subject,
        purpose="розгляд заяви",
        at=NOON + timedelta(minutes=1),
    )
    newest, oldest = queries.events_of("application", subject)
    assert (newest.action, newest.right, newest.outcome) == ("application.accept", "modify", "allowed")
    assert (oldest.action, oldest.right) == ("application.read", "read")
    assert oldest.actor_name == OFFICER.name
    assert oldest.organisation_id == OFFICER.organisation_id


@pytest.mark.requirement("R056")
@pytest.mark.parametrize("column", ["right", "outcome"])
def test_the_database_knows_only_the_four_rights_and_two_outcomes(db: None, column: str) -> None:
    words = {"right": "read", "outcome": "allowed", column: "steal"}
    with pytest.raises(IntegrityError), transaction.atomic():
        operations.record(
            actor=OFFICER,
            action="x.y",
            subject_kind="x",
            subject_id=None,
            purpose="",
            at=NOON,
            right=words["right"],
            outcome=words["outcome"],
        )


def test_the_name_of_a_citizen_is_never_written(db: None) -> None:
    event = look(new_id(), actor=CITIZEN)
    assert event.actor_name == ""
    assert event.actor_id == CITIZEN.account_id


@pytest.mark.requirement("R055")
def test_a_person_sees_which_offices_looked_how_often_and_why(db: None) -> None:
    first, second = new_id(), new_id()
    look(first)
    look(second, at=NOON + timedelta(hours=2))
    look(first, purpose="перевірка", at=NOON + timedelta(hours=1))
    look(first, actor=CITIZEN, at=NOON + timedelta(hours=3))
    look(new_id())
    readings = queries.readings_of("application", [first, second], without_account=CITIZEN.account_id)
    assert [(r.organisation_id, r.role, r.purpose, r.count) for r in readings] == [
        (OFFICER.organisation_id, "specialist", "рішення", 2),
        (OFFICER.organisation_id, "specialist", "перевірка", 1),
    ]
    assert readings[0].last_at == NOON + timedelta(hours=2)


@pytest.mark.requirement("R058")
def test_refusals_and_sign_ins_are_security_events(db: None) -> None:
    look(new_id())
    for action, outcome in (("access.sign_in", "allowed"), ("application.read", "refused")):
        operations.record(
            actor=OFFICER,
            action=action,
            right="read",
            subject_kind="account",
            subject_id=None,
            purpose="",
            at=NOON,
            outcome=outcome,
        )
    found = queries.security_events(since=NOON, until=NOON + timedelta(seconds=1))
    assert {event.action for event in found} == {"access.sign_in", "application.read"}
    assert len(found) == 2
    assert queries.security_events(since=NOON - timedelta(days=1), until=NOON) == []


@pytest.mark.requirement("R055")
@pytest.mark.parametrize("statement", ["update audit_event set purpose = 'x'", "delete from audit_event"])
def test_nobody_changes_or_deletes_an_event(db: None, statement: str) -> None:
    look(new_id())
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Event.objects.get().purpose == "рішення"


@pytest.mark.parametrize("table", ["audit_event", "audit_block", "audit_blockentry"])
@pytest.mark.parametrize("verb", ["update", "delete", "truncate"])
def test_the_role_of_the_application_has_no_right_to_change_the_audit(
    application_role: None, table: str, verb: str
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select has_table_privilege(%s, %s)", [table, verb])
        assert cursor.fetchone()[0] is False


def test_the_role_of_the_application_records_seals_and_reads(application_role: None) -> None:
    look(new_id())
    assert operations.seal(at=NOON) is not None
    assert verify() == []
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("delete from audit_event")


def test_append_only_takes_plain_table_names_only() -> None:
    with pytest.raises(ValueError, match="plain table name"):
        append_only("audit_event; drop table audit_event")


def test_a_block_holds_what_waited_and_a_second_sealing_finds_nothing(db: None) -> None:
    events = [look(new_id()) for _ in range(3)]
    block = operations.seal(at=NOON)
    assert block is not None
    assert (block.number, block.count) == (1, 3)
    assert {entry.event_id for entry in block.entries.all()} == {event.pk for event in events}
    assert operations.seal(at=NOON) is None
    assert verify() == []


def test_blocks_make_a_chain(db: None) -> None:
    for number in range(3):
        look(new_id())
        operations.seal(at=NOON + timedelta(seconds=number))
    first, second, third = Block.objects.order_by("number")
    assert (second.previous, third.previous) == (first.digest, second.digest)
    assert verify() == []


def test_an_event_committed_late_comes_into_the_next_block(db: None) -> None:
    early_id = new_id()
    look(new_id())
    operations.seal(at=NOON)
    late = Event.objects.create(
        id=early_id,
        at=NOON - timedelta(hours=1),
        actor_role="system",
        action="x.y",
        right="read",
        subject_kind="x",
    )
    block = operations.seal(at=NOON + timedelta(seconds=5))
    assert block is not None
    assert block.first_id == late.pk
    assert verify() == []


@pytest.mark.django_db(transaction=True)
def test_while_one_worker_seals_another_does_nothing() -> None:
    look(new_id())
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("begin")
            cursor.execute("select pg_advisory_xact_lock(%s)", [operations.SEAL_LOCK])
            assert operations.seal(at=NOON) is None
            cursor.execute("rollback")
        assert operations.seal(at=NOON) is not None
    finally:
        other.close()


@pytest.mark.requirement("R055")
@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("update audit_event set purpose = 'інше'", "event_changed"),
        ("update audit_event set actor_id = gen_random_uuid()", "event_changed"),
        ("update audit_event set at = at + interval '1 microsecond'", "event_changed"),
        ("delete from audit_event", "event_removed"),
        ("update audit_blockentry set digest = repeat('0', 64)", "entries_changed"),
        ("delete from audit_blockentry", "entries_changed"),
        ("update audit_block set count = count + 1", "block_changed"),
        ("update audit_block set previous = repeat('1', 64) where number = 2", "chain_broken"),
        (
            "delete from audit_blockentry where block_id = 1; delete from audit_block where number = 1",
            "block_missing",
        ),
    ],
)
def test_tampering_is_found(db: None, statement: str, code: str) -> None:
    for _ in range(2):
        look(new_id())
        operations.seal(at=NOON)
    assert verify() == []
    tamper(statement)
    assert code in codes()


def inserted(moment: datetime) -> Event:
    """An event that the database wrote when its own clock showed this moment."""
    return Event.objects.create(
        at=NOON, inserted_at=moment, actor_role="specialist", action="x.y", right="read", subject_kind="x"
    )


def test_a_row_slipped_in_far_behind_the_blocks_is_found(db: None) -> None:
    look(new_id())
    operations.seal(at=NOON)
    inserted(datetime.now(tz=UTC) - timedelta(days=3))
    assert operations.seal(at=NOON) is None
    assert codes() == {"event_not_sealed"}


def test_what_is_recorded_after_the_clock_of_the_database_jumped_forward_and_back_is_sealed(db: None) -> None:
    look(new_id())
    operations.seal(at=NOON)
    inserted(datetime.now(tz=UTC) + timedelta(days=7))
    operations.seal(at=NOON)
    look(new_id())
    assert verify() == [], "an event that still waits is no fault"
    third = operations.seal(at=NOON)
    assert third is not None and third.count == 1
    inserted(datetime.now(tz=UTC) - timedelta(days=3))
    assert operations.seal(at=NOON) is None
    assert codes() == {"event_not_sealed"}


def test_an_end_cut_off_is_found_with_the_digest_from_the_log(db: None) -> None:
    look(new_id())
    operations.seal(at=NOON)
    look(new_id())
    second = operations.seal(at=NOON)
    assert second is not None
    known = (second.number, second.digest)
    tamper(
        "delete from audit_event where id in (select event_id from audit_blockentry where block_id = 2); "
        "delete from audit_blockentry where block_id = 2; delete from audit_block where number = 2"
    )
    assert verify() == []
    assert [problem.code for problem in verify(known=known)] == ["known_block_missing"]
    assert BlockEntry.objects.count() == 1
