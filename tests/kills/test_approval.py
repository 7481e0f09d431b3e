"""Killed while the head approves: the decision is signed by two or by one, never by one and a half."""

import httpx
import pytest
from tests.kills.books import books_of, nothing_is_torn
from tests.kills.conftest import Town
from tests.kills.person import Person, words_of
from tests.kills.traps import Act, commit_held, standing_at

from turbota.decisions.models import Decision
from turbota_demo import cast

SIGNED = (
    "select count(*) from signatures_signature s join documents_storedfile f on f.sha256 = s.sha256"
    " join decisions_decision d on d.paper_id = f.id where d.id = %s"
)
AWARDS = "select count(*) from personal_files_award where decision_id = %s"


def proposed(town: Town, key: str) -> tuple[Decision, Person, str, dict[str, str]]:
    """A decision with the specialist's signature; the head has read and signed it, and nothing is sent yet."""
    at = town.earlier(0.1)
    decision = town.plays.proposed(town.plays.accepted(town.submitted(key), "umovnyi", at), "umovnyi", at)
    head, page = town.staff("pokazova"), f"/department/case/{decision.application_id}/decision/"
    return (
        decision,
        head,
        page,
        head.signed(f"{page}decision.pdf", town.keys.person(cast.employee("pokazova"))),
    )


def approve(head: Person, page: str, signed: dict[str, str]) -> httpx.Response:
    return head.send(page, signed, to=f"{page}approve/")


def decided_once(town: Town, decision: Decision) -> None:
    """One decision with two signatures, one award, one message, the case with nobody."""
    town.platform.wait_for_jobs()
    assert town.platform.one("select state from decisions_decision where id = %s", decision.pk) == "approved"
    assert town.platform.one(SIGNED, decision.pk) == 2
    assert town.platform.one(AWARDS, decision.pk) == 1
    steps = town.platform.one(
        "select count(*) from decisions_decisionstep where subject_id = %s and verb = 'approve'", decision.pk
    )
    assert steps == 1
    books = books_of(town.platform, decision.application_id)
    assert books.steps["decide"] == 1
    assert books.messages["to_person decision_granted"] == 1
    assert (books.open_holdings, books.running_clocks) == (0, [])
    nothing_is_torn(town.platform)


@pytest.mark.requirement("R216", "R217")
def test_web_killed_in_the_approval_of_the_head(town: Town) -> None:
    decision, head, page, signed = proposed(town, "maria")
    with standing_at(
        town.platform, "applications_applicationstep", "new.verb = 'decide'"
    ) as reached:  # the decision has its second signature, the case is not closed yet
        act = Act(lambda: approve(head, page, signed))
        reached()
        town.platform.kill("web")
        act.end()
        assert isinstance(act.problem, httpx.TransportError)
    town.platform.start("web")
    assert town.platform.one(SIGNED, decision.pk) == 1
    assert town.platform.one("select state from decisions_decision where id = %s", decision.pk) == "proposed"

    came = approve(head, page, signed)
    assert "Рішення ухвалено" in words_of(came)
    decided_once(town, decision)


@pytest.mark.requirement("R216", "R217")
def test_web_and_worker_killed_when_the_approval_is_committed_and_nobody_knows(town: Town) -> None:
    decision, head, page, signed = proposed(town, "olesia")
    form = head.sender(page, to=f"{page}approve/")
    town.platform.freeze("worker")
    with commit_held(
        town.platform, "decisions_decision", "new.state = 'approved'", event="update"
    ) as written:
        act = Act(lambda: form(signed))
        written()
        town.platform.kill("web", "worker")
        act.end()
    town.platform.start("web", "worker")
    again = form(signed)
    assert again.status_code == 200, words_of(again)
    decided_once(town, decision)
