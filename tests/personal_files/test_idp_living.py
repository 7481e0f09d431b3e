"""Living allowance of displaced people over both routes to a told decision: an award for each person."""

import pytest
from tests.factories import planned
from tests.factories.world import moment

from turbota.kernel.errors import Refused
from turbota.messages.models import Message
from turbota.personal_files.models import Award
from turbota_demo import answers as told
from turbota_demo import cast
from turbota_demo.plays import Plays

MONDAY = moment("2026-11-16 10:00")
TUESDAY = moment("2026-11-17 10:00")
WEDNESDAY = moment("2026-11-18 10:00")
TERM = ("2026-11-01", "2027-04-30")


def paid() -> list[tuple[object, ...]]:
    rows = Award.objects.order_by("-amount", "whom")
    return [(row.amount, row.per, str(row.since), str(row.until)) for row in rows]


def test_on_the_portal_everybody_in_the_family_has_an_award(plays: Plays) -> None:
    case = plays.accepted(plays.submitted("maria", MONDAY, kind="idp_living"), "umovnyi", TUESDAY)
    decision = plays.approved(plays.proposed(case, "umovnyi", TUESDAY), "pokazova", WEDNESDAY)
    planned.do_all()
    family = cast.citizen("maria").family
    assert (decision.amount, decision.once) == (200_000 + 300_000 * len(family), 0)
    assert paid() == [*[(300_000, "month", *TERM)] * len(family), (200_000, "month", *TERM)]
    assert len(set(Award.objects.values_list("about", flat=True))) == len(family) + 1
    assert "до 30 квітня 2027" in decision.calculation["conditions"][0]
    assert Message.objects.filter(kind="decision_granted", person_id=case.applicant_id).count() == 1


def test_at_the_counter_a_kopiyka_over_the_limit_refuses(plays: Plays) -> None:
    persons = 1 + len(cast.citizen("olesia").family)
    at_limit = told.idp_living(cast.citizen("olesia"), on=MONDAY.date(), monthly_income=1_038_000 * persons)
    above = told.idp_living(
        cast.citizen("roman"),
        on=MONDAY.date(),
        monthly_income=1_038_001 * (1 + len(cast.citizen("roman").family)),
    )
    outcomes = []
    for key, answers in (("olesia", at_limit), ("roman", above)):
        case = plays.finished(key, "starosta", "yavir", MONDAY, answers=answers, kind="idp_living")
        plays.handed_over([case], "starosta", MONDAY)
        plays.accepted(case, "umovnyi", TUESDAY)
        decision = plays.approved(plays.proposed(case, "umovnyi", TUESDAY), "pokazova", WEDNESDAY)
        outcomes.append((decision.outcome, [one["code"] for one in decision.calculation["reasons"]]))
    planned.do_all()
    assert outcomes == [("granted", []), ("refused", ["income_over_limit"])]
    assert Award.objects.count() == persons
    assert "дохід на людину" in Message.objects.get(kind="decision_refused").body


def test_one_certificate_is_paid_once_in_whatever_family_it_is_named(plays: Plays) -> None:
    first = told.idp_living(cast.citizen("maria"), on=MONDAY.date())
    again = told.idp_living(cast.citizen("stepan"), on=MONDAY.date())
    again["members"] = [{**first["members"][0], "relation": "grandchild"}]
    decisions = []
    for key, answers in (("maria", first), ("stepan", again)):
        case = plays.accepted(
            plays.submitted(key, MONDAY, answers=answers, kind="idp_living"), "umovnyi", TUESDAY
        )
        if key == "stepan":
            with pytest.raises(Refused, match="granted_already"):
                plays.proposed(case, "umovnyi", TUESDAY)
        else:
            decisions.append(plays.approved(plays.proposed(case, "umovnyi", TUESDAY), "pokazova", WEDNESDAY))
    assert len(decisions) == 1
