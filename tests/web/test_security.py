"""What an attacker tries against the pages: scripts, frames, sessions, forms from elsewhere, floods, odd text."""

import html
import os
import re
import subprocess
import sys
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from tests.factories import everybody as roles
from tests.factories.everybody import Everybody

from turbota.access import limits
from turbota.applications.operations import attaching, submission
from turbota.audit.models import Event
from turbota.kernel import clock
from turbota.kernel.errors import Refused
from turbota.web.shared.session import SHARED_IDLE, account_of, open_session
from turbota_demo import cast, stage

pytestmark = pytest.mark.django_db
PAGES = {page.name: page for page in roles.pages()}
SEEN = (
    (
        roles.NOBODY,
        "",
        ("public:home", "public:kind", "public:privacy", "shared:sign-in", "shared:staff-sign-in"),
    ),
    (roles.OWN, roles.DRAFT, ("cabinet:home", "cabinet:question", "cabinet:documents", "cabinet:contacts")),
    (roles.OWN, roles.DECIDED, ("cabinet:application", "cabinet:decision", "cabinet:who-looked")),
    (
        roles.OFFICER,
        roles.FORMING,
        ("community:queue", "community:case", "community:fill", "community:search"),
    ),
    (roles.SEAL, roles.ON_CONTROL, ("community:seal",)),
    (roles.CONTROL, roles.ON_CONTROL, ("community:check",)),
    (roles.SPECIALIST, roles.IN_WORK, ("department:queue", "department:case", "department:history")),
    (roles.HEAD, roles.PROPOSED, ("department:to-sign", "department:decision")),
    (roles.ADMINISTRATOR, "", ("administration:home", "administration:rights", "administration:outbox")),
)
FILES = (
    (roles.OWN, roles.DRAFT, "cabinet:copy"), (roles.OWN, roles.DECIDED, "cabinet:decision-paper"),
    (roles.OWN, roles.DECIDED, "cabinet:decision-container"), (roles.OWN, roles.FROM_PORTAL, "cabinet:receipt"),
    (roles.OFFICER, roles.ON_CONTROL, "community:copy"), (roles.CONTROL, roles.ON_CONTROL, "community:page"),
    (roles.SPECIALIST, roles.IN_WORK, "department:document"), (roles.HEAD, roles.PROPOSED, "department:decision-pdf"),
    (roles.SPECIALIST, roles.FROM_COMMUNITY, "department:register-sent"),
)  # fmt: skip


def get(world: Everybody, role: str, place: str, name: str) -> HttpResponse:
    with roles.undone():
        answer = world.client(role, place).get(world.address(PAGES[name], place))
    assert answer.status_code == 200, (name, role, place, answer.status_code)
    return answer


def words(answer: HttpResponse) -> str:
    """The page with ordinary spaces."""
    return html.unescape(answer.content.decode()).replace("\xa0", " ")


@pytest.fixture(scope="module")
def shown(everybody: Everybody) -> dict[str, HttpResponse]:
    """One page of every kind, by its name, and the pages of errors."""
    found = {name: get(everybody, role, place, name) for role, place, names in SEEN for name in names}
    missing = everybody.client(roles.NOBODY).get("/nothing-here/")
    assert missing.status_code == 404
    return found | {"404": missing}


@pytest.mark.requirement("R098", "R099")
def test_every_page_forbids_foreign_and_inline_scripts_and_styles(shown: dict[str, HttpResponse]) -> None:
    for name, answer in shown.items():
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "script-src 'self'" in policy, name
        assert (
            "unsafe" not in policy
            and "*" not in policy
            and "http:" not in policy.replace(settings.IDGOV_URL, "")
        )
        assert answer.headers["X-Content-Type-Options"] == "nosniff", name
        assert answer.headers["Referrer-Policy"] == "same-origin", name
        assert answer.headers["X-Frame-Options"] == "SAMEORIGIN", name


def test_no_page_has_an_inline_script_a_style_or_a_handler(shown: dict[str, HttpResponse]) -> None:
    for name, answer in shown.items():
        page = answer.content.decode()
        assert not re.search(r"<script(?![^>]*\bsrc=)", page), name
        assert not re.search(r"<style|\sstyle=|<[^>]*\son[a-z]+=[\"']|javascript:", page), name
        assert all(
            urlsplit(url).netloc == ""
            for url in re.findall(r'<(?:script|link|img)[^>]*(?:src|href)="([^"]*)', page)
        )


def test_pages_with_data_of_somebody_are_never_kept_by_the_browser(shown: dict[str, HttpResponse]) -> None:
    for role, _, names in SEEN:
        if role != roles.NOBODY:
            assert {shown[name].headers["Cache-Control"] for name in names} == {"no-store"}


def test_files_are_served_so_that_nothing_in_them_runs(everybody: Everybody) -> None:
    for role, place, name in FILES:
        answer = get(everybody, role, place, name)
        assert "sandbox" in answer.headers["Content-Security-Policy"], name
        assert "script-src" not in answer.headers["Content-Security-Policy"], name
        assert answer.headers["Cache-Control"] == "private, no-store", name
        assert answer.headers["X-Content-Type-Options"] == "nosniff", name
        assert answer.headers["Content-Disposition"].partition(";")[0] in ("inline", "attachment")
        assert answer.headers["Content-Disposition"].isascii(), name


# ── sessions ──────────────────────────────────────────────────────────────────────────────────────


def sign_in_staff(
    client: Client, password: str = cast.PASSWORD, target: str = "", code: str = "umovnyi"
) -> HttpResponse:
    return client.post("/sign-in/staff/", {"code": code, "password": password, "next": target})


def test_signing_in_changes_the_key_of_the_session(everybody: Everybody) -> None:
    client = Client()
    client.post("/sign-in/citizen/", {})
    planted = client.cookies[settings.SESSION_COOKIE_NAME].value
    sign_in_staff(client)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    assert cookie.value != planted
    assert cookie["httponly"] and cookie["samesite"] == "Lax"
    stolen = Client()
    stolen.cookies[settings.SESSION_COOKIE_NAME] = planted
    assert stolen.get("/department/").status_code == 302


def test_cookies_are_secure_in_production() -> None:
    """The settings are read in a process of their own, as production reads them."""
    read = (
        "from turbota.project import settings as s;"
        "print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SESSION_COOKIE_HTTPONLY, s.DEBUG, s.SECURE_HSTS_SECONDS > 0)"
    )
    environment = {**os.environ, "TURBOTA_MODE": "production", "TURBOTA_SECRET_KEY": "x" * 50}
    told = subprocess.run(
        [sys.executable, "-c", read], env=environment, capture_output=True, text=True, check=True
    )
    assert told.stdout.split() == ["True", "True", "True", "False", "True"]


def test_a_session_that_is_over_says_so_to_the_script_and_leads_back_to_the_page(
    everybody: Everybody,
) -> None:
    case = everybody.cases[roles.DRAFT]
    client = Client()
    saved = client.post(
        f"/cabinet/application/{case.pk}/save/applicant/", {}, headers={"accept": "application/json"}
    )
    assert saved.status_code == 401 and saved.json()["sentence"]
    forming = f"/community/cases/{everybody.cases[roles.FORMING].pk}/fill/save/"
    assert client.post(forming, {}, headers={"accept": "application/json"}).status_code == 401
    page = client.get(f"/cabinet/application/{case.pk}/documents/")
    assert parse_qs(urlsplit(page.headers["Location"]).query)["next"] == [
        f"/cabinet/application/{case.pk}/documents/"
    ]


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "http:evil.example",
        "javascript:alert(1)",
        "\t//evil.example",
    ],
)
def test_signing_in_never_leads_to_another_site(everybody: Everybody, target: str) -> None:
    answer = sign_in_staff(Client(), target=target)
    assert answer.headers["Location"] == "/department/"
    assert "evil" not in Client().get("/sign-in/", {"next": target}).content.decode().replace(
        "alert(1)", "evil"
    )
    assert Client().post("/settings/ease", {"next": target}).headers["Location"] == "/"


def test_a_shared_computer_forgets_the_person_after_ten_idle_minutes(everybody: Everybody) -> None:
    session = Client().session
    account = stage.enter_employee(cast.employee("umovnyi"), roles.NOW)
    open_session(session, account, level="staff", shared=True, at=roles.NOW)
    assert session.get_expire_at_browser_close()
    assert account_of(session, roles.NOW + SHARED_IDLE) == account
    assert SHARED_IDLE == timedelta(minutes=10)
    late = roles.NOW + 2 * SHARED_IDLE + timedelta(seconds=1)
    assert account_of(session, late) is None
    assert account_of(session, roles.NOW) is None


def test_signing_out_ends_the_session_here_and_for_a_stolen_cookie(everybody: Everybody) -> None:
    client = Client()
    sign_in_staff(client)
    stolen = Client()
    stolen.cookies[settings.SESSION_COOKIE_NAME] = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert stolen.get("/department/").status_code == 200
    out = client.post("/sign-out/")
    assert "storage" in out.headers["Clear-Site-Data"]
    assert stolen.get("/department/").status_code == 302
    assert client.get("/sign-out/").status_code == 405


# ── forms from elsewhere ──────────────────────────────────────────────────────────────────────────


def test_no_address_takes_a_form_without_the_token_of_the_site(everybody: Everybody) -> None:
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    asked = 0
    for page in PAGES.values():
        answer = client.post(everybody.address(page, roles.DRAFT if page.about_a_case else ""))
        if answer.status_code == 405:
            continue
        if page.name.startswith(
            ("api:", "openapi")
        ):  # no cookie opens anything there: the token of the system does
            assert answer.status_code in (401, 404, 415) and not answer.cookies, page.name
            continue
        asked += 1
        assert answer.status_code == 403, page.name
        assert "Надіслане ще не прийнято" in words(answer), page.name
    assert asked > 40


# ── the way back from id.gov.ua ───────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "state", ["", "стан", "a" * 5000, "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16")]
)
def test_a_strange_state_from_id_gov_ua_is_a_sentence(everybody: Everybody, state: str) -> None:
    client = Client(raise_request_exception=False)
    client.post("/sign-in/citizen/", {})
    answer = client.get("/sign-in/return/", {"state": state, "code": "x"})
    assert answer.status_code == 422
    assert "Почніть вхід ще раз" in answer.content.decode()


def test_the_state_of_id_gov_ua_serves_once(everybody: Everybody) -> None:
    client = Client()
    begun = client.post("/sign-in/citizen/", {})
    state = parse_qs(urlsplit(begun.headers["Location"]).query)["state"][0]
    assert client.get("/sign-in/return/", {"state": state, "error": "access_denied"}).status_code == 422
    again = client.get("/sign-in/return/", {"state": state, "code": "x"})
    assert "Вхід почато в іншому вікні" in again.content.decode()


# ── floods ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.requirement("R058", "R059")
def test_the_sixth_wrong_password_is_not_even_tried(everybody: Everybody) -> None:
    answers = [sign_in_staff(Client(), password="wrong") for _ in range(limits.WRONG_PASSWORDS.most)]
    assert [answer.status_code for answer in answers] == [422] * limits.WRONG_PASSWORDS.most
    right = sign_in_staff(Client())
    assert right.status_code == 422 and "Зачекайте 15 хвилин" in right.content.decode()
    tries = Event.objects.security().filter(action="access.sign_in", outcome="refused")
    assert tries.count() >= limits.WRONG_PASSWORDS.most


def test_signing_in_through_id_gov_ua_is_not_started_without_end(everybody: Everybody) -> None:
    for _ in range(limits.SIGN_INS.most):
        limits.count(limits.SIGN_INS, "127.0.0.1", roles.NOW)
    answer = Client().post("/sign-in/citizen/", {})
    assert answer.status_code == 429 and "Зачекайте годину" in answer.content.decode()


def test_an_hour_has_so_many_prints_submissions_and_uploads(everybody: Everybody) -> None:
    actor, case = stage.at_home("maria", roles.NOW), everybody.cases[roles.DRAFT]
    for limit in (limits.PRINTS, limits.SUBMISSIONS, limits.UPLOADS):
        for _ in range(limit.most):
            limits.spend(limit, actor.account_id, roles.NOW)
    with pytest.raises(Refused, match="too_many_tries"):
        submission.print_for_signing(by=actor, application_id=case.pk, at=roles.NOW)
    with pytest.raises(Refused, match="too_many_tries"):
        attaching.count_upload(by=actor, at=roles.NOW)
    later = roles.NOW + limits.HOUR + timedelta(seconds=1)
    attaching.count_upload(by=actor, at=later)
    attaching.count_upload(by=stage.at_home("roman", roles.NOW), at=roles.NOW)
    paper = submission.print_for_signing(by=actor, application_id=case.pk, at=later)
    with pytest.raises(Refused, match="too_many_tries"):
        submission.submit(by=actor, application_id=case.pk, sha256=paper.sha256, cms=b"0", at=roles.NOW)


def test_too_many_uploads_are_said_at_the_box_of_the_file(everybody: Everybody) -> None:
    actor = stage.at_home("maria", roles.NOW)
    for _ in range(limits.UPLOADS.most):
        limits.count(limits.UPLOADS, actor.account_id, clock.now())
    address = everybody.address(PAGES["cabinet:document"], roles.DRAFT)
    answer = everybody.client(roles.OWN, roles.DRAFT).post(
        address, {"files": SimpleUploadedFile("a.jpg", b"x")}
    )
    assert answer.status_code == 422 and limits.UPLOADS.sentence in words(answer)


# ── odd text ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("text", ["²", "9" * 5000, "-1", "\x00", "٣", "' or 1=1 --", "%00", "é" * 300])
def test_odd_text_in_addresses_and_boxes_breaks_nothing(everybody: Everybody, text: str) -> None:
    case = everybody.cases
    asked = (
        (roles.SPECIALIST, "GET", "/department/registers/", "page"),
        (roles.SPECIALIST, "GET", "/department/", "due"),
        (roles.SPECIALIST, "GET", "/department/", "after"),
        (roles.SPECIALIST, "POST", "/department/find/", "q"),
        (roles.SPECIALIST, "GET", f"/department/case/{case[roles.IN_WORK].pk}/", "page"),
        (roles.SPECIALIST, "GET", f"/department/case/{case[roles.IN_WORK].pk}/", "doc"),
        (roles.SPECIALIST, "POST", f"/department/case/{case[roles.FROM_PORTAL].pk}/accept/", "version"),
        (roles.OFFICER, "GET", "/community/", "after"),
        (roles.OFFICER, "POST", "/community/find/", "q"),
        (roles.OFFICER, "POST", "/community/hand-over/", "case"),
        (roles.OFFICER, "POST", f"/community/cases/{case[roles.FORMING].pk}/fill/", "version"),
        (roles.CONTROL, "GET", f"/community/cases/{case[roles.ON_CONTROL].pk}/check/", "page"),
        (roles.CONTROL, "POST", f"/community/cases/{case[roles.ON_CONTROL].pk}/check/pass/", "version"),
        (roles.OWN, "POST", f"/cabinet/application/{case[roles.DRAFT].pk}/questions/applicant/", "version"),
        (roles.OWN, "POST", f"/cabinet/application/{case[roles.DRAFT].pk}/questions/applicant/", "applicant.surname"),
        (roles.OWN, "POST", f"/cabinet/application/{case[roles.FROM_PORTAL].pk}/write/", "body"),
        (roles.OWN, "POST", f"/cabinet/application/{case[roles.DRAFT].pk}/sign/", "signature"),
        (roles.OWN, "POST", f"/cabinet/application/{case[roles.DRAFT].pk}/documents/remove/", "remove"),
        (roles.ADMINISTRATOR, "GET", "/administration/outbox/", "page"),
        (roles.NOBODY, "POST", "/sign-in/staff/", "code"),
        (roles.NOBODY, "GET", "/sign-in/return/", "code"),
    )  # fmt: skip
    for role, method, address, box in asked:
        with roles.undone():
            client = everybody.client(role, roles.FROM_PORTAL if "/write/" in address else roles.DRAFT)
            answer = (
                client.get(address, {box: text}) if method == "GET" else client.post(address, {box: text})
            )
        assert answer.status_code < 500, (address, box)
        assert "Зламалося в нас" not in answer.content.decode()


def test_a_citizen_cannot_save_into_the_paper_application_that_the_community_fills(
    everybody: Everybody,
) -> None:
    case = everybody.cases[roles.FORMING]
    answer = everybody.client(roles.OWN, roles.FORMING).post(
        f"/cabinet/application/{case.pk}/save/applicant/", {"applicant.surname": "Підмінений"}
    )
    assert answer.status_code == 409
    case.refresh_from_db()
    assert "Підмінений" not in str(case.answers)
