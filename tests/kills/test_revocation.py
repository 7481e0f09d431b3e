"""The authority that withdraws certificates does not answer when somebody submits; it is asked again within a day."""

from datetime import timedelta

import pytest
from tests.kills.books import books_of, nothing_is_torn
from tests.kills.conftest import Town
from tests.kills.person import Person, words_of
from tests.kills.running import identifier, wait_until
from tests.kills.test_submission import ready_to_sign, submitted_once

from turbota.kernel import clock
from turbota_demo import cast
from turbota_demo.stage import Keys

PENDING = "Підпис перевіряється"
STATE = "select s.state from signatures_signature s join applications_application a on a.signature_id = s.id where a.id = %s"


def submitted_in_silence(town: Town, key: str, keys: Keys | None = None) -> tuple[Person, str]:
    """Sent while nobody answers at the authority: registered, and told to the person and to the officer."""
    person, case, signed = ready_to_sign(town, key, keys)
    town.authority.fall_silent()
    sent = person.send(f"{case}/sign/", signed)
    assert sent.url.path == f"{case}/sent/"
    assert PENDING in words_of(sent) and PENDING in words_of(person.look(f"{case}/"))
    specialist = town.staff("umovnyi").look(f"/department/case/{identifier(case)}/")
    assert "підпис заявника перевіряється" in words_of(specialist)
    submitted_once(town, case)
    return person, case


def asked_again(town: Town, case: str) -> None:
    """The next question to the authority comes now."""
    town.platform.hurry("signatures.recheck")
    town.platform.wait_for_jobs()


@pytest.mark.requirement("R012")
def test_a_signature_that_could_not_be_checked_turns_out_valid(town: Town) -> None:
    person, case = submitted_in_silence(town, "roman")
    asked_again(town, case)
    assert town.platform.one(STATE, identifier(case)) == "pending", "nobody answers yet"
    town.authority.answer_again()
    asked_again(town, case)
    wait_until(lambda: town.platform.one(STATE, identifier(case)) == "valid", "the signature is not settled")
    assert PENDING not in words_of(person.look(f"{case}/"))
    submitted_once(town, case)
    nothing_is_torn(town.platform)


@pytest.mark.requirement("R012")
def test_a_signature_that_could_not_be_checked_turns_out_revoked(town: Town) -> None:
    stolen = Keys(town.authority.authority)
    person, case = submitted_in_silence(town, "stepan", stolen)
    key = stolen.person(cast.citizen("stepan"))
    town.authority.authority.revoke(key.certificate.serial_number, at=clock.now() - timedelta(hours=2))
    town.authority.answer_again()
    asked_again(town, case)
    wait_until(
        lambda: town.platform.one(STATE, identifier(case)) == "invalid", "the signature is not settled"
    )
    town.platform.wait_for_jobs()
    books = books_of(town.platform, identifier(case))
    assert (books.numbers, books.steps) == (1, {"submit": 1, "ask": 1})
    assert "Підпишіть заяву ще раз" in words_of(person.look(f"{case}/sign/"))

    signed = person.signed(f"{case}/application.pdf", town.keys.person(cast.citizen("stepan")))
    form = person.sender(f"{case}/sign/")
    for _ in range(2):  # the second is the same button once more, because no answer came
        assert form(signed).url.path == f"{case}/sent/"
    assert town.platform.one(STATE, identifier(case)) == "valid"
    town.platform.wait_for_jobs()
    books = books_of(town.platform, identifier(case))
    assert (books.numbers, books.steps) == (1, {"submit": 1, "ask": 1, "answer": 1})
    nothing_is_torn(town.platform)
