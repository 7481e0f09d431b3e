"""The books after a kill, read from the tables by SQL of the test alone: nothing is lost and nothing is doubled."""

import json
from dataclasses import dataclass
from typing import Any

from tests.kills.running import Turbota

from turbota.audit.verification import verify
from turbota.documents.operations import verify_store


@dataclass(frozen=True)
class Books:
    """What the tables say of one application."""

    numbers: int
    registered: int
    signatures: int
    documents: int
    running_clocks: list[str]
    open_holdings: int
    messages: dict[str, int]
    steps: dict[str, int]


_STEPS = "select verb, count(*) from applications_applicationstep where subject_id = %s group by verb"
_MESSAGES = (
    "select direction || ' ' || kind, count(*) from messages_message"
    " where subject_kind = 'application' and subject_id = %s group by 1"
)
_CLOCKS = (
    "select rule_code from deadlines_clock where subject_id = %s and stopped_at is null order by rule_code"
)


def books_of(platform: Turbota, case: object) -> Books:
    """Count everything that belongs to the application."""
    with platform.rows() as rows:

        def number(query: str) -> int:
            found = rows.execute(query, [case]).fetchone()  # type: ignore[arg-type]
            assert found is not None
            return int(found[0])

        def counted(query: str) -> dict[str, int]:
            return dict(rows.execute(query, [case]).fetchall())  # type: ignore[arg-type]

        return Books(
            numbers=number("select count(number) from applications_application where id = %s"),
            registered=number(
                "select count(*) from applications_application a join applications_application b"
                " on a.applicant_id = b.applicant_id and a.number is not null and a.registered_at >= b.created_at"
                " where b.id = %s"
            ),
            signatures=number(
                "select count(*) from signatures_signature s join documents_storedfile f on f.sha256 = s.sha256"
                " join applications_application a on a.paper_id = f.id where a.id = %s"
            ),
            documents=number(
                "select count(*) from applications_attachment where application_id = %s and removed_at is null"
            ),
            running_clocks=[row[0] for row in rows.execute(_CLOCKS, [case]).fetchall()],
            open_holdings=number(
                "select count(*) from applications_holding where application_id = %s and until is null"
            ),
            messages=counted(_MESSAGES),
            steps=counted(_STEPS),
        )


def nothing_is_torn(platform: Turbota) -> None:
    """What must hold of all rows at any moment, whoever was killed."""
    with platform.rows() as rows:
        for name, query in _TORN.items():
            found = rows.execute(query).fetchall()  # type: ignore[call-overload]
            assert not found, f"{name}: {found}"
    assert verify() == []
    assert list(verify_store()) == []


def commands_find_nothing(platform: Turbota) -> None:
    """The same by the commands of the administrator."""
    checked = platform.command("audit", "verify")
    assert json.loads(checked.stdout) == {"problems": []}, checked.stdout + checked.stderr
    stored = platform.command("verify", "store")
    assert (stored.returncode, stored.stdout) == (0, ""), stored.stdout + stored.stderr


_TORN: dict[str, Any] = {
    "an application in the hands of two, or of nobody while it is in work": (
        "select a.id from applications_application a left join applications_holding h"
        " on h.application_id = a.id and h.until is null group by a.id, a.holder_id"
        " having count(h.id) > 1 or (a.holder_id is null) <> (count(h.id) = 0)"
        " or bool_or(h.organisation_id <> a.holder_id)"
    ),
    "a state that is not where the last step led": (
        "select a.id from applications_application a join lateral (select target from applications_applicationstep s"
        " where s.subject_id = a.id order by s.at desc, s.id desc limit 1) last on true where last.target <> a.state"
    ),
    "a clock of an application that is decided or never was registered": (
        "select c.id, c.rule_code from deadlines_clock c join applications_application a on a.id = c.subject_id"
        " where c.stopped_at is null and (a.number is null"
        " or a.state = 'decided' and c.rule_code <> 'notice_of_decision')"
    ),
    "a decision with a signature too few or too many": (
        "select id from decisions_decision where (state = 'approved') <> (head_signature_id is not null)"
        " or (state in ('proposed', 'approved')) and specialist_signature_id is null"
    ),
    "a granted decision without its award, or an award twice": (
        "select d.id from decisions_decision d left join personal_files_award w on w.decision_id = d.id"
        " where d.state = 'approved' and d.outcome = 'granted' group by d.id having count(w.id) <> 1"
    ),
    "a message told twice for one step": (
        "select m.subject_id, m.kind, m.direction, count(*) from messages_message m"
        " where m.kind in ('application_registered', 'application_handed_over', 'decision_granted')"
        " group by 1, 2, 3 having count(*) > 1"
    ),
    "a letter with two deliveries": (
        "select message_id from messages_delivery where channel = 'email' group by 1 having count(*) > 1"
    ),
    "a job that was given up and does not come again by the clock": (
        "select id, task_name from procrastinate_jobs where status = 'failed' and queueing_lock is null"
    ),
}
