"""A decision that grants for life: no last day and no sum «for all the time» is told."""

from dataclasses import asdict
from datetime import date

from turbota.access.models import Account
from turbota.assistance.calculation import NO_END, Period
from turbota.assistance.wording import sums
from turbota.decisions.models import Decision
from turbota.decisions.states import Outcome
from turbota.web.cabinet.deciding import page_of
from turbota.web.department.reconciling import result_of_decision


def decision(until: date) -> Decision:
    """Two components from March, not saved anywhere."""
    parts = [
        Period(date(2026, 3, 1), until, sum_, title=name)
        for name, sum_ in (("База", 100_00), ("Надбавка", 50_00))
    ]
    kept = [{**asdict(part), "since": str(part.since), "until": str(part.until)} for part in parts]
    return Decision(
        outcome=Outcome.GRANTED,
        amount=150_00,
        since=date(2026, 3, 1),
        until=until,
        specialist=Account(name="Людина Вигадана"),
        calculation={
            "outcome": "granted", "amount": 150_00, "schedule": kept, "receipt": [], "reasons": [], "missing": [],
        },
    )  # fmt: skip


def test_an_award_for_life_is_told_without_a_last_day() -> None:
    page = page_of(decision(NO_END))
    assert (page.days, page.total) == ("з 1\N{NO-BREAK SPACE}березня 2026 безстроково", None)
    assert {part.when for part in page.parts} == {"щомісяця з 1\N{NO-BREAK SPACE}березня 2026 безстроково"}
    assert result_of_decision(decision(NO_END)).words == "Призначити з 01.03.2026 безстроково"


def test_an_award_with_an_end_has_its_day_and_its_sum() -> None:
    page = page_of(decision(date(2026, 4, 30)))
    assert (page.days, page.total) == (
        "з 1\N{NO-BREAK SPACE}березня 2026 до 30\N{NO-BREAK SPACE}квітня 2026",
        300_00,
    )


def test_a_sum_is_of_a_whole_month_where_some_are_paid_by_days() -> None:
    assert sums(700_00, 0).replace("\N{NO-BREAK SPACE}", " ") == "700,00 ₴ на місяць"
    assert sums(700_00, 0, by_days=True).replace("\N{NO-BREAK SPACE}", " ") == "700,00 ₴ за повний місяць"


def test_what_is_paid_by_days_names_its_days_and_its_rate_and_the_sum_of_a_whole_month() -> None:
    made = decision(date(2026, 4, 30))
    assert not page_of(made).by_days
    part = Period(date(2026, 4, 1), date(2026, 4, 4), 933_32, days=4, rate=233_33, month_days=30)
    made.calculation["schedule"] = [{**asdict(part), "since": "2026-04-01", "until": "2026-04-04"}]
    page = page_of(made)
    assert (page.by_days, page.total) == (True, 933_32)
    (told,) = page.parts
    assert (
        told.when.replace("\N{NO-BREAK SPACE}", " ")
        == "за 4 дні з 30 по 233,33 ₴, з 1 квітня 2026 до 4 квітня 2026"
    )
