"""Killed while somebody submits: between the verified signature and the commit, and after the commit."""

import httpx
import pytest
from tests.kills.books import books_of, nothing_is_torn
from tests.kills.conftest import Town
from tests.kills.person import Person, words_of
from tests.kills.running import identifier
from tests.kills.traps import Act, commit_held, standing_at

from turbota_demo import cast
from turbota_demo.stage import Keys


def ready_to_sign(town: Town, key: str, keys: Keys | None = None) -> tuple[Person, str, dict[str, str]]:
    """The citizen has answered everything, read the paper and signed it; nothing is sent yet."""
    draft = town.draft(key)
    person, case = town.citizen(key), f"/cabinet/application/{draft.pk}"
    assert person.confirm(case).url.path == f"{case}/sign/"
    return (
        person,
        case,
        person.signed(f"{case}/application.pdf", (keys or town.keys).person(cast.citizen(key))),
    )


def submitted_once(town: Town, case: str, *, documents: int = 1) -> None:
    """One application with one number, one signature, one set of documents, one message, and its clocks."""
    town.platform.wait_for_jobs()
    books = books_of(town.platform, identifier(case))
    assert (books.numbers, books.signatures, books.documents) == (1, 1, documents)
    assert books.steps == {"submit": 1}
    assert books.messages == {"to_person application_registered": 1}
    assert books.running_clocks == ["decision", "department_acceptance"]
    assert books.open_holdings == 1


@pytest.mark.requirement("R012")
def test_web_killed_between_the_verified_signature_and_the_commit(town: Town) -> None:
    person, case, signed = ready_to_sign(town, "roman")
    with standing_at(town.platform, "signatures_signature") as reached:
        act = Act(lambda: person.send(f"{case}/sign/", signed))
        reached()
        town.platform.kill("web")
        act.end()
        assert isinstance(act.problem, httpx.TransportError)
    town.platform.start("web")
    books = books_of(town.platform, identifier(case))
    assert (books.numbers, books.signatures, books.steps, books.messages) == (0, 0, {}, {})

    came = person.send(f"{case}/sign/", signed)
    assert came.url.path == f"{case}/sent/", words_of(came)
    submitted_once(town, case)
    nothing_is_torn(town.platform)


@pytest.mark.requirement("R012")
def test_web_and_worker_killed_after_the_commit_and_before_its_job(town: Town) -> None:
    person, case, signed = ready_to_sign(town, "vira")
    town.platform.freeze("worker")
    with commit_held(
        town.platform, "applications_application", "new.number is not null", event="update"
    ) as written:
        act = Act(lambda: person.send(f"{case}/sign/", signed))
        written()
        town.platform.kill("web", "worker")
        act.end()
        assert isinstance(act.problem, httpx.TransportError)
    books = books_of(town.platform, identifier(case))
    assert (books.numbers, books.messages) == (1, {})

    town.platform.start("web", "worker")
    again = person.sender("/cabinet/contacts/", to=f"{case}/sign/")(
        signed
    )  # the button of the old page once more
    assert again.url.path == f"{case}/sent/", words_of(again)
    submitted_once(town, case, documents=2)
    nothing_is_torn(town.platform)


def test_worker_killed_in_the_job_that_tells(town: Town) -> None:
    person, case, signed = ready_to_sign(town, "stepan")
    with standing_at(town.platform, "messages_message", "new.kind = 'application_registered'") as reached:
        sent = person.send(f"{case}/sign/", signed)
        assert sent.url.path == f"{case}/sent/", words_of(sent)
        reached()
        town.platform.kill("worker")
    assert books_of(town.platform, identifier(case)).messages == {}

    town.platform.let_leases_run_out()
    town.platform.start("worker")
    submitted_once(town, case)
    nothing_is_torn(town.platform)


def test_worker_killed_when_the_job_is_done_and_nobody_knows(town: Town) -> None:
    person, case, signed = ready_to_sign(town, "olesia")
    with standing_at(
        town.platform, "procrastinate_jobs", "old.task_name = 'applications.tell_registered'", event="delete"
    ) as reached:
        person.send(f"{case}/sign/", signed)
        reached()
        town.platform.kill("worker")
    assert books_of(town.platform, identifier(case)).messages == {"to_person application_registered": 1}

    town.platform.let_leases_run_out()
    town.platform.start("worker")
    submitted_once(town, case)
    nothing_is_torn(town.platform)
