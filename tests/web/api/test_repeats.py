"""A request that is sent twice is done once: the same key, races, a program killed half-way."""

from datetime import timedelta

import pytest
from django.db import connection
from tests.factories import world
from tests.factories.at_once import at_once
from tests.factories.fixtures import lasting_keys
from tests.factories.secrets import assert_no_personal_data
from tests.factories.systems import AT, System, declaration, signed, system_of

from turbota.applications.models import Application, ApplicationStep
from turbota.applications.operations import receiving
from turbota.documents.models import StoredFile
from turbota.exchange.models import Repeat
from turbota.exchange.operations import repeats
from turbota.kernel import clock
from turbota.people.models import Person
from turbota.signatures.models import Signature
from turbota_demo import cast
from turbota_demo.plays import Plays

KEY = "9f6d1c1e-first"


@pytest.fixture
def body(system: System, plays: Plays) -> dict[str, object]:
    """A signed application that is ready to be sent."""
    sent = declaration("maria")
    return signed(sent, system.printed(sent), plays.keys.person(cast.citizen("maria")))


def send(system: System, body: dict[str, object], key: str = KEY) -> object:
    return system.call("POST", "applications", body, Idempotency_Key=key)


def test_the_same_key_and_body_give_the_same_answer(system: System, body: dict[str, object]) -> None:
    first = send(system, body)
    with clock.frozen(AT + timedelta(days=2)):
        system.take_token()
        again = send(system, dict(reversed(body.items())))
    assert first.status_code == again.status_code == 201
    assert first.content == again.content
    assert Application.objects.count() == Signature.objects.count() == 1


def test_the_same_signed_paper_under_another_key_is_the_same_application(
    system: System, body: dict[str, object]
) -> None:
    assert send(system, body).json() == send(system, body, "another-key").json()
    assert ApplicationStep.objects.count() == 1


def test_the_same_key_and_another_body_is_a_conflict(system: System, body: dict[str, object]) -> None:
    assert send(system, body).status_code == 201
    other = send(system, {**body, "signature": "AAAA"})
    assert (other.status_code, other.json()["type"]) == (409, "urn:turbota:problem:key_reused")
    assert "новий ключ" in other.json()["detail"]


def test_keys_of_two_systems_have_nothing_to_do_with_each_other(
    system: System, body: dict[str, object]
) -> None:
    assert send(system, body).status_code == 201
    other = send(system_of("yavir", "Інша програма"), body)
    assert (other.status_code, other.json()["type"]) == (404, "urn:turbota:problem:paper_missing")


def test_while_the_first_is_at_work_its_repeat_waits(system: System, body: dict[str, object]) -> None:
    refused = send(system, {**body, "signature": "AAAA"}, "wrong-signature")
    assert refused.status_code == 422
    claimed = Repeat.objects.get()
    assert claimed.working_until is None and claimed.answer is None
    claimed.working_until = AT + timedelta(seconds=90)
    claimed.save()
    again = send(system, {**body, "signature": "AAAA"}, "wrong-signature")
    assert (again.status_code, again.json()["type"]) == (409, "urn:turbota:problem:still_working")
    assert again.headers["Retry-After"] == "90"
    with clock.frozen(AT + timedelta(seconds=91)):
        assert send(system, {**body, "signature": "AAAA"}, "wrong-signature").status_code == 422


def test_a_program_killed_before_the_end_is_finished_by_the_repeat(
    system: System, body: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed inside the transaction that registers: no number, no person, no signature; the repeat does it all."""

    def killed(**given: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patched:
        patched.setattr(receiving.repeats, "finish", killed)
        patched.setattr(repeats, "give_up", lambda **given: None)
        with pytest.raises(SystemExit):
            send(system, body)
    assert Repeat.objects.get().working_until is not None
    assert not Person.objects.exists() and not Signature.objects.exists()
    assert Application.objects.get().number is None
    assert send(system, body).status_code == 409
    with clock.frozen(AT + timedelta(minutes=3)):
        assert send(system, body).json()["number"] == "26-000001"
    assert ApplicationStep.objects.count() == 1


def test_a_refused_request_may_be_repeated_at_once(system: System, body: dict[str, object]) -> None:
    case = Application.objects.get()
    Application.objects.filter(pk=case.pk).update(answers={**case.answers, "address": {}})
    assert case.paper is not None  # printed yesterday: its answers are checked anew
    StoredFile.objects.filter(pk=case.paper.pk).update(created_at=case.paper.created_at - timedelta(days=1))
    assert send(system, body).status_code == 422
    Application.objects.filter(pk=case.pk).update(answers=case.answers)
    assert send(system, body).status_code == 201


def test_a_key_keeps_digests_and_the_number_for_thirty_days(system: System, body: dict[str, object]) -> None:
    send(system, body, key=f"maria-{cast.citizen('maria').tax_number}")
    with connection.cursor() as cursor:
        cursor.execute("select row_to_json(r)::text from exchange_repeat r")
        (row,) = cursor.fetchone()
    assert "26-000001" in row
    assert_no_personal_data(row, "a kept request")
    assert repeats.clean(at=AT + timedelta(days=30)) == 0
    assert repeats.clean(at=AT + timedelta(days=30, seconds=1)) == 1


@pytest.mark.slow
def test_three_at_the_same_moment_register_once(plays_for_many: Plays) -> None:
    """Real connections: who is not the first is told to wait or gets the answer; nothing is doubled."""
    system = system_of("dolyna", "Мої послуги")
    sent = declaration("maria")
    body = signed(sent, system.printed(sent), plays_for_many.keys.person(cast.citizen("maria")))

    def press() -> tuple[int, str]:
        answer = System(system.registered, system.token).call(
            "POST", "applications", body, Idempotency_Key=KEY
        )
        return answer.status_code, answer.json().get("number", answer.json().get("type"))

    answers = at_once(press, press, press)
    assert (201, "26-000001") in answers
    assert {one for one in answers if one != (201, "26-000001")} <= {
        (409, "urn:turbota:problem:still_working")
    }
    assert press() == (201, "26-000001")
    assert ApplicationStep.objects.count() == Signature.objects.count() == Person.objects.count() == 1


@pytest.mark.slow
def test_the_same_paper_under_two_keys_at_once_is_one_application(plays_for_many: Plays) -> None:
    system = system_of("dolyna", "Мої послуги")
    sent = declaration("maria")
    body = signed(sent, system.printed(sent), plays_for_many.keys.person(cast.citizen("maria")))

    def under(key: str) -> str:
        calling = System(system.registered, system.token)
        return str(calling.call("POST", "applications", body, Idempotency_Key=key).json()["number"])

    assert at_once(lambda: under("key-number-1"), lambda: under("key-number-2")) == ["26-000001"] * 2
    assert ApplicationStep.objects.count() == 1


@pytest.mark.slow
def test_the_same_declaration_printed_twice_at_once_is_one_paper(plays_for_many: Plays) -> None:
    system = system_of("dolyna", "Мої послуги")
    sent = declaration("maria")

    def press() -> str:
        return str(System(system.registered, system.token).printed(sent)["id"])

    assert len(set(at_once(press, press))) == 1
    assert Application.objects.count() == 1


def test_an_authority_that_is_silent_makes_the_signature_pending(
    plays: Plays, monday: None, settings: object, tmp_path_factory: pytest.TempPathFactory
) -> None:
    silent = world.establish(tmp_path_factory.mktemp("silent"), world.free_port())
    settings.TURBOTA_TRUST_DIR = str(silent.trust)  # type: ignore[attr-defined]
    world_keys = lasting_keys(silent)
    system = system_of("dolyna", "Мої послуги")
    sent = declaration("maria")
    answer = system.submit(sent, system.printed(sent), world_keys.person(cast.citizen("maria")), KEY)
    assert answer.status_code == 201
    seen = system.call("GET", f"applications/{answer.json()['number']}").json()
    assert seen["signature"] == "pending"
