"""Load, absence and handover: true for the supervisor, seen by nobody else; the person is told of the new manager."""

from datetime import date, timedelta

import pytest
from tests.factories import casework
from tests.factories.world import moment

from turbota.access import absences
from turbota.access import operations as access
from turbota.access.actors import SYSTEM
from turbota.casework import case_queries, load, permissions
from turbota.casework.jobs.cases import tell_manager
from turbota.casework.operations import carding, handover
from turbota.casework.states import Sensitivity
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Missing
from turbota.kernel.identifiers import new_id
from turbota.messages.models import Message
from turbota.people.models import Person
from turbota_demo import stage

pytestmark = pytest.mark.django_db
AT = moment("2026-11-16 10:00")
TODAY = AT.date()


def by_name(code: str = "nastavna") -> dict[str, load.ManagerLoad]:
    return {one.name: one for one in load.load_of_units(casework.at_work(code, AT), TODAY)}


@pytest.mark.requirement("R278")
def test_load_is_weighted_and_holds_sensitive_cases_for_the_supervisor_alone() -> None:
    first = casework.opened(AT)
    first.complexity = "complex"
    first.save()
    casework.opened(AT, main=casework.person("Ніна", AT), sensitivity=Sensitivity.VIOLENCE)
    casework.at_work("pomichnyi", AT)

    found = by_name()
    assert (found["Леся Турботна"].total, found["Леся Турботна"].points) == (2, 6)
    assert (found["Юрій Помічний"].total, found["Юрій Помічний"].points) == (0, 0)
    assert load.own_points(casework.at_work("turbotna", AT), TODAY) == 6
    for code in ("turbotna", "pomichnyi", "susidnii", "likarnyi"):
        assert by_name(code) == {}
    assert not load.weights(TODAY).norm.verified


@pytest.mark.requirement("R274")
def test_a_deputy_keeps_the_cases_of_the_absent_by_the_post() -> None:
    case = casework.opened(AT)
    head, post = casework.at_work("nastavna", AT), casework.post_of("turbotna", AT)
    deputy = casework.at_work("pomichnyi", AT)
    assert deputy.account_id is not None
    last = TODAY + timedelta(days=5)
    absences.note_absence(
        by=head, account_id=post.account_id, organisation_id=post.organisation_id, since=TODAY,
        last_day=last, reason="planned", at=AT,
    )  # fmt: skip
    assert by_name()["Леся Турботна"].uncovered
    absences.appoint_deputy(
        by=head, post_id=post.pk, account_id=deputy.account_id, since=TODAY, last_day=last,
        ground="наказ № 3 (навчальний)", at=AT,
    )  # fmt: skip

    assert permissions.KEEP_CASE.can(casework.at_work("pomichnyi", AT), case)
    assert list(case_queries.managed(casework.at_work("pomichnyi", AT))) == [case]
    assert by_name()["Леся Турботна"].deputies == ["Юрій Помічний"]
    over = AT + timedelta(days=6)
    assert not permissions.KEEP_CASE.can(casework.at_work("pomichnyi", over), case)


def test_cases_of_a_post_that_is_over_wait_for_a_handover() -> None:
    case = casework.opened(AT)
    access.end_post(by=SYSTEM, post=casework.post_of("turbotna", AT), at=AT)
    casework.at_work("pomichnyi", AT)
    later = AT + timedelta(days=1)
    supervisor = casework.at_work("nastavna", later)

    found = {one.name: one for one in load.load_of_units(supervisor, later.date())}

    assert found["Леся Турботна"].ended and found["Леся Турботна"].total == 1
    assert list(case_queries.cases_of_post(supervisor, case.post_id)) == [case]
    assert len(hand_over([case])) == 1


def test_the_cabinet_is_silent_of_a_sensitive_case() -> None:
    maria = stage.at_home("maria", AT)
    case = casework.opened(AT, main=Person.objects.get(pk=maria.person_id))
    assert [one.name for one in case_queries.own_managers(maria)] == ["Леся Турботна"]
    assert case_queries.own_managers(stage.at_home("roman", AT)) == []
    carding.set_sensitivity(
        by=casework.at_work("turbotna", AT), case_id=case.pk, value="violence", reason="Побої", at=AT
    )
    assert case_queries.own_managers(maria) == []


def hand_over(cases: list, by: str = "nastavna", **changed: object) -> list:
    values = {
        "to_post_id": casework.post_of("pomichnyi", AT).pk, "reason": "Відпустка колеги",
        "reads_until": TODAY + timedelta(days=10), **changed,
    }  # fmt: skip
    return handover.hand_over(
        by=casework.at_work(by, AT), case_ids=[case.pk for case in cases], at=AT, **values
    )  # type: ignore[arg-type]


def test_many_cases_change_hands_at_once_and_a_form_sent_twice_changes_nothing() -> None:
    cases = [casework.opened(AT, main=casework.person(name, AT)) for name in ("Ніна", "Віра", "Олена")]
    assert len(hand_over(cases)) == 3
    assert hand_over(cases) == []
    assert by_name()["Юрій Помічний"].total == 3
    assert cases[0].managers.count() == 2


def test_a_handover_with_a_foreign_case_changes_nothing() -> None:
    mine = casework.opened(AT)
    foreign = casework.opened(AT, manager="susidnii", main=casework.person("Ніна", AT))
    with pytest.raises(Missing):
        hand_over([mine, foreign])
    assert mine.managers.count() == 1


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"to_post_id": None}, "post"),
        ({"to_post_id": new_id()}, "post"),
        ({"reason": ""}, "reason"),
        ({"reads_until": date(2026, 11, 16)}, "reads_until"),
    ],
)
def test_what_a_handover_lacks_is_said(changed: dict[str, object], field: str) -> None:
    with pytest.raises(BadInput) as refusal:
        hand_over([casework.opened(AT)], **changed)
    assert list(refusal.value.fields) == [field]


@pytest.mark.requirement("R274")
def test_the_person_is_told_of_the_new_manager_once_and_never_of_a_sensitive_case() -> None:
    open_, hidden = (
        casework.opened(AT),
        casework.opened(AT, main=casework.person("Ніна", AT), sensitivity=Sensitivity.VIOLENCE),
    )
    with clock.frozen(AT + timedelta(minutes=5)):
        for case in (open_, hidden, open_):
            tell_manager(subject_id=str(case.pk), step_id=str(new_id()))
        hand_over([open_, hidden])
        for case in (open_, hidden, open_):
            tell_manager(subject_id=str(case.pk), step_id=str(new_id()))

    told = Message.objects.order_by("created_at")
    assert [message.subject for message in told] == [
        "У вас є соціальний менеджер",
        "Ваш соціальний менеджер тепер інший",
    ]
    assert {message.person_id for message in told} == {open_.main_person_id}
    assert not any("Помічний" in message.body for message in told)
