"""How far a case is: remembered for the same answers, and never for others."""

from tests.factories.world import moment

from turbota.applications import standing
from turbota.applications.operations import drafting
from turbota.assistance import forms
from turbota_demo import answers as told
from turbota_demo import cast, stage
from turbota_demo.plays import Plays

AT = moment("2026-11-16 10:00")
TODAY = AT.date()


def unanswered(case: standing.Application) -> int:
    case.refresh_from_db()
    return standing.standing_of_many([case], TODAY)[case.pk].unanswered


def test_answers_are_counted_anew_when_they_change_and_not_when_they_stay(plays: Plays) -> None:
    case = plays.registered("maria", "starosta", "yavir", AT)
    missing = unanswered(case)
    assert missing > 0
    known = dict(standing._remembered)
    assert unanswered(case) == missing
    assert standing._remembered == known

    full = told.low_income(cast.citizen("maria"), on=TODAY)
    drafting.save_answers(
        by=stage.at_work("starosta", AT), application_id=case.pk, answers={**full, "payment": {}}, at=AT
    )
    case.refresh_from_db()
    wrong = forms.check(standing.form_of(case), case.answers, TODAY)
    assert unanswered(case) == len(wrong) > 0

    drafting.save_answers(by=stage.at_work("starosta", AT), application_id=case.pk, answers=full, at=AT)
    assert unanswered(case) == 0


def test_what_is_remembered_is_bounded_and_holds_no_answer(plays: Plays) -> None:
    case = plays.registered("maria", "starosta", "yavir", AT)
    unanswered(case)
    assert all(isinstance(key, bytes) and len(key) == 16 for key in standing._remembered)
    for number in range(standing.MOST_REMEMBERED):
        standing._remembered[number.to_bytes(16, "big")] = 0
    standing._remembered.pop(next(iter(standing._remembered)))
    type(case).objects.filter(pk=case.pk).update(form_version=case.form_version, answers={"members": []})
    unanswered(case)
    assert len(standing._remembered) <= standing.MOST_REMEMBERED
    standing._remembered.clear()
