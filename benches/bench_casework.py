"""Case management: the first page of a long life-line and of a long queue, against the reference page.

A unit of one manager with 50,000 cases, each with its two running clocks, and one case of 2,000 events of eight topics.
TURBOTA_BENCH_CASES and TURBOTA_BENCH_EVENTS change the numbers. Rows are entered straight: what is measured is reading.
"""

import os
import uuid
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from functools import partial

from benches.bench_pages import counted, signed_in
from benches.measuring import Measured, compare
from django.db import connection
from django.test import override_settings
from django.urls import reverse
from tests.factories import assessments, casework, delivery

from turbota.access.models import Account, Post, Role
from turbota.casework.delivery_states import VisitOutcome
from turbota.casework.models import Case, CaseManager, CaseMember, CaseStep, Report, Visit
from turbota.casework.states import CaseKind, Ground, Relation, ReportState, Source, Urgency
from turbota.deadlines.models import Clock
from turbota.kernel import clock
from turbota.kernel.identifiers import new_id
from turbota.law.deadlines import deadline_rule
from turbota.people.models import Person

CASES = int(os.environ.get("TURBOTA_BENCH_CASES", "50000"))
EVENTS = int(os.environ.get("TURBOTA_BENCH_EVENTS", "2000"))
ROUNDS = 60
BATCH = 5000
RULES = ("needs_assessment", "service_decision")
Things = dict[str, Callable[[], object]]


@override_settings(ROOT_URLCONF="benches.reference", ALLOWED_HOSTS=["*"])
def run() -> list[Measured]:
    """Median and p95 of each page over those of the reference page; the numbers of SQL queries are printed."""
    now = clock.now()
    long = _long_case(now)
    _many_cases(long, now)
    with connection.cursor() as cursor:
        cursor.execute("vacuum analyze")
    return compare("casework", _pages(long), rounds=ROUNDS)


def _pages(long: Case) -> Things:
    manager, supervisor = (
        signed_in(Account.objects.get(code=code), "staff") for code in ("turbotna", "nastavna")
    )
    line = reverse("manager:lifeline", args=[long.pk])
    things: Things = {"reference page": partial(manager.get, "/reference/")}
    for name, client, address in (
        (f"life-line of {EVENTS} events", manager, line),
        (f"queue of {CASES} cases", manager, reverse("manager:queue")),
        (f"unit of {CASES} cases", supervisor, reverse("manager:unit")),
        ("one case", manager, reverse("manager:case", args=[long.pk])),
    ):
        things[name] = counted(name, partial(client.get, address))
    return things


def _long_case(now: datetime) -> Case:
    """A case with a plan and a service, made through the operations, and then with many steps, reports and visits."""
    began = now - timedelta(days=400)
    casework.at_work("nastavna", began)
    case = casework.opened(began)
    assessments.submitted(case, began)
    contract = delivery.contracted(began, delivery.referred(began, case))
    each = max(1, EVENTS // 4)
    moments = [began + timedelta(hours=number * 9000 // each) for number in range(1, each + 1)]
    CaseStep.objects.bulk_create(
        CaseStep(subject=case, verb="assess", source="opened", target="assessed", at=moment, by_name="Особа")
        for moment in moments
    )
    Report.objects.bulk_create(_report(case, number, moment) for number, moment in enumerate(moments))
    Visit.objects.bulk_create(
        _visit(contract.referral_id, moment + timedelta(minutes=minutes))
        for moment in moments
        for minutes in (7, 190)
    )
    return case


def _report(case: Case, number: int, moment: datetime) -> Report:
    return Report(
        number=f"П-{number}", code_key=f"{number}", unit=case.unit, source=Source.PUBLIC, what="Просить допомоги.",
        urgency=Urgency.ORDINARY, state=ReportState.LINKED, case=case, received_at=moment, changed_at=moment,
    )  # fmt: skip


def _visit(referral_id: uuid.UUID, moment: datetime) -> Visit:
    row = new_id()
    return Visit(
        id=row, root=row, referral_id=referral_id, outcome=VisitOutcome.DONE, starts_at=moment, minutes=60,
        what="Прибирання", where="удома", worker="Олена Доглядна", entered_at=moment,
    )  # fmt: skip


def _many_cases(long: Case, now: datetime) -> None:
    """Cases of the same manager, opened one after another over a year."""
    post = Post.objects.get(account__code="turbotna", role=Role.SOCIAL_MANAGER)
    for first in range(0, CASES, BATCH):
        numbers = range(first, min(first + BATCH, CASES))
        people = Person.objects.bulk_create(
            Person(
                surname=f"Вигаданенко-{number}", given_name="Особа", name_key=f"вигаданенко-{number} особа",
                surname_sound=f"вигаданенко{number}", birth_date=date(1950, 1, 1), created_at=now,
            )
            for number in numbers
        )  # fmt: skip
        cases = Case.objects.bulk_create(
            _case(long, post, person, number, now) for person, number in zip(people, numbers, strict=True)
        )
        CaseMember.objects.bulk_create(
            CaseMember(case=case, person=case.main_person, relation=Relation.MAIN, since=day_of(case))
            for case in cases
        )
        CaseManager.objects.bulk_create(
            CaseManager(case=case, post=post, account_id=post.account_id, since=case.opened_at)
            for case in cases
        )
        Clock.objects.bulk_create(row for case in cases for row in _clocks(case, post))


def _case(long: Case, post: Post, person: Person, number: int, now: datetime) -> Case:
    at = now - timedelta(minutes=10 * (CASES - number))
    return Case(
        number=f"ВВ-Б-{number}", unit=long.unit, post=post, kind=CaseKind.PERSON, ground=Ground.OWN,
        main_person=person, opened_at=at, changed_at=at,
    )  # fmt: skip


def day_of(case: Case) -> date:
    """The day on which the case was opened."""
    return clock.day_of(case.opened_at)


def _clocks(case: Case, post: Post) -> Iterator[Clock]:
    for code in RULES:
        rule, due = deadline_rule(code, day_of(case)), case.opened_at + timedelta(days=10)
        yield Clock(
            rule_code=code, title=rule.title, act=rule.act, point=rule.point, verified=rule.verified,
            on_return=rule.on_return, on_return_verified=rule.on_return_verified, amount=rule.amount, unit=rule.unit,
            subject_kind="case", subject_id=case.pk, organisation=case.unit, post=post, started_at=case.opened_at,
            starts_on=day_of(case), counted_from=case.opened_at, due_at=due, due_on=due.date(),
            plain_due_on=due.date(),
        )  # fmt: skip
