"""An application that tells of violence is there for those who work on it, and for nobody else of the unit."""

import pytest
from tests.casework.test_services import KIND, accepted, assess, assigned, entry, prepared, submitted
from tests.factories import casework, world
from tests.factories.desk import client_of
from tests.factories.world import moment

from turbota.access.actors import Actor, staff_actor
from turbota.applications import finding, hands, permissions, queries
from turbota.applications.guarding import to_give_out
from turbota.applications.models import Application
from turbota.applications.operations import acceptance, drafting
from turbota.applications.states import HELD_BY_DECIDER, State
from turbota.casework.models import Case
from turbota.casework.operations import carding
from turbota.casework.states import Sensitivity
from turbota.deadlines.queries import clocks_of, running_for, strip
from turbota.decisions import operations as decisions
from turbota.decisions import queries as decided
from turbota.kernel import clock
from turbota.kernel.errors import Missing
from turbota.people.wanted import read as wanted_of
from turbota_demo import answers as asked
from turbota_demo import cast, social_cast, stage
from turbota_demo.cast import Employee
from turbota_demo.plays import Plays

pytestmark = pytest.mark.django_db
TUESDAY = moment("2026-11-17 10:00")
UNIT = ("turbotna", "pomichnyi", "nastavna")
ALL = (*HELD_BY_DECIDER, State.DECIDED)


def unit() -> tuple[Actor, Actor, Actor]:
    """The specialist who gets it, another one, and the supervisor, who is the head as well."""
    one, other, supervisor = (casework.at_work(code, TUESDAY) for code in UNIT)
    return one, other, supervisor


def knows(actor: Actor, application: Application) -> bool:
    """Whether anything at all tells the actor of it; every way has to say the same."""
    assert application.number is not None and application.applicant is not None
    ways = {
        "queue": bool(queries.queue(actor, states=ALL).rows),
        "count": bool(queries.due_days(actor, states=ALL)),
        "number": bool(finding.found_cases(actor, wanted_of(application.number))),
        "name": bool(finding.found_cases(actor, wanted_of(application.applicant.full_name))),
        "page": permissions.READ_APPLICATION.can(actor, application),
    }
    assert len(set(ways.values())) == 1, ways
    return ways["page"]


@pytest.mark.requirement("R055", "R056")
def test_a_new_one_is_known_to_the_supervisor_alone_until_she_gives_it_out(plays: Plays) -> None:
    one, other, supervisor = unit()
    application = submitted(plays, violence="domestic")
    assert application.guarded
    assert not knows(one, application) and not knows(other, application)
    assert [row.pk for row in to_give_out(supervisor)] == [application.pk]
    with pytest.raises(Missing):
        acceptance.accept(by=one, application_id=application.pk, at=TUESDAY)
    assigned(application, "turbotna", TUESDAY)
    application.refresh_from_db()
    assert knows(one, application) and not knows(other, application)
    with pytest.raises(Missing) as hidden:
        acceptance.accept(by=other, application_id=application.pk, at=TUESDAY)
    assert hidden.value.sentence == Missing().sentence
    acceptance.accept(by=one, application_id=application.pk, at=TUESDAY)
    assert application.holder_id is not None
    assert hands.loads(application.holder_id) == {}


@pytest.mark.requirement("R056")
def test_its_terms_are_told_to_those_alone_who_may_read_it(plays: Plays) -> None:
    """In the unit: nobody but the supervisor, until she gives it out; an ordinary one is counted for everybody."""
    application, ordinary = submitted(plays, violence="domestic"), submitted(plays)
    assert clocks_of("application", application.pk) and clocks_of("application", ordinary.pk)

    def told() -> list[tuple[bool, bool]]:
        found = []
        for actor in unit():
            terms = running_for(actor)
            days = strip(actor, TUESDAY.date())
            counted = days.late + days.today + days.later + days.paused + sum(count for _, count in days.days)
            assert counted == terms.count()
            subjects = {one.subject_id for one in terms}
            found.append((application.pk in subjects, ordinary.pk in subjects))
        return found

    assert told() == [(False, True), (False, True), (True, True)]
    assigned(application, "turbotna", TUESDAY)
    assert told() == [(True, True), (False, True), (True, True)]


def test_at_a_counter_it_is_there_for_who_registered_or_fills_it_from_its_answers_on(plays: Plays) -> None:
    """The page, the queue and the terms say the same; the answers alone guard it, long before it goes to the unit."""
    post = (("dolyna", "community_officer", "", ""),)
    first, second, third = (
        staff_actor(
            stage.enter_employee(Employee(code, "Уявна", "Колега", "Іванівна", "", post), TUESDAY),
            TUESDAY.date(),
        )
        for code in ("first", "second", "third")
    )
    application = plays.registered_by(first, "stepan", "dolyna", TUESDAY, kind=KIND)
    assert not application.guarded and all(counter_knows(one, application) for one in (first, second, third))
    answers = asked.for_services(cast.citizen("stepan"), on=TUESDAY.date(), violence="domestic")
    drafting.save_answers(by=second, application_id=application.pk, answers=answers, at=TUESDAY)
    application.refresh_from_db()
    assert application.guarded
    assert [counter_knows(one, application) for one in (first, second, third)] == [True, True, False]


def counter_knows(actor: Actor, application: Application) -> bool:
    ways = {
        "queue": bool(queries.queue(actor, states=(State.FORMING,)).rows),
        "terms": running_for(actor).filter(subject_id=application.pk).exists(),
        "page": permissions.READ_APPLICATION.can(actor, application),
    }
    assert len(set(ways.values())) == 1, ways
    return ways["page"]


def test_it_tells_nothing_beside_another_application_of_the_same_person(plays: Plays) -> None:
    one, _, _ = unit()
    hidden = submitted(plays, violence="domestic")
    open_one = submitted(plays)
    assert not open_one.guarded and knows(one, open_one)
    assert queries.running_beside(open_one) == []
    assert [row.number for row in queries.running_beside(hidden)] == [open_one.number]


def test_the_head_sees_it_from_the_signature_of_the_specialist_on(plays: Plays) -> None:
    post = (("unit", "head", "Заступниця начальниці", ""),)
    employee = Employee("nachalna", "Начальна", "Віра", "Олегівна", "2888400012", post)
    head = staff_actor(stage.enter_employee(employee, TUESDAY), TUESDAY.date())
    other = casework.at_work("pomichnyi", TUESDAY)
    application = accepted(plays, violence="domestic")
    assert not permissions.READ_APPLICATION.can(head, application)
    assess(application)
    decision = prepared(application, entry())
    assert not decided.to_sign(head).exists()
    key = plays.keys.person(social_cast.worker("turbotna"))
    world.sign_paper(decisions.propose, casework.at_work("turbotna", TUESDAY), decision, key, TUESDAY)
    assert decided.to_sign(head).get() == decision
    assert permissions.READ_APPLICATION.can(head, application)
    with pytest.raises(Missing):
        decisions.send_back(by=other, decision_id=decision.pk, reason="Перевірте обсяг послуг.", at=TUESDAY)


def test_a_case_that_becomes_sensitive_takes_its_applications_along(plays: Plays) -> None:
    application = accepted(plays)
    keeper = Application.objects.get(pk=application.pk).taken_by
    assert keeper is not None
    other = "pomichnyi" if keeper.code == "turbotna" else "turbotna"
    assert knows(casework.at_work(other, TUESDAY), application)
    case = Case.objects.get()
    by = casework.at_work(keeper.code, TUESDAY)
    for value, known in ((Sensitivity.CHILD, False), (Sensitivity.NONE, True)):
        carding.set_sensitivity(by=by, case_id=case.pk, value=value, reason="Так з’ясувалося.", at=TUESDAY)
        application.refresh_from_db()
        assert knows(casework.at_work(other, TUESDAY), application) is known
        assert knows(by, application)


def test_the_supervisor_gives_it_out_on_a_page_and_a_colleague_finds_no_such_page(plays: Plays) -> None:
    unit()
    application = submitted(plays, violence="child")
    address = f"/manager/approvals/guarded/{application.pk}/"
    with clock.frozen(TUESDAY):
        supervisor = client_of("nastavna", TUESDAY)
        page = supervisor.get("/manager/approvals/").content.decode()
        assert str(application.number) in page and "жорстоке поводження з дитиною" in page
        assert "Напишіть, чому" in supervisor.post(address, {"why": ""}).content.decode()
        receiver = casework.at_work("pomichnyi", TUESDAY).account_id
        given = {"account": str(receiver), "why": "Знає цю родину."}
        assert supervisor.post(address, given).status_code == 302
        assert Application.objects.get().taken_by_id == receiver
        colleague = client_of("turbotna", TUESDAY)
        assert colleague.get(f"/department/case/{application.pk}/").status_code == 404
        assert colleague.get(address).status_code in (403, 404)
