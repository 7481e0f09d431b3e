"""Both lawful routes, whole: from the first answer to a decision with two signatures."""

import pytest
from tests.factories.world import moment

from turbota.applications.models import Application, HandoverLine
from turbota.decisions.states import State as DecisionState
from turbota.personal_files.models import PersonalFile
from turbota_demo.plays import Plays

MONDAY = moment("2026-11-16 10:00")


@pytest.mark.requirement("R013", "R190", "R215", "R216")
def test_portal_application_goes_straight_to_the_deciding_body_and_is_granted(plays: Plays) -> None:
    application = plays.submitted("maria", MONDAY)
    assert application.number == "26-000001"
    assert application.holder is not None
    assert application.holder.kind == "pension_fund"
    assert application.community is None

    plays.accepted(application, "umovnyi", moment("2026-11-17 09:00"))
    decision = plays.proposed(application, "umovnyi", moment("2026-11-17 10:00"))
    decision = plays.approved(decision, "pokazova", moment("2026-11-17 11:00"))

    assert decision.state == DecisionState.APPROVED
    assert decision.specialist_signature_id != decision.head_signature_id
    assert decision.amount
    assert PersonalFile.objects.get(application=application).source == "portal"


@pytest.mark.requirement("R137", "R155", "R186", "R190")
def test_paper_application_passes_control_and_a_numbered_register(plays: Plays) -> None:
    application = plays.finished("maria", "zrazkova", "dolyna", MONDAY)
    assert application.state == "on_control"
    application = plays.controlled(application, "probna", moment("2026-11-16 15:00"))
    plays.handed_over([application], "zrazkova", moment("2026-11-17 09:00"))

    application = Application.objects.get(pk=application.pk)
    assert application.state == "received"
    plays.accepted(application, "umovnyi", moment("2026-11-18 09:00"))
    line = HandoverLine.objects.get(application=application)
    assert line.answer == HandoverLine.Answer.ACCEPTED
    assert line.documents == 2
    assert PersonalFile.objects.get(application=application).source == "community"


@pytest.mark.parametrize(
    ("day", "kind"), [("2025-06-30", "department"), ("2025-07-01", "pension_fund")], ids=["before", "after"]
)
def test_who_decides_changes_with_the_date_of_application(plays: Plays, day: str, kind: str) -> None:
    """Resolution 695 of 11.06.2025: up to 30.06.2025 the Управління, then the Pension Fund."""
    application = plays.finished("maria", "starosta", "yavir", moment(f"{day} 10:00"))
    assert application.decider is not None
    assert application.decider.kind == kind
