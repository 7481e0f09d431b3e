"""A grown world: the same rows for the same seed, and everything in it agrees as in a world made by hand."""

from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.db.models import F, OuterRef, Q, Subquery
from django.test import Client, override_settings
from django.urls import reverse
from pytest_django import DjangoDbBlocker
from stdnum.ua import rntrc
from tests.factories.everybody import whole_transaction
from tests.factories.fixtures import QUICK_HASHER
from tests.factories.world import moment
from tests.project.test_keeping_commands import run

from turbota.access.actors import staff_actor
from turbota.access.models import Account, NumberSeries, Organisation
from turbota.applications import finding, queries
from turbota.applications.models import Application, ApplicationStep, HandoverLine, Holding
from turbota.applications.states import MACHINE, NOBODY, State
from turbota.deadlines.models import Clock
from turbota.decisions.models import Decision
from turbota.documents.operations import read as read_file
from turbota.kernel import clock
from turbota.kernel.errors import Refused
from turbota.messages.models import Message
from turbota.people import names
from turbota.people.models import Person, SurnameKey
from turbota.people.wanted import read
from turbota.personal_files.models import Award, PersonalFile
from turbota.project.commands import world as command
from turbota.web.shared.session import open_session
from turbota_demo import growing, patterns
from turbota_demo.crowd import FIRST_SERIAL, crowd, tax_number
from turbota_demo.stage import Keys

PEOPLE, CASES, SEED = 2400, 300, 7
TODAY = date(2026, 11, 16)
NOW = moment("2026-11-16 11:00")
COMPARED = (
    "people_person", "people_contact", "people_tie", "people_surnamekey", "access_account", "access_organisation",
    "access_post", "access_numberseries", "applications_application", "applications_applicationstep",
    "applications_holding", "applications_attachment", "applications_handoverregister", "applications_handoverline",
    "deadlines_clock", "deadlines_clockentry", "decisions_decision", "decisions_decisionstep",
    "personal_files_personalfile", "personal_files_award", "messages_message", "messages_delivery",
)  # fmt: skip
OF_THIS_MACHINE = (
    "paper_id", "sheet_id", "file_id", "seal_id", "signature_id", "specialist_signature_id", "head_signature_id",
)  # fmt: skip
"""Papers and signatures of the patterns, made with keys of the day; and the own numbers of rows that nothing names."""
COUNTED = ("access_numberseries", "people_surnamekey")
GROWN = Q(applicant__document__startswith="5000")
pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def contents() -> dict[str, str]:
    """A digest of the grown rows of each table, without what is of this machine."""
    found = {}
    grown = f"{int(datetime.combine(TODAY, time(8), tzinfo=clock.KYIV).timestamp() * 1000):012x}"
    with connection.cursor() as cursor:
        for table in COMPARED:
            row = f"(to_jsonb(one) - array[{', '.join(repr(name) for name in OF_THIS_MACHINE)}])"
            own = f"replace(one.id::text, '-', '') like '{grown}%'"
            if table in COUNTED:
                row, own = f"({row} - 'id')", "true"
            digest = f"md5(string_agg({row}::text, '' order by {row}::text))"
            cursor.execute(f"select count(*), {digest} from {table} one where {own}")
            number, found[table] = cursor.fetchone()
            assert number, table
    return found


@pytest.fixture(scope="module")
def grown(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, session_keys: Keys
) -> Iterator[tuple[dict[str, str], dict[str, str]]]:
    """The world, grown twice, with other patterns each time: what the tables held after the first time and the second."""
    with (
        django_db_blocker.unblock(),
        override_settings(TURBOTA_TRUST_DIR=str(session_keys.ca.trust), PASSWORD_HASHERS=[QUICK_HASHER]),
        whole_transaction(),
        clock.frozen(NOW),
    ):
        Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
        with transaction.atomic():
            grow()
            first = contents()
            transaction.set_rollback(True)
        grow()
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")
            cursor.execute("set constraints all deferred")
        yield first, contents()


def grow() -> None:
    """As the command does it."""
    assert run(command, "--people", str(PEOPLE), "--cases", str(CASES), "--seed", str(SEED)) == 0


def test_the_same_seed_gives_the_same_rows(grown: tuple[dict[str, str], dict[str, str]]) -> None:
    first, second = grown
    assert first == second
    assert list(crowd(50, seed=1, today=TODAY)) == list(crowd(50, seed=1, today=TODAY))
    assert list(crowd(50, seed=1, today=TODAY)) != list(crowd(50, seed=2, today=TODAY))


def test_there_are_as_many_people_and_cases_as_asked_in_every_state(grown: object) -> None:
    assert Person.objects.filter(document__startswith="5000").count() == PEOPLE
    cases = Application.objects.filter(GROWN)
    assert cases.count() == CASES
    without_decision = {State.LEFT, State.JOINED, State.WITHDRAWN}  # no pattern ends like this
    assert set(cases.values_list("state", flat=True)) == set(State.values) - without_decision
    assert cases.values("community").distinct().count() > 4
    assert cases.exclude(decider=None).values("decider").distinct().count() == 2
    assert cases.values("applicant").distinct().count() == CASES


def test_tax_numbers_pass_the_check_digit_and_some_people_have_none_on_purpose(grown: object) -> None:
    numbers = Person.objects.filter(document__startswith="5000").values_list("tax_number", "unzr")
    assert all(rntrc.is_valid(number) for number, _ in numbers if number)
    assert 0.005 < sum(number is None for number, _ in numbers) / PEOPLE < 0.05
    assert any(unzr for number, unzr in numbers if number is None)
    assert rntrc.is_valid(tax_number(date(1991, 5, 12), FIRST_SERIAL))


def test_a_search_finds_the_crowd_by_its_keys(grown: object) -> None:
    people = Person.objects.filter(document__startswith="5000")
    for person in people[:200]:
        assert person.name_key == names.key(person.surname, person.given_name, person.patronymic)
        assert person.surname_sound == names.sound(person.surname)
    assert not people.exclude(
        surname_sound__in=SurnameKey.objects.filter(key=F("sound")).values("sound")
    ).exists()


def test_the_state_is_that_of_the_newest_step_and_the_path_is_allowed(grown: object) -> None:
    newest = ApplicationStep.objects.filter(subject=OuterRef("pk")).order_by("-at", "-pk")
    moved = Application.objects.filter(GROWN).exclude(state=State.DRAFT)
    assert not moved.annotate(last=Subquery(newest.values("target")[:1])).exclude(state=F("last")).exists()
    for case in moved[:100]:
        state: str = MACHINE.initial
        for step in queries.steps_of(case):
            assert step.source == state
            assert MACHINE.may(step.verb, state)
            state = step.target


def test_exactly_the_holder_holds_a_case(grown: object) -> None:
    for case in Application.objects.filter(GROWN):
        now = [row.organisation_id for row in Holding.objects.filter(application=case, until__isnull=True)]
        assert now == ([case.holder_id] if case.holder_id else [])
        if case.state not in (State.DRAFT, State.DECIDED):
            assert case.holder_id in (case.community_id, case.decider_id)
        assert (MACHINE.owners[State(case.state)] == NOBODY) <= (case.holder_id is None)


def test_the_term_of_a_case_is_its_nearest_going_clock(grown: object) -> None:
    running = Clock.objects.running().filter(subject_kind="application")
    for case in Application.objects.filter(GROWN):
        dues = [one.due_on for one in running.filter(subject_id=case.pk)]
        assert case.due_on == min(dues, default=None), (case.state, case.due_on, dues)
    assert not Clock.objects.filter(entries__isnull=True).exists()


def test_decided_cases_have_decision_file_and_award(grown: object) -> None:
    decided = Application.objects.filter(GROWN, state=State.DECIDED)
    approved = Decision.objects.filter(application__in=decided, state="approved")
    granted = approved.filter(outcome="granted")
    assert decided.count() == approved.count() == PersonalFile.objects.filter(application__in=decided).count()
    assert 0 < granted.count() < approved.count()
    assert Award.objects.filter(decision__in=granted).count() == granted.count()
    assert not Award.objects.exclude(person=F("file__application__applicant")).exists()
    for decision in granted[:5]:
        assert decision.number == f"{decision.application.number}/1"
        assert decision.application.applicant is not None
        assert decision.application.applicant.surname in str(decision.calculation) or decision.calculation
        assert decision.organisation_id == decision.application.decider_id


def test_nobody_of_the_cast_is_left_in_a_copy(grown: object) -> None:
    for case in Application.objects.filter(GROWN).select_related("applicant"):
        assert case.applicant is not None
        told = case.answers["applicant"]
        assert (told["surname"], told["tax_number"]) == (case.applicant.surname, case.applicant.tax_number)
        assert told["birth_date"] == str(case.applicant.birth_date)
    texts = Message.objects.filter(person__document__startswith="5000").values_list("body", "by_name")
    assert texts
    assert not [text for text in texts if any(word in str(text) for word in ("Прикладенко", "Вишнедольськ"))]
    own = ApplicationStep.objects.filter(subject__in=Application.objects.filter(GROWN))
    assert not own.filter(by_organisation__contains="Вишнедольськ").exists()


def test_registers_have_lines_in_order_and_numbers_go_on(grown: object) -> None:
    lines = HandoverLine.objects.filter(application__in=Application.objects.filter(GROWN)).select_related(
        "register"
    )
    by_register: dict[object, list[int]] = {}
    for one in lines:
        by_register.setdefault(one.register_id, []).append(one.position)
        assert one.register.community_id == one.application.community_id
    assert len(by_register) > 1
    assert all(sorted(places) == list(range(1, len(places) + 1)) for places in by_register.values())
    last = NumberSeries.objects.get(code="application", year=2026).last
    assert f"26-{last:06d}" == Application.objects.filter(number__startswith="26-").latest("number").number


def client_of(code: str) -> Client:
    """A grown member of staff who has signed in."""
    client = Client()
    session = client.session
    open_session(session, Account.objects.get(code=code), level="staff", shared=False, at=NOW)
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = str(session.session_key)
    return client


def test_pages_open_over_the_grown_world(grown: object) -> None:
    officer, control = client_of("45000000-1"), client_of("45000000-2")
    specialist, head = client_of("46000000-1"), client_of("46000000-2")
    places = (
        (officer, "community:queue"), (officer, "community:tail"), (officer, "community:registers"),
        (officer, "community:ready"), (officer, "community:returned"), (control, "community:control"),
        (specialist, "department:queue"), (specialist, "department:work"), (specialist, "department:registers"),
        (head, "department:to-sign"),
    )  # fmt: skip
    for client, name in places:
        assert client.get(reverse(name)).status_code == 200, name
    body = Organisation.objects.get(code="46000000")
    for state in (State.RECEIVED, State.IN_WORK, State.DECIDED):
        for case in Application.objects.filter(decider=body, state=state)[:2]:
            for name in ("department:case", "department:file", "department:letters", "department:history"):
                assert specialist.get(reverse(name, args=[case.pk])).status_code == 200, (name, state)
    here = Organisation.objects.get(code="45000000")
    for state in (State.FORMING, State.ON_CONTROL, State.MENDING):
        for case in Application.objects.filter(community=here, state=state)[:2]:
            for name in ("community:case", "community:case-documents", "community:case-path"):
                assert officer.get(reverse(name, args=[case.pk])).status_code == 200, (name, state)


def test_papers_of_copies_are_those_of_their_patterns_and_open(grown: object) -> None:
    case = Application.objects.filter(GROWN, paper__isnull=False).first()
    assert case is not None
    assert case.paper is not None
    assert read_file(case.paper).startswith(b"%PDF")


def test_people_of_the_own_office_are_found_and_of_a_foreign_one_not(grown: object) -> None:
    case = Application.objects.filter(GROWN, community__code="45000000").select_related("applicant")[0]
    assert case.applicant is not None
    person = case.applicant
    slip = person.surname[:3] + person.surname[4:]
    born = f"{person.birth_date:%d.%m.%Y}"
    own = staff_actor(Account.objects.get(code="45000000-1"), TODAY)
    foreign = staff_actor(Account.objects.get(code="45000001-1"), TODAY)
    texts = (
        person.tax_number or "",
        f"{person.surname} {born}",
        f"{slip} {born}",
        f"{slip} {person.given_name}",
    )
    for text in texts:
        assert case.pk in [one.application.pk for one in finding.found_cases(own, read(text))], text
        assert case.pk not in [one.application.pk for one in finding.found_cases(foreign, read(text))]


def test_a_world_is_grown_once_and_only_with_people_enough(grown: object) -> None:
    with pytest.raises(Refused) as refused:
        growing.check(PEOPLE, CASES)
    assert "уже вирощено" in refused.value.sentence
    Organisation.objects.filter(code="45000000").update(code="00000001")
    with pytest.raises(Refused) as refused:
        growing.check(10, 5)
    assert "Людей має бути" in refused.value.sentence
    assert sum(one.share for one in patterns.PATTERNS) == 100
