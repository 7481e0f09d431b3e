"""What the API refuses, with the path of the field, and what it never opens to another system."""

import base64
import json
from datetime import timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.http import HttpResponse
from tests.documents.test_virus import EICAR
from tests.factories import world
from tests.factories.secrets import assert_no_personal_data
from tests.factories.systems import AT, System, declaration, signed, system_of

from turbota.access.actors import SYSTEM
from turbota.applications.models import Application
from turbota.applications.operations import receiving
from turbota.applications.states import Channel
from turbota.audit.models import Event
from turbota.exchange.models import AccessToken
from turbota.exchange.operations import clients
from turbota.kernel import clock
from turbota.people.models import IdentityCheck, Person
from turbota.people.operations import known_or_new
from turbota_demo import cast, stage
from turbota_demo.plays import Plays

STRANGER = "2888400006"
"""A tax number of somebody born on 30.01.1979."""


def fields(answer: HttpResponse) -> set[str]:
    """Paths that a problem names."""
    assert answer.headers["Content-Type"] == "application/problem+json", answer.content
    body = answer.json()
    assert body["status"] == answer.status_code and body["detail"].endswith(".")
    return {error["field"] for error in body["errors"]}


def code(answer: HttpResponse) -> tuple[int, str]:
    """Status and code of a problem."""
    return answer.status_code, answer.json()["type"].removeprefix("urn:turbota:problem:")


def changed(sent: dict[str, Any], section: str, **answers: Any) -> dict[str, Any]:
    """The declaration with other answers in a section; None takes an answer out."""
    whole = {**sent["answers"][section], **answers}
    kept = {name: value for name, value in whole.items() if value is not None}
    return {**sent, "answers": {**sent["answers"], section: kept}}


# ── who calls ─────────────────────────────────────────────────────────────────────────────────


def test_without_a_token_or_with_a_strange_one_nothing_opens(system: System) -> None:
    for token in ("", "strange", f"{system.token}x"):
        answer = System(system.registered, token).call("GET", "kinds")
        assert code(answer) == (401, "http_401")
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")
        assert answer.headers["Cache-Control"] == "no-store"


def test_a_token_lasts_half_an_hour(system: System) -> None:
    with clock.frozen(AT + timedelta(minutes=29)):
        assert system.call("GET", "kinds").status_code == 200
    with clock.frozen(AT + timedelta(minutes=30)):
        assert system.call("GET", "kinds").status_code == 401


def test_revoking_a_client_works_at_the_next_call(system: System) -> None:
    assert system.call("GET", "kinds").status_code == 200
    token = AccessToken.objects.get()
    clients.revoke(by=SYSTEM, client_id=system.registered.client.pk, at=AT)
    assert system.call("GET", "kinds").status_code == 401
    token.save(force_insert=True)
    assert system.call("GET", "kinds").status_code == 401


def test_a_scope_that_was_not_given_is_named(plays: Plays, monday: None) -> None:
    reader = system_of("dolyna", "Читач", ("applications:read",))
    for method, path, body in (
        ("POST", "papers", declaration("maria")),
        ("GET", "subscription", None),
        ("PUT", "subscription", {"url": "https://example.org/"}),
    ):
        answer = reader.call(method, path, body)
        assert code(answer) == (403, "insufficient_scope")
        assert "insufficient_scope" in answer.headers["WWW-Authenticate"]
    writer = system_of("dolyna", "Подавач", ("applications:write",))
    assert code(writer.call("GET", "applications/26-000001")) == (403, "insufficient_scope")
    full = system_of("dolyna", "Повна").take_token("applications:read")
    assert full.call("POST", "papers", declaration("maria")).status_code == 403


def test_a_session_of_a_person_is_nobody_in_the_api(system: System, plays: Plays) -> None:
    stage.at_home("maria", AT)
    system.browser.cookies["sessionid"] = "x" * 32
    assert System(system.registered, "", system.browser).call("GET", "kinds").status_code == 401


def test_too_many_calls_in_a_minute_wait_for_the_next(system: System) -> None:
    type(system.registered.client).objects.update(calls_per_minute=2)
    answers = [system.call("GET", "kinds") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert code(answers[2]) == (429, "too_many_calls") and answers[2].headers["Retry-After"] == "60"
    with clock.frozen(AT + timedelta(minutes=1)):
        assert system.call("GET", "kinds").status_code == 200


# ── what is sent ──────────────────────────────────────────────────────────────────────────────


def test_a_missing_answer_and_a_missing_document_are_named(system: System) -> None:
    sent = declaration("maria")
    without_house = changed(sent, "address", house=None)
    assert fields(system.call("POST", "papers", without_house)) == {"answers.address.house"}
    assert fields(system.call("POST", "papers", {**sent, "attachments": []})) == {"attachments.identity"}
    strange = {**sent["attachments"][0], "document": "horoscope"}
    more = {**sent, "attachments": [*sent["attachments"], strange]}
    assert fields(system.call("POST", "papers", more)) == {"attachments.horoscope"}
    assert not Application.objects.exists()


@pytest.mark.parametrize(
    ("section", "answers", "path"),
    [
        ("address", {"planet": "Марс"}, "answers.address.planet"),
        ("address", {"idp": "так"}, "answers.address.idp"),
        ("applicant", {"birth_date": "31.02.1960"}, "answers.applicant.birth_date"),
        ("applicant", {"surname": 5}, "answers.applicant.surname"),
        ("applicant", {"surname": "Верба\u0000"}, "answers.applicant.surname"),
        ("contacts", {"email": "ні"}, "answers.contacts.email"),
    ],
)
def test_an_answer_outside_the_contract_is_named(
    system: System, section: str, answers: dict[str, Any], path: str
) -> None:
    assert fields(system.call("POST", "papers", changed(declaration("maria"), section, **answers))) == {path}


def test_rows_and_sections_of_a_wrong_shape_are_named(system: System) -> None:
    sent = declaration("maria")
    for section, value, path in (
        ("incomes", {}, "answers.incomes"),
        ("incomes", [5], "answers.incomes.0"),
        ("incomes", [{"month": "2026-05"}], "answers.incomes.0.id"),
        ("members", [{"id": "applicant"}], "answers.members.0.id"),
        ("address", [], "answers.address"),
        ("horoscope", {}, "answers.horoscope"),
    ):
        answers = {**sent["answers"], section: value}
        assert path in fields(system.call("POST", "papers", {**sent, "answers": answers}))


def test_text_is_kept_as_the_form_keeps_what_is_typed(system: System) -> None:
    sent = changed(declaration("maria"), "contacts", phone=" 067 123 45 67 ")
    system.printed(sent)
    assert Application.objects.get().answers["contacts"]["phone"] == "+380671234567"


def test_a_body_that_is_no_declaration_is_told_by_its_fields(system: System) -> None:
    assert fields(system.call("POST", "papers", {"kind": 5, "answers": [], "more": 1})) == {
        "kind", "answers", "more",
    }  # fmt: skip
    assert fields(system.call("POST", "papers", declaration("maria", kind="horoscope"))) == {"kind"}
    sent = declaration("maria")
    assert fields(system.call("POST", "applications", {**sent, "paper": "x", "signature": "AAAA"})) == {
        "paper", "Idempotency-Key",
    }  # fmt: skip


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"\xff", b'{"a": NaN}', b'{"kind": "a", "kind": "b"}', b"[" * 100_000, b"[1]", b"9" * 9000],
)
def test_what_is_no_json_is_refused_and_nothing_breaks(system: System, body: bytes) -> None:
    answer = system.call("POST", "papers", body)
    assert answer.status_code in (400, 422) and fields(answer) <= {"body", "sent"}


def test_files_that_cannot_be_taken_are_named_by_their_place(
    system: System, clamd: str, settings: LazySettings
) -> None:
    sent = declaration("maria")

    def with_file(text: str) -> HttpResponse:
        return system.call(
            "POST", "papers", {**sent, "attachments": [{"document": "identity", "files": [text]}]}
        )

    assert fields(with_file("це не base64")) == {"attachments.0.files.0"}
    assert fields(with_file("")) == {"attachments.0.files.0"}
    virus = with_file(base64.b64encode(b"%PDF-1.7\n" + EICAR).decode())
    infected = with_file(base64.b64encode(EICAR).decode())
    for answer in (virus, infected):
        assert fields(answer) == {"attachments.0"}
    assert "небезпечний" in infected.json()["errors"][0]["message"]
    assert fields(with_file(base64.b64encode(b"GIF89a").decode())) == {"attachments.0"}
    settings.TURBOTA_CLAMD = "tcp:127.0.0.1:1"
    down = system.call("POST", "papers", sent)
    assert code(down) == (503, "scanner_down") and down.headers["Retry-After"]
    assert not Application.objects.exists()


def test_seventy_megabytes_are_not_read(system: System) -> None:
    answer = system.call("POST", "papers", b'{"kind": "' + b"a" * (70 * 1024 * 1024) + b'"}')
    assert code(answer) == (413, "http_413")
    assert "64 МБ" in answer.json()["detail"]


def test_sixty_megabytes_are_read_and_a_document_over_forty_is_named(system: System) -> None:
    """Far more than a form of the pages may have: the limit is that of the API."""
    file = base64.b64encode(b"%PDF-1.7\n" + bytes(41 * 1024 * 1024)).decode()
    sent = declaration("maria", attachments=[{"document": "identity", "files": [file]}])
    answer = system.call("POST", "papers", sent)
    assert fields(answer) == {"attachments.0"}
    assert "40 МБ" in answer.json()["errors"][0]["message"]


def test_another_kind_of_body_another_method_and_another_address(system: System) -> None:
    bearer = {"Authorization": f"Bearer {system.token}"}
    form = system.browser.post("/api/v1/papers", {"kind": "low_income"}, headers=bearer)
    assert code(form) == (415, "http_415")
    wrong = system.call("PATCH", "papers", {})
    assert code(wrong) == (405, "http_405") and wrong.headers["Allow"] == "POST"
    assert code(system.call("GET", "horoscope")) == (404, "http_404")
    assert code(system.call("GET", "kinds/horoscope/schema")) == (404, "missing")


# ── who signs ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("whose", ["stepan", "seal", "stranger", "namesake"])
def test_only_the_own_key_of_the_applicant_registers(
    system: System, plays: Plays, whose: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    person = cast.citizen("maria")
    names = {"surname": person.surname, "given_name": person.given_name}
    keys = {
        "stepan": lambda: plays.keys.person(cast.citizen("stepan")),
        "seal": lambda: plays.keys.seal(cast.body("dolyna")),
        "stranger": lambda: world.establish(tmp_path_factory.mktemp("ca"), world.free_port()).person(
            **names, tax_number=person.tax_number, since=AT - timedelta(days=9)
        ),
        "namesake": lambda: plays.keys.ca.person(**names, tax_number=STRANGER, since=AT - timedelta(days=9)),
    }
    sent = declaration("maria")
    answer = system.submit(sent, system.printed(sent), keys[whose](), "request-1")
    expected = "bad_signature" if whose == "stranger" else "foreign_signature"
    assert code(answer) == (422, expected)
    assert Application.objects.get().number is None and not Person.objects.exists()


def test_a_changed_declaration_and_a_changed_paper_are_not_what_was_signed(
    system: System, plays: Plays
) -> None:
    sent = declaration("maria")
    paper, key = system.printed(sent), plays.keys.person(cast.citizen("maria"))
    other = system.submit(changed(sent, "address", house="8"), paper, key, "request-1")
    assert code(other) == (409, "paper_is_stale")
    without = system.submit({**sent, "attachments": []}, paper, key, "request-2")
    assert code(without) == (409, "paper_is_stale")
    content = base64.b64encode(base64.b64decode(paper["content"]) + b" ").decode()
    assert code(system.submit(sent, {**paper, "content": content}, key, "request-3")) == (
        422,
        "bad_signature",
    )
    assert fields(system.call("POST", "applications", {**sent, "paper": paper["id"], "signature": "%"},
                              Idempotency_Key="request-4")) == {"signature"}  # fmt: skip


def test_a_number_that_is_only_typed_opens_nobodys_data(system: System, plays: Plays) -> None:
    """Vira has a УНЗР in her key and types the tax number of Maria: refused or found by her own number alone."""
    maria, vira = cast.citizen("maria"), cast.citizen("vira")
    known = known_or_new(data=stage.data_of(maria), at=AT)
    own = declaration("vira")
    typed = changed(own, "applicant", tax_number_state="has", tax_number=maria.tax_number)
    assert "answers.applicant.tax_number" in fields(system.call("POST", "papers", typed))
    same_day = changed(typed, "applicant", birth_date=maria.birth_date.isoformat())
    refused = system.call("POST", "papers", same_day)
    assert refused.status_code == 422
    key = plays.keys.ca.person(
        surname=vira.surname, given_name=vira.given_name, unzr=f"{maria.birth_date:%Y%m%d}-00017",
        since=AT - timedelta(days=9),
    )  # fmt: skip
    sent = changed(
        same_day, "applicant", unzr=f"{maria.birth_date:%Y%m%d}-00017", document_type="id_card",
        document_number="123456789", document_series=None,
    )  # fmt: skip
    sent = {**sent, "attachments": declaration("maria")["attachments"]}
    answer = system.submit(sent, system.printed(sent), key, "request-1")
    assert answer.status_code == 201, answer.content.decode()
    case = Application.objects.get()
    assert case.applicant_id != known.pk and case.applicant.tax_number is None
    known.refresh_from_db()
    assert known.unzr == (stage.data_of(maria).unzr or None)


def test_a_number_known_with_another_birth_date_is_settled_by_a_human(system: System, plays: Plays) -> None:
    maria = stage.data_of(cast.citizen("maria"))
    known = Person.objects.create(
        surname="Інша", given_name="Людина", tax_number=maria.tax_number, birth_date=AT.date(), created_at=AT,
        name_key="інша людина",
    )  # fmt: skip
    sent = declaration("maria")
    answer = system.submit(sent, system.printed(sent), plays.keys.person(cast.citizen("maria")), "request-1")
    assert answer.status_code == 201
    case = Application.objects.get()
    assert case.applicant_id != known.pk
    check = IdentityCheck.objects.get()
    assert (check.newcomer_id, check.candidate_id, check.state) == (case.applicant_id, known.pk, "waiting")


def test_her_own_draft_on_the_portal_stays_as_it_is(system: System, plays: Plays) -> None:
    draft = plays.draft("maria", AT)
    sent = declaration("maria")
    answer = system.submit(sent, system.printed(sent), plays.keys.person(cast.citizen("maria")), "request-1")
    assert answer.status_code == 201
    kept = Application.objects.get(pk=draft.pk)
    assert (kept.state, kept.channel, kept.answers, kept.version) == (
        "draft", Channel.PORTAL, draft.answers, draft.version,
    )  # fmt: skip
    assert Application.objects.filter(applicant=kept.applicant).count() == 2


# ── who follows ───────────────────────────────────────────────────────────────────────────────


def test_a_foreign_number_answers_exactly_as_one_that_never_was(system: System, plays: Plays) -> None:
    sent = declaration("maria")
    system.submit(sent, system.printed(sent), plays.keys.person(cast.citizen("maria")), "request-1")
    portal = plays.submitted("stepan", AT)
    other = system_of("yavir", "Сусідня громада")
    asked = [
        other.call("GET", f"applications/{number}")
        for number in ("26-000001", portal.number, "26-999999", "x", "26-00%00001", "../26-000001")
    ]
    assert {answer.status_code for answer in asked} == {404}
    assert asked[0].content == asked[1].content == asked[2].content
    foreign, never = ({**answer.headers, "X-Request-ID": ""} for answer in (asked[0], asked[2]))
    assert foreign == never
    assert system.call("GET", f"applications/{portal.number}").status_code == 404


def test_the_scope_of_the_organisation_shows_what_the_community_took(system: System, plays: Plays) -> None:
    paper = plays.registered("stepan", "zrazkova", "dolyna", AT)
    own_only = system_of("dolyna", "Без права", ("applications:read",))
    assert own_only.call("GET", f"applications/{paper.number}").status_code == 404
    seen = system.call("GET", f"applications/{paper.number}")
    assert seen.json()["stage"] == "forming" and seen.json()["signature"] is None
    assert system_of("yavir", "Сусідня").call("GET", f"applications/{paper.number}").status_code == 404


def test_following_is_logged_and_tells_no_name(system: System, plays: Plays) -> None:
    sent = declaration("maria")
    system.submit(sent, system.printed(sent), plays.keys.person(cast.citizen("maria")), "request-1")
    plays.accepted(Application.objects.get(), "umovnyi", AT + timedelta(days=1))
    answer = system.call("GET", "applications/26-000001")
    assert_no_personal_data(answer.content.decode(), "the stages of a case")
    text = json.dumps(answer.json(), ensure_ascii=False)
    assert cast.employee("umovnyi").surname not in text
    event = Event.objects.filter(action="application.read", actor_role="client").get()
    assert event.actor_name == "Мої послуги" and event.organisation_id is not None


def test_an_unsigned_paper_goes_after_a_week(system: System) -> None:
    sent = declaration("maria")
    paper = system.printed(sent)
    assert system.printed(sent)["id"] == paper["id"]
    assert paper["kept_until"].startswith("2026-11-23T10:00")
    assert receiving.drop_unsigned(at=AT + timedelta(days=7)) == 0
    assert receiving.drop_unsigned(at=AT + timedelta(days=7, seconds=1)) == 1
    assert not Application.objects.exists()


def test_a_signature_over_a_paper_that_is_gone_is_told_so(system: System, plays: Plays) -> None:
    sent = declaration("maria")
    body = signed(sent, system.printed(sent), plays.keys.person(cast.citizen("maria")))
    receiving.drop_unsigned(at=AT + timedelta(days=8))
    assert code(system.call("POST", "applications", body, Idempotency_Key="request-1")) == (
        404,
        "paper_missing",
    )
