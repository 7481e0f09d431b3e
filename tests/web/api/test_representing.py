"""A representative sends an application for another person from another system, with the checks of the cabinet."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from tests.factories.mandates import claim_of, confirmed, sent_for
from tests.factories.systems import AT, System, declaration, signed
from tests.factories.world import moment

from turbota.applications.models import Application
from turbota.applications.permissions import READ_APPLICATION
from turbota.kernel import clock
from turbota.people import mandates
from turbota.people.models import Mandate
from turbota_demo import cast, stage
from turbota_demo.plays import Plays

VIRA, ROMAN = "vira", "roman"
BEFORE = moment("2026-11-13 10:00")
ONE_WORD = "Таких підтверджених повноважень немає, або вони не дають подати цю заяву."


def mandate_of(
    plays: Plays, *, confirm: bool = True, powers: tuple[str, ...] = ("fill", "submit", "follow")
) -> Mandate:
    """Roman acts for Vira by a power of attorney, confirmed with a case that he sent on the portal."""
    with clock.frozen(BEFORE):
        roman = stage.at_home(ROMAN, BEFORE)
        scope = mandates.Scope(powers=powers)
        vira = cast.citizen(VIRA)
        mandate = claim_of(vira, by=roman, kind="power_of_attorney", at=BEFORE, scope=scope)
        sent_for(plays, mandate, vira, signer=ROMAN, at=BEFORE)
        if confirm:
            confirmed(mandate, at=BEFORE)
    return Mandate.objects.get(pk=mandate.pk)


def sent_by(mandate: Mandate, key: str = VIRA) -> dict[str, Any]:
    return declaration(key) | {"mandate": str(mandate.pk)}


def key_of(plays: Plays, key: str) -> Any:
    return plays.keys.person(cast.citizen(key))


@pytest.mark.requirement("R034", "R045")
def test_the_representative_of_a_confirmed_mandate_submits_for_the_person(
    system: System, plays: Plays
) -> None:
    mandate = mandate_of(plays)
    sent = sent_by(mandate)
    paper = system.printed(sent)
    draft = Application.objects.get(pk=paper["id"])
    assert (draft.applicant, draft.mandate) == (None, None)
    roman = stage.at_home(ROMAN, AT).on(AT.date())
    assert not READ_APPLICATION.can(roman, draft)
    body = signed(sent, paper, key_of(plays, ROMAN))
    answer = system.call("POST", "applications", body, Idempotency_Key="request-1")
    assert answer.status_code == 201, answer.content.decode()
    case = Application.objects.get(number=answer.json()["number"])
    assert (case.mandate_id, case.applicant_id, case.beneficiary_id) == (
        mandate.pk, mandate.represented_id, mandate.represented_id,
    )  # fmt: skip
    assert case.signature is not None and case.signature.state == "valid"
    again = system.call("POST", "applications", body, Idempotency_Key="request-1")
    assert again.json() == answer.json()


@pytest.mark.requirement("R034")
@pytest.mark.parametrize("signer", [VIRA, "maria"])
def test_nobody_but_the_representative_signs(system: System, plays: Plays, signer: str) -> None:
    sent = sent_by(mandate_of(plays))
    paper = system.printed(sent)
    answer = system.submit(sent, paper, key_of(plays, signer), "request-1")
    assert (answer.status_code, answer.json()["type"]) == (422, "urn:turbota:problem:foreign_signature")
    assert Application.objects.get(pk=paper["id"]).number is None


def test_what_gives_no_right_is_answered_alike(system: System, plays: Plays) -> None:
    claimed = mandate_of(plays, confirm=False)
    for number in (str(claimed.pk), str(uuid.uuid4())):
        answer = system.call("POST", "papers", declaration(VIRA) | {"mandate": number})
        [fault] = answer.json()["errors"]
        assert (answer.status_code, fault["field"]) == (422, "mandate")
        assert fault["message"].startswith(ONE_WORD)


@pytest.mark.parametrize(
    "changed", [{"kinds": ["birth"]}, {"powers": ["fill"]}, {"powers": ["submit"]}, {"until": AT.date()}]
)
def test_the_scope_and_the_last_day_of_the_mandate_hold(
    system: System, plays: Plays, changed: dict[str, Any]
) -> None:
    mandate = mandate_of(plays)
    sent = sent_by(mandate)
    paper = system.printed(sent)
    Mandate.objects.filter(pk=mandate.pk).update(**changed)
    answer = system.submit(sent, paper, key_of(plays, ROMAN), "request-1")
    assert answer.status_code == 422 and answer.json()["errors"][0]["field"] == "mandate"


def test_a_mandate_revoked_between_paper_and_signature_sends_nothing(system: System, plays: Plays) -> None:
    mandate = mandate_of(plays)
    sent = sent_by(mandate)
    paper = system.printed(sent)
    at = AT + timedelta(minutes=1)
    mandates.revoke(by=stage.at_home(ROMAN, at), mandate_id=mandate.pk, reason="", at=at)
    answer = system.submit(sent, paper, key_of(plays, ROMAN), "request-1")
    assert answer.status_code == 422 and Application.objects.get(pk=paper["id"]).number is None


def test_the_answers_are_about_the_person_of_the_mandate(system: System, plays: Plays) -> None:
    answer = system.call("POST", "papers", sent_by(mandate_of(plays), "maria"))
    assert answer.status_code == 422
    assert "answers.applicant.birth_date" in {one["field"] for one in answer.json()["errors"]}


def test_the_mandate_of_the_paper_is_not_swapped(system: System, plays: Plays) -> None:
    mandate = mandate_of(plays)
    sent = sent_by(mandate)
    body = signed(sent, system.printed(sent), key_of(plays, ROMAN))
    del body["mandate"]
    answer = system.call("POST", "applications", body, Idempotency_Key="request-1")
    assert (answer.status_code, answer.json()["type"]) == (409, "urn:turbota:problem:paper_is_stale")
