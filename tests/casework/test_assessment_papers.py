"""The act and its signature, and the assessment that was filled by hand."""

from datetime import date, timedelta

import pytest
from tests.factories import assessments, casework
from tests.factories.papers import text_of
from tests.factories.planning import SCAN
from tests.factories.world import moment

from turbota.casework.assessment_papers import empty_form
from turbota.casework.assessment_states import Conclusion
from turbota.casework.instruments.loading import instrument
from turbota.casework.models import Assessment
from turbota.casework.operations import concluding, signing_acts
from turbota.casework.operations.opening import Member
from turbota.casework.states import Relation
from turbota.deadlines.queries import clocks_of
from turbota.documents.operations import read
from turbota.kernel.errors import BadInput, Conflict, Forbidden, Missing, Refused
from turbota_demo import social_cast
from turbota_demo.plays import Plays
from turbota_simulators.signing import sign

pytestmark = pytest.mark.django_db
AT = moment("2026-11-16 10:00")
TYPED = AT + timedelta(days=3)


def signed_by(plays: Plays, code: str, done: Assessment, key: str = "") -> Assessment:
    assert done.act is not None
    cms = sign(plays.keys.person(social_cast.worker(key or code)), read(done.act), at=AT)
    return signing_acts.sign(
        by=casework.at_work(code, AT), assessment_id=done.pk, sha256=done.act.sha256, cms=cms, at=AT
    )


@pytest.mark.requirement("R016", "R276")
def test_the_act_says_everything_and_is_signed_by_the_assessor(plays: Plays) -> None:
    boy = casework.person("Дмитрик", AT, born=date(2019, 5, 1))
    case = casework.opened(AT, family=(Member(boy, Relation.CHILD),))
    done = assessments.submitted(case, AT, p_money="3")
    assert done.act is not None
    words = text_of(read(done.act))
    for part in (
        f"№ {case.number}-О1",
        "Вигаданська Дмитрик",
        "Хто в сім’ї",
        "3 — Борги ростуть",
        "Складність: середній",
        "перебуває у складних життєвих обставинах",
        "постанова вимагає рівня складності, але не каже, як його рахувати",
        "Леся Турботна",
    ):
        assert part in words, part

    with pytest.raises(Refused) as refusal:
        signed_by(plays, "turbotna", done, key="pomichnyi")
    assert refusal.value.code == "foreign_signature"
    signed = signed_by(plays, "turbotna", done)

    assert (signed.state, signed.signature is not None) == ("signed", True)
    outcomes = {clock.rule_code: clock.outcome for clock in clocks_of("case", case.pk)}
    assert outcomes["assessment_sent"] == "met"
    with pytest.raises(Conflict):
        signed_by(plays, "turbotna", done)


def test_only_the_assessor_signs_with_a_key(plays: Plays) -> None:
    done = assessments.submitted(casework.opened(AT), AT)
    assessments.deputy("nastavna", "turbotna", AT)
    with pytest.raises(Forbidden):
        signed_by(plays, "nastavna", done)
    for code in ("pomichnyi", "susidnii"):
        with pytest.raises(Missing):
            signed_by(plays, code, done)


def test_an_assessment_on_paper_has_the_time_of_the_paper() -> None:
    case = casework.opened(AT)
    by = casework.at_work("turbotna", TYPED)
    draft = assessments.filled(assessments.begun(case, AT), by, TYPED)
    signing_acts.attach_scan(by=by, assessment_id=draft.pk, scan=SCAN, at=TYPED)

    def submitted(**paper: object) -> Assessment:
        return concluding.submit(
            by=by, assessment_id=draft.pk, conclusion=Conclusion.NOT_IN_NEED, conclusion_note="", at=TYPED,
            **paper,  # type: ignore[arg-type]
        )  # fmt: skip

    for wrong in ({}, {"paper_at": TYPED + timedelta(hours=1)}, {"paper_at": AT - timedelta(days=400)}):
        with pytest.raises(BadInput) as bad:
            submitted(**wrong)
        assert list(bad.value.fields) == ["paper_at"]

    done = submitted(paper_at=AT + timedelta(hours=4))

    assert (done.assessed_at, done.entered_at) == (AT + timedelta(hours=4), TYPED)
    clocks = {clock.rule_code: clock for clock in clocks_of("case", case.pk)}
    assert clocks["needs_assessment"].stopped_at == AT + timedelta(hours=4)
    assert clocks["assessment_sent"].due_on == date(2026, 11, 17)
    signed = signing_acts.sign_on_paper(by=by, assessment_id=done.pk, scan=None, at=TYPED)
    assert (signed.state, signed.signature_id) == ("signed", None)


def test_an_act_signed_by_hand_needs_its_scan() -> None:
    done = assessments.submitted(casework.opened(AT), AT)
    by = casework.at_work("turbotna", AT)
    with pytest.raises(BadInput):
        signing_acts.sign_on_paper(by=by, assessment_id=done.pk, scan=None, at=AT)
    signing_acts.sign_on_paper(by=by, assessment_id=done.pk, scan=SCAN, at=AT)
    done.refresh_from_db()
    assert done.signed_scan is not None
    with pytest.raises(Conflict):
        signing_acts.attach_scan(by=by, assessment_id=done.pk, scan=SCAN, at=AT)


def test_the_empty_form_has_every_question_and_no_answer() -> None:
    boy = casework.person("Дмитрик", AT, born=date(2019, 5, 1))
    case = casework.opened(AT, family=(Member(boy, Relation.CHILD),))
    draft = assessments.begun(case, AT)
    form = instrument(draft.instrument, draft.instrument_version)
    words = text_of(empty_form(draft, form, address="http://localhost/manager/assessment/1/", at=AT))
    assert all(question.words in words for question in form.questions.values())
    assert "бланк версії primary-1" in words and "Не вдалося перевірити" in words
