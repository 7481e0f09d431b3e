"""The JSON of every computed kind: the same shape whatever the outcome, sums as text, the first month as it is paid."""

import json
import re
from datetime import date
from typing import Any

import pytest

from turbota.assistance import catalogue, command
from turbota.assistance.examples import examples
from turbota.assistance.kind import Kind

KINDS = [kind for kind in catalogue.kinds() if kind.tier == "computed"]
SUM = re.compile(r"^\d+\.\d\d$")
DAY = re.compile(r"^\d{4}-\d\d-\d\d$")
ANSWER = [
    "outcome", "amount", "once", "components", "period", "income", "reasons", "missing", "doubts", "conditions", "steps",
]  # fmt: skip
COMPONENT = ["code", "amount", "per", "from", "to", "for"]
STEP = ["name", "for", "value", "unit", "text", "act", "point", "parameters", "verified"]
OWN_FORM = {
    "birth",
    "idp_living",
}  # their released forms have paths of their own: `placing.py` says where they stand


WHOLE = {"family", "applicant", "deceased"}  # besides the ids that the household gives its members


def answers_of(kind: Kind) -> list[tuple[str, dict[str, Any]]]:
    """Every example of the kind as the command answers it; what a page refuses beforehand is left out."""
    found = []
    for one in examples(kind):
        try:
            said = command.calculate(kind.code, one.on, dict(one.answers))
        except command.BadRequest:
            continue
        people = {str(row["id"]) for row in one.answers.get("members", [])}
        assert {part["for"] for part in said["components"]} <= WHOLE | people, one.title
        found.append((one.title, said))
    return json.loads(json.dumps(found))


def birth(born: str) -> dict[str, Any]:
    return {
        "applicant": {"birth_date": "1998-05-12"},
        "birth": {"relation": "mother", "lives_with_you": True},
        "members": [
            {"given_name": "Соломія", "birth_date": born, "relation": "child", "birth_paid_before": False}
        ],
    }


OF_HOUSEHOLDS = {
    "birth": [
        command.calculate("birth", date(2026, 3, 10), birth("2026-02-01")),
        command.calculate("birth", date(2026, 1, 15), birth("2025-12-31")),
    ],
    "idp_living": [
        command.calculate("idp_living", date(2026, 3, 10), {"applicant": {"birth_date": "1998-05-12"}}),
    ],
}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_the_answer_has_one_shape_and_its_amount_is_that_of_the_first_month(kind: Kind) -> None:
    of_examples = [] if kind.code in OWN_FORM else answers_of(kind)
    answers = [*of_examples, *(("household", one) for one in OF_HOUSEHOLDS.get(kind.code, ()))]
    assert answers
    for title, said in answers:
        assert list(said) == ANSWER, title
        granted = said["outcome"] == "granted"
        assert granted == bool(said["components"]), title
        assert said["outcome"] in ("granted", "refused", "not_assigned", "officer")
        assert all(SUM.match(one["amount"]) for one in said["components"]), title
        if granted:
            assert said["amount"] == _first_month(said["components"]), title
            assert said["period"]["from"] == min(one["from"] for one in said["components"])
        else:
            assert said["amount"] == (None if said["outcome"] == "officer" else "0.00"), title
        for one in said["components"]:
            assert [name for name in one if name not in ("days", "month_days", "rate")] == COMPONENT
            assert one["per"] in ("once", "month") and one["for"] and one["code"]
            assert DAY.match(one["from"]) and (one["to"] is None or one["from"] <= one["to"])
        for one in said["steps"]:
            assert list(one) == STEP, title
            assert one["act"] and one["text"] and isinstance(one["verified"], bool)
            assert one["unit"] != "kopiykas" and (
                one["unit"] != "UAH" or one["value"] is None or SUM.match(one["value"])
            )
        for reason in (*said["reasons"], *said["doubts"]):
            assert list(reason) == ["code", "clause", "text"] and all(reason.values()), title
        assert all(list(lack) == ["path", "label"] and lack["label"] for lack in said["missing"]), title
        assert bool(said["reasons"]) == (said["outcome"] in ("refused", "not_assigned")), title
        if said["outcome"] == "officer":
            assert said["doubts"] or said["missing"], title


def test_a_part_is_for_the_member_by_the_id_of_the_household() -> None:
    household = birth("2026-02-01")
    household["members"][0] |= {"id": "baby", "given_name": None}
    (part,) = command.calculate("birth", date(2026, 3, 10), household)["components"]
    assert (part["for"], part["per"], part["amount"]) == ("baby", "once", "50000.00")
    said = command.calculate("birth", date(2026, 3, 10), birth("2026-02-01"))
    assert {part["for"] for part in said["components"]} == {"members-0"}
    assert "members-0" in {step["for"] for step in said["steps"]}


@pytest.mark.parametrize(
    ("code", "file", "paths"),
    [
        ("housing_subsidy", "норми опалення ніхто не вписав", {"services.0.norm"}),
        ("housing_subsidy", "послуг не названо зовсім", {"services"}),
        ("care_to_one", "дня, коли закінчується відпустка, не названо", {"care_to_one_leave.last_day"}),
    ],
)
def test_what_is_missing_is_told_with_its_place_in_the_household(
    code: str, file: str, paths: set[str]
) -> None:
    said = dict(answers_of(catalogue.kind(code)))
    (one,) = [answer for title, answer in said.items() if title.endswith(file)]
    assert {lack["path"] for lack in one["missing"]} == paths


def _first_month(components: list[dict[str, Any]]) -> str:
    """What is paid in the month of the first day: by month and once."""
    month = min(one["from"] for one in components)[:7]
    kopiykas = sum(int(one["amount"].replace(".", "")) for one in components if one["from"][:7] == month)
    return f"{kopiykas // 100}.{kopiykas % 100:02d}"
