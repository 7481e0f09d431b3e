"""The papers of Annexes 5 and 6 of a real calculation, read as text by another program."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from tests.assistance.samples import complete
from tests.documents import samples
from tests.documents.test_papers import words

from turbota.assistance import catalogue
from turbota.assistance.calculation import Calculation
from turbota.assistance.examples import examples
from turbota.assistance.wording import value_words
from turbota.documents.papers.calculated import sheet_of
from turbota.documents.papers.printing import print_paper
from turbota.kernel.money import hryvnias

MARCH = date(2026, 3, 10)
INCOME = "середньомісячного сукупного доходу для призначення усіх видів соціальної допомоги (додаток 5)"
AMOUNT = "розміру соціальної допомоги (додаток 6)"


def printed(code: str, answers: Mapping[str, Any]) -> tuple[Calculation, str]:
    kind = catalogue.kind(code)
    made = kind.calculate(answers, MARCH)
    shape = sheet_of(
        made,
        form=kind.form_on(MARCH),
        answers=answers,
        kind=kind,
        office=samples.FUND,
        number="26-0417",
        calculated_on=MARCH,
        prepared_by=samples.SPECIALIST,
    )
    return made, words(print_paper("calculation_sheet", shape, at=samples.AT))


def spaced(text: str) -> str:
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


@pytest.mark.requirement("R225")
def test_annex_5_prints_whose_income_which_month_and_class_and_what_is_left_out() -> None:
    answers = complete()
    answers["incomes"].append(
        {"id": "i3", "member": "m1", "month": "2025-12", "class": "housing_subsidy", "amount": 77_700}
    )
    made, text = printed("low_income", answers)
    assert INCOME in text
    assert "Макет власний" in text
    assert "серпень 2025 — січень 2026" in text
    assert spaced(f"Середньомісячний дохід {hryvnias(made.average_income or 0)}") in text
    assert spaced(f"Сукупний дохід, який враховано {hryvnias(made.income_total or 0)}") in text
    for cell in ("Зарплата", "6 000,00 ₴ 6 000,00 ₴", "Аліменти", "1 500,50 ₴ 1 500,50 ₴", "777,00 ₴ 0,00 ₴"):
        assert cell in text
    assert "постанова КМУ № 632" in text
    average = next(step.text for step in made.steps if step.name == "average_income")
    assert spaced(average.partition(" =")[0]) in text


@pytest.mark.requirement("R226")
def test_annex_6_prints_every_line_with_its_value_of_the_law_dates_and_act() -> None:
    made, text = printed("low_income", complete())
    assert AMOUNT in text
    used = [one for line in made.receipt for one in line.parameters]
    assert {one.verified for one in used} == {True, False}
    for one in used:
        assert (
            spaced(f"{one.title}: {value_words(one.value, one.unit, one.title)}, з {one.since:%d.%m.%Y}")
            in text
        )
        assert ("(звірено)" if one.verified else "(ще не звірено з актом)") in text
    for line in made.receipt:
        assert line.label in text
        assert line.amount is not None
        assert spaced(hryvnias(line.amount)) in text
    assert spaced(f"Розмір: {hryvnias(made.amount or 0)} на місяць") in text


def test_a_kind_that_reads_no_income_has_only_annex_6() -> None:
    example = next(iter(examples(catalogue.kind("care_to_one"))))
    _, text = printed("care_to_one", example.answers)
    assert AMOUNT in text
    assert INCOME not in text
    assert "На цю допомогу доходи не впливають" in text
