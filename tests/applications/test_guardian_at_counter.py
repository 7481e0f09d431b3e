"""A guardian comes to the community with papers: the officer forms the case of the ward, the guardian signs it."""

from dataclasses import replace

import pytest
from tests.factories import planned
from tests.factories.mandates import AT, LATER
from tests.factories.papers import text_of

from turbota.applications.models import Application
from turbota.applications.operations import attaching, drafting, intake, representing, representing_at_counter
from turbota.documents.operations import read
from turbota.kernel.errors import Conflict, Forbidden, Missing, Refused
from turbota.messages.models import Message
from turbota.people.claims import Scope
from turbota.people.models import Mandate
from turbota.people.states import MandateKind, MandateState, Power
from turbota_demo import answers as told
from turbota_demo import cast, papers, stage
from turbota_demo.plays import KIND, Plays

WARD, GUARDIAN = cast.citizen("vira"), cast.citizen("roman")
pytestmark = pytest.mark.requirement("R036")


def brought(plays: Plays, *, by: str = "zrazkova", scope: Scope | None = None) -> Application:
    """The guardian lays the decision about guardianship on the table; the officer writes both down."""
    case = plays.registered(WARD.key, "zrazkova", "dolyna", AT)
    return representing_at_counter.represent_at_counter(
        by=stage.at_work(by, AT),
        application_id=case.pk,
        kind=MandateKind.GUARDIAN,
        representative=stage.data_of(GUARDIAN),
        title="Рішення про опіку № 12",
        scan=papers.scan("Рішення"),
        scope=scope or Scope(kinds=(KIND,), powers=(Power.FILL, Power.SUBMIT, Power.MESSAGES)),
        at=AT,
    )


def signed_by_guardian(plays: Plays, case: Application) -> Application:
    officer = stage.at_work("zrazkova", AT)
    whole = told.whole(KIND, WARD, on=AT.date())
    drafting.save_answers(by=officer, application_id=case.pk, answers=whole, at=AT)
    paper = intake.print_application(by=officer, application_id=case.pk, at=AT)
    assert GUARDIAN.surname in text_of(read(paper)) and "Рішення про опіку № 12" in text_of(read(paper))
    for code in ("signed_application", "identity"):
        attaching.attach_copy(by=officer, application_id=case.pk, code=code, scan=papers.scan(code), at=AT)
    attaching.explain_absence(
        by=officer, application_id=case.pk, code="tax_number_refusal", note="донесе наступного тижня", at=AT
    )
    plays.seal_all(case, "zrazkova", "dolyna", AT)
    return Application.objects.get(pk=case.pk)


def test_the_whole_way_of_a_guardian_s_paper(plays: Plays) -> None:
    case = signed_by_guardian(plays, brought(plays))
    assert case.mandate_id is not None
    with pytest.raises(Missing):
        representing.confirm_mandate(
            by=stage.at_work("starosta", AT), mandate_id=case.mandate_id, reason="Чужа громада.", at=AT
        )
    representing.confirm_mandate(
        by=stage.at_work("zrazkova", AT), mandate_id=case.mandate_id, reason="Оригінал рішення.", at=AT
    )
    finished = intake.finish_forming(by=stage.at_work("zrazkova", AT), application_id=case.pk, at=AT)
    sent = plays.controlled(finished, "probna", AT)
    plays.handed_over([sent], "zrazkova", LATER)
    accepted = plays.accepted(sent, "umovnyi", LATER)
    assert plays.proposed(accepted, "umovnyi", LATER).state == "proposed"
    planned.do_all()
    assert Message.objects.filter(kind="mandate_told", person_id=case.applicant_id).exists()


def test_two_representatives_are_not_written_down_and_the_officer_is_none(plays: Plays) -> None:
    case = brought(plays)
    again = {
        "application_id": case.pk,
        "kind": MandateKind.GUARDIAN,
        "representative": stage.data_of(cast.citizen("olesia")),
        "title": "Рішення про опіку № 13",
        "scan": papers.scan("Рішення"),
        "scope": Scope(),
        "at": AT,
    }
    with pytest.raises(Conflict):
        representing_at_counter.represent_at_counter(by=stage.at_work("zrazkova", AT), **again)  # type: ignore[arg-type]
    with pytest.raises(Missing):
        representing_at_counter.represent_at_counter(by=stage.at_work("starosta", AT), **again)  # type: ignore[arg-type]
    officer = replace(stage.at_work("zrazkova", AT), tax_number=GUARDIAN.tax_number)
    assert case.mandate_id is not None
    with pytest.raises(Forbidden):
        representing.confirm_mandate(
            by=officer, mandate_id=case.mandate_id, reason="Сам собі представник.", at=AT
        )


def test_a_mandate_for_another_kind_does_not_bring_the_paper(plays: Plays) -> None:
    with pytest.raises(Refused) as stopped:
        brought(plays, scope=Scope(kinds=("birth",)))
    assert stopped.value.code == "mandate_not_for_kind"
    assert not Mandate.objects.exists()


def test_a_mandate_ended_between_the_scan_and_the_finish_stops_the_case(plays: Plays) -> None:
    case = signed_by_guardian(plays, brought(plays))
    officer = stage.at_work("zrazkova", LATER)
    assert case.mandate_id is not None
    representing.confirm_mandate(by=officer, mandate_id=case.mandate_id, reason="Оригінал рішення.", at=AT)
    assert intake.may_be_finished(case, AT.date())
    representing.stop_mandate(by=officer, mandate_id=case.mandate_id, reason="Рішення скасовано.", at=LATER)
    case = Application.objects.get(pk=case.pk)
    assert not intake.may_be_finished(case, LATER.date())
    with pytest.raises(Refused) as stopped:
        intake.finish_forming(by=officer, application_id=case.pk, at=LATER)
    assert stopped.value.code == "mandate_over"
    assert Mandate.objects.get().state == MandateState.REVOKED
