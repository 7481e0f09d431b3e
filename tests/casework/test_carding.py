"""The social card: factors with evidence, risk, contact, sensitivity; two managers never overwrite each other."""

from datetime import date

import pytest
from tests.factories import casework
from tests.factories.world import moment

from turbota.casework import permissions
from turbota.casework.factors import factor, factors
from turbota.casework.models import Case
from turbota.casework.operations import carding
from turbota.kernel.errors import BadInput, Conflict, Missing
from turbota.kernel.identifiers import new_id

pytestmark = pytest.mark.django_db
AT = moment("2026-11-16 10:00")


@pytest.fixture
def case() -> Case:
    return casework.opened(AT)


def test_factors_are_dated_data_and_none_is_confirmed() -> None:
    today = factors(AT.date())
    assert len(today) == 17 and not any(one.verified for one in today)
    assert factors(date(2019, 12, 31)) == ()
    found = factor("domestic_violence")
    assert found is not None and found.title == "Домашнє насильство"


def test_a_factor_has_evidence_and_an_end(case: Case) -> None:
    by = casework.at_work("turbotna", AT)
    made = carding.note_factor(
        by=by, case_id=case.pk, code="age", evidence="Паспорт, 1950 рік", since=AT.date(), at=AT
    )
    again = carding.note_factor(
        by=by, case_id=case.pk, code="age", evidence="Паспорт і пенсійне", since=AT.date(), at=AT
    )
    assert made.pk == again.pk and again.evidence == "Паспорт і пенсійне"

    ended = carding.end_factor(by=by, case_id=case.pk, factor_id=made.pk, reason="Записано помилково", at=AT)
    assert ended.until == AT.date()
    wrong = [("nothing", "Паспорт", AT.date()), ("age", " ", AT.date()), ("age", "Паспорт", date(2027, 1, 1))]
    for code, evidence, since in wrong:
        with pytest.raises(BadInput):
            carding.note_factor(by=by, case_id=case.pk, code=code, evidence=evidence, since=since, at=AT)


@pytest.mark.parametrize("code", ["turbotna", "nastavna"])
def test_a_sensitive_case_is_set_and_unset_with_a_reason(case: Case, code: str) -> None:
    by = casework.at_work(code, AT)
    carding.set_sensitivity(by=by, case_id=case.pk, value="violence", reason="Побої, довідка лікаря", at=AT)
    case.refresh_from_db()
    assert case.sensitive
    with pytest.raises(BadInput):
        carding.set_sensitivity(by=by, case_id=case.pk, value="none", reason="", at=AT)
    carding.set_sensitivity(by=by, case_id=case.pk, value="none", reason="Не підтвердилося", at=AT)
    assert list(case.changes.order_by("at", "pk").values_list("value", flat=True)) == ["violence", "none"]


def test_the_second_of_two_at_once_is_told_to_look_again(case: Case) -> None:
    by = casework.at_work("turbotna", AT)
    seen = case.version
    carding.set_risk(by=by, case_id=case.pk, risk="high", reason="Мешкає сама", at=AT, version=seen)
    with pytest.raises(Conflict):
        carding.set_risk(by=by, case_id=case.pk, risk="low", reason="Є сусіди", at=AT, version=seen)
    case.refresh_from_db()
    assert case.risk == "high"


def test_the_row_of_a_change_never_repeats_the_address(case: Case) -> None:
    carding.set_contact(
        by=casework.at_work("turbotna", AT), case_id=case.pk, address="притулок на Тихій", protected=True,
        phone="", at=AT,
    )  # fmt: skip
    row = case.changes.get()
    assert "Тихій" not in row.value + row.reason


def test_a_note_sent_twice_is_written_once(case: Case) -> None:
    key, by = new_id(), casework.at_work("turbotna", AT)
    for _ in range(2):
        carding.note(by=by, case_id=case.pk, note_id=key, text="Дзвонила сусідка", at=AT)
    assert case.changes.count() == 1


def test_nobody_else_writes_on_the_card(case: Case) -> None:
    for code in ("pomichnyi", "susidnii", "likarnyi"):
        by = casework.at_work(code, AT)
        with pytest.raises(Missing):
            carding.set_sensitivity(by=by, case_id=case.pk, value="none", reason="Просто так", at=AT)
        with pytest.raises(Missing):
            carding.set_risk(by=by, case_id=case.pk, risk="low", reason="Просто так", at=AT)
        assert not permissions.READ_CASE.can(by, case)
