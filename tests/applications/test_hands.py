"""Taking, giving back and reassigning a case: who has it stands in dated rows, and the four eyes stay two people."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from tests.factories import world
from tests.factories.at_once import at_once
from tests.factories.world import moment

from turbota.access import absences
from turbota.access import operations as access
from turbota.access.actors import SYSTEM, Actor, staff_actor
from turbota.access.models import Account, Organisation, Role
from turbota.applications.models import Application, Assignment
from turbota.applications.operations import acceptance, assigning, intake
from turbota.applications.states import State
from turbota.audit.models import Event
from turbota.decisions import operations as decisions
from turbota.kernel.errors import BadInput, Conflict, Forbidden, Missing, Refused
from turbota_demo import cast, stage
from turbota_demo.plays import Plays

MONDAY = moment("2026-11-16 10:00")
TUESDAY = moment("2026-11-17 10:00")
WHY = "На час відпустки колеги."
DONE = "Звірив паспорт, довідки ще ні."


def head_of(key: str, code: str = "hromadska") -> Actor:
    """Somebody who heads a community: the cast has none."""
    employee = cast.Employee(code, "Громадська", "Голова", "Іванівна", "2700100027", ((key, "head", "", ""),))
    return staff_actor(stage.enter_employee(employee, MONDAY), MONDAY.date())


def given(case: Application, to: Actor, by: Actor | None = None, **changes: object) -> Application:
    assert to.account_id is not None
    values = {"why": WHY, "at": TUESDAY, **changes}
    return assigning.reassign(
        by=by or stage.at_work("pokazova", TUESDAY),
        application_id=case.pk,
        account_id=to.account_id,
        **values,
    )


def hands(case: Application) -> list[tuple[object, bool]]:
    rows = Assignment.objects.filter(application=case).order_by("since", "pk")
    return [(row.account_id, row.until is None) for row in rows]


def test_a_case_given_back_is_anybodys_and_the_reason_stays(plays: Plays) -> None:
    case = plays.accepted(plays.submitted("maria", MONDAY), "umovnyi", MONDAY)
    umovnyi = stage.at_work("umovnyi", TUESDAY)
    colleague, _ = world.colleague("nadiia", like="umovnyi", at=MONDAY)
    with pytest.raises(BadInput):
        assigning.give_back(by=umovnyi, application_id=case.pk, reason="ні", at=TUESDAY)
    with pytest.raises(Conflict):
        assigning.give_back(by=colleague, application_id=case.pk, reason=DONE, at=TUESDAY)
    with pytest.raises(Conflict) as stale:
        assigning.give_back(by=umovnyi, application_id=case.pk, reason=DONE, at=TUESDAY, version=0)
    assert stale.value.code == "stale_page"
    back = assigning.give_back(
        by=umovnyi, application_id=case.pk, reason=DONE, at=TUESDAY, version=case.version
    )
    assert (back.taken_by_id, back.state, back.version) == (None, State.IN_WORK, case.version + 1)
    assert Assignment.objects.get(application=case).ended_why == DONE
    with pytest.raises(Conflict):
        assigning.give_back(by=umovnyi, application_id=case.pk, reason=DONE, at=TUESDAY)
    taken = assigning.take(by=colleague, application_id=case.pk, at=TUESDAY)
    assert taken.taken_by_id == colleague.account_id
    assert assigning.take(by=colleague, application_id=case.pk, at=TUESDAY).pk == case.pk
    assert hands(case) == [(umovnyi.account_id, False), (colleague.account_id, True)]
    assert {"application.take", "application.give_back"} <= set(
        Event.objects.values_list("action", flat=True)
    )


def test_the_head_gives_a_case_to_a_colleague_with_a_post_in_force(plays: Plays) -> None:
    case = plays.accepted(plays.submitted("maria", MONDAY), "umovnyi", MONDAY)
    colleague, _ = world.colleague("nadiia", like="umovnyi", at=MONDAY)
    elsewhere, head = stage.at_work("davnii", TUESDAY), stage.at_work("pokazova", TUESDAY)
    with pytest.raises(BadInput):
        given(case, colleague, why="так")
    for wrong in (elsewhere, head, stage.at_home("maria", TUESDAY)):
        with pytest.raises(Refused) as refused:
            given(case, wrong)
        assert refused.value.code == "no_such_post"
    for stranger in (stage.at_work("kerivna", TUESDAY), stage.at_work("umovnyi", TUESDAY), elsewhere):
        with pytest.raises(Missing):
            given(case, colleague, by=stranger)
    moved = given(case, colleague, version=case.version)
    assert moved.taken_by_id == colleague.account_id
    with pytest.raises(Conflict) as again:
        given(case, colleague)
    assert again.value.code == "already_there"
    with pytest.raises(Conflict) as stale:
        given(case, stage.at_work("umovnyi", TUESDAY), version=case.version)
    assert stale.value.code == "stale_page"
    row = Assignment.objects.get(application=case, until=None)
    assert (row.why, row.by_id) == (WHY, head.account_id)


def test_nobody_away_or_dismissed_gets_a_case(plays: Plays) -> None:
    case = plays.submitted("maria", MONDAY)
    colleague, _ = world.colleague("nadiia", like="umovnyi", at=MONDAY)
    pension = Organisation.objects.get(code=cast.body("pension").code)
    assert colleague.account_id is not None
    absences.note_absence(
        by=stage.at_work("pokazova", MONDAY), account_id=colleague.account_id, organisation_id=pension.pk,
        since=TUESDAY.date(), last_day=TUESDAY.date(), reason="planned", at=MONDAY,
    )  # fmt: skip
    with pytest.raises(Refused) as away:
        given(case, colleague)
    assert away.value.code == "away"
    wednesday = TUESDAY + timedelta(days=1)
    assert given(case, colleague, at=wednesday).taken_by_id == colleague.account_id
    umovnyi = Account.objects.get(code="umovnyi")
    access.end_post(by=SYSTEM, post=umovnyi.posts.get(), at=wednesday)
    with pytest.raises(Refused) as dismissed:
        given(case, stage.at_work("umovnyi", TUESDAY), at=wednesday)
    assert dismissed.value.code == "no_such_post"


def test_who_lost_the_case_signs_its_decision_no_more(plays: Plays) -> None:
    case = plays.accepted(plays.submitted("maria", MONDAY), "umovnyi", MONDAY)
    umovnyi = stage.at_work("umovnyi", TUESDAY)
    colleague, employee = world.colleague("nadiia", like="umovnyi", at=MONDAY)
    from_old = plays.prepared(case, "umovnyi", MONDAY)
    given(case, colleague)
    with pytest.raises(Conflict) as taken:
        world.sign_paper(
            decisions.propose, umovnyi, from_old, plays.keys.person(cast.employee("umovnyi")), TUESDAY
        )
    assert taken.value.code == "taken"
    anew = plays.prepared(case, employee, TUESDAY)
    done = world.sign_paper(decisions.propose, colleague, anew, plays.keys.person(employee), TUESDAY)
    assert (done.pk, done.specialist_id) == (from_old.pk, colleague.account_id)


@pytest.mark.requirement("R151")
def test_who_formed_a_case_never_gets_it_for_control(plays: Plays) -> None:
    case = plays.finished("stepan", "zrazkova", "dolyna", MONDAY)
    head = head_of("dolyna")
    assert case.taken_by_id is None
    zrazkova, probna = stage.at_work("zrazkova", TUESDAY), stage.at_work("probna", TUESDAY)
    with pytest.raises(Refused) as no_post:
        given(case, zrazkova, by=head)
    assert no_post.value.code == "no_such_post"
    dolyna = Organisation.objects.get(code=cast.body("dolyna").code)
    account = Account.objects.get(code="zrazkova")
    access.grant_post(
        by=SYSTEM, account=account, organisation=dolyna, role=Role.CONTROL_SPECIALIST, at=MONDAY
    )
    both = staff_actor(account, TUESDAY.date())
    with pytest.raises(Refused) as same:
        given(case, both, by=head)
    assert same.value.code == "same_person:application.control"
    with pytest.raises(Forbidden):
        assigning.take(by=both, application_id=case.pk, at=TUESDAY)
    assert given(case, probna, by=head).taken_by_id == probna.account_id
    passed = intake.pass_control(by=probna, application_id=case.pk, at=TUESDAY)
    assert (passed.state, passed.taken_by_id) == (State.READY, zrazkova.account_id)


def test_an_officer_of_another_role_does_not_take_the_case(plays: Plays) -> None:
    case = plays.finished("stepan", "zrazkova", "dolyna", MONDAY)
    with pytest.raises(Missing):
        assigning.take(by=stage.at_work("zrazkova", TUESDAY), application_id=case.pk, at=TUESDAY)
    with pytest.raises(Missing):
        assigning.take(by=stage.at_work("umovnyi", TUESDAY), application_id=case.pk, at=TUESDAY)


def test_rows_of_hands_can_only_be_ended_once(plays: Plays, application_role: None) -> None:
    case = plays.accepted(plays.submitted("maria", MONDAY), "umovnyi", MONDAY)
    row = Assignment.objects.get(application=case)
    for change in (
        {"why": "інше"},
        {"since": TUESDAY},
        {"account_id": Account.objects.get(code="davnii").pk},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Assignment.objects.filter(pk=row.pk).update(**change)
    with pytest.raises((IntegrityError, ProgrammingError)), transaction.atomic():
        row.delete()
    Assignment.objects.filter(pk=row.pk).update(until=TUESDAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.filter(pk=row.pk).update(until=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.create(
            application=case, organisation=row.organisation, account=row.account, since=MONDAY
        )


@pytest.mark.slow
def test_two_take_one_case_at_once(plays_for_many: Plays) -> None:
    case = plays_for_many.submitted("maria", MONDAY)
    colleague, _ = world.colleague("nadiia", like="umovnyi", at=MONDAY)
    both = (stage.at_work("umovnyi", TUESDAY), colleague)
    results = at_once(
        *[lambda by=by: assigning.take(by=by, application_id=case.pk, at=TUESDAY) for by in both]
    )
    assert sum(isinstance(one, Conflict) for one in results) == 1
    assert Assignment.objects.filter(application=case).count() == 1


@pytest.mark.slow
def test_two_heads_give_the_same_case_at_once(plays_for_many: Plays) -> None:
    """The second one's page is stale: she is told, and nothing is lost."""
    case = plays_for_many.accepted(plays_for_many.submitted("maria", MONDAY), "umovnyi", MONDAY)
    heads = (stage.at_work("pokazova", TUESDAY), world.colleague("druha", like="pokazova", at=MONDAY)[0])
    to = [
        world.colleague(code, like="umovnyi", at=MONDAY, tax_number=number)[0]
        for code, number in (("nadiia", "2888401028"), ("vira-k", "2888401034"))
    ]
    results = at_once(
        *[
            lambda by=by, one=one: given(case, one, by=by, version=case.version)
            for by, one in zip(heads, to, strict=True)
        ]
    )
    assert sum(isinstance(one, Conflict) for one in results) == 1, results
    kept = Application.objects.get(pk=case.pk)
    assert kept.taken_by_id in {one.account_id for one in to}
    assert Assignment.objects.filter(application=case, until=None).get().account_id == kept.taken_by_id


@pytest.mark.slow
def test_reassigning_and_accepting_at_once_is_one_of_both(plays_for_many: Plays) -> None:
    case = plays_for_many.submitted("maria", MONDAY)
    umovnyi = stage.at_work("umovnyi", TUESDAY)
    colleague, _ = world.colleague("nadiia", like="umovnyi", at=MONDAY)
    results = at_once(
        lambda: acceptance.accept(by=umovnyi, application_id=case.pk, at=TUESDAY, version=case.version),
        lambda: given(case, colleague, version=case.version),
    )
    assert sum(isinstance(one, Conflict) for one in results) == 1, results
    kept = Application.objects.get(pk=case.pk)
    assert (kept.state, kept.taken_by_id) in (
        (State.IN_WORK, umovnyi.account_id),
        (State.RECEIVED, colleague.account_id),
    )
