"""The needs are assessed in three steps, and the level of complexity follows from the answers."""

from datetime import date, timedelta

import pytest
from tests.factories import assessments, casework
from tests.factories.world import moment

from turbota.casework.assessed_people import people_of
from turbota.casework.assessment_states import Conclusion, Stage
from turbota.casework.case_states import FromLevel
from turbota.casework.case_states import Stage as ApprovedStage
from turbota.casework.models import Assessment, Case
from turbota.casework.operations import assessing, concluding, supervising
from turbota.casework.operations.assessing import Entry
from turbota.casework.operations.opening import Member
from turbota.casework.states import Relation
from turbota.deadlines.queries import clocks_of
from turbota.kernel.errors import BadInput, Conflict, Missing, Refused

pytestmark = pytest.mark.django_db
AT = moment("2026-11-16 10:00")
LATER = AT + timedelta(days=2)


def family() -> Case:
    """A mother with a boy of seven."""
    boy = casework.person("Дмитрик", AT, born=date(2019, 5, 1))
    mother = casework.person("Олена", AT, born=date(1990, 2, 3))
    return casework.opened(AT, main=mother, family=(Member(boy, Relation.CHILD),))


@pytest.mark.requirement("R016", "R276", "R280", "R281")
def test_the_level_follows_from_the_answers_and_moves_the_case() -> None:
    case = casework.opened(AT)

    done = assessments.submitted(case, LATER, p_money="3")

    case.refresh_from_db()
    assert (done.state, done.level, case.state, case.complexity) == (
        "submitted",
        "middle",
        "assessed",
        "middle",
    )
    assert "«Чи вистачає грошей на найнеобхідніше?»: 3 — Борги ростуть" in case.complexity_why
    assert "ще не підтверджено" in case.complexity_why
    clocks = {clock.rule_code: (clock.outcome, clock.due_on) for clock in clocks_of("case", case.pk)}
    assert clocks["needs_assessment"] == ("met", date(2026, 11, 23))
    assert clocks["assessment_sent"] == ("running", date(2026, 11, 19))


def test_a_threat_makes_the_case_an_emergency_and_no_conclusion_denies_it() -> None:
    case = family()
    by = casework.at_work("turbotna", AT)
    draft = assessments.filled(assessments.begun(case, AT), by, AT, p_child_danger="yes")

    with pytest.raises(Refused) as refusal:
        concluding.submit(
            by=by, assessment_id=draft.pk, conclusion=Conclusion.NOT_IN_NEED, conclusion_note="", at=AT
        )
    assert refusal.value.code == "threat_and_no_need"

    done = concluding.submit(
        by=by, assessment_id=draft.pk, conclusion=Conclusion.IN_NEED, conclusion_note="", at=AT
    )
    assert done.level == "emergency"
    assert "Вигаданська Дмитрик" in done.level_why


@pytest.mark.requirement("R280")
def test_the_steps_come_in_turn() -> None:
    case = casework.opened(AT)
    with pytest.raises(Refused) as refusal:
        assessments.begun(case, AT, stage=Stage.IN_DEPTH)
    assert refusal.value.code == "not_its_turn"
    assessments.submitted(case, AT)
    with pytest.raises(Refused):
        assessments.begun(case, LATER, stage=Stage.PRIMARY)

    assessments.submitted(case, LATER, stage=Stage.IN_DEPTH, d_home="4", d_papers="4")
    case.refresh_from_db()
    assert case.complexity == "complex"

    assessments.submitted(case, LATER + timedelta(days=60), stage=Stage.REPEAT)
    case.refresh_from_db()
    assert case.complexity == "simple"
    assert Assessment.objects.filter(case=case).count() == 3


def test_what_is_missing_is_named_and_a_half_filled_one_is_kept() -> None:
    case = family()
    draft = assessments.begun(case, AT)
    by = casework.at_work("turbotna", AT)
    child = next(one for one in people_of(draft, AT.date()) if one.who == "child")
    assessing.save(
        by=by,
        assessment_id=draft.pk,
        entries=[
            Entry("p_home", "case", "4", "told", "Сусідка"),
            Entry("p_food", "case", "0", "told"),
            Entry("p_child_left", child.key, "unknown", "told"),
        ],
        seen_version=0,
        at=AT,
    )

    with pytest.raises(BadInput) as bad:
        concluding.submit(by=by, assessment_id=draft.pk, conclusion="", conclusion_note="", at=AT)

    told = bad.value.fields
    assert told["p_danger@case"].endswith("Дайте відповідь.")
    assert "Тут потрібно «Бачу сам / сама» або «Є документ»" in told["p_home@case"]
    assert told["p_food@case"].endswith("Напишіть, хто розповів.")
    assert told[f"p_child_danger@{child.key}"] == (
        "Вигаданська Дмитрик: Чи є загроза життю або здоров’ю дитини? Дайте відповідь."
    )
    assert told[f"p_child_left@{child.key}"].endswith("чому не вдалося дізнатися.")
    assert told["conclusion"] == "Виберіть один із двох висновків акта."
    draft.refresh_from_db()
    assert draft.values["p_home@case"] == "4"


def test_two_people_at_one_assessment_lose_nothing() -> None:
    case = casework.opened(AT)
    draft = assessments.begun(case, AT)
    lesia = casework.at_work("turbotna", AT)
    opened = assessing.save(
        by=lesia,
        assessment_id=draft.pk,
        entries=[Entry("p_home", "case", "1", "seen"), Entry("p_money", "case", "1", "told", "Сама")],
        seen_version=0,
        at=AT,
    ).assessment.version
    case.refresh_from_db()
    deputy = assessments.deputy("nastavna", "turbotna", AT)
    assessing.save(
        by=deputy,
        assessment_id=draft.pk,
        entries=[Entry("p_home", "case", "3", "seen"), Entry("p_food", "case", "2", "seen")],
        seen_version=opened,
        at=AT,
    )

    saved = assessing.save(
        by=lesia,
        assessment_id=draft.pk,
        entries=[
            Entry("p_home", "case", "0", "seen"),
            Entry("p_money", "case", "2", "told", "Сама"),
            Entry("p_food", "case"),
        ],
        seen_version=opened,
        at=AT,
    )

    draft.refresh_from_db()
    assert draft.values == {"p_home@case": "3", "p_money@case": "2", "p_food@case": "2"}
    assert [
        (clash.key, clash.mine.value, clash.theirs["value"], clash.theirs["by"]) for clash in saved.clashes
    ] == [("p_home@case", "0", "3", "Галина Наставна")]
    assert set(saved.others) == {"p_home@case", "p_food@case"}
    again = assessing.save(
        by=lesia,
        assessment_id=draft.pk,
        entries=[Entry("p_home", "case", "0", "seen")],
        seen_version=draft.version,
        at=AT,
    )
    assert again.clashes == ()
    assert [one["value"] for one in again.assessment.past["p_home@case"]] == ["1", "3"]


def test_an_answer_that_does_not_exist_is_refused() -> None:
    draft = assessments.begun(casework.opened(AT), AT)
    by = casework.at_work("turbotna", AT)
    for entry in (
        Entry("p_home", "case", "7"),
        Entry("p_home", "somebody", "1"),
        Entry("p_home", "case", "1", "guessed"),
        Entry("p_wish", "case", "а" * 5000),
    ):
        with pytest.raises(BadInput):
            assessing.save(by=by, assessment_id=draft.pk, entries=[entry], seen_version=0, at=AT)


def test_a_second_draft_is_not_begun_and_a_finished_one_is_not_changed() -> None:
    case = casework.opened(AT)
    draft = assessments.begun(case, AT)
    with pytest.raises(Conflict):
        assessments.begun(case, AT)
    assessing.drop(
        by=casework.at_work("turbotna", AT), assessment_id=draft.pk, reason="Людини не було вдома", at=AT
    )
    done = assessments.submitted(case, AT)
    with pytest.raises(Conflict):
        assessments.filled(done, casework.at_work("turbotna", AT), AT, p_money="4")


@pytest.mark.parametrize("code", ["pomichnyi", "nastavna", "susidnii", "likarnyi"])
def test_only_the_manager_assesses(code: str) -> None:
    case = casework.opened(AT)
    draft = assessments.begun(case, AT)
    by = casework.at_work(code, AT)
    with pytest.raises(Missing):
        assessing.begin(by=by, case_id=case.pk, stage=Stage.PRIMARY, at=AT)
    with pytest.raises(Missing):
        assessing.save(by=by, assessment_id=draft.pk, entries=[], seen_version=0, at=AT)
    with pytest.raises(Missing):
        concluding.submit(
            by=by, assessment_id=draft.pk, conclusion=Conclusion.IN_NEED, conclusion_note="", at=AT
        )


def test_where_the_unit_demands_it_the_supervisor_approves_by_the_level_found() -> None:
    supervisor, by = casework.at_work("nastavna", AT), casework.at_work("turbotna", AT)
    case = casework.opened(AT)
    supervising.set_rule(
        by=supervisor,
        unit_id=case.unit_id,
        stage=ApprovedStage.ASSESSMENT,
        from_level=FromLevel.MIDDLE,
        at=AT,
    )
    easy = assessments.submitted(casework.opened(AT, main=casework.person("Легка", AT)), AT)
    assert easy.level == "simple"
    draft = assessments.filled(assessments.begun(case, AT), by, AT, p_money="3")

    def submit() -> Assessment:
        return concluding.submit(
            by=by, assessment_id=draft.pk, conclusion=Conclusion.IN_NEED, conclusion_note="", at=AT
        )

    with pytest.raises(Refused) as refusal:
        submit()
    assert refusal.value.code == "needs_approval"
    asked = supervising.ask(
        by=by, case_id=case.pk, stage=ApprovedStage.ASSESSMENT, words="Перевірте бали", at=AT
    )
    supervising.decide(by=supervisor, approval_id=asked.pk, approve=True, remark="", at=AT)
    assert submit().level == "middle"
    asked.refresh_from_db()
    assert asked.state == "used"
