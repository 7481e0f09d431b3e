"""The database is killed with all its backends under the running web and worker, and comes back by itself."""

import pytest
from tests.kills.books import books_of, nothing_is_torn
from tests.kills.conftest import Town
from tests.kills.person import words_of
from tests.kills.running import identifier, wait_until
from tests.kills.test_handover import handed_once, ready_cases
from tests.kills.test_submission import ready_to_sign, submitted_once
from tests.kills.traps import Act, standing_at

SENT_IS_KEPT = "воно не загубилося: лишилося на цій сторінці"
NOTHING_LOST = "Усе збережене раніше на місці"


def test_database_killed_between_the_verified_signature_and_the_commit(town: Town) -> None:
    person, case, signed = ready_to_sign(town, "roman")
    web, worker = (town.platform.running[name].process.pid for name in ("web", "worker"))
    form = person.sender(f"{case}/sign/")
    with standing_at(town.platform, "signatures_signature") as reached:
        act = Act(lambda: form(signed))
        reached()
        town.platform.kill_database()
        told = act.end()
        assert (told.status_code, SENT_IS_KEPT in words_of(told)) == (503, True), words_of(told)
        assert "натисніть «Надіслати ще раз»" in words_of(told)
        looked = person.look(
            f"{case}/"
        )  # nobody is there yet: the page says the same and does not hang for long
        assert (looked.status_code, NOTHING_LOST in words_of(looked)) == (503, True)
    wait_until(town.platform.answers, "the web does not find the database again")
    assert books_of(town.platform, identifier(case)).numbers == 0

    came = form(signed)  # the very page that was open, sent once more
    assert came.url.path == f"{case}/sent/", words_of(came)
    submitted_once(town, case)
    for name, number in (("web", web), ("worker", worker)):
        child = town.platform.running[name].process
        assert (child.pid, child.poll()) == (number, None), f"{name} was started again"
    nothing_is_torn(town.platform)


@pytest.mark.requirement("R140")
def test_database_killed_in_the_middle_of_a_handover(town: Town) -> None:
    cases, officer = ready_cases(town, "stepan", "olesia"), town.staff("zrazkova")
    registers = town.platform.one("select count(*) from applications_handoverregister")
    form = officer.sender("/community/ready/", to="/community/hand-over/")
    chosen = {"case": [str(case.pk) for case in cases]}
    with standing_at(town.platform, "applications_handoverline", "new.position = 2") as reached:
        act = Act(lambda: form(chosen))
        reached()
        town.platform.kill_database()
        assert SENT_IS_KEPT in words_of(act.end())
    came = form(chosen)
    assert came.url.path.startswith("/community/registers/"), words_of(came)
    handed_once(town, cases, registers)
