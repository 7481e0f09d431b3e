"""Another assessor repeats the assessment without seeing the first answers, and the agreement is a figure."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from tests.factories import assessments, casework
from tests.factories.planning import SCAN
from tests.factories.world import moment

from turbota.access.models import Account
from turbota.casework import assessment_permissions as rights
from turbota.casework.assessment_queries import assessment_for, candidates_for, own_second, seen_pair
from turbota.casework.assessment_states import Conclusion
from turbota.casework.instruments.agreement import weighted_kappa
from turbota.casework.models import Assessment, Case
from turbota.casework.operations import concluding, opening, second_assessor, signing_acts
from turbota.kernel.errors import BadInput, Conflict, Missing, Refused

pytestmark = pytest.mark.django_db
AT = moment("2026-11-16 10:00")
LAST = date(2026, 11, 20)


def account(code: str) -> Account:
    return Account.objects.get(pk=casework.at_work(code, AT).account_id)


def invited(first: Assessment, code: str, by: str = "nastavna", last_day: date = LAST) -> Assessment:
    return second_assessor.invite(
        by=casework.at_work(by, AT),
        assessment_id=first.pk,
        account_id=account(code).pk,
        last_day=last_day,
        at=AT,
    )


def finished(second: Assessment, code: str, **answers: str) -> Assessment:
    by = casework.at_work(code, AT)
    assessments.filled(second, by, AT, **answers)
    return concluding.submit(
        by=by, assessment_id=second.pk, conclusion=Conclusion.IN_NEED, conclusion_note="", at=AT
    )


def first_of(case: Case) -> Assessment:
    return assessments.submitted(case, AT, p_money="3", p_home="2")


@pytest.mark.requirement("R281")
def test_the_second_answers_alone_and_then_the_figures_are_seen() -> None:
    case = casework.opened(AT)
    first = first_of(case)
    second = invited(first, "pomichnyi")
    yurii = casework.at_work("pomichnyi", AT)

    assert [row.pk for row in own_second(yurii, at=AT)] == [second.pk]
    for row in (first, second):
        assert rights.READ_ASSESSMENT.can(yurii, row) is (row.pk == second.pk)
    with pytest.raises(Missing):
        assessment_for(yurii, first.pk, at=AT, purpose="проба")
    with pytest.raises(Missing):
        seen_pair(yurii, second.pk, at=AT, purpose="проба")
    with pytest.raises(Missing):
        assessment_for(casework.at_work("turbotna", AT), second.pk, at=AT, purpose="проба")

    done = finished(second, "pomichnyi", p_money="2", p_home="0")

    case.refresh_from_db()
    assert (case.complexity, done.level) == ("middle", "simple")
    for code in ("pomichnyi", "turbotna", "nastavna"):
        pair = seen_pair(casework.at_work(code, AT), second.pk, at=AT, purpose="порівняння")
        figures = second_assessor.compared(*pair)
        assert (figures.compared, figures.equal, figures.within_one) == (8, 6, 7)
        assert [(one.key, one.steps) for one in figures.differences] == [
            ("p_home@case", 2),
            ("p_money@case", 1),
        ]
        assert (figures.equal_share, figures.within_one_share) == (75, 88)


def test_kappa_is_what_a_textbook_computes() -> None:
    same = [(0, 0), (2, 2), (4, 4), (1, 1)]
    assert weighted_kappa(same) == 1
    # Observed disagreement 2 of 4 pairs; by chance 24 of 16 pairs: 1 − (2/4) ÷ (24/16)
    pairs = [(0, 0), (0, 1), (3, 3), (3, 2)]
    assert weighted_kappa(pairs) == 1 - Fraction(2, 4) / Fraction(24, 16)
    assert weighted_kappa([(1, 1), (1, 1)]) is None
    assert weighted_kappa([]) is None


def test_who_may_be_asked() -> None:
    case = casework.opened(AT)
    first = first_of(case)
    for code in ("turbotna", "nastavna", "susidnii", "likarnyi"):
        with pytest.raises(BadInput) as bad:
            invited(first, code)
        assert "account" in bad.value.fields
    account("pomichnyi")
    assessments.joined(case, "likarnyi", AT)
    names = [one.account.name for one in candidates_for(case, first, AT)]
    assert names == ["Павло Лікарний", "Юрій Помічний"]
    invited(first, "likarnyi", by="turbotna")
    with pytest.raises(Conflict):
        invited(first, "pomichnyi")


def test_who_managed_the_case_before_does_not_repeat_it_blind() -> None:
    case = casework.opened(AT, manager="pomichnyi")
    opening.assign(
        by=casework.at_work("nastavna", AT),
        case_id=case.pk,
        post=casework.post_of("turbotna", AT),
        reason="Відпустка",
        reads_until=LAST,
        at=AT,
    )
    first = first_of(case)
    with pytest.raises(BadInput) as bad:
        invited(first, "pomichnyi")
    assert "вже читає випадок" in bad.value.fields["account"]


def test_access_ends_by_its_day_and_days_are_checked() -> None:
    case = casework.opened(AT)
    first = first_of(case)
    for day in (AT.date() - timedelta(days=1), AT.date() + timedelta(days=31)):
        with pytest.raises(BadInput):
            invited(first, "pomichnyi", last_day=day)
    second = invited(first, "pomichnyi")
    yurii = casework.at_work("pomichnyi", AT)
    assert rights.FILL.can(yurii.on(LAST), second)
    assert not rights.FILL.can(yurii.on(LAST + timedelta(days=1)), second)
    assert not rights.READ_ASSESSMENT.can(yurii.on(LAST + timedelta(days=1)), second)


def test_an_invitation_is_taken_back_and_one_that_ran_out_gives_way() -> None:
    case = casework.opened(AT)
    first = first_of(case)
    second = invited(first, "pomichnyi")
    for code in ("pomichnyi", "susidnii"):
        with pytest.raises(Missing):
            second_assessor.call_off(by=casework.at_work(code, AT), assessment_id=second.pk, at=AT)
    second_assessor.call_off(by=casework.at_work("turbotna", AT), assessment_id=second.pk, at=AT)
    with pytest.raises(Conflict):
        second_assessor.call_off(by=casework.at_work("turbotna", AT), assessment_id=second.pk, at=AT)

    forgotten = invited(first, "pomichnyi")
    later = AT + timedelta(days=6)
    again = second_assessor.invite(
        by=casework.at_work("turbotna", later), assessment_id=first.pk, account_id=account("pomichnyi").pk,
        last_day=later.date(), at=later,
    )  # fmt: skip
    forgotten.refresh_from_db()
    assert (forgotten.state, again.state) == ("dropped", "draft")


def test_a_repetition_is_no_act_that_is_signed() -> None:
    case = casework.opened(AT)
    done = finished(invited(first_of(case), "pomichnyi"), "pomichnyi")
    with pytest.raises(Missing):
        signing_acts.sign_on_paper(
            by=casework.at_work("pomichnyi", AT), assessment_id=done.pk, scan=SCAN, at=AT
        )


def test_an_unfinished_one_is_not_repeated_and_strangers_invite_nobody() -> None:
    case = casework.opened(AT)
    draft = assessments.begun(case, AT)
    with pytest.raises(Refused) as refusal:
        invited(draft, "pomichnyi")
    assert refusal.value.code == "first_not_done"
    for code in ("susidnii", "pomichnyi", "likarnyi"):
        with pytest.raises(Missing):
            invited(draft, "pomichnyi", by=code)
