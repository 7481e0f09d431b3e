"""A service that already runs is not planned twice, and nobody learns of a sensitive case by trying (R287)."""

from datetime import date

import pytest
from tests.factories import casework, planning
from tests.factories.world import moment

from turbota.casework.models import Case, CaseMessage
from turbota.casework.operations import offering
from turbota.casework.plan_states import PlanState
from turbota.casework.states import Sensitivity
from turbota.kernel.errors import BadInput

pytestmark = pytest.mark.django_db
AT = moment("2026-11-24 10:00")


def second(first: Case) -> Case:
    """A case of the same person that another manager of the unit keeps."""
    return planning.decided(AT, manager="pomichnyi", main=first.main_person)


@pytest.mark.requirement("R287")
def test_a_running_service_is_not_planned_again_in_another_case() -> None:
    first = planning.decided(AT)
    planning.in_force(first, AT)
    with pytest.raises(BadInput) as refusal:
        planning.offered(second(first), AT, manager="pomichnyi")
    (sentence,) = refusal.value.fields.values()
    assert "ця людина вже отримує за планом іншого випадку до 31.05.2027" in sentence
    assert first.number not in sentence


@pytest.mark.requirement("R287")
def test_a_sensitive_case_neither_refuses_nor_is_told_of() -> None:
    hidden = planning.decided(AT, sensitivity=Sensitivity.VIOLENCE)
    planning.in_force(hidden, AT)
    other = second(hidden)
    plan = planning.in_force(other, AT, manager="pomichnyi")

    assert plan.state == PlanState.IN_FORCE
    (told,) = CaseMessage.objects.all()
    assert told.case_id == hidden.pk and other.number in told.body and told.author is None


def test_other_days_another_service_or_another_person_are_no_double() -> None:
    first = planning.decided(AT)
    planning.in_force(first, AT, until=date(2026, 12, 31))
    plan = planning.offered(second(first), AT, manager="pomichnyi", since=date(2027, 1, 1))
    assert plan.state == PlanState.OFFERED


def test_two_plans_at_once_meet_again_when_they_start() -> None:
    first = planning.decided(AT)
    other = second(first)
    mine = planning.agreed(planning.offered(first, AT), AT)
    his = planning.agreed(planning.offered(other, AT, manager="pomichnyi"), AT, manager="pomichnyi")
    offering.start(by=casework.at_work("turbotna", AT), plan_id=mine.pk, at=AT)
    with pytest.raises(BadInput):
        offering.start(by=casework.at_work("pomichnyi", AT), plan_id=his.pk, at=AT)
    his.refresh_from_db()
    assert his.state == PlanState.AGREED


def test_the_same_service_twice_in_one_plan() -> None:
    case = planning.decided(AT)
    plan = planning.drafted(case, AT)
    planning.measured(plan, AT)
    again = planning.measured(plan, AT, content="Ще раз те саме")
    with pytest.raises(BadInput) as refusal:
        offering.offer(by=casework.at_work("turbotna", AT), plan_id=plan.pk, at=AT)
    assert set(refusal.value.fields) == {f"measure.{again.pk}.service"}
