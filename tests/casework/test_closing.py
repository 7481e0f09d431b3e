"""A case ends with a reason, never by a refusal alone where a child is in danger, and may be opened again."""

from datetime import date, timedelta

import pytest
from tests.factories import casework
from tests.factories.world import moment

from turbota.casework import closing_policies
from turbota.casework.case_states import Stage
from turbota.casework.models import Case
from turbota.casework.operations import closing, supervising
from turbota.casework.operations.opening import Member
from turbota.casework.states import CaseState, Relation, Sensitivity
from turbota.deadlines.queries import clocks_of
from turbota.deadlines.states import GOING
from turbota.kernel.errors import BadInput, Conflict, Missing, Refused

pytestmark = pytest.mark.django_db
AT = moment("2026-11-16 10:00")
WORDS = "Послуги надано, живе сама і дає раду"


def close(case: Case, reason: str = "goals", by: str = "turbotna", **more: object) -> Case:
    values = {"words": WORDS, **more}
    return closing.close(by=casework.at_work(by, AT), case_id=case.pk, reason=reason, at=AT, **values)  # type: ignore[arg-type]


def test_a_closed_case_has_a_reason_and_no_term_of_its_own_runs() -> None:
    case = close(casework.opened(AT))
    assert (case.state, case.closure_reason, case.closed_at) == (CaseState.CLOSED, "goals", AT)
    assert case.steps.get(verb="close").reason == WORDS
    assert [one for one in clocks_of("case", case.pk) if one.outcome in GOING] == []
    with pytest.raises(Conflict):
        close(case)


def test_a_refusal_says_what_was_offered_and_that_she_may_come_back() -> None:
    case = casework.opened(AT)
    with pytest.raises(BadInput) as refusal:
        close(case, "refused")
    assert list(refusal.value.fields) == ["offered"]
    with pytest.raises(BadInput) as refusal:
        close(case, "refused", offered="Догляд удома тричі на тиждень")
    assert list(refusal.value.fields) == ["told"]
    close(case, "refused", offered="Догляд удома тричі на тиждень", told=True)
    written = case.steps.get(verb="close").reason
    assert "Догляд удома" in written and closing.COME_BACK in written


def test_violence_with_children_is_never_closed_on_a_refusal_without_the_supervisor() -> None:
    child = Member(casework.person("Юлія", AT, born=date(2018, 5, 5)), Relation.CHILD)
    case = casework.opened(AT, family=(child,), sensitivity=Sensitivity.VIOLENCE)
    with pytest.raises(Refused) as refusal:
        close(case, "refused", offered="Притулок і психолог", told=True)
    assert refusal.value.code == "needs_approval"

    asked = supervising.ask(
        by=casework.at_work("turbotna", AT), case_id=case.pk, stage=Stage.CLOSURE,
        words="Відмовилася двічі", at=AT,
    )  # fmt: skip
    supervising.decide(
        by=casework.at_work("nastavna", AT), approval_id=asked.pk, approve=True, remark="", at=AT
    )
    close(case, "refused", offered="Притулок і психолог", told=True)
    asked.refresh_from_db()
    assert asked.state == "used"


def test_what_is_still_open_keeps_the_case_open(monkeypatch: pytest.MonkeyPatch) -> None:
    case = casework.opened(AT)
    monkeypatch.setattr(closing_policies, "BLOCKERS", (lambda found: ["Діє план: закінчіть його."],))
    with pytest.raises(Refused) as refusal:
        close(case)
    assert refusal.value.code == "closing_blocked" and "Діє план" in refusal.value.sentence


def test_opened_again_with_new_terms_and_by_another_manager() -> None:
    case = close(casework.opened(AT))
    later = AT + timedelta(days=20)
    with pytest.raises(BadInput):
        closing.reopen(by=casework.at_work("turbotna", later), case_id=case.pk, reason="", at=later)

    closing.reopen(
        by=casework.at_work("nastavna", later), case_id=case.pk, reason="Знову потребує догляду", at=later,
        post=casework.post_of("pomichnyi", AT),
    )  # fmt: skip

    case.refresh_from_db()
    assert (case.state, case.closed_at) == (CaseState.OPENED, None)
    assert case.post_id == casework.post_of("pomichnyi", AT).pk
    going = [one for one in clocks_of("case", case.pk) if one.outcome in GOING]
    assert {one.rule_code for one in going} == {"needs_assessment", "service_decision"}
    assert {one.post_id for one in going} == {case.post_id}


def test_nobody_else_closes_or_opens() -> None:
    case = casework.opened(AT)
    for code in ("pomichnyi", "susidnii", "nastavna"):
        with pytest.raises(Missing):
            close(case, by=code)
    close(case)
    with pytest.raises(Missing):
        closing.reopen(by=casework.at_work("pomichnyi", AT), case_id=case.pk, reason="Знову", at=AT)
