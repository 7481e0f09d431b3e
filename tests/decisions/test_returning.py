"""A case leaves work only while nobody has signed its decision; copies of a community are sealed before it."""

import pytest
from tests.decisions.acts import MONDAY, TUESDAY, WEDNESDAY, corrected, in_work, prepared, signed

from turbota.applications.models import Application, Attachment
from turbota.applications.operations import attaching
from turbota.applications.states import State
from turbota.decisions import operations, returning
from turbota.decisions.calculating import answers_in_force
from turbota.decisions.models import Decision
from turbota.kernel.errors import Conflict, Refused
from turbota.signatures.models import Signature
from turbota_demo import papers, stage
from turbota_demo.plays import Plays

ASK = "Додайте довідку про доходи за жовтень."


def community_case(plays: Plays) -> Application:
    case = plays.finished("stepan", "starosta", "yavir", MONDAY)
    plays.handed_over([case], "starosta", MONDAY)
    return plays.accepted(case, "umovnyi", TUESDAY)


def returned(case: Application) -> Application:
    return returning.return_to_community(
        by=stage.at_work("umovnyi", WEDNESDAY),
        application_id=case.pk,
        fault="missing_document",
        reason=ASK,
        at=WEDNESDAY,
    )


def asked(case: Application) -> Application:
    return returning.ask(
        by=stage.at_work("umovnyi", WEDNESDAY), application_id=case.pk, text=ASK, at=WEDNESDAY
    )


def test_the_applicant_is_not_asked_while_the_head_reads_the_decision(plays: Plays) -> None:
    case = in_work(plays)
    decision = plays.proposed(case, "umovnyi", TUESDAY)
    with pytest.raises(Conflict) as caught:
        asked(case)
    assert caught.value.code == "decision_is_signed"
    assert Application.objects.get(pk=case.pk).state == State.IN_WORK
    operations.send_back(
        by=stage.at_work("pokazova", TUESDAY), decision_id=decision.pk, reason=ASK, at=TUESDAY
    )
    assert asked(case).state == State.ASKED


def test_a_case_is_not_returned_while_the_head_reads_the_decision(plays: Plays) -> None:
    case = community_case(plays)
    plays.proposed(case, "umovnyi", TUESDAY)
    with pytest.raises(Conflict) as caught:
        returned(case)
    assert caught.value.code == "decision_is_signed"
    assert Application.objects.get(pk=case.pk).state == State.IN_WORK


def test_a_decision_prepared_before_the_return_is_not_signed(plays: Plays) -> None:
    case = community_case(plays)
    decision = prepared(plays, case)
    assert returned(case).state == State.MENDING
    with pytest.raises(Conflict) as caught:
        signed(plays, decision, "umovnyi", operations.propose, WEDNESDAY)
    assert caught.value.code == "paper_is_stale"


def test_corrections_made_before_the_return_do_not_touch_the_mended_answers(plays: Plays) -> None:
    case = community_case(plays)
    corrected(case, value=700_000)
    assert answers_in_force(case)["incomes"][0]["amount"] == 700_000
    returned(case)
    Application.objects.filter(pk=case.pk).update(answers={**case.answers, "incomes": []})
    mended = Application.objects.get(pk=case.pk)
    assert answers_in_force(mended)["incomes"] == []
    assert mended.corrections.count() == 1


@pytest.mark.requirement("R147", "R150")
def test_a_late_copy_without_the_seal_stands_in_no_decision(plays: Plays) -> None:
    case = community_case(plays)
    scan = papers.scan("Довідка")
    attaching.attach_copy(
        by=stage.at_work("starosta", WEDNESDAY), application_id=case.pk, code="other", scan=scan, at=WEDNESDAY
    )
    with pytest.raises(Refused) as caught:
        prepared(plays, case, WEDNESDAY)
    assert caught.value.code == "copies_not_sealed"
    assert "Копій без печатки громади: 1." in caught.value.sentence
    assert not Decision.objects.exists()
    plays.seal_all(case, "starosta", "yavir", WEDNESDAY)
    assert prepared(plays, case, WEDNESDAY).state == "prepared"


@pytest.mark.requirement("R147")
def test_a_seal_that_turned_out_invalid_stops_the_signing(plays: Plays) -> None:
    case = community_case(plays)
    decision = prepared(plays, case)
    copy = Attachment.objects.filter(application=case, removed_at=None).earliest("added_at")
    Signature.objects.filter(pk=copy.seal_id).update(state="invalid", code="revoked")
    with pytest.raises(Refused) as caught:
        signed(plays, decision, "umovnyi", operations.propose, WEDNESDAY)
    assert caught.value.code == "copies_not_sealed"


def test_what_to_do_about_missing_facts_fits_the_route(plays: Plays) -> None:
    for case, way in (
        (in_work(plays), "попросіть заявника"),
        (community_case(plays), "поверніть справу громаді"),
    ):
        kept = Application.objects.get(pk=case.pk)
        kept.answers["incomes"][0]["amount"] = None
        kept.save(update_fields=["answers"])
        with pytest.raises(Refused) as caught:
            prepared(plays, case)
        assert caught.value.code == "facts_missing"
        assert way in caught.value.sentence
