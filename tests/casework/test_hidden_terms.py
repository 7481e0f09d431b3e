"""The terms of a case are in no list and no count of those who do not keep it."""

import pytest
from tests.factories import casework
from tests.factories.world import moment

from turbota.casework.states import Sensitivity
from turbota.deadlines.queries import running_for, strip

pytestmark = pytest.mark.django_db
AT = moment("2026-11-16 10:00")


@pytest.mark.parametrize("sensitivity", [Sensitivity.NONE, Sensitivity.VIOLENCE])
def test_terms_of_a_case_are_told_to_its_manager_alone(sensitivity: Sensitivity) -> None:
    casework.opened(AT, sensitivity=sensitivity)
    seen = {
        code: running_for(casework.at_work(code, AT)).count()
        for code in ("turbotna", "pomichnyi", "nastavna", "susidnii")
    }
    assert seen == {"turbotna": 2, "pomichnyi": 0, "nastavna": 0, "susidnii": 0}
    counted = strip(casework.at_work("pomichnyi", AT), AT.date())
    assert counted.later + sum(number for _, number in counted.days) == 0
