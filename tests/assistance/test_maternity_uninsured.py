"""Pregnancy and childbirth of the uninsured: two regimes, the count of days, the same in both modes."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.assistance import claims

from turbota.assistance import catalogue
from turbota.assistance.examples import examples
from turbota.assistance.kinds.maternity_uninsured.calculate import calculate
from turbota.assistance.kinds.maternity_uninsured.facts import facts
from turbota.assistance.part_months import total

KIND = catalogue.kind("maternity_uninsured")
LAW = date(2026, 1, 1)
DAYS = st.dates(date(2025, 3, 1), date(2026, 9, 30))


@settings(max_examples=80, deadline=None)
@given(DAYS, DAYS, st.booleans(), st.booleans())
def test_one_regime_is_computed_and_two_go_to_an_officer(
    first: date, on: date, more: bool, insured: bool
) -> None:
    claim = {"insured": insured, "first_day": str(first), "more_days": more}
    answers = {"applicant": {"birth_date": "1998-05-12"}, "maternity_uninsured_leave": claim}
    found = facts(answers, on)
    claims.same_in_both_modes(KIND, calculate.of_facts, [found], on)
    said = KIND.calculate(answers, on)
    last = first + timedelta(days=139 if more else 125)
    if insured:
        assert [reason.code for reason in said.reasons] == ["applicant_insured"]
    elif len({day >= LAW for day in (first, last, on)}) > 1:
        assert said.outcome == "officer" and said.amount is None
    else:
        assert said.amount == (700_000 if first >= LAW else 75_700)
        assert (said.since, said.until) == (first, last)
        assert total(said.schedule) == ((last - first).days + 1) * (23_333 if first >= LAW else 2_523)


def test_the_medical_conclusion_is_demanded() -> None:
    answers = next(iter(examples(KIND))).answers
    assert [one.code for one in KIND.documents(answers, LAW)] == ["identity", "pregnancy"]


def test_it_is_paid_to_the_woman_and_is_about_nobody_else() -> None:
    example = next(iter(examples(KIND)))
    (woman,) = facts(example.answers, example.on)["members"]
    assert (woman["asked"], woman["about"]) == (1, "")
    said = KIND.calculate(example.answers, example.on)
    assert {(part.about, part.whom) for part in said.schedule} == {("", "Прикладенко Марія")}
