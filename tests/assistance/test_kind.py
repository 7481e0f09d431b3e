"""``kind.yaml`` is read strictly: a slip is found at start, not by a person."""

from datetime import date
from pathlib import Path

import pytest

from turbota.assistance import catalogue
from turbota.assistance.examples import examples
from turbota.assistance.kind import describe
from turbota.assistance.wording import count_words, show
from turbota.law.dated import BadLaw, NotInForce

GOOD = (catalogue.FOLDER / "low_income" / "kind.yaml").read_text(encoding="utf-8")


def _folder(tmp_path: Path, text: str) -> Path:
    folder = tmp_path / "low_income"
    folder.mkdir()
    (folder / "kind.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("was", "became", "fault"),
    [
        ("tier: computed", "tiers: computed", "wrong keys"),
        ("code: low_income", "code: high_income", "not the folder's name"),
        ("tier: computed", "tier: guessed", "unknown tier"),
        ("tier: computed", "tier: registered", "wrong keys"),
        ("situation: money", "situation: weather", "unknown situation"),
        ("situation: money", "when: [weather]", "unknown circumstances"),
        ("decider: pension_fund", "decider: bank", "unknown decider"),
        ("until: 2025-06-30", "until: 2025-07-30", "overlap"),
    ],
)
def test_a_slip_in_the_description_is_refused(tmp_path: Path, was: str, became: str, fault: str) -> None:
    assert describe(_folder(tmp_path, GOOD)).code == "low_income"
    (tmp_path / "low_income" / "kind.yaml").write_text(GOOD.replace(was, became), encoding="utf-8")
    with pytest.raises(BadLaw, match=fault):
        describe(tmp_path / "low_income")


def test_nobody_decides_before_the_kind_existed() -> None:
    with pytest.raises(NotInForce, match="2003-02-23"):
        catalogue.kind("low_income").decider_on(date(2003, 2, 23))


def test_every_example_is_titled_and_dated() -> None:
    found = list(examples(catalogue.kind("low_income")))
    assert len({(one.title, one.on) for one in found}) == len(found) >= 20


@pytest.mark.parametrize(
    ("number", "words"), [(1, "1 рік"), (2, "2 роки"), (5, "5 років"), (11, "11 років"), (21, "21 рік"), (112, "112 років")]
)  # fmt: skip
def test_numbers_agree_with_their_words(number: int, words: str) -> None:
    assert count_words(number, "years") == words


def test_what_is_not_known_is_said() -> None:
    assert show(None, "kopiykas") == "невідомо"
    assert show(1, "yes_no") == "так"
    assert show(3, "months") == "3 місяці"
    assert show(60, "percent") == "60"
