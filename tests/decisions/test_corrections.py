"""Corrections: only an answer that is there, by a value of its kind, with a reason and a document."""

import pytest
from django.db import IntegrityError, transaction
from tests.decisions.acts import TUESDAY, corrected, in_work
from tests.factories import world

from turbota.applications.models import Application
from turbota.decisions.models import Correction
from turbota.kernel.errors import BadInput, Conflict, Missing
from turbota.personal_files import operations as files
from turbota_demo import stage
from turbota_demo.plays import Plays


def test_a_correction_needs_a_reason_and_a_document_and_leaves_what_was_signed(plays: Plays) -> None:
    application = in_work(plays)
    for changes, field in (({"reason": "так"}, "reason"), ({"attachment_id": None}, "attachment")):
        with pytest.raises(BadInput) as caught:
            corrected(application, **changes)
        assert set(caught.value.fields) == {field}
    before = files.calculation_for(by=stage.at_work("umovnyi", TUESDAY), application_id=application.pk)
    correction = corrected(application)
    assert (correction.before, correction.after) == (300_000, 500_000)
    assert "Дохід 1" in correction.label
    after = files.calculation_for(by=stage.at_work("umovnyi", TUESDAY), application_id=application.pk)
    assert after.income_total is not None and before.income_total is not None
    assert after.income_total - before.income_total == 200_000
    assert Application.objects.get(pk=application.pk).answers["incomes"][0]["amount"] == 300_000


def test_a_document_of_another_case_proves_nothing(plays: Plays) -> None:
    application, other = in_work(plays), in_work(plays, "stepan")
    with pytest.raises(BadInput):
        corrected(application, attachment_id=other.attachments.first().pk)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "path",
    ["incomes.99.amount", "incomes.-1.amount", "incomes.amount", "applicant.0.surname", "nothing", "incomes", "x.y",
     "incomes.0.x", "incomes.0.0.amount", "incomes.².amount"],
)  # fmt: skip
def test_only_an_answer_that_is_there_is_corrected(plays: Plays, path: str) -> None:
    application = in_work(plays)
    with pytest.raises(Missing):
        corrected(application, path, 1)
    assert not Correction.objects.exists()


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("incomes.0.amount", "багато"),
        ("incomes.0.amount", -5),
        ("incomes.0.month", "2026-13"),
        ("applicant.birth_date", "учора"),
        ("members.0.relation", "сусідка"),
    ],
)
def test_a_corrected_value_is_of_the_kind_that_the_question_asks(
    plays: Plays, path: str, value: object
) -> None:
    application = in_work(plays)
    with pytest.raises(BadInput) as caught:
        corrected(application, path, value)
    assert set(caught.value.fields) == {"value"}


def test_only_the_specialist_of_the_case_corrects(plays: Plays) -> None:
    application = in_work(plays)
    colleague, _ = world.colleague("nadiia", like="umovnyi", at=TUESDAY)
    with pytest.raises(Conflict):
        corrected(application, by=colleague)
    for code in ("davnii", "pokazova", "starosta"):
        with pytest.raises(Missing):
            corrected(application, by=stage.at_work(code, TUESDAY))


def test_corrections_are_never_changed(plays: Plays) -> None:
    corrected(in_work(plays))
    with pytest.raises(IntegrityError), transaction.atomic():
        Correction.objects.update(reason="інше")
    with pytest.raises(IntegrityError), transaction.atomic():
        Correction.objects.all().delete()
