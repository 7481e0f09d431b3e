"""The demonstration has a plan in the making and a team, once."""

import pytest
from tests.factories import casework
from tests.factories.world import moment

from turbota.casework.models import CaseTask, Plan, TeamMember
from turbota.casework.operations.opening import Member
from turbota.casework.states import Relation
from turbota_demo import plans, social

pytestmark = pytest.mark.django_db
AT = moment("2026-11-24 10:00")


def test_a_draft_and_a_team_are_made_once() -> None:
    for code in ("turbotna", "likarnyi"):
        casework.at_work(code, moment("2026-11-10 10:00"))
    hanna = casework.person("Ганна", AT, surname="Самотинська")
    social.opened("turbotna", (Member(hanna, Relation.MAIN),), moment("2026-11-12 10:00"))
    plans.play(AT)
    plans.play(AT)
    assert (Plan.objects.count(), TeamMember.objects.count(), CaseTask.objects.count()) == (1, 1, 1)
