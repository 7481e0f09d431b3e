"""Who decides may depend on an answer: read strictly, chosen by date and answer, told on the pages of the law."""

from datetime import date
from typing import Any

import pytest

from turbota.assistance import catalogue, command, deciders, lawbook, rights
from turbota.assistance.deciders import DeciderPeriod, When
from turbota.law.dated import BadLaw, NotInForce

BURIAL = catalogue.kind("burial")
CHANGED = date(2025, 7, 1)
EVERYBODY = {"since": date(2020, 1, 1), "decider": "department", "act": "акт"}
WHEN = {"words": "так відповіли", "answer": "burial.deceased_aid", "one_of": ["aid_no_pension"]}
CASE = {"since": CHANGED, "decider": "pension_fund", "act": "акт", "when": WHEN}


def _with(**changed: Any) -> dict[str, Any]:
    return {**CASE, **changed}


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ([CASE], "no decider for everybody"),
        ([EVERYBODY, _with(since=date(2019, 12, 31))], "when nobody decides the kind"),
        ([EVERYBODY, CASE, _with(decider="community")], "may both hold"),
        (
            [EVERYBODY, CASE, _with(when={**WHEN, "answer": "burial.you_bury", "one_of": [True]})],
            "may both hold",
        ),
        ([EVERYBODY, _with(when={**WHEN, "sql": "1"})], "exactly words, answer and one_of"),
        ([EVERYBODY, _with(when={**WHEN, "words": ""})], "exactly words, answer and one_of"),
        ([EVERYBODY, _with(when={**WHEN, "one_of": "aid"})], "one_of of a condition is a list"),
        ([EVERYBODY, _with(decider="bank")], "unknown decider"),
        ([EVERYBODY, _with(by="nobody")], "wrong keys of a decider"),
    ],
)
def test_a_slip_in_a_condition_is_refused(rows: list[dict[str, Any]], fault: str) -> None:
    with pytest.raises(BadLaw, match=fault):
        deciders.read(rows, "a_kind")


def test_conditions_that_never_meet_stand_beside_each_other() -> None:
    other_days = _with(since=date(2020, 1, 1), until=date(2025, 6, 30))
    other_option = _with(when={**WHEN, "one_of": ["pension"]})
    assert len(deciders.read([EVERYBODY, CASE, other_days, other_option], "a_kind")[1]) == 3


@pytest.mark.parametrize(
    ("answer", "one_of"),
    [("burial.deceased_aid", ("gold",)), ("burial.colour", ("none",)), ("burial.surname", ("Прикладенко",)),
     ("members.relation", ("child",))],
)  # fmt: skip
def test_a_condition_names_a_question_of_the_form_and_its_options(
    answer: str, one_of: tuple[str, ...]
) -> None:
    case = DeciderPeriod(CHANGED, None, "pension_fund", "акт", when=When("слова", answer, one_of))
    with pytest.raises(BadLaw, match="no form asks"):
        deciders.check([case], BURIAL.forms, "a_kind")


@pytest.mark.requirement("R111")
@pytest.mark.parametrize(
    ("aid", "on", "who"),
    [
        ("aid_no_pension", "2025-06-30", "department"),
        ("aid_no_pension", "2025-07-01", "pension_fund"),
        ("aid_childhood", "2025-07-01", "pension_fund"),
        ("none", "2025-07-01", "department"),
        ("pension", "2025-07-01", "department"),
        (None, "2025-07-01", "department"),
    ],
)
def test_the_answer_chooses_from_the_day_of_the_act(aid: str | None, on: str, who: str) -> None:
    assert BURIAL.decider_on(date.fromisoformat(on), {"burial": {"deceased_aid": aid}}) == who


def test_yes_is_not_the_number_one_and_nothing_said_holds_no_condition() -> None:
    when = When("слова", "burial.you_bury", (True,))
    assert when.holds({"burial": {"you_bury": True}})
    silent: list[dict[str, Any]] = [{}, {"burial": {"you_bury": 1}}, {"burial": []}, {"burial": {}}]
    assert not any(when.holds(said) for said in silent)


def test_a_kind_without_conditions_is_decided_as_before_whatever_is_answered() -> None:
    for kind in catalogue.kinds():
        if not kind.decider_cases:
            said = {"burial": {"deceased_aid": "aid_childhood"}}
            assert kind.decider_on(date(2026, 7, 1), said) == kind.decider_on(date(2026, 7, 1))
    with pytest.raises(NotInForce):
        BURIAL.decider_on(date(2007, 1, 30), {"burial": {"deceased_aid": "aid_no_pension"}})


def test_the_change_and_the_condition_are_told() -> None:
    (change,) = [one for one in lawbook.decider_changes(date(2025, 6, 30), CHANGED) if one.kind is BURIAL]
    assert change.before is None and change.after is BURIAL.decider_cases[0]
    assert not change.after.verified and "ще не прочитано" in change.after.act
    said: dict[str, Any] = next(one for one in command.kinds() if one["code"] == "burial")
    assert [row["decider"] for row in said["deciders"] if "when" in row] == ["pension_fund"]
    right = rights.of_kind(BURIAL, {"burial": {"deceased_aid": "aid_childhood"}}, date(2026, 2, 10))
    assert right.decider == "pension_fund"
