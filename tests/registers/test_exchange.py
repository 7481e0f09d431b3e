"""One contract for registers behind X-Road: against the training process, and against a real one where it is configured.

For the real one set XROAD_REAL_SETTINGS: a JSON file with the settings XROAD_* and "CASES", a list of objects with
`register`, `representative`, `represented` (fields of `PersonData`), `number` and the `answer` that has to come.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import signal
import uuid
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from lxml import etree
from tests.factories.exchange import Exchange
from tests.registers.conftest import Start, free_port

from turbota.exchange.registers import asking, contract
from turbota.exchange.registers.asking import Answered, Question
from turbota.exchange.states import Answer, Reason, Register
from turbota.exchange.xroad import envelopes, identifiers
from turbota.exchange.xroad.failures import ExchangeFailed
from turbota.people.operations import PersonData
from turbota_demo import registers as known
from turbota_demo import stage
from turbota_demo.cast import TARAS, citizen
from turbota_simulators.training_tls import established

pytestmark = pytest.mark.requirement("R036")
REAL = os.environ.get("XROAD_REAL_SETTINGS")
SERVERS = ("training", "real") if REAL else ("training",)
Case = tuple[Register, PersonData, PersonData, str, Answer]


def of(key: str) -> PersonData:
    return stage.data_of(citizen(key))


CHILD = stage.data_of(TARAS)
CASES: list[Case] = [
    (Register.CIVIL_STATUS, of("maria"), CHILD, "", Answer.CONFIRMS),
    (Register.CIVIL_STATUS, of("roman"), CHILD, "", Answer.DENIES),
    (Register.CIVIL_STATUS, of("maria"), of("vira"), "", Answer.NOT_FOUND),
    (Register.GUARDIANSHIP, of("stepan"), of("danylo"), "", Answer.CONFIRMS),
    (Register.POWERS, of("roman"), of("vira"), known.DEED, Answer.CONFIRMS),
    (Register.POWERS, of("olesia"), of("vira"), known.DEED, Answer.DENIES),
    (Register.POWERS, of("roman"), of("vira"), known.REVOKED_DEED, Answer.DENIES),
    (Register.POWERS, of("roman"), of("vira"), "nothing", Answer.NOT_FOUND),
]


@pytest.fixture(scope="module")
def training(start: Start, tmp_path_factory: pytest.TempPathFactory) -> Exchange:
    home, port = tmp_path_factory.mktemp("registers"), free_port()
    start("registers", port, "--home", str(home), "--port", str(port))
    exchange = Exchange(home, f"https://127.0.0.1:{port}")
    exchange.know(*known.records())
    return exchange


@pytest.fixture(autouse=True)
def _behaving(training: Exchange, settings: LazySettings) -> None:
    training.behave()
    use(settings, training.settings())


def use(settings: LazySettings, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(settings, name, value)


def cases_of(server: str) -> list[Case]:
    """What has to come from the server; of a real one by its file."""
    if server == "training":
        return CASES
    told = json.loads(Path(str(REAL)).read_text(encoding="utf-8"))["CASES"]
    return [
        (Register(one["register"]), person(one["representative"]), person(one["represented"]), one.get("number", ""),
         Answer(one["answer"]))
        for one in told
    ]  # fmt: skip


def person(told: dict[str, str]) -> PersonData:
    return PersonData(**{**told, "birth_date": date.fromisoformat(told["birth_date"])})  # type: ignore[arg-type]


def question(register: Register, one: PersonData, other: PersonData, number: str = "") -> Question:
    return Question(register, str(uuid.uuid4()), uuid.uuid4(), one, other, number)


def ask(**changed: Any) -> Answered:
    return asking.ask(replace(question(Register.CIVIL_STATUS, of("maria"), CHILD), **changed))


@pytest.mark.parametrize("server", SERVERS)
def test_registers_answer_by_the_contract(server: str, settings: LazySettings) -> None:
    if server == "real":
        told = json.loads(Path(str(REAL)).read_text(encoding="utf-8"))
        use(settings, {name: value for name, value in told.items() if name.startswith("XROAD_")})
    for register, one, other, number, expected in cases_of(server):
        asked = question(register, one, other, number)
        heard = asking.ask(asked)
        assert heard.told.answer == expected, (register, number)
        assert asked.message_id.encode() in heard.raw and str(asked.mandate_id).encode() in heard.raw


def test_an_answer_names_the_record_its_term_and_why_not() -> None:
    born = ask().told
    assert (born.number, born.issued_on, born.issuer) == ("201", TARAS.birth_date, known.OFFICE)
    deed = asking.ask(question(Register.POWERS, of("roman"), of("vira"), known.DEED)).told
    assert (deed.valid_till, deed.powers) == (date(2029, 11, 2), "social")
    over = asking.ask(question(Register.POWERS, of("roman"), of("vira"), known.REVOKED_DEED)).told
    assert (over.reason, over.ended_on) == (Reason.REVOKED, date(2026, 5, 20))


@pytest.mark.parametrize(
    ("way", "code", "lasting"),
    [
        ("down", "Server.ServerProxy.ServiceFailed.HttpError", False),
        ("denied", "Server.ServerProxy.AccessDenied", True),
        ("slow", "timeout", False),
        ("drip", "timeout", False),
        ("garbled", "not_xml", False),
        ("entities", "document_type", False),
        ("foreign", "other_headers", False),
        ("large", "too_large", False),
    ],
)
def test_what_is_no_answer_is_a_failure_with_a_code(
    training: Exchange, settings: LazySettings, way: str, code: str, lasting: bool
) -> None:
    training.behave(parentage=way)
    settings.XROAD_SECONDS = 1.0
    with pytest.raises(ExchangeFailed) as failure:
        ask()
    assert (failure.value.code, failure.value.lasting, str(failure.value)) == (code, lasting, code)


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("XROAD_CLIENT", "UA-TEST/GOV/00000009/OTHER", "Server.ClientProxy.UnknownMember"),
        ("XROAD_CLIENT", "UA-TEST", "settings"),
        ("XROAD_SERVICES", {"civil_status": "UA-TEST/GOV/00000001/REGISTERS/nothing"}, "Server.ServerProxy.UnknownService"),
        ("XROAD_KEY", "/nowhere/client.key", "certificates"),
    ],
)  # fmt: skip
def test_wrong_settings_last_until_they_are_mended(
    settings: LazySettings, name: str, value: Any, code: str
) -> None:
    use(settings, {name: value})
    with pytest.raises(ExchangeFailed) as failure:
        ask()
    assert (failure.value.code, failure.value.lasting) == (code, True)


def test_both_sides_show_a_certificate(training: Exchange, settings: LazySettings, tmp_path: Path) -> None:
    """A server of another authority is not spoken to, and a client of another one is not let in."""
    other = established(tmp_path / "tls")
    settings.XROAD_AUTHORITY = str(other / "authority.pem")
    with pytest.raises(ExchangeFailed, match="unreachable"):
        ask()
    use(settings, training.settings())
    settings.XROAD_CERTIFICATE, settings.XROAD_KEY = str(other / "client.pem"), str(other / "client.key")
    with pytest.raises(ExchangeFailed, match="unreachable"):
        ask()


def test_a_silent_server_is_unreachable(settings: LazySettings) -> None:
    settings.XROAD_URL = f"https://127.0.0.1:{free_port()}/"
    with pytest.raises(ExchangeFailed, match="unreachable"):
        ask()


def test_the_simulator_stops_when_it_is_told(start: Start, tmp_path: Path) -> None:
    port = free_port()
    process = start("registers", port, "--home", str(tmp_path), "--port", str(port))
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=60) == 0
    assert process.stdout is not None and process.stdout.read() == b""


def request() -> envelopes.Request:
    return envelopes.Request(
        client=identifiers.client("UA/GOV/1/TURBOTA"),
        service=identifiers.service("UA/GOV/2/REGISTERS/parentage/v1"),
        message_id="m-1",
        issue="i-1",
        user="TURBOTA",
        body=contract.question(
            Register.CIVIL_STATUS, representative=of("maria"), represented=CHILD, number="1"
        ),
    )


def test_a_request_has_the_headers_of_the_protocol_and_a_body_of_the_contract() -> None:
    asked = request()
    assert contract.schema().validate(asked.body)
    root = etree.fromstring(asked.written())
    told = {etree.QName(one).localname: [part.text for part in one] or one.text for one in root[0]}
    assert told == {
        "client": ["UA", "GOV", "1", "TURBOTA"],
        "service": ["UA", "GOV", "2", "REGISTERS", "parentage", "v1"],
        "userId": "TURBOTA", "id": "m-1", "issue": "i-1", "protocolVersion": "4.0",
    }  # fmt: skip
    assert [one.get(f"{{{envelopes.IDENTIFIERS}}}objectType") for one in root[0][:2]] == [
        "SUBSYSTEM",
        "SERVICE",
    ]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ((b"parentageResponse", b"otherResponse"), "other_answer"),
        ((b"#sha512", b"#md5"), "unknown_hash"),
        ((b"</xroad:id>", b"0</xroad:id>"), "other_headers"),
        ((b"<soap:Body>", b"<soap:Body><x/>"), "not_soap"),
        ((b"</xroad:requestHash>", b"A</xroad:requestHash>"), "other_hash"),
    ],
)
def test_a_changed_answer_is_not_believed(change: tuple[bytes, bytes], code: str) -> None:
    asked = request()
    sent = asked.written()
    digest = base64.b64encode(hashlib.sha512(sent).digest())
    told = (
        b'<xroad:requestHash algorithmId="http://www.w3.org/2001/04/xmlenc#sha512">'
        + digest
        + b"</xroad:requestHash>"
    )
    answer = sent.replace(b"</soap:Header>", told + b"</soap:Header>").replace(
        b"parentage>", b"parentageResponse>"
    )
    answer = answer.replace(b"<parentage ", b"<parentageResponse ")
    assert envelopes.read(answer, asked, sent).tag.endswith("parentageResponse")
    with pytest.raises(ExchangeFailed) as failure:
        envelopes.read(answer.replace(*change), asked, sent)
    assert failure.value.code == code


@pytest.mark.parametrize(
    "inside",
    ["<result>perhaps</result>", "", "<result>confirms</result><secret/>", "<reason>revoked</reason>"],
)
def test_an_answer_against_the_contract_is_not_guessed(inside: str) -> None:
    told = etree.fromstring(f'<parentageResponse xmlns="{contract.NAMESPACE}">{inside}</parentageResponse>')
    with pytest.raises(ExchangeFailed, match="not_by_contract"):
        contract.answer(told)
