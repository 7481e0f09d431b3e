"""One world with a case in every place and somebody in every role, made once for the tests that walk all pages."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http.cookies import SimpleCookie
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pytest_django import DjangoDbBlocker
from tests.factories.fixtures import QUICK_HASHER
from tests.factories.mandates import TARAS, claim_of, helped, sent_for
from tests.factories.world import moment

from turbota.access import actors as access
from turbota.access.actors import staff_actor
from turbota.access.models import Account, Organisation, Role, SealOrder
from turbota.applications.models import Application, HandoverLine
from turbota.applications.operations import attaching
from turbota.exchange.models import Event, EventDelivery, Subscription
from turbota.exchange.operations import clients, tokens
from turbota.exchange.states import FAILED, Scope
from turbota.kernel import clock
from turbota.kernel.identifiers import new_id
from turbota.messages.models import Message
from turbota.people.models import IdentityCheck
from turbota.web.shared.session import open_session
from turbota_demo import answers as asked
from turbota_demo import cast, papers, stage
from turbota_demo.plays import Plays
from turbota_demo.stage import Keys

BEGINNING = "2026-11-10 10:00"
"""A Tuesday: cases are made on this and the following days."""
NOW = moment("2026-11-13 11:00")
DAY = timedelta(days=1)

NOBODY = "nobody"
OWN, FOREIGN = "citizen, own", "citizen, foreign"
OFFICER, OTHER_OFFICER = "officer", "officer elsewhere"
CONTROL, SEAL = "control", "seal"
SPECIALIST, OTHER_SPECIALIST = "specialist", "specialist elsewhere"
HEAD, ADMINISTRATOR = "head", "administrator"
SYSTEM, OTHER_SYSTEM = "system", "system elsewhere"
SYSTEMS = (SYSTEM, OTHER_SYSTEM)
"""Software of the community that took the paper cases, and of another one: with a token, never with a session."""
ROLES = (
    NOBODY, OWN, FOREIGN, OFFICER, OTHER_OFFICER, CONTROL, SEAL, SPECIALIST, OTHER_SPECIALIST, HEAD, ADMINISTRATOR,
)  # fmt: skip

DRAFT, FORMING, ON_CONTROL = "draft", "forming", "on control"
FROM_PORTAL, FROM_COMMUNITY = "from portal", "from community"
IN_WORK, PROPOSED, DECIDED = "in work", "proposed", "decided"
GUARDED = "guarded"
"""An application that tells of violence, on control: the officer who registered it is none of the roles."""
PLACES = (DRAFT, FORMING, ON_CONTROL, GUARDED, FROM_PORTAL, FROM_COMMUNITY, IN_WORK, PROPOSED, DECIDED)
OWNERS = {
    DRAFT: "maria", FORMING: "stepan", ON_CONTROL: "olesia", FROM_PORTAL: "roman", FROM_COMMUNITY: "vira",
    GUARDED: "stepan",
    IN_WORK: "maria", PROPOSED: "olesia", DECIDED: "roman",
}  # fmt: skip
NEVER = uuid.UUID(int=1)
FOLLOW, NO_NUMBER = "api:follow", "26-999999"
"""The address by which another system follows a case, and a number that no case has."""
STRANGER = "danylo"
"""A citizen with an account and without any case of these places."""

PAPER = (FORMING, ON_CONTROL, FROM_COMMUNITY)
AT_DECIDER = (FROM_PORTAL, FROM_COMMUNITY, IN_WORK, PROPOSED, DECIDED)
MAY_SEE: dict[str, tuple[str, ...]] = {
    NOBODY: (), OWN: PLACES, FOREIGN: (), OFFICER: PAPER, OTHER_OFFICER: (), CONTROL: (*PAPER, GUARDED),
    SEAL: (*PAPER, GUARDED), SPECIALIST: AT_DECIDER, OTHER_SPECIALIST: (), HEAD: AT_DECIDER, ADMINISTRATOR: (),
    SYSTEM: PAPER, OTHER_SYSTEM: (),
}  # fmt: skip
"""Who may see the case of which place, said here once more and independently of the rules in the source."""


@dataclass(frozen=True)
class Page:
    """One address of the site: its name, its pattern's arguments."""

    name: str
    arguments: tuple[str, ...]

    @property
    def in_api(self) -> bool:
        """Whether other systems call this address."""
        return self.name.startswith("api:")

    @property
    def about_a_case(self) -> bool:
        """Whether the address names a thing that belongs to one case."""
        things = {"application_id", "attachment_id", "register_id", "message_id"}
        return bool(things & set(self.arguments)) or self.name == FOLLOW


@dataclass
class Everybody:
    """The world: cases by place, a cookie of every role, and things that the addresses name."""

    cases: dict[str, Application]
    sessions: dict[str, str] = field(default_factory=dict)
    citizens: dict[str, str] = field(default_factory=dict)
    checks: list[uuid.UUID] = field(default_factory=list)
    mandates: list[uuid.UUID] = field(default_factory=list)
    known: dict[str, dict[str, object]] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    things: dict[str, object] = field(default_factory=dict)
    browser: Client = field(default_factory=lambda: Client(raise_request_exception=False))

    def client(self, role: str, place: str = "") -> Client:
        """The browser, now of somebody in the role; for "own" of the applicant of the place."""
        if role in SYSTEMS:
            bearer = {"Authorization": f"Bearer {self.tokens[role]}"}
            return Client(raise_request_exception=False, headers=bearer)
        key = self.citizens[OWNERS[place or DRAFT]] if role == OWN else self.sessions.get(role, "")
        client = self.browser
        client.cookies = SimpleCookie()
        if key:
            client.cookies[settings.SESSION_COOKIE_NAME] = key
        return client

    def address(self, page: Page, place: str) -> str:
        """The address of the page for the case of the place; without a place, for a case that never was."""
        if place not in self.known:
            self.known[place] = self._known(self.cases[place] if place else None)
        known = {**self.known[place], **self.things, "code": CODES.get(page.name, "low_income")}
        if page.name.startswith("community:help") and place == FORMING:
            known["application_id"] = self.things["helped"]
        if page.name == FOLLOW:
            known["number"] = (self.cases[place].number if place else None) or NO_NUMBER
        return reverse(page.name, kwargs={name: known.get(name, NEVER) for name in page.arguments})

    def _known(self, case: Application | None) -> dict[str, object]:
        return {
            "application_id": case.pk if case else NEVER,
            "attachment_id": self._attachment(case),
            "register_id": self._register(case),
            "message_id": self._message(case),
            "mandate_id": self.mandates[0] if self.mandates else NEVER,
            "role": "parent",
            "check_id": self.checks[0] if self.checks else NEVER,
            "organisation_id": Organisation.objects.get(code=cast.body("dolyna").code).pk,
            "account_id": Account.objects.get(code="umovnyi").pk,
            "order_id": SealOrder.objects.filter(organisation__code=cast.body("dolyna").code).earliest("pk").pk,
            "page": 1, "number": 1, "kind": "low_income", "whose": "specialist", "item": "m1",
            "key": "subsistence_minimum.general",
        }  # fmt: skip

    @staticmethod
    def _attachment(case: Application | None) -> uuid.UUID:
        found = case.attachments.first() if case else None
        return found.pk if found else NEVER

    @staticmethod
    def _register(case: Application | None) -> uuid.UUID:
        found = HandoverLine.objects.filter(application=case).first() if case else None
        return found.register_id if found else NEVER

    @staticmethod
    def _message(case: Application | None) -> uuid.UUID:
        found = Message.objects.filter(subject_id=case.pk).order_by("pk").first() if case else None
        return found.pk if found else NEVER


CODES = {
    "cabinet:question": "applicant", "cabinet:save": "applicant", "cabinet:question-item": "members",
    "cabinet:save-item": "members", "cabinet:document": "identity",
}  # fmt: skip


def pages() -> list[Page]:
    """Every address that the platform answers, from the resolver itself."""
    return sorted(_walk(get_resolver(), ""), key=lambda page: page.name)


def _walk(resolver: URLResolver, prefix: str) -> Iterator[Page]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _walk(entry, f"{prefix}{entry.namespace}:" if entry.namespace else prefix)
        elif isinstance(entry, URLPattern):
            yield Page(f"{prefix}{entry.name}", tuple(entry.pattern.converters))


def make(plays: Plays) -> Everybody:
    """All cases and roles; the offices and the staff of the cast must already be entered."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    day = moment(BEGINNING)
    cases = _paper_cases(plays, day) | _portal_cases(plays, day)
    cases = {place: Application.objects.get(pk=case.pk) for place, case in cases.items()}
    world = Everybody(cases)
    for key in {*OWNERS.values(), STRANGER}:
        world.citizens[key] = _session(stage.at_home(key, NOW).account_id, "high")
    world.sessions = _staff_sessions(day) | {FOREIGN: world.citizens[STRANGER]}
    world.mandates = [_mandate(plays, day)]
    officer = Account.objects.get(code="only-officer")
    world.things["helped"] = helped(cast.citizen("vira"), by=staff_actor(officer, day.date()), at=day).pk
    _join_systems(world)
    world.checks = list(IdentityCheck.objects.values_list("pk", flat=True)[:1])
    return world


def _portal_cases(plays: Plays, at: datetime) -> dict[str, Application]:
    in_work = plays.accepted(plays.submitted("maria", at), "umovnyi", at + DAY)
    proposed = plays.accepted(plays.submitted("olesia", at), "umovnyi", at + DAY)
    plays.proposed(proposed, "umovnyi", at + DAY)
    decided = plays.accepted(plays.submitted("roman", at), "umovnyi", at + DAY)
    plays.approved(plays.proposed(decided, "umovnyi", at + DAY), "pokazova", at + DAY)
    return {
        IN_WORK: in_work,
        PROPOSED: proposed,
        DECIDED: decided,
        FROM_PORTAL: plays.submitted("roman", at + 2 * DAY),
        DRAFT: plays.draft("maria", at + 2 * DAY),
    }


def _mandate(plays: Plays, at: datetime) -> uuid.UUID:
    """Maria acts for her child, and the case under the mandate lies with the deciding body."""
    mandate = claim_of(TARAS, by=stage.at_home("maria", at), at=at)
    sent_for(plays, mandate, TARAS, signer="maria", at=at)
    return mandate.pk


def _paper_cases(plays: Plays, at: datetime) -> dict[str, Application]:
    forming = plays.registered("stepan", "zrazkova", "dolyna", at)
    attaching.attach_copy(
        by=stage.at_work("zrazkova", at),
        application_id=forming.pk,
        code="identity",
        scan=papers.scan("Паспорт"),
        at=at,
    )
    on_control = plays.finished("olesia", "zrazkova", "dolyna", at)
    sent = plays.controlled(plays.finished("vira", "zrazkova", "dolyna", at), "probna", at)
    plays.handed_over([sent], "zrazkova", at + DAY)
    violence = asked.for_services(cast.citizen(OWNERS[GUARDED]), on=at.date(), violence="domestic")
    guarded = plays.finished(
        OWNERS[GUARDED], "zrazkova", "dolyna", at, answers=violence, kind="social_service"
    )
    return {FORMING: forming, ON_CONTROL: on_control, FROM_COMMUNITY: sent, GUARDED: guarded}


def _join_systems(world: Everybody) -> None:
    """Two systems with tokens, and one event that failed."""
    for role, body in ((SYSTEM, "dolyna"), (OTHER_SYSTEM, "yavir")):
        office = Organisation.objects.get(code=cast.body(body).code)
        joined = clients.add_client(
            by=access.SYSTEM, name=role, organisation=office, scopes=Scope.values, at=NOW
        )
        world.tokens[role] = tokens.issue(
            client_id=str(joined.client.pk), secret=joined.secret, wanted=(), place="", at=NOW
        ).token
        world.things["client_id"] = joined.client.pk
    subscription = Subscription.objects.create(client=joined.client, url="https://example.org/", since=NOW)
    event = Event.objects.create(step=new_id(), number=NO_NUMBER, stage="received", sequence=1, at=NOW)
    failed = EventDelivery.objects.create(event=event, subscription=subscription, state=FAILED, next_at=NOW)
    world.things["event_delivery_id"] = failed.pk


def _staff_sessions(at: datetime) -> dict[str, str]:
    """Somebody with one role only, where the cast has people with two."""
    accounts = {
        OFFICER: _employee("only-officer", Role.COMMUNITY_OFFICER, at),
        SEAL: _employee("only-seal", Role.SEAL_OPERATOR, at),
        CONTROL: Account.objects.get(code="probna"),
        OTHER_OFFICER: Account.objects.get(code="starosta"),
        SPECIALIST: Account.objects.get(code="umovnyi"),
        OTHER_SPECIALIST: Account.objects.get(code="davnii"),
        HEAD: Account.objects.get(code="pokazova"),
        ADMINISTRATOR: Account.objects.get(code="admin"),
    }
    return {role: _session(account.pk, "staff") for role, account in accounts.items()}


def _employee(code: str, role: Role, at: datetime) -> Account:
    posts = (("dolyna", role.value, "", ""),)
    return stage.enter_employee(cast.Employee(code, "Уявна", "Людина", "Іванівна", "", posts), at)


def _session(account_id: uuid.UUID | None, level: str) -> str:
    session = Client().session
    open_session(session, Account.objects.get(pk=account_id), level=level, shared=False, at=NOW)
    session.save()
    return str(session.session_key)


@contextmanager
def undone() -> Iterator[None]:
    """Whatever the code inside writes is taken back: the next request meets the same world."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def whole_transaction() -> Iterator[None]:
    """One transaction around a module: the world is made once and gone at the end."""
    outer = transaction.atomic()
    outer.__enter__()
    try:
        yield
    finally:
        transaction.set_rollback(True)
        outer.__exit__(None, None, None)


@pytest.fixture(scope="module")
def everybody(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, session_keys: Keys
) -> Iterator[Everybody]:
    """A case in every place and somebody in every role, made once for a module and gone after it.

    The module marks its tests with `django_db`, so that each of them leaves the world as it was.
    """
    trust, hashers = str(session_keys.ca.trust), [QUICK_HASHER]
    with (
        django_db_blocker.unblock(),
        override_settings(TURBOTA_TRUST_DIR=trust, PASSWORD_HASHERS=hashers),
        whole_transaction(),
        clock.frozen(NOW),
    ):
        stage.enter_all(moment("2020-01-02 09:00"))
        yield make(Plays(session_keys))
