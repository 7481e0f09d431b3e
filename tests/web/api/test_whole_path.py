"""Token → paper → signature → number → stages: what another system does, call by call."""

import base64
import hashlib

import pytest
from tests.factories import planned
from tests.factories.systems import AT, System, declaration

from turbota.access.models import Account
from turbota.applications.models import Application
from turbota.people.models import Person
from turbota_demo import cast, stage
from turbota_demo.plays import Plays


@pytest.mark.requirement("R034", "R045")
def test_a_signed_application_gets_its_number_and_its_stages(system: System, plays: Plays) -> None:
    sent = declaration("maria")
    paper = system.printed(sent)
    content = base64.b64decode(paper["content"])
    assert content.startswith(b"%PDF-") and hashlib.sha256(content).hexdigest() == paper["sha256"]
    assert not Person.objects.exists()

    answer = system.submit(sent, paper, plays.keys.person(cast.citizen("maria")), "request-1")
    assert answer.status_code == 201, answer.content.decode()
    told = answer.json()
    assert told["number"] == "26-000001" and told["stage"] == "received"
    assert told["received_on"] == "2026-11-16"
    assert answer.headers["Location"] == "/api/v1/applications/26-000001"

    case = Application.objects.get()
    assert (case.channel, case.state, case.applicant) == ("api", "received", Person.objects.get())
    assert case.holder == case.decider and case.client == system.registered.client
    assert planned.names() == ["applications.tell_registered", "applications.announce"]

    seen = system.call("GET", "applications/26-000001").json()
    assert seen["words"] == "Чекає прийняття" and seen["signature"] == "valid"
    assert [step["stage"] for step in seen["steps"]] == ["received"]
    assert {row["state"] for row in seen["clocks"]} == {"running"} and len(seen["clocks"]) == 2
    assert seen["outcome"] is None


def test_the_person_sees_it_in_the_cabinet_after_signing_in(system: System, plays: Plays) -> None:
    sent = declaration("maria")
    system.submit(sent, system.printed(sent), plays.keys.person(cast.citizen("maria")), "request-1")
    assert not Account.objects.filter(is_staff=False).exists()
    maria = stage.at_home("maria", AT)
    assert Application.objects.get().applicant_id == maria.person_id
