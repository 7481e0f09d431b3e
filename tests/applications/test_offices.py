"""ЦНАП with its own or its community's seal, control and register; старостинські округи; a community without control."""

import pytest
from tests.factories.handovers import office, sent
from tests.factories.world import moment

from turbota.access import operations as access
from turbota.access.actors import SYSTEM, Actor, staff_actor
from turbota.access.models import Account, Organisation, Role
from turbota.applications import hands, queries, register_queries
from turbota.applications.models import Application, ApplicationStep, HandoverRegister
from turbota.applications.operations import assigning, attaching, handover, intake, sealing
from turbota.applications.states import State
from turbota.deadlines.models import Clock
from turbota.kernel.errors import Conflict, Missing, Refused
from turbota.signatures.models import Signature
from turbota_demo import cast, papers, stage
from turbota_demo.plays import Plays
from turbota_simulators.signing import sign_digest

AT = moment("2026-11-16 10:00")
NEXT = moment("2026-11-17 09:00")
KALYNA = (
    ("kalyna-officer", Role.COMMUNITY_OFFICER, ""),
    ("kalyna-control", Role.CONTROL_SPECIALIST, ""),
    ("kalyna-seal", Role.SEAL_OPERATOR, ""),
)
WHY = "На час відпустки колеги."
UPPER, LOWER = "Верхній старостинський округ", "Нижній старостинський округ"


def employee(code: str, body: str, role: str, district: str = "") -> Account:
    return stage.enter_employee(
        cast.Employee(code, "Колега", "Надія", "Тестівна", "", ((body, role, "", district),)), AT
    )


def actor(code: str) -> Actor:
    return staff_actor(Account.objects.get(code=code), AT.date())


def kalyna(*, has_control: bool = True, **leans: bool) -> None:
    """The community over the ЦНАП has people of every role, and the ЦНАП leans on it as said."""
    for code, role, district in KALYNA:
        employee(code, "kalyna", role.value, district)
    Organisation.objects.filter(pk=office("kalyna").pk).update(has_control=has_control)
    given = {"uses_parent_seal": False, "uses_parent_control": False, "uses_parent_register": False, **leans}
    access.lean(by=SYSTEM, organisation_id=office("centre").pk, at=AT, **given)


def ids(rows: object) -> set[object]:
    return {row.pk for row in rows}  # type: ignore[attr-defined]


@pytest.mark.requirement("R133", "R140", "R148")
def test_a_centre_with_its_own_seal_and_register_works_alone(plays: Plays) -> None:
    kalyna()
    case = plays.finished("roman", "centrova", "centre", AT)
    assert case.state == State.READY
    assert queries.queue(actor("kalyna-officer"), states=(State.READY,)).rows == ()
    register = sent(plays, [case], "centrova", NEXT)
    assert register.community_id == office("centre").pk
    with pytest.raises(Missing):
        register_queries.register_for(actor("kalyna-officer"), register.pk)


def seal_by(plays: Plays, case: Application, code: str, body: str) -> None:
    """The operator with the code seals every copy of the case with the seal of the body."""
    for copy in case.attachments.select_related("file"):
        cms = sign_digest(plays.keys.seal(cast.body(body)), bytes.fromhex(copy.file.sha256), at=AT)
        attaching.seal_copy(by=actor(code), application_id=case.pk, attachment_id=copy.pk, cms=cms, at=AT)


@pytest.mark.requirement("R133", "R140", "R147", "R148", "R151")
def test_a_centre_leans_on_its_community_in_everything(plays: Plays) -> None:
    kalyna(uses_parent_seal=True, uses_parent_control=True, uses_parent_register=True)
    centrova = stage.at_work("centrova", AT)
    case = plays.entered("roman", "centrova", "centre", AT)
    assert not queries.unsealed(centrova).exists()
    assert queries.unsealed(actor("kalyna-seal")).count() == 2
    with pytest.raises(Missing):
        seal_by(plays, case, "centrova", "centre")
    with pytest.raises(Refused) as foreign:
        seal_by(plays, case, "kalyna-seal", "centre")
    assert foreign.value.code == "foreign_seal"
    seal_by(plays, case, "kalyna-seal", "kalyna")

    finished = intake.finish_forming(by=centrova, application_id=case.pk, at=AT)
    assert finished.state == State.ON_CONTROL
    clock = Clock.objects.get(rule_code="community_control", subject_id=case.pk)
    assert clock.organisation_id == office("kalyna").pk
    control = actor("kalyna-control")
    assert ids(queries.queue(control, states=(State.ON_CONTROL,)).rows) == {case.pk}
    intake.pass_control(by=control, application_id=case.pk, at=AT)

    with pytest.raises(Conflict):
        handover.hand_over(by=centrova, application_ids=[case.pk], at=NEXT)
    (register,) = handover.hand_over(by=actor("kalyna-officer"), application_ids=[case.pk], at=NEXT)
    assert (register.community_id, register.number) == (office("kalyna").pk, "26-0001")
    assert ids(queries.community_tail(centrova).rows) == {case.pk}
    with pytest.raises(Missing):
        register_queries.register_for(centrova, register.pk)


@pytest.mark.requirement("R140", "R148")
def test_a_register_of_a_centre_bears_the_seal_of_its_community(plays: Plays) -> None:
    kalyna(has_control=False, uses_parent_seal=True)
    centrova, operator = stage.at_work("centrova", AT), actor("kalyna-seal")
    case = plays.entered("roman", "centrova", "centre", AT)
    seal_by(plays, case, "kalyna-seal", "kalyna")
    intake.finish_forming(by=centrova, application_id=case.pk, at=AT)
    (register,) = handover.hand_over(by=centrova, application_ids=[case.pk], at=NEXT)
    assert register.community_id == office("centre").pk and register.paper is not None
    digest = bytes.fromhex(register.paper.sha256)
    assert ids(register_queries.unsealed_registers(operator)) == {register.pk}
    assert not register_queries.unsealed_registers(centrova).exists()

    def sealed(by: Actor, body: str) -> Signature:
        cms = sign_digest(plays.keys.seal(cast.body(body)), digest, at=NEXT)
        return sealing.seal_register(by=by, register_id=register.pk, cms=cms, at=NEXT)

    with pytest.raises(Missing):
        sealed(centrova, "kalyna")
    with pytest.raises(Refused) as foreign:
        sealed(operator, "centre")
    assert foreign.value.code == "foreign_seal"
    assert sealed(operator, "kalyna").state == "valid"
    assert not register_queries.unsealed_registers(operator).exists()


@pytest.mark.requirement("R133", "R140")
def test_a_joint_register_of_a_community_has_the_cases_of_its_centre(plays: Plays) -> None:
    kalyna(has_control=False, uses_parent_register=True)
    officer = actor("kalyna-officer")
    theirs = plays.finished("roman", "centrova", "centre", AT)
    own = plays.entered_by(officer, "maria", "kalyna", AT)
    seal_by(plays, own, "kalyna-seal", "kalyna")
    intake.finish_forming(by=officer, application_id=own.pk, at=AT)
    (register,) = handover.hand_over(by=officer, application_ids=[theirs.pk, own.pk], at=NEXT)
    assert register.cases == 2


def test_only_a_centre_under_a_community_leans(plays: Plays) -> None:
    given = {"uses_parent_seal": True, "uses_parent_control": False, "uses_parent_register": False}
    for key in ("yavir", "pension"):
        with pytest.raises(Refused):
            access.lean(by=SYSTEM, organisation_id=office(key).pk, at=AT, **given)
    with pytest.raises(Missing):
        access.lean(by=stage.at_work("centrova", AT), organisation_id=office("centre").pk, at=AT, **given)


@pytest.mark.requirement("R151", "R152")
def test_a_community_without_control_says_so_in_the_history(plays: Plays) -> None:
    case = plays.finished("maria", "starosta", "yavir", AT)
    step = ApplicationStep.objects.get(subject=case, verb="finish")
    assert (case.state, step.target) == (State.READY, State.READY)
    assert step.reason == "Спеціаліста з контролю в громаді немає: справа готова до передачі."


def two_districts(plays: Plays) -> tuple[Application, Application, Application]:
    """Cases of two districts and of the whole community of Калина, all ready."""
    kalyna(has_control=False)
    employee("upper", "kalyna", Role.COMMUNITY_OFFICER.value, UPPER)
    employee("lower", "kalyna", Role.COMMUNITY_OFFICER.value, LOWER)
    found = []
    for code, key in (("upper", "maria"), ("lower", "stepan"), ("kalyna-officer", "roman")):
        case = plays.entered_by(actor(code), key, "kalyna", AT)
        seal_by(plays, case, "kalyna-seal", "kalyna")
        found.append(intake.finish_forming(by=actor(code), application_id=case.pk, at=AT))
    return found[0], found[1], found[2]


@pytest.mark.requirement("R133", "R137")
def test_an_officer_of_a_district_sees_and_works_only_its_cases(plays: Plays) -> None:
    upper, lower, whole = two_districts(plays)
    assert (upper.district, lower.district, whole.district) == (UPPER, LOWER, "")
    ready = (State.READY,)
    assert ids(queries.queue(actor("upper"), states=ready).rows) == {upper.pk}
    assert ids(queries.queue(actor("kalyna-officer"), states=ready).rows) == {upper.pk, lower.pk, whole.pk}
    for foreign in (lower, whole):
        with pytest.raises(Missing):
            queries.application_for(actor("upper"), foreign.pk, at=AT, purpose="перегляд")
        with pytest.raises(Missing):
            attaching.attach_copy(
                by=actor("upper"), application_id=foreign.pk, code="other", scan=papers.scan("Довідка"), at=AT
            )
        with pytest.raises(Conflict):
            handover.hand_over(by=actor("upper"), application_ids=[upper.pk, foreign.pk], at=NEXT)
    assert queries.by_number(actor("upper"), lower.number or "") is None
    assert queries.neighbours(actor("upper"), upper) == (None, None)
    mine = [queries.neighbours(actor("kalyna-officer"), case) for case in (upper, lower, whole)]
    assert {key for pair in mine for key in pair if key} == {upper.pk, lower.pk, whole.pk}


@pytest.mark.requirement("R140")
def test_registers_go_by_district_or_jointly(plays: Plays) -> None:
    upper, lower, whole = two_districts(plays)
    (own,) = handover.hand_over(by=actor("upper"), application_ids=[upper.pk], at=NEXT)
    assert (own.district, own.cases) == (UPPER, 1)
    both = handover.hand_over(
        by=actor("kalyna-officer"), application_ids=[lower.pk, whole.pk], by_district=True, at=NEXT
    )
    assert {row.district for row in both} == {LOWER, ""}
    assert ids(register_queries.registers(actor("upper"))) == {own.pk}
    assert register_queries.registers(actor("kalyna-officer")).count() == 3


@pytest.mark.requirement("R140")
def test_a_joint_register_is_not_shown_to_an_officer_of_one_district(plays: Plays) -> None:
    upper, lower, _ = two_districts(plays)
    (joint,) = handover.hand_over(by=actor("kalyna-officer"), application_ids=[upper.pk, lower.pk], at=NEXT)
    assert (joint.district, joint.cases) == ("", 2)
    assert HandoverRegister.objects.count() == 1
    with pytest.raises(Missing):
        register_queries.register_for(actor("upper"), joint.pk)
    assert ids(queries.community_tail(actor("upper")).rows) == {upper.pk}


def given(case: Application, to: str, by: Actor) -> Application:
    account = Account.objects.get(code=to)
    return assigning.reassign(by=by, application_id=case.pk, account_id=account.pk, why=WHY, at=AT)


def refused_to(case: Application, *codes: str, by: Actor) -> None:
    for code in codes:
        with pytest.raises(Refused) as refusal:
            given(case, code, by)
        assert refusal.value.code == "no_such_post", code


@pytest.mark.requirement("R133", "R151")
def test_the_community_controls_takes_and_moves_the_case_of_its_centre(plays: Plays) -> None:
    kalyna(uses_parent_control=True)
    employee("kalyna-control-2", "kalyna", Role.CONTROL_SPECIALIST.value)
    employee("centre-control", "centre", Role.CONTROL_SPECIALIST.value)
    employee("yavir-control", "yavir", Role.CONTROL_SPECIALIST.value)
    for code, body in (("kalyna-head", "kalyna"), ("centre-head", "centre"), ("yavir-head", "yavir")):
        employee(code, body, Role.HEAD.value)
    case = plays.finished("roman", "centrova", "centre", AT)
    assert case.state == State.ON_CONTROL
    for stranger in ("centrova", "centre-control", "yavir-control", "kalyna-officer"):
        with pytest.raises(Missing):
            assigning.take(by=actor(stranger), application_id=case.pk, at=AT)
    assert assigning.take(by=actor("kalyna-control"), application_id=case.pk, at=AT).taken_by_id
    with pytest.raises(Conflict):
        assigning.take(by=actor("kalyna-control-2"), application_id=case.pk, at=AT)
    head = actor("kalyna-head")
    for stranger in ("centre-head", "yavir-head"):
        with pytest.raises(Missing):
            given(case, "kalyna-control-2", actor(stranger))
    refused_to(case, "yavir-control", "centre-control", "kalyna-officer", "centrova", by=head)
    kalyna_id, had = office("kalyna").pk, Account.objects.get(code="kalyna-control").pk
    assert ids(hands.cases_of(head, kalyna_id, had)) == {case.pk}
    loads = {one.name: one.load for one in hands.receivers(kalyna_id, AT) if one.account_id == had}
    assert list(loads.values()) == [1]
    rows = [one for one in hands.receivers(kalyna_id, AT) if one.account_id != had]
    second = Account.objects.get(code="kalyna-control-2").pk
    assert hands.spread(hands.named(head, [case.pk]), rows) == {case.pk: second}
    assert given(case, "kalyna-control-2", head).taken_by_id == second


@pytest.mark.requirement("R133", "R140")
def test_a_centre_that_forms_alone_is_moved_within_itself(plays: Plays) -> None:
    kalyna()
    employee("centre-2", "centre", Role.COMMUNITY_OFFICER.value)
    for code, body in (("kalyna-head", "kalyna"), ("centre-head", "centre")):
        employee(code, body, Role.HEAD.value)
    case = plays.entered("roman", "centrova", "centre", AT)
    refused_to(case, "kalyna-officer", "kalyna-control", by=actor("kalyna-head"))
    assert given(case, "centre-2", actor("centre-head")).taken_by_id
    assert given(case, "centrova", actor("kalyna-head")).taken_by_id
    people = [one for one in hands.receivers(office("kalyna").pk, AT) if one.works_on(case)]
    assert {one.account_id for one in people} == set(
        Account.objects.filter(code__in=("centrova", "centre-2")).values_list("pk", flat=True)
    )


@pytest.mark.requirement("R133", "R140")
def test_a_ready_case_of_a_centre_waits_for_whoever_sends_it(plays: Plays) -> None:
    kalyna(has_control=False, uses_parent_register=True)
    case = plays.finished("roman", "centrova", "centre", AT)
    assert case.state == State.READY
    with pytest.raises(Missing):
        assigning.take(by=actor("starosta"), application_id=case.pk, at=AT)
    officer, centrova = actor("kalyna-officer"), actor("centrova")
    with pytest.raises(Conflict):
        assigning.take(by=officer, application_id=case.pk, at=AT)
    assigning.give_back(by=centrova, application_id=case.pk, reason=WHY, at=AT)
    assert assigning.take(by=officer, application_id=case.pk, at=AT).taken_by_id == officer.account_id
    back = assigning.give_back(by=officer, application_id=case.pk, reason=WHY, at=AT)
    assert back.taken_by_id is None


@pytest.mark.requirement("R133", "R137")
def test_a_case_of_a_district_is_given_only_to_who_works_in_it(plays: Plays) -> None:
    upper, lower, whole = two_districts(plays)
    employee("upper-2", "kalyna", Role.COMMUNITY_OFFICER.value, UPPER)
    employee("kalyna-head", "kalyna", Role.HEAD.value)
    employee("upper-head", "kalyna", Role.HEAD.value, UPPER)
    head, of_upper = actor("kalyna-head"), actor("upper-head")
    refused_to(upper, "lower", by=head)
    refused_to(lower, "upper", "upper-2", by=head)
    refused_to(whole, "upper", "lower", by=head)
    for foreign in (lower, whole):
        with pytest.raises(Missing):
            given(foreign, "kalyna-officer", of_upper)
    assert given(upper, "upper-2", of_upper).taken_by_id
    cases = hands.named(head, [upper.pk, lower.pk, whole.pk])
    plan = hands.spread(cases, hands.receivers(office("kalyna").pk, AT))
    name = {row.pk: row.code for row in Account.objects.filter(pk__in=plan.values())}
    able = {upper.pk: {"upper", "upper-2"}, lower.pk: {"lower"}, whole.pk: set()}
    assert {key: name[chosen] in able[key] | {"kalyna-officer"} for key, chosen in plan.items()} == {
        upper.pk: True, lower.pk: True, whole.pk: True,
    }  # fmt: skip
