"""The lawyer's sheet: nothing of the rules is left out, and a signature is of exactly what the sheet says."""

import io
import subprocess
from dataclasses import replace
from datetime import date

import pikepdf
import pytest
from tests.documents import samples

from turbota.assistance import catalogue, lawbook
from turbota.documents.papers import lawyers
from turbota.documents.papers.lawyers import lawyer_sheet
from turbota.documents.papers.printing import print_paper
from turbota.law.dated import NotInForce
from turbota.law.engine.plan import rules_on

ON = date(2026, 3, 10)
KINDS = [kind for kind in catalogue.kinds() if kind.tier == "computed"]


def words(pdf: bytes) -> str:
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


@pytest.mark.parametrize("kind", KINDS[:3], ids=lambda kind: str(kind.code))
def test_every_rule_value_and_example_of_a_kind_is_on_its_sheet(kind: catalogue.Kind) -> None:
    sheet = lawyer_sheet(kind, ON)
    told = [one for chapter in sheet.chapters for one in chapter.rules]
    assert len(told) == len(rules_on(kind.book, ON))
    assert all(one.act and one.words and one.when for one in told)
    examples = [case for pair in sheet.pairs for case in pair.cases]
    assert [one.number for one in examples] == list(range(1, len(lawbook.worked(kind)) + 1))
    assert all(one.agrees and one.result for one in examples)
    assert sheet.version == lawbook.version(kind) != ""


def test_another_number_makes_another_digest_and_the_same_sheet_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kind = catalogue.kind("low_income")
    sheet = lawyer_sheet(kind, ON)
    assert lawyer_sheet(kind, ON) == sheet
    assert lawyer_sheet(kind, date(2025, 3, 10)).content != sheet.content
    monkeypatch.setattr(lawyers, "value_words", lambda *told: "1,00 ₴")
    changed = lawyer_sheet(kind, ON)
    assert (changed.version, changed.content == sheet.content) == (sheet.version, False)
    assert replace(sheet, content="") != sheet


def test_before_the_first_rule_there_is_no_sheet() -> None:
    with pytest.raises(NotInForce):
        lawyer_sheet(catalogue.kind("low_income"), date(2000, 1, 1))


def test_the_sheet_is_a_tagged_paper_with_a_place_to_sign() -> None:
    sheet = lawyer_sheet(catalogue.kind("low_income"), ON)
    pdf = print_paper("lawyer_sheet", sheet, at=samples.AT)
    text = words(pdf)
    for said in (
        "Коли не призначають", "постанова КМУ № 250 від 24.02.2003", "ще не звірено", "Дитині виповнюється 6 років",
        "призначено, 6 086,00", "Прізвище, ім’я, по батькові", "Зауваження", "Підпис", "Макет власний",
    ):  # fmt: skip
        assert said in text, said
    assert sheet.content in text.replace(" ", "") and sheet.version in text.replace(" ", "")
    with pikepdf.open(io.BytesIO(pdf)) as paper, paper.open_metadata() as metadata:
        assert (metadata["pdfaid:part"], metadata["pdfuaid:part"]) == ("3", "1")
