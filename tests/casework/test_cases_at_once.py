"""Two people do the same with one case at the same moment: it is done once, and the other one is told."""

import pytest
from tests.factories import casework
from tests.factories.at_once import at_once
from tests.factories.world import moment

from turbota.casework.models import MemberClaim
from turbota.casework.operations import claims, closing, opening
from turbota.kernel.errors import Conflict, Refused

AT = moment("2026-11-16 10:00")


@pytest.mark.slow
def test_a_case_is_closed_once_and_given_once(transactional_db: None) -> None:
    case, given = casework.opened(AT), casework.opened(AT, main=casework.person("Ніна", AT))
    manager, supervisor = casework.at_work("turbotna", AT), casework.at_work("nastavna", AT)
    to = casework.post_of("pomichnyi", AT)

    closed = at_once(
        *[
            lambda: closing.close(
                by=manager, case_id=case.pk, reason="goals", words="Живе сама і дає раду", at=AT
            )
        ]
        * 2
    )
    handed = at_once(
        *[
            lambda: opening.assign(
                by=supervisor, case_id=given.pk, post=to, reason="Відпустка", reads_until=None, at=AT
            )
        ]
        * 2
    )

    assert [type(one) for one in closed].count(Conflict) == 1
    assert case.steps.filter(verb="close").count() == 1
    assert [type(one) for one in handed].count(Refused) == 1
    assert given.managers.filter(until__isnull=True).count() == 1 and given.managers.count() == 2


@pytest.mark.slow
def test_two_jobs_that_look_for_one_child_from_both_cases_ask_the_supervisor_once(
    transactional_db: None,
) -> None:
    child = casework.person("Дарина", AT)
    cases = [casework.opened(AT, main=child), casework.opened(AT, main=child)]
    members = [case.members.get().pk for case in cases]

    found = at_once(
        *[lambda pk=pk: claims.look_for(member_id=pk, at=AT) for pk in members for _ in range(3)]  # type: ignore[misc]
    )

    assert found == [1] * 6
    assert MemberClaim.objects.count() == 1
