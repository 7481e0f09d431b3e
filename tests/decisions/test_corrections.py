"""Corrections: only an answer that is there, by a value of its kind, with a reason and a document."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests.decisions.acts import TUESDAY, WHY, corrected, in_work
from tests.factories import world

from turbota.applications.models import Application
from turbota.decisions import correcting
from turbota.decisions.calculating import answers_in_force, corrections_in_force, corrections_of
from turbota.decisions.models import Correction
from turbota.kernel.errors import BadInput, Conflict, Missing
from turbota.personal_files import operations as files
from turbota_demo import stage
from turbota_demo.plays import Plays


def test_a_correction_needs_a_reason_and_a_document_and_leaves_what_was_signed(plays: Plays) -> None:
    application = in_work(plays)
    for changes, field in (
        ({"reason": "так"}, "reason"),
        ({"reason": "\u200b" * 40}, "reason"),
        ({"attachment_id": None}, "attachment"),
    ):
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


def grounds(application: Application) -> dict[str, Any]:
    return {
        "by": stage.at_work("umovnyi", TUESDAY),
        "application_id": application.pk,
        "reason": WHY,
        "attachment_id": application.attachments.get(document_code="identity").pk,
        "at": TUESDAY,
    }


def like_the_first(application: Application, **changed: object) -> dict[str, Any]:
    row = {key: value for key, value in application.answers["incomes"][0].items() if key != "id"}
    return {**row, **changed}


def income_total(application: Application) -> int:
    found = files.calculation_for(by=stage.at_work("umovnyi", TUESDAY), application_id=application.pk)
    assert found.income_total is not None
    return found.income_total


def test_an_income_that_was_left_out_is_entered_by_a_document(plays: Plays) -> None:
    application = in_work(plays)
    before, given = income_total(application), len(application.answers["incomes"])
    row = like_the_first(application, amount=250_000, **{"class": "pension"})
    added = correcting.add_row(section="incomes", row=row, **grounds(application))
    assert income_total(application) - before == 250_000
    assert (added.path, added.before) == (f"incomes.{given}", None)
    assert added.label == f"Дохід {given + 1}"
    assert "2 500,00" in added.after_text.replace("\u00a0", " ")
    assert len(Application.objects.get(pk=application.pk).answers["incomes"]) == given
    corrected(application, f"incomes.{given}.amount", 300_000)
    assert income_total(application) - before == 300_000


def test_a_row_is_taken_away_and_later_corrections_speak_of_the_rows_that_are_left(plays: Plays) -> None:
    application = in_work(plays)
    rows = application.answers["incomes"]
    before = income_total(application)
    corrected(application, "incomes.1.amount", 111_100)
    removed = correcting.remove_row(path="incomes.0", **grounds(application))
    assert removed.before == rows[0]
    assert removed.after_text == "вилучено"
    kept = answers_in_force(application)["incomes"]
    assert [row["id"] for row in kept] == [row["id"] for row in rows[1:]]
    assert set(corrections_in_force(corrections_of(application))) == {"incomes.0.amount"}
    corrected(application, "incomes.0.amount", 222_200)
    assert income_total(application) == before - rows[0]["amount"] - rows[1]["amount"] + 222_200
    with pytest.raises(Missing):
        correcting.remove_row(path=f"incomes.{len(rows) - 1}", **grounds(application))


def test_a_row_is_checked_as_the_form_checks_it(plays: Plays) -> None:
    application = in_work(plays)
    bad = like_the_first(application, amount=-5, month="2026-13", member="nobody")
    for row, fields in (
        (bad, {"value.amount", "value.month", "value.member"}),
        ({}, {"value.member", "value.class"}),
    ):
        with pytest.raises(BadInput) as caught:
            correcting.add_row(section="incomes", row=row, **grounds(application))
        assert fields <= set(caught.value.fields)
    with pytest.raises(BadInput) as caught:
        correcting.add_row(
            section="incomes",
            row=like_the_first(application, amount=250_000, **{"class": "pension"}),
            **{**grounds(application), "reason": "", "attachment_id": None},
        )
    assert set(caught.value.fields) == {"reason", "attachment"}
    for section in ("applicant", "nothing"):
        with pytest.raises(Missing):
            correcting.add_row(section=section, row={}, **grounds(application))
    for path in ("incomes", "incomes.99", "incomes.0.amount", "applicant.0", "x.0"):
        with pytest.raises(Missing):
            correcting.remove_row(path=path, **grounds(application))
    assert not Correction.objects.exists()


def test_a_member_with_incomes_goes_after_them(plays: Plays) -> None:
    application = in_work(plays)
    member = application.answers["members"][0]["id"]
    correcting.add_row(
        section="incomes", row=like_the_first(application, member=member), **grounds(application)
    )
    with pytest.raises(BadInput) as caught:
        correcting.remove_row(path="members.0", **grounds(application))
    assert set(caught.value.fields) == {"value"}
