"""The signed paper is tied to the answers, and the case is checked by other hands than those that formed it."""

from datetime import date
from typing import Any

import pytest
from tests.factories import world
from tests.factories.world import moment

from turbota.access import accounts
from turbota.access import operations as access
from turbota.access.actors import SYSTEM, Actor, staff_actor
from turbota.access.models import Account, Organisation, Role
from turbota.applications.models import Application, MissingDocument
from turbota.applications.operations import attaching, drafting, intake
from turbota.applications.policies import SIGNED_APPLICATION, wants_new_signature
from turbota.applications.states import State
from turbota.audit.models import Event
from turbota.kernel.errors import BadInput, Forbidden, Refused
from turbota.signatures.models import Signature
from turbota_demo import cast, papers, stage
from turbota_demo.plays import Plays

AT = moment("2026-11-16 10:00")
LATER = moment("2026-11-16 15:00")
MUCH_LATER = moment("2026-12-21 10:00")
REASON = "Додайте другу сторінку паспорта"


def granted(account: Account, body: str, role: str) -> Actor:
    """The account with one more post from long ago."""
    access.grant_post(
        by=SYSTEM,
        account=account,
        organisation=Organisation.objects.get(code=cast.body(body).code),
        role=role,
        since=date(2020, 1, 1),
        at=AT,
    )
    return staff_actor(account, AT.date())


def refused_control(by: Actor, case: Application) -> None:
    for act in (
        lambda: intake.pass_control(by=by, application_id=case.pk, at=LATER),
        lambda: intake.return_from_control(by=by, application_id=case.pk, reason=REASON, at=LATER),
    ):
        with pytest.raises(Forbidden) as caught:
            act()
        assert caught.value.code == "same_person:application.control"
        assert "інша уповноважена особа" in caught.value.sentence
    assert Application.objects.get(pk=case.pk).state == State.ON_CONTROL


@pytest.mark.requirement("R151")
def test_who_formed_the_case_does_not_control_it(plays: Plays) -> None:
    case = plays.finished("maria", "zrazkova", "dolyna", AT)
    refused_control(granted(Account.objects.get(code="zrazkova"), "dolyna", Role.CONTROL_SPECIALIST), case)
    assert plays.controlled(case, "probna", LATER).state == State.READY


@pytest.mark.requirement("R151")
def test_another_account_of_the_same_person_does_not_control_it_either(plays: Plays) -> None:
    case = plays.finished("maria", "zrazkova", "dolyna", AT)
    second = accounts.add_account(
        by=SYSTEM,
        code="zrazkova2",
        name="Ірина Зразкова",
        password=cast.PASSWORD,
        tax_number=cast.employee("zrazkova").tax_number,
        for_first_sign_in=False,
        at=AT,
    )
    refused_control(granted(second, "dolyna", Role.CONTROL_SPECIALIST), case)


@pytest.mark.requirement("R151")
def test_who_sent_the_case_to_control_last_does_not_control_it(plays: Plays) -> None:
    case = plays.formed("maria", "zrazkova", "dolyna", AT)
    both = granted(stage.enter_employee(cast.employee("probna"), AT), "dolyna", Role.COMMUNITY_OFFICER)
    case = intake.finish_forming(by=both, application_id=case.pk, at=AT)
    refused_control(both, case)


@pytest.mark.requirement("R151")
def test_who_scanned_a_copy_does_not_control_the_case(plays: Plays) -> None:
    case = plays.formed("maria", "zrazkova", "dolyna", AT)
    both = granted(stage.enter_employee(cast.employee("probna"), AT), "dolyna", Role.COMMUNITY_OFFICER)
    attaching.attach_copy(by=both, application_id=case.pk, code="other", scan=papers.scan("Довідка"), at=AT)
    plays.seal_all(case, "zrazkova", "dolyna", AT)
    case = intake.finish_forming(by=stage.at_work("zrazkova", AT), application_id=case.pk, at=AT)
    refused_control(both, case)


@pytest.mark.requirement("R151")
def test_who_sent_the_case_to_control_before_another_did_does_not_control_it(plays: Plays) -> None:
    case = plays.formed("maria", "zrazkova", "dolyna", AT)
    third, _ = world.colleague("tretia", like="probna", at=AT)
    both = granted(stage.enter_employee(cast.employee("probna"), AT), "dolyna", Role.COMMUNITY_OFFICER)
    intake.finish_forming(by=both, application_id=case.pk, at=AT)
    intake.return_from_control(by=third, application_id=case.pk, reason=REASON, at=LATER)
    zrazkova = stage.at_work("zrazkova", LATER)
    case = intake.finish_forming(by=zrazkova, application_id=case.pk, at=LATER)
    refused_control(both, case)
    assert intake.pass_control(by=third, application_id=case.pk, at=LATER).state == State.READY


def test_paper_is_taken_only_where_the_actor_is_an_officer(plays: Plays) -> None:
    stage.enter_body(cast.body("yavir"), AT)
    actor = granted(stage.enter_employee(cast.employee("zrazkova"), AT), "yavir", Role.SEAL_OPERATOR)
    with pytest.raises(Forbidden):
        intake.register_paper(
            by=actor,
            organisation_id=Organisation.objects.get(code=cast.body("yavir").code).pk,
            kind="low_income",
            person=None,
            data=stage.data_of(cast.citizen("stepan")),
            at=AT,
        )
    assert not Application.objects.exists()


def _saved(by: Actor, case: Application, answers: dict[str, Any]) -> Application:
    return drafting.save_answers(by=by, application_id=case.pk, answers=answers, at=LATER)


@pytest.mark.requirement("R144", "R168", "R169")
def test_changed_answers_are_printed_and_signed_again(plays: Plays) -> None:
    case = plays.formed("stepan", "starosta", "yavir", AT)
    starosta = stage.at_work("starosta", AT)
    wanted = {"by": starosta, "application_id": case.pk, "at": LATER}
    moved = {**case.answers, "address": {**case.answers["address"], "street": "Нова"}}
    changed = _saved(starosta, case, moved)
    assert (changed.paper, changed.warning_version, changed.consent_version) == (None, "", "")
    signed = case.attachments.get(document_code=SIGNED_APPLICATION)
    assert signed.removed_at == LATER
    assert wants_new_signature(changed)
    assert Event.objects.filter(subject_id=case.pk, action="application.unsign").count() == 1

    with pytest.raises(BadInput) as lacking:
        intake.finish_forming(**wanted)
    assert set(lacking.value.fields) == {f"document.{SIGNED_APPLICATION}"}
    scan = papers.scan("Підписана заява")
    with pytest.raises(Refused) as early:
        attaching.attach_copy(**wanted, code=SIGNED_APPLICATION, scan=scan)
    assert early.value.code == "not_printed"
    intake.print_application(**wanted)
    attaching.attach_copy(**wanted, code=SIGNED_APPLICATION, scan=scan)
    plays.seal_all(case, "starosta", "yavir", LATER)
    done = intake.finish_forming(**wanted)
    assert done.state == State.READY
    assert done.warning_version
    assert done.consent_version


def test_the_same_answers_keep_the_signed_paper(plays: Plays) -> None:
    case = plays.formed("stepan", "starosta", "yavir", AT)
    starosta = stage.at_work("starosta", AT)
    kept = _saved(starosta, case, {**case.answers, "contacts": {**case.answers["contacts"], "note": None}})
    assert kept.paper_id == case.paper_id
    assert case.attachments.get(document_code=SIGNED_APPLICATION).removed_at is None
    assert not wants_new_signature(kept)
    assert intake.finish_forming(by=starosta, application_id=case.pk, at=LATER).state == State.READY


@pytest.mark.requirement("R168", "R169")
def test_a_case_never_printed_is_not_finished(plays: Plays) -> None:
    case = plays.formed("stepan", "starosta", "yavir", AT)
    Application.objects.filter(pk=case.pk).update(warning_version="", consent_version="")
    assert not intake.may_be_finished(Application.objects.get(pk=case.pk), AT.date())
    with pytest.raises(Refused) as caught:
        intake.finish_forming(by=stage.at_work("starosta", AT), application_id=case.pk, at=LATER)
    assert caught.value.code == "not_printed"


def test_a_promise_stays_beside_the_document_that_came(plays: Plays) -> None:
    case = plays.finished("vira", "starosta", "yavir", AT)
    plays.handed_over([case], "starosta", LATER)
    attaching.attach_copy(
        by=stage.at_work("starosta", MUCH_LATER),
        application_id=case.pk,
        code="tax_number_refusal",
        scan=papers.scan("Відмітка"),
        at=MUCH_LATER,
    )
    assert MissingDocument.objects.get(application=case).bring_by == date(2026, 12, 16)
    assert Application.objects.get(pk=case.pk).received_on == AT.date()
    assert not Signature.objects.filter(state="invalid").exists()
