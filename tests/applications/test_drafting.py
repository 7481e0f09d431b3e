"""The citizen's draft: one live draft, nothing lost between two windows, nothing shown to a stranger."""

from dataclasses import replace

import pytest
from django.db import IntegrityError
from tests.factories.world import moment

from turbota.applications import policies
from turbota.applications.models import Application, Attachment
from turbota.applications.operations import attaching, drafting, submission
from turbota.applications.queries import application_for, own_applications
from turbota.applications.states import Channel, State
from turbota.documents.models import StoredFile
from turbota.kernel.errors import BadInput, Conflict, Missing
from turbota_demo import answers as told
from turbota_demo import cast, papers, stage
from turbota_demo.plays import KIND, Plays

AT = moment("2026-11-16 10:00")


def test_a_kind_has_one_live_draft(plays: Plays) -> None:
    maria = stage.at_home("maria", AT)
    first = drafting.open_draft(by=maria, kind=KIND, at=AT)
    assert drafting.open_draft(by=maria, kind=KIND, at=AT).pk == first.pk
    assert drafting.open_draft(by=stage.at_home("stepan", AT), kind=KIND, at=AT).pk != first.pk
    assert first.answers["applicant"]["tax_number"] == "3336900025"
    with pytest.raises(IntegrityError):
        Application.objects.create(
            kind=KIND, form_version="1", channel=Channel.PORTAL, beneficiary_id=maria.person_id,
            created_at=AT, changed_at=AT,
        )  # fmt: skip


def test_after_submission_a_new_draft_may_be_begun(plays: Plays) -> None:
    first = plays.submitted("maria", AT)
    again = drafting.open_draft(by=stage.at_home("maria", AT), kind=KIND, at=AT)
    assert again.pk != first.pk
    assert own_applications(stage.at_home("maria", AT)).count() == 2


def test_a_stale_window_is_refused_and_loses_nothing(plays: Plays) -> None:
    maria = stage.at_home("maria", AT)
    draft = drafting.open_draft(by=maria, kind=KIND, at=AT)
    saved = drafting.save_section(
        by=maria, application_id=draft.pk, section="address", values={"street": "Перша"}, version=0, at=AT
    )
    with pytest.raises(Conflict) as caught:
        drafting.save_section(
            by=maria, application_id=draft.pk, section="address", values={"street": "Друга"}, version=0, at=AT
        )
    assert caught.value.code == "stale_page"
    kept = Application.objects.get(pk=draft.pk)
    assert kept.answers["address"] == {"street": "Перша"}
    assert kept.version == saved.version == 1


def test_a_section_keeps_the_answers_that_the_page_did_not_show(plays: Plays) -> None:
    maria = stage.at_home("maria", AT)
    draft = drafting.open_draft(by=maria, kind=KIND, at=AT)
    for values in ({"settlement": "Вишнедол", "flat": "12"}, {"settlement": "Прикладне"}):
        drafting.save_section(by=maria, application_id=draft.pk, section="address", values=values, at=AT)
    kept = Application.objects.get(pk=draft.pk).answers["address"]
    assert kept == {"settlement": "Прикладне", "flat": "12"}


def test_a_stranger_does_not_even_learn_that_the_draft_is_there(plays: Plays) -> None:
    draft = plays.draft("maria", AT)
    stepan = stage.at_home("stepan", AT)
    copy = Attachment.objects.get(application=draft)
    with pytest.raises(Missing):
        application_for(stepan, draft.pk, at=AT, purpose="перегляд")
    with pytest.raises(Missing):
        drafting.save_section(by=stepan, application_id=draft.pk, section="address", values={}, at=AT)
    with pytest.raises(Missing):
        attaching.take_away(by=stepan, application_id=draft.pk, attachment_id=copy.pk, at=AT)
    with pytest.raises(Missing):
        submission.print_for_signing(by=stepan, application_id=draft.pk, at=AT)
    with pytest.raises(Missing):
        submission.submit(by=stepan, application_id=draft.pk, sha256="00" * 32, cms=b"", at=AT)
    with pytest.raises(Missing):
        drafting.drop_draft(by=stepan, application_id=draft.pk, at=AT)
    for code in ("umovnyi", "zrazkova", "admin"):
        with pytest.raises(Missing):
            application_for(stage.at_work(code, AT), draft.pk, at=AT, purpose="цікаво")


@pytest.mark.requirement("R048")
def test_what_is_missing_is_named_by_its_place(plays: Plays) -> None:
    draft = plays.draft("maria", AT)
    maria = stage.at_home("maria", AT)
    answers = {**draft.answers["address"], "settlement": ""}
    drafting.save_section(by=maria, application_id=draft.pk, section="address", values=answers, at=AT)
    with pytest.raises(BadInput) as caught:
        submission.print_for_signing(by=maria, application_id=draft.pk, at=AT)
    assert set(caught.value.fields) == {"address.settlement"}


def test_a_document_that_is_missing_is_named(plays: Plays) -> None:
    draft = plays.draft("maria", AT)
    maria = stage.at_home("maria", AT)
    copy = Attachment.objects.get(application=draft)
    attaching.take_away(by=maria, application_id=draft.pk, attachment_id=copy.pk, at=AT)
    with pytest.raises(BadInput) as caught:
        submission.print_for_signing(by=maria, application_id=draft.pk, at=AT)
    assert set(caught.value.fields) == {"document.identity"}
    assert Attachment.objects.get(pk=copy.pk).removed_at == AT


def test_dropping_leaves_only_the_trace(plays: Plays) -> None:
    draft = plays.draft("maria", AT)
    files = [copy.file_id for copy in draft.attachments.all()]
    drafting.drop_draft(by=stage.at_home("maria", AT), application_id=draft.pk, at=AT)
    assert not Application.objects.exists()
    assert files
    assert not StoredFile.objects.filter(pk__in=files).exists()
    sent = plays.submitted("maria", AT)
    with pytest.raises(Conflict):
        drafting.drop_draft(by=stage.at_home("maria", AT), application_id=sent.pk, at=AT)


def test_a_draft_of_a_day_off_is_asked_about_the_window_of_its_date(plays: Plays) -> None:
    """Signed on Saturday, 31 January: the date of application is Monday, 2 February, and so is the income window."""
    saturday = moment("2026-01-31 12:00")
    person = cast.citizen("maria")
    draft = plays.draft("maria", saturday, answers=told.low_income(person, on=saturday.date()))
    assert policies.law_day(draft, saturday.date()).isoformat() == "2026-02-02"
    right = told.low_income(person, on=policies.law_day(draft, saturday.date()))
    assert right["incomes"] != draft.answers["incomes"]


def test_the_same_copy_sent_again_is_one_document(plays: Plays) -> None:
    draft, scan = plays.draft("maria", AT), papers.scan("Довідка")
    maria = stage.at_home("maria", AT)
    sent = {"by": maria, "application_id": draft.pk, "scan": scan, "at": AT}
    first = attaching.attach(code="other", **sent)
    version = Application.objects.get(pk=draft.pk).version
    assert attaching.attach(code="other", **sent) == first
    assert Application.objects.get(pk=draft.pk).version == version
    assert attaching.attach(code="income_statement", **sent) != first
    attaching.take_away(by=maria, application_id=draft.pk, attachment_id=first.pk, at=AT)
    assert attaching.attach(code="other", **sent) != first


def test_too_many_documents_are_refused(plays: Plays) -> None:
    draft = plays.draft("maria", AT)
    maria = stage.at_home("maria", AT)
    scan = papers.scan("Довідка")

    def add(number: int) -> None:
        another = replace(scan, pdf=scan.pdf + b"%" * number)
        attaching.attach(by=maria, application_id=draft.pk, code="other", scan=another, at=AT)

    for number in range(1, policies.MOST_ATTACHMENTS):
        add(number)
    with pytest.raises(Exception, match="too_many_documents"):
        add(policies.MOST_ATTACHMENTS)
    assert Application.objects.get(pk=draft.pk).state == State.DRAFT
