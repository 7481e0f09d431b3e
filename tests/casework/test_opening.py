"""A case is opened with one manager by name, and nobody else learns of it."""

from datetime import date, timedelta

import pytest
from tests.factories import casework
from tests.factories.world import moment

from turbota.casework import permissions
from turbota.casework.models import Case
from turbota.casework.operations import opening
from turbota.casework.states import CaseKind, Ground, Relation
from turbota.deadlines.queries import clocks_of
from turbota.kernel.errors import Missing, Refused

pytestmark = pytest.mark.django_db
AT = moment("2026-11-16 10:00")


@pytest.mark.requirement("R014", "R015", "R265", "R274")
def test_a_case_has_one_manager_and_its_terms() -> None:
    case = casework.opened(AT)

    manager = case.managers.get()
    assert (manager.account.name, manager.until) == ("Леся Турботна", None)
    terms = {
        clock.rule_code: (clock.amount, clock.unit, clock.due_on) for clock in clocks_of("case", case.pk)
    }
    assert terms == {
        "needs_assessment": (5, "working_day", date(2026, 11, 23)),
        "service_decision": (10, "working_day", date(2026, 11, 30)),
    }


def test_who_reads_a_case() -> None:
    case = casework.opened(AT)

    def reads(code: str) -> bool:
        return permissions.READ_CASE.can(casework.at_work(code, AT), case)

    assert {code: reads(code) for code in ("turbotna", "nastavna", "pomichnyi", "susidnii", "likarnyi")} == {
        "turbotna": True,
        "nastavna": True,
        "pomichnyi": False,
        "susidnii": False,
        "likarnyi": False,
    }
    assert not permissions.READ_CASE.visible(casework.at_work("pomichnyi", AT), Case.objects.all()).exists()


def test_a_handover_leaves_a_tail_for_reading_that_ends() -> None:
    case = casework.opened(AT)
    later = AT + timedelta(days=1)

    opening.assign(
        by=casework.at_work("nastavna", AT),
        case_id=case.pk,
        post=casework.post_of("pomichnyi", AT),
        reason="Відпустка колеги",
        reads_until=date(2026, 12, 1),
        at=later,
    )

    case.refresh_from_db()
    before = casework.at_work("turbotna", later)
    assert permissions.READ_CASE.can(before, case) and not permissions.KEEP_CASE.can(before, case)
    assert not permissions.READ_CASE.can(before.on(date(2026, 12, 1)), case)
    assert permissions.KEEP_CASE.can(casework.at_work("pomichnyi", later), case)
    assert {clock.post_id for clock in clocks_of("case", case.pk)} == {case.post_id}


def test_a_manager_gives_no_case_away_and_opens_none_elsewhere() -> None:
    case = casework.opened(AT)
    with pytest.raises(Missing):
        opening.assign(
            by=casework.at_work("turbotna", AT),
            case_id=case.pk,
            post=casework.post_of("pomichnyi", AT),
            reason="Сама",
            reads_until=None,
            at=AT,
        )
    with pytest.raises(Missing):
        opening.open_case(
            by=casework.at_work("susidnii", AT),
            unit=casework.unit(AT),
            post=casework.post_of("turbotna", AT),
            kind=CaseKind.PERSON,
            ground=Ground.OWN,
            members=[opening.Member(casework.person("Ніна", AT), Relation.MAIN)],
            at=AT,
        )


def test_a_case_without_one_main_person_is_refused() -> None:
    with pytest.raises(Refused) as refusal:
        opening.open_case(
            by=casework.at_work("turbotna", AT),
            unit=casework.unit(AT),
            post=casework.post_of("turbotna", AT),
            kind=CaseKind.FAMILY,
            ground=Ground.OWN,
            members=[opening.Member(casework.person("Ніна", AT), Relation.OTHER)],
            at=AT,
        )
    assert refusal.value.code == "one_main_person"
