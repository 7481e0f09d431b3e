"""One case with everything a case can have, a hidden one beside it, and somebody in every role of case management."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from http.cookies import SimpleCookie
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.urls import reverse
from pytest_django import DjangoDbBlocker
from tests.factories import assessments, casework, delivery, everybody, planning, reports
from tests.factories.everybody import NEVER, Page
from tests.factories.fixtures import QUICK_HASHER
from tests.factories.world import moment

from turbota.access.models import Account
from turbota.applications.models import Application
from turbota.assistance.calculation import Service
from turbota.casework.models import (
    Agreement,
    Assessment,
    Case,
    EmergencyAct,
    Measure,
    Meeting,
    Need,
    Plan,
    Referral,
    Report,
)
from turbota.casework.operations import carding, emergency, linking, meetings, supervising, tasks
from turbota.casework.operations.linking import NewCase
from turbota.casework.states import CaseKind, Sensitivity
from turbota.kernel import clock
from turbota.timeline import bases
from turbota.web.shared.session import open_session
from turbota_demo import answers as asked
from turbota_demo import cast, social_cast, stage
from turbota_demo.plays import Plays
from turbota_demo.stage import Keys

AT = moment("2026-11-10 10:00")
NOW = moment("2026-11-13 11:00")
DAY = timedelta(days=1)

NOBODY, MANAGER, OTHER_MANAGER, ELSEWHERE = "nobody", "manager", "other manager", "manager elsewhere"
SUPERVISOR, PROVIDER, OTHER_PROVIDER = "supervisor", "provider", "other provider"
TEAM, OTHER_PARTNER = "team", "partner outside"
OWN, FOREIGN, OFFICER, PENSION = "citizen, own", "citizen, foreign", "officer", "specialist of money"
STAFF = {
    MANAGER: "turbotna", OTHER_MANAGER: "pomichnyi", ELSEWHERE: "susidnii", SUPERVISOR: "nastavna",
    PROVIDER: "dohliadna", OTHER_PROVIDER: "plechova", TEAM: "likarnyi", OTHER_PARTNER: "dilnychna",
}  # fmt: skip
OF_THE_CAST = {OFFICER: "centrova", PENSION: "umovnyi"}
CITIZENS = {OWN: "maria", FOREIGN: "stepan"}
ROLES = (NOBODY, *STAFF, *OF_THE_CAST, *CITIZENS)
OUTSIDE = (OTHER_MANAGER, ELSEWHERE, OTHER_PROVIDER, OTHER_PARTNER, OFFICER, PENSION, FOREIGN)
"""Whoever has nothing to do with the case: for them it is not there."""

OPEN, HIDDEN = "open", "hidden"
PLACES = (OPEN, HIDDEN)
PARTS = ("manager", "provider")
OF_CABINET = ("cabinet:plan", "cabinet:service", "cabinet:lifeline", "cabinet:assessment")
NOT_OF_A_CASE = frozenset({"unit_id", "post_id", "provider_id", "shift_id"})
"""Arguments of addresses that name no thing of a case."""


def is_ours(name: str) -> bool:
    """Whether the page belongs to case management."""
    return name.partition(":")[0] in PARTS or name.startswith(OF_CABINET)


def pages() -> list[Page]:
    """Every address of case management."""
    return [page for page in everybody.pages() if is_ours(page.name)]


def about_a_case(page: Page) -> bool:
    """Whether the address names a thing of one case."""
    return bool(set(page.arguments) - NOT_OF_A_CASE)


@dataclass
class World:
    """Things of both cases by place, and a cookie of every role."""

    known: dict[str, dict[str, object]]
    sessions: dict[str, str] = field(default_factory=dict)
    browser: Client = field(default_factory=lambda: Client(raise_request_exception=False))

    def client(self, role: str) -> Client:
        """The browser, now of somebody in the role."""
        self.browser.cookies = SimpleCookie()
        if role in self.sessions:
            self.browser.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[role]
        return self.browser

    def address(self, page: Page, place: str) -> str:
        """The address of the page for a thing of the case of the place; without a place, of none that ever was."""
        known = self.known.get(place, self.known[""])
        return reverse(page.name, kwargs={name: known.get(name, NEVER) for name in page.arguments})


def make(plays: Plays) -> World:
    """Both cases, a guarded application that nobody has yet, and all roles; the cast must be entered."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    for code in STAFF.values():
        casework.at_work(code, AT)
    delivery.provider(AT, "care"), delivery.provider(AT, "ngo")
    unit = casework.unit(AT)
    common = {
        "unit_id": unit.pk, "post_id": casework.post_of("turbotna", AT).pk, "number": 1, "page": 1, "domain": "safety",
        "who": "case", "kind": "need", "provider_id": NEVER, "verb": "suspend", "application_id": _guarded(plays).pk,
    }  # fmt: skip
    world = World({"": common})
    for place, hidden in ((OPEN, False), (HIDDEN, True)):
        world.known[place] = {**common, **_things(_case(hidden))}
    for role, code in STAFF.items():
        world.sessions[role] = _session(stage.enter_employee(social_cast.worker(code), AT).pk, "staff")
    for role, code in OF_THE_CAST.items():
        world.sessions[role] = _session(Account.objects.get(code=code).pk, "staff")
    for role, key in CITIZENS.items():
        world.sessions[role] = _session(stage.at_home(key, NOW).account_id, "high")
    return world


def _guarded(plays: Plays) -> Application:
    """An application that tells of violence: it lies with the unit, and the supervisor has not given it out."""
    answers = asked.for_services(cast.citizen("olesia"), on=AT.date(), violence="domestic")
    return plays.submitted("olesia", AT, answers=answers, kind="social_service")


def _case(hidden: bool) -> Case:
    """A case from a report, of Maria or of a woman in danger, assessed, with a plan in force, served and worked on."""
    report = reports.received(
        AT, violence=hidden, what=reports.WORDS + (" Чути крики." if hidden else "")
    ).report
    by = casework.at_work("turbotna", AT)
    person_id = casework.person("Ніна", AT).pk if hidden else stage.at_home("maria", AT).person_id
    case = linking.open_case(
        by=by, report_id=report.pk, at=AT,
        new=NewCase(
            post_id=casework.post_of("turbotna", AT).pk, kind=CaseKind.PERSON, person_id=person_id,
            sensitivity=Sensitivity.VIOLENCE if hidden else Sensitivity.NONE,
        ),
    )  # fmt: skip
    assessments.submitted(case, AT)
    planning.decide(case, AT)
    planning.in_force(case, AT + DAY)
    referral = delivery.referred(AT + DAY, case, meeting_place="бібліотека на вул. Тихій" if hidden else "")
    contract = delivery.contracted(AT + DAY, referral)
    delivery.visited(contract.referral, AT + 2 * DAY)
    member = planning.member(case, AT)
    _work(case, member.account_id)
    return case


def _work(case: Case, doctor: uuid.UUID) -> None:
    by = casework.at_work("turbotna", AT)
    meetings.call(
        by=by,
        case_id=case.pk,
        starts_at=NOW + DAY,
        place="каб. 12",
        agenda="Що зроблено",
        accounts=[doctor],
        at=AT,
    )
    tasks.give(by=by, case_id=case.pk, words="Зателефонувати до лікаря", account_id=doctor, at=AT)
    carding.note_factor(
        by=by, case_id=case.pk, code="age", evidence="Паспорт", since=date(2026, 11, 1), at=AT
    )
    supervising.ask(by=by, case_id=case.pk, stage="closure", words="Чи можна завершити?", at=AT)
    bases.open_basis(
        by=by, case_id=case.pk, person_id=case.main_person_id, ground="consent", document="Згода від 10.11.2026",
        until=date(2026, 12, 1), at=AT,
    )  # fmt: skip
    emergency.prepare(
        by=by, case_id=case.pk, danger="Людина лежить без їжі й тепла, рідних немає.", given_at=AT, at=AT, services=[
            Service(
                code="015.1", title="Догляд удома", volume=6, unit="hour_week", since=date(2026, 11, 10),
                until=date(2027, 5, 9), place="удома", provider="Оселя турботи", payment="безоплатно",
            )
        ],
    )  # fmt: skip


def _things(case: Case) -> dict[str, object]:
    plan = Plan.objects.get(case=case)
    need = Need.objects.filter(plan=plan).earliest("pk")
    measure = Measure.objects.filter(goal__need=need).earliest("pk")
    referral = Referral.objects.get(case=case)
    return {
        "case_id": case.pk,
        "report_id": Report.objects.get(case=case).pk,
        "person_id": case.main_person_id,
        "assessment_id": Assessment.objects.get(case=case).pk,
        "plan_id": plan.pk, "number": plan.number,
        "need_id": need.pk, "goal_id": measure.goal_id, "measure_id": measure.pk, "row_id": need.pk,
        "referral_id": referral.pk,
        "visit_id": referral.visits.latest("entered_at").pk,
        "member_id": case.team.get().pk,
        "agreement_id": Agreement.objects.filter(plan=plan).latest("pk").pk,
        "meeting_id": Meeting.objects.get(case=case).pk,
        "task_id": case.tasks.get().pk,
        "factor_id": case.factors.get().pk,
        "approval_id": case.approvals.get().pk,
        "basis_id": NEVER,
        "act_id": EmergencyAct.objects.get(case=case).pk,
        "notice_id": NEVER, "claim_id": NEVER, "photo_id": NEVER, "shift_id": NEVER,
    }  # fmt: skip


def _session(account_id: uuid.UUID | None, level: str) -> str:
    session = Client().session
    open_session(session, Account.objects.get(pk=account_id), level=level, shared=False, at=NOW)
    session.save()
    return str(session.session_key)


@pytest.fixture(scope="module")
def casework_world(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, session_keys: Keys
) -> Iterator[World]:
    """Both cases and all roles, made once for a module and gone after it."""
    trust, hashers = str(session_keys.ca.trust), [QUICK_HASHER]
    with (
        django_db_blocker.unblock(),
        override_settings(TURBOTA_TRUST_DIR=trust, PASSWORD_HASHERS=hashers),
        everybody.whole_transaction(),
        clock.frozen(NOW),
    ):
        stage.enter_all(moment("2020-01-02 09:00"))
        yield make(Plays(session_keys))
