"""The commands that ask the law about a household, as a person types them: JSON, the sheet, one line for what is wrong."""

import io
import json
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from tests.assistance.samples import complete

from turbota.assistance import catalogue, lawbook
from turbota.assistance.examples import examples
from turbota.project import command_line

Said = pytest.CaptureFixture[str]
ON = "2026-03-10"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A household in a region that there is."""
    found = complete()
    found["address"]["oblast"] = "Полтавська"
    return written(tmp_path, found)


def written(folder: Path, household: Any) -> Path:
    path = folder / "household.json"
    path.write_text(json.dumps(household, ensure_ascii=False), encoding="utf-8")
    return path


def read(paper: Path) -> str:
    """The words of a PDF with spaces made equal."""
    with pypdfium2.PdfDocument(paper) as pdf:
        return " ".join("".join(page.get_textpage().get_text_range() for page in pdf).split())


@pytest.mark.requirement("R052")
def test_all_kinds_are_asked_about_one_file(file: Path, capsys: Said) -> None:
    assert command_line.main(["rights", "--on", ON, str(file)]) == 0
    found = {one["code"]: one for one in json.loads(capsys.readouterr().out)}
    assert (found["low_income"]["outcome"], found["low_income"]["amount"]) == ("granted", "4831.37")


def test_an_award_for_life_has_no_last_day(tmp_path: Path, capsys: Said) -> None:
    person = {
        "birth_date": "1990-03-04", "disability": "group_1", "since_childhood": True, "disability_subgroup": "a",
        "disability_term": "unlimited", "pension": "none", "care_needed": False,
    }  # fmt: skip
    path = written(tmp_path, {"applicant": person, "members": []})
    assert command_line.main(["calculate", "childhood_disability", "--on", ON, str(path)]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["outcome"] == "granted" and found["period"] == {"from": "2026-03-01", "to": None}
    assert {part["to"] for part in found["components"]} == {None}


@pytest.mark.requirement("R079")
def test_one_kind_takes_the_same_file_from_the_input_and_prints_its_sheet(
    file: Path, tmp_path: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(file.read_text(encoding="utf-8")))
    paper = tmp_path / "sheet.pdf"
    assert command_line.main(["calculate", "low_income", "--on", ON, "--sheet", str(paper), "-"]) == 0
    assert json.loads(capsys.readouterr().out)["amount"] == "4831.37"
    text = read(paper)
    assert "Прикладенко Марія" in text and "4 831,37" in text and "Це не рішення" in text
    assert "Полтавська" not in text


SUBSIDY = {
    "granted": ("Призначити", "Розмір: 6 163,31 ₴ на місяць", "Субсидія на місяць: 6 163,31 ₴"),
    "refused": ("Відмовити", "Чому так"),
    "not_assigned": ("Не призначати: виплачувати нічого", "Чому так", "Доплачувати нема чого"),
    "officer": ("Вирішує спеціаліст", "Чому так", "тверде паливо або скраплений газ"),
}


@pytest.mark.requirement("R227")
@pytest.mark.parametrize("outcome", SUBSIDY)
def test_the_sheet_of_a_subsidy_is_that_of_annex_7_whatever_its_outcome(
    outcome: str, tmp_path: Path, capsys: Said
) -> None:
    one = next(one for one in examples(catalogue.kind("housing_subsidy")) if one.expect["outcome"] == outcome)
    file, paper = written(tmp_path, one.answers), tmp_path / "sheet.pdf"
    words = ["calculate", "housing_subsidy", "--on", str(one.on), "--sheet", str(paper), str(file)]
    assert command_line.main(words) == 0
    found, text = json.loads(capsys.readouterr().out), read(paper)
    assert found["outcome"] == outcome
    for reason in (*found["reasons"], *found["doubts"]):
        assert " ".join(reason["text"].split()) in text and reason["clause"] in text
    assert "(додаток 7)" in text and "(додаток 6)" not in text
    assert "Прикладенко Марія" in text and "Соціальна норма житла" in text
    assert all(words in text for words in SUBSIDY[outcome])
    assert ("Опалення" in text) == (outcome != "officer")
    assert ("Чому так" in text) == (outcome != "granted")
    assert ("Субсидія на місяць" in text) == (outcome in ("granted", "not_assigned"))


def test_the_sheet_of_a_subsidy_names_what_is_lacking(tmp_path: Path, capsys: Said) -> None:
    one = next(one for one in examples(catalogue.kind("housing_subsidy")) if one.expect.get("missing"))
    file, paper = written(tmp_path, one.answers), tmp_path / "sheet.pdf"
    words = ["calculate", "housing_subsidy", "--on", str(one.on), "--sheet", str(paper), str(file)]
    assert command_line.main(words) == 0
    assert json.loads(capsys.readouterr().out)["outcome"] == "officer"
    lacking = one.expect["missing"][0]
    assert f"Бракує відомостей: {lacking}" in read(paper)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["rights", "--on", "1990-01-01"], "no kind of assistance is known so early; choose "),
        (["calculate", "low_income", "--on", "1990-01-01"], "nothing in force on 1990-01-01"),
        (["calculate", "no_such"], "no kind 'no_such'"),
        (
            ["calculate", "low_income", "--on", ON, "--sheet", "/no/such/folder/sheet.pdf"],
            "cannot be written",
        ),
        (["rights", "--on", "2027-03-10"], "Жовтень 2025 не входить до періоду"),
    ],
)
def test_what_is_wrong_is_one_line_and_code_two(
    words: list[str], said: str, file: Path, capsys: Said
) -> None:
    assert command_line.main([*words, str(file)]) == 2
    found = capsys.readouterr()
    assert found.out == "" and found.err.count("\n") == 1
    assert said in found.err


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty. Give a household as JSON"),
        (b" \n", "is empty. Give a household as JSON"),
        (b'{"applicant": }', "cannot be read as JSON: line 1, column 15"),
        ('{"applicant": "Їжак"}'.encode("cp1251"), "is not text in UTF-8"),
        (b"[" * 100_000, "too many brackets inside brackets"),
        (b'{"incomes": ' + b"1" * 5_000 + b"}", "a number in it is too long"),
        (b'{"applicant": {}, "applicant": {}}', "'applicant' stands twice in one object of the file"),
        (b'{"members": [{"id": "m1", "id": "m2"}]}', "'id' stands twice in one object of the file"),
    ],
)
def test_a_file_that_cannot_be_read_says_what_is_wrong_with_it(
    content: bytes, said: str, tmp_path: Path, capsys: Said
) -> None:
    path = tmp_path / "household.json"
    path.write_bytes(content)
    assert command_line.main(["rights", "--on", ON, str(path)]) == 2
    found = capsys.readouterr()
    assert found.out == "" and found.err.count("\n") == 1 and said in found.err


def test_a_file_from_a_windows_notepad_is_read(file: Path, capsys: Said) -> None:
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert command_line.main(["calculate", "low_income", "--on", ON, str(file)]) == 0
    assert json.loads(capsys.readouterr().out)["amount"] == "4831.37"


@pytest.mark.parametrize("words", [["rights"], ["calculate", "low_income"], ["law", "minimum_wage.month"]])
@pytest.mark.parametrize("day", ["10.03.2026", "2026-02-30", "tomorrow"])
def test_a_day_that_is_none_says_how_a_day_is_written(words: list[str], day: str, capsys: Said) -> None:
    assert command_line.main([*words, "--on", day, "household.json"][: len(words) + 3]) == 2
    found = capsys.readouterr()
    assert found.err.count("\n") == 1 and f"{day!r} is no day; write it as 2026-03-10" in found.err


def test_what_is_no_household_is_refused(tmp_path: Path, capsys: Said) -> None:
    path = tmp_path / "broken.json"
    path.write_text("{", encoding="utf-8")
    assert command_line.main(["rights", str(path)]) == 2
    assert "cannot be read as JSON" in capsys.readouterr().err
    assert command_line.main(["rights", str(written(tmp_path, ["nobody"]))]) == 2
    assert "об’єктом JSON" in capsys.readouterr().err
    assert command_line.main(["calculate", "low_income", "--schema"]) == 0
    assert json.loads(capsys.readouterr().out)["title"].startswith("household")


def test_the_sheet_for_a_lawyer_is_written_and_says_what_it_is_of(tmp_path: Path, capsys: Said) -> None:
    path = tmp_path / "low_income.pdf"
    assert command_line.main(["law", "--sheet", "low_income", str(path), "--on", ON]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["rules"] == lawbook.version(catalogue.kind("low_income"))
    assert path.read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("code", "on", "said"),
    [
        ("nothing", ON, "no kind nothing"),
        ("mother_heroine", ON, "tier is registered"),
        ("low_income", "1999-01-01", "Choose a day"),
    ],
)
def test_a_kind_without_rules_has_no_sheet(
    tmp_path: Path, capsys: Said, code: str, on: str, said: str
) -> None:
    assert command_line.main(["law", "--sheet", code, str(tmp_path / "x.pdf"), "--on", on]) == 2
    assert said in capsys.readouterr().err
