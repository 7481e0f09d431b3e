"""The declaration of incomes and property (Annex 9) is printed in the application that the person signs."""

import subprocess

import pytest
from tests.factories.world import moment

from turbota.applications.models import Application
from turbota.assistance import declaring
from turbota.assistance.kind import Annexes
from turbota.documents.operations import read
from turbota_demo import answers as told
from turbota_demo import cast
from turbota_demo.plays import Plays

AT = moment("2026-11-16 10:00")
TITLE = "про доходи та майновий стан осіб, які звернулися за призначенням усіх видів державної соціальної допомоги"
OF_SUBSIDY = "про доходи і витрати осіб, які звернулися за призначенням житлової субсидії"


def paper_of(case: Application) -> str:
    """The text of the paper that was signed, as another program reads it."""
    assert case.paper is not None
    content = read(case.paper)
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=content, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def declared(text: str) -> str:
    return text.partition("Декларація")[2].partition("Додані документи")[0]


@pytest.mark.requirement("R229", "R172")
def test_incomes_and_property_are_declared_under_the_title_of_annex_9(plays: Plays) -> None:
    answers = told.low_income(cast.citizen("maria"), on=AT.date(), deposit=1_234_500)
    text = paper_of(plays.submitted("maria", AT, answers=answers))
    part = declared(text)
    assert TITLE in part
    assert "Додаток 9 до Інструкції № 345, пункт 2.5" in part
    assert "підпис під заявою охоплює й декларацію" in part
    assert part.count("Зарплата 3 000,00 ₴") == len(answers["incomes"])
    assert "12 345,00 ₴" in part
    for member in answers["members"]:
        assert member["given_name"] in part
    assert text.count("12 345,00 ₴") == 1, "what is declared is not repeated among the other answers"
    assert "Макет власний" in text


@pytest.mark.requirement("R229")
@pytest.mark.parametrize(
    ("kind", "title"),
    [("housing_subsidy", OF_SUBSIDY), ("idp_living", TITLE), ("birth", "")],
    ids=["subsidy", "displaced", "birth"],
)
def test_what_is_declared_follows_from_what_the_form_asks(plays: Plays, kind: str, title: str) -> None:
    text = paper_of(plays.submitted("maria", AT, kind=kind))
    assert (title in text) if title else ("Декларація" not in text)
    if kind == "idp_living":
        asked = "на депозиті"
        assert asked in declared(text)
        assert asked not in text.partition("Декларація")[0], (
            "a question of property in another section moves too"
        )


@pytest.mark.requirement("R172")
@pytest.mark.parametrize("annexes", ["amount", "subsidy"])
def test_the_title_says_of_the_state(annexes: Annexes) -> None:
    assert ("державної" in declaring.TITLES[annexes]) == (annexes == "amount")
