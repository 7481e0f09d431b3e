"""Pages of staff and of the citizen against the reference page: queues of 10,000 cases, cases with a long history.

All pages are asked in turns through the whole middleware, with a real session, in one process.
"""

import tempfile
from datetime import timedelta
from functools import partial
from pathlib import Path

from benches.measuring import Measured, compare
from django.conf import settings
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories import world

from turbota.access.models import Account
from turbota.applications.models import Application, ApplicationStep, Holding
from turbota.deadlines.models import Clock
from turbota.kernel import clock
from turbota.kernel.identifiers import new_id
from turbota.web.shared.session import open_session
from turbota_demo import cast, stage
from turbota_demo.plays import Plays

CASES = 10_000
HISTORY = 300
ROUNDS = 60


def _grow(model: Application, count: int) -> None:
    """Copies of a waiting case with their clocks and holdings, in bulk: only the bench writes rows like this."""
    clocks = list(Clock.objects.filter(subject_id=model.pk))
    cases, terms, holdings = [], [], []
    for number in range(count):
        row = Application.objects.get(pk=model.pk) if number == 0 else cases[-1]
        copy = Application(**{f.attname: getattr(row, f.attname) for f in Application._meta.concrete_fields})
        copy.pk, copy.number = new_id(), f"99-{new_id().hex[-12:]}"
        copy.due_on = clock.today() + timedelta(days=number % 20 - 2)
        cases.append(copy)
        holdings.append(Holding(application_id=copy.pk, organisation_id=model.holder_id, since=clock.now()))
        for term in clocks:
            other = Clock(**{f.attname: getattr(term, f.attname) for f in Clock._meta.concrete_fields})
            other.pk, other.subject_id = new_id(), copy.pk
            terms.append(other)
    Application.objects.bulk_create(cases, batch_size=1000)
    Holding.objects.bulk_create(holdings, batch_size=2000)
    Clock.objects.bulk_create(terms, batch_size=1000)
    with connection.cursor() as cursor:
        cursor.execute("vacuum analyze")  # as autovacuum leaves a table that stands for a day


def _lengthen(case: Application, steps: int) -> None:
    """A long path of one case."""
    ApplicationStep.objects.bulk_create(
        ApplicationStep(
            subject=case, verb="accept", source="received", target="in_work", at=clock.now(), by_name="Особа"
        )
        for _ in range(steps)
    )


def _at_work(code: str) -> Client:
    client = Client()
    client.post("/sign-in/staff/", {"code": code, "password": cast.PASSWORD})
    return client


def _at_home(key: str) -> Client:
    client, now = Client(), clock.now()
    session = client.session
    account = Account.objects.get(pk=stage.at_home(key, now).account_id)
    open_session(session, account, level="high", shared=False, at=now)
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = str(session.session_key)
    return client


def _pages(plays: Plays) -> dict[str, tuple[Client, str]]:
    """What is asked, by whom: the deciding body, the community, the citizen."""
    now = clock.now()
    waiting = plays.submitted("maria", now)
    case = plays.accepted(plays.submitted("olesia", now), "umovnyi", now)
    forming = plays.formed("stepan", "zrazkova", "dolyna", now)
    checked = plays.finished("vira", "zrazkova", "dolyna", now)
    for model in (waiting, forming):
        _grow(model, CASES)
    for one in (case, checked):
        _lengthen(one, HISTORY)
    specialist, officer = _at_work("umovnyi"), _at_work("zrazkova")
    return {
        "reference page": (specialist, "/reference/"),
        f"queue of {CASES} cases": (specialist, reverse("department:queue")),
        f"case with {HISTORY} steps": (specialist, reverse("department:case", args=[case.pk])),
        f"community queue of {CASES}": (officer, reverse("community:queue")),
        "community case": (officer, reverse("community:case", args=[checked.pk])),
        "citizen's application": (_at_home("maria"), reverse("cabinet:application", args=[waiting.pk])),
    }


def _queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        response = client.get(path)
    if response.status_code != 200:
        raise AssertionError(f"{path} answered {response.status_code}")
    return len(captured)


@override_settings(ROOT_URLCONF="benches.reference", ALLOWED_HOSTS=["*"])
def run() -> list[Measured]:
    """Median and p95 of each page, and its number of SQL queries."""
    with tempfile.TemporaryDirectory() as folder, world.answering_authority(Path(folder)) as authority:
        with override_settings(TURBOTA_TRUST_DIR=authority.trust):
            pages = _pages(world.plays(authority, clock.now()))
            counts = {name: _queries(client, path) for name, (client, path) in pages.items()}
            found = compare(
                "pages",
                {name: partial(client.get, path) for name, (client, path) in pages.items()},
                rounds=ROUNDS,
            )
    for name, count in counts.items():
        print(f"{name}: {count} SQL queries")
    return found
