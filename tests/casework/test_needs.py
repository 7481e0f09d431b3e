"""Needs of a community as figures: what people lack, who could give it, and what nobody gives."""

import csv
import io
from datetime import datetime, timedelta

import pytest
from tests.factories import casework, delivery, planned, planning
from tests.factories.desk import client_of
from tests.factories.world import moment

from turbota.casework.models import Case
from turbota.casework.need_queries import Needs, ServiceNeed, needs
from turbota.casework.operations import answering, carding
from turbota.casework.outcome_queries import FEWEST
from turbota.casework.states import Sensitivity
from turbota.kernel import clock
from turbota.kernel.errors import Missing

pytestmark = pytest.mark.django_db
AT = moment("2026-12-01 10:00")
YEAR = (moment("2026-01-01 00:00"), moment("2027-01-01 00:00"))


def seen(code: str = "nastavna", at: datetime = AT) -> Needs:
    return needs(casework.at_work(code, at), since=YEAR[0], until=YEAR[1], at=at)


def care_at_home(found: Needs) -> ServiceNeed:
    return next(one for one in found.services if one.title == "Догляд вдома")


def planned_case(at: datetime = AT) -> Case:
    case = planning.decided(at)
    planning.in_force(case, at)
    with clock.frozen(at):
        planned.do_all()
    return case


@pytest.mark.requirement("R271", "R272")
def test_a_service_that_nobody_gives_is_seen_and_no_longer_when_somebody_does() -> None:
    planned_case()
    before = care_at_home(seen())
    assert (before.wanted, before.served, before.providers, before.gap) == (1, 0, 0, "nobody")

    offer = delivery.offer(AT, places=1)
    assert care_at_home(seen()).gap == ""

    asked = delivery.referred(AT, casework.opened(AT), offer)
    assert (care_at_home(seen()).waiting, care_at_home(seen()).gap) == (1, ""), (
        "there is a place, an answer is to come"
    )
    delivery.contracted(AT, asked)
    delivery.referred(AT, casework.opened(AT), offer)
    after = care_at_home(seen(at=AT + timedelta(days=3)))
    assert (after.served, after.waiting, after.longest) == (1, 1, AT.date())
    assert (after.providers, after.places, after.gap) == (1, 1, "places")


@pytest.mark.requirement("R271")
def test_a_referral_that_nobody_took_counts_for_its_year_only() -> None:
    referral = delivery.referred(AT, casework.opened(AT))
    answering.reject(
        by=casework.at_work("dohliadna", AT), referral_id=referral.pk, reason="no_place", words="Немає місць", at=AT
    )  # fmt: skip
    assert care_at_home(seen()).left == 1
    later = needs(casework.at_work("nastavna", AT), since=YEAR[1], until=YEAR[1].replace(year=2028), at=AT)
    assert care_at_home(later).left == 0


@pytest.mark.requirement("R271", "R298")
def test_few_people_are_not_counted_aloud_and_hidden_cases_not_at_all() -> None:
    manager = casework.at_work("turbotna", AT)

    def lonely(sensitivity: Sensitivity = Sensitivity.NONE) -> None:
        case = casework.opened(AT, sensitivity=sensitivity)
        carding.note_factor(
            by=manager, case_id=case.pk, code="age", evidence="Паспорт", since=AT.date(), at=AT
        )

    for _ in range(FEWEST - 1):
        lonely()
    for _ in range(FEWEST):
        lonely(Sensitivity.VIOLENCE)
    few = seen()
    assert few.cases.number is None and [one.number for one in few.factors] == [None]
    assert few.opened == FEWEST - 1
    lonely()
    [factor] = seen().factors
    assert (factor.number, seen().cases.number) == (FEWEST, FEWEST)


def test_who_plans_for_another_unit_or_works_on_cases_sees_nothing() -> None:
    planned_case()
    for code in ("turbotna", "plechova", "susidnii"):
        with pytest.raises(Missing):
            seen(code)
    with clock.frozen(AT):
        assert client_of("turbotna", AT).get("/manager/needs/").status_code == 404
        assert client_of("plechova", AT).get("/manager/needs.csv").status_code == 404


@pytest.mark.requirement("R271")
def test_the_page_says_what_is_lacking_and_the_table_has_the_same_figures() -> None:
    planned_case()
    with clock.frozen(AT):
        desk = client_of("nastavna", AT)
        page = desk.get("/manager/needs/").content.decode().replace("\u00a0", " ")
        table = desk.get("/manager/needs.csv").content.decode("utf-8-sig")
    assert "для вашої громади цю послугу ніхто не надає" in page and "менше 5" in page
    rows = list(csv.reader(io.StringIO(table)))
    assert ["Догляд вдома", "1", "0", "0", "", "0", "0", "0", "Нікому надавати"] in rows
    assert ["Самообслуговування і побут", "менше 5"] in rows
