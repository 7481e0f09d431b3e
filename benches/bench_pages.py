"""Pages of staff and of the citizen over a grown world: against the reference page, and against bare SQL.

All pages are asked in turns through the whole middleware, with a real session, in one process. The size of the world
is TURBOTA_BENCH_SIZE: small (the default), full, or people and cases in figures: 200000x20000.
"""

import os
import random
from collections.abc import Callable, Iterator
from functools import partial
from itertools import cycle
from pathlib import Path

from benches import slips
from benches.bare import Bare
from benches.measuring import BARE, Measured, compare
from django.conf import settings
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.world import free_port

from turbota.access.actors import Actor, staff_actor
from turbota.access.models import Account, Organisation
from turbota.applications.finding import found_cases
from turbota.applications.models import Application, ApplicationStep
from turbota.applications.states import State
from turbota.kernel import clock
from turbota.people.models import Person
from turbota.people.wanted import read
from turbota.web.community.queue_rows import AT_WORK
from turbota.web.shared.session import open_session
from turbota_demo import world
from turbota_simulators.issuing import establish

SIZES = {"small": (40_000, 5_000), "full": (1_000_000, 100_000)}
HISTORY = 300
ROUNDS = 60
SAMPLE = 200
COMMUNITY, DECIDER = "45000000", "46000000"
Things = dict[str, Callable[[], object]]


@override_settings(ROOT_URLCONF="benches.reference", ALLOWED_HOSTS=["*"])
def run() -> list[Measured]:
    """Median and p95 of each page and of its bare twin; the numbers of SQL queries and the recall are printed."""
    _grow()
    things = _pages()
    found = compare("pages", things, rounds=ROUNDS)
    _print_recall()
    return found


def _grow() -> None:
    size = os.environ.get("TURBOTA_BENCH_SIZE", "small")
    people, cases = SIZES[size] if size in SIZES else map(int, size.split("x"))
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    establish(Path(settings.TURBOTA_TRUST_DIR).parent, free_port())
    made = world.grow(people=people, cases=cases, seed=1)
    print(
        f"grown: {people} people, {cases} cases, {sum(made['rows'].values())} rows, seconds: {made['seconds']}"
    )
    with connection.cursor() as cursor:
        cursor.execute("vacuum analyze")  # as autovacuum leaves a table that stands for a day
        cursor.execute("select pg_size_pretty(pg_database_size(current_database()))")
        print(f"database: {cursor.fetchone()[0]}")


def signed_in(account: Account, level: str) -> Client:
    client = Client()
    session = client.session
    open_session(session, account, level=level, shared=False, at=clock.now())
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = str(session.session_key)
    return client


def _at_work(office: str) -> Client:
    return signed_in(Account.objects.get(code=f"{office}-1"), "staff")


def _actor(office: str) -> Actor:
    return staff_actor(Account.objects.get(code=f"{office}-1"), clock.today())


def _lengthen(case: Application) -> None:
    """A long path of one case."""
    ApplicationStep.objects.bulk_create(
        ApplicationStep(
            subject=case, verb="accept", source="received", target="in_work", at=clock.now(), by_name="Особа"
        )
        for _ in range(HISTORY)
    )


def _pages() -> Things:
    """What is asked, by whom, each page with its bare twin behind it."""
    here, body = (Organisation.objects.get(code=code) for code in (COMMUNITY, DECIDER))
    officer, specialist = _at_work(COMMUNITY), _at_work(DECIDER)
    own, deciding = Bare(here.pk, takes=True), Bare(body.pk, takes=False)
    case = Application.objects.filter(holder=body, state=State.IN_WORK).order_by("pk")[0]
    told = Application.objects.filter(community=here, state=State.ON_CONTROL).order_by("pk")[0]
    asked = Application.objects.filter(decider=body, author__is_staff=False, state=State.RECEIVED)[0]
    citizen = asked.author
    assert citizen is not None
    _lengthen(case)
    things: Things = {"reference page": partial(specialist.get, "/reference/")}
    things |= _with_bare("department's queue", specialist, reverse("department:queue"),
                         partial(deciding.queue, [State.RECEIVED], copies=False))  # fmt: skip
    things |= _with_bare("community's queue", officer, reverse("community:queue"),
                         partial(own.queue, list(AT_WORK), copies=True))  # fmt: skip
    things |= _with_bare(f"case with {HISTORY} steps", specialist, reverse("department:case", args=[case.pk]),
                         partial(deciding.case, case.pk))  # fmt: skip
    things |= _with_bare("community's case", officer, reverse("community:case", args=[told.pk]),
                         partial(own.case, told.pk))  # fmt: skip
    at_home = signed_in(citizen, "high")
    address = reverse("cabinet:application", args=[asked.pk])
    things["citizen's application"] = counted("citizen's application", partial(at_home.get, address))
    return things | _searches(specialist, deciding, body)


def _with_bare(name: str, client: Client, address: str, bare: Callable[[], object]) -> Things:
    return {name: counted(name, partial(client.get, address)), name + BARE: bare}


def counted(name: str, call: Callable[[], object]) -> Callable[[], object]:
    with CaptureQueriesContext(connection) as captured:
        answer = call()
    status = getattr(answer, "status_code", 0)
    if status != 200:
        raise AssertionError(f"{name} answered {status}")
    print(f"{name}: {len(captured)} SQL queries")
    return call


# ── searches ──────────────────────────────────────────────────────────────────────────────────────


def _sample(body: Organisation, chance: random.Random) -> list[tuple[Application, Person]]:
    """Cases that the body holds or held, with their people."""
    rows = Application.objects.filter(decider=body, holder=body) | Application.objects.filter(
        decider=body, state=State.DECIDED
    )
    cases = list(rows.select_related("applicant").order_by("pk"))
    some = chance.sample(cases, min(SAMPLE, len(cases)))
    return [(case, case.applicant) for case in some if case.applicant is not None]


def _searches(client: Client, bare: Bare, body: Organisation) -> Things:
    chance = random.Random(1)
    people = [person for _, person in _sample(body, chance)]
    ways = {
        "search: tax number": [person.tax_number or "" for person in people],
        "search: surname, date": [f"{person.surname} {_born(person)}" for person in people],
        "search: slip, date": [f"{_slipped(person, chance)} {_born(person)}" for person in people],
        "search: slip, no date": [f"{_slipped(person, chance)} {person.given_name}" for person in people],
    }
    things: Things = {}
    for name, texts in ways.items():
        typed, again = cycle(texts), cycle(texts)
        things[name] = counted(name, partial(_search, client, typed))
        things[name + BARE] = partial(_search_bare, bare, again)
    return things


def _search(client: Client, texts: Iterator[str]) -> object:
    return client.post(reverse("department:find"), {"q": next(texts)})


def _search_bare(bare: Bare, texts: Iterator[str]) -> None:
    bare.search(read(next(texts)))


def _born(person: Person) -> str:
    return f"{person.birth_date:%d.%m.%Y}"


def _slipped(person: Person, chance: random.Random) -> str:
    return chance.choice(slips.ALL)(person.surname, chance)


def _print_recall() -> None:
    """How many of the wanted cases a search finds after one slip of each sort, and how many stand first."""
    chance = random.Random(2)
    actor = _actor(DECIDER)
    sample = _sample(Organisation.objects.get(code=DECIDER), chance)
    print(f"{'recall after one slip':24} {'with date':>10} {'own name':>10} {'first of these':>15} {'of':>5}")
    for slip in slips.ALL:
        tried = found = dated = first = 0
        for case, person in sample:
            surname = slip(person.surname, chance)
            if surname == person.surname:
                continue
            tried += 1
            dated += case.pk in _found(actor, f"{surname} {_born(person)}")
            named = _found(actor, f"{surname} {person.given_name}")
            found += case.pk in named
            first += named[:1] == [case.pk]
        if tried:
            print(
                f"{slip.__name__:24} {dated / tried:10.1%} {found / tried:10.1%} {first / tried:15.1%} {tried:5}"
            )


def _found(actor: Actor, text: str) -> list[object]:
    return [one.application.pk for one in found_cases(actor, read(text))]
