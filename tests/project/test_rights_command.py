"""The commands that ask the law about a household, as a person types them: JSON, the sheet, one line for what is wrong."""

import io
import json
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from tests.assistance.samples import complete

from turbota.assistance import catalogue, lawbook
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
    with pypdfium2.PdfDocument(paper) as pdf:
        text = "".join(page.get_textpage().get_text_range() for page in pdf).replace("\u00a0", " ")
    assert "Прикладенко Марія" in text and "4 831,37" in text and "Це не рішення" in text
    assert "Полтавська" not in text


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
