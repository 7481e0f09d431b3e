"""Instruments are whole, and the scoring is the same for everybody and never rewards trouble."""

import copy
from datetime import date
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from turbota.casework.instruments.loading import FOLDER, all_instruments, in_force, lint, read_instrument
from turbota.casework.instruments.scoring import Answers, Result, Subject, asked, key_of, missing, score
from turbota.casework.instruments.shapes import UNKNOWN, Instrument

PEOPLE = (Subject("case", "case"), Subject("a", "adult"), Subject("b", "adult"), Subject("c", "child"))
ORDER = ("simple", "middle", "complex", "emergency")
FORMS = {one.code: one for one in all_instruments()}


@st.composite
def answered(draw: st.DrawFn) -> tuple[Instrument, dict[str, str]]:
    """Some answers to some questions of an instrument."""
    form = FORMS[draw(st.sampled_from(sorted(FORMS)))]
    keys = [
        (key_of(question.code, subject.key), question)
        for question in form.questions.values()
        for subject in PEOPLE
        if question.counted and question.about == subject.who
    ]
    chosen = draw(st.lists(st.sampled_from(keys), max_size=12, unique_by=lambda pair: pair[0]))
    return form, {
        key: draw(st.sampled_from([UNKNOWN, *(option.value for option in question.options)]))
        for key, question in chosen
    }


def worse(form: Instrument, answers: Answers, key: str) -> dict[str, str]:
    question = form.questions[key.partition("@")[0]]
    points = [option for option in question.options if option.points is not None]
    now = question.option(answers[key])
    harder = [option for option in points if now and (option.points or 0) > (now.points or 0)]
    return {**answers, key: min(harder, key=lambda one: one.points or 0).value} if harder else dict(answers)


@pytest.mark.requirement("R281")
@settings(max_examples=150, deadline=None)
@given(answered(), st.randoms(use_true_random=False))
def test_an_answer_that_got_worse_never_lowers_the_level(
    case: tuple[Instrument, dict[str, str]], chance: Any
) -> None:
    form, answers = case
    before = score(form, PEOPLE, answers)
    if not answers:
        return
    after = score(form, PEOPLE, worse(form, answers, chance.choice(sorted(answers))))
    assert ORDER.index(after.level) >= ORDER.index(before.level)
    shares = {one.code: one.share or 0 for one in before.scores}
    assert all((one.share or 0) >= shares[one.code] for one in after.scores)


@pytest.mark.requirement("R281")
@settings(max_examples=100, deadline=None)
@given(answered(), st.randoms(use_true_random=False))
def test_the_same_answers_give_the_same_result(case: tuple[Instrument, dict[str, str]], chance: Any) -> None:
    form, answers = case
    shuffled = list(answers.items())
    chance.shuffle(shuffled)
    people = list(PEOPLE)
    chance.shuffle(people)
    first, second = score(form, PEOPLE, answers), score(form, people, dict(shuffled))
    assert (first.level, set(first.because), first.because_domains) == (
        second.level, set(second.because), second.because_domains,
    )  # fmt: skip
    assert [one.share for one in first.scores] == [one.share for one in second.scores]


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_every_threat_alone_forces_the_hardest_level(form: Instrument) -> None:
    threats = [
        (key_of(question.code, subject.key), option.value)
        for question in form.questions.values()
        for option in question.options
        if option.threat
        for subject in PEOPLE
        if subject.who == question.about
    ]
    assert len(threats) >= 3
    for key, value in threats:
        found = score(form, PEOPLE, {key: value})
        assert (found.level, found.because) == ("emergency", (key,))


@pytest.mark.requirement("R280")
def test_the_flag_of_danger_to_a_child_is_asked_in_every_stage_and_only_of_children() -> None:
    for form in FORMS.values():
        flags = [
            q
            for q in form.questions.values()
            if q.kind == "yes_no" and q.about == "child" and q.asks_of_threat
        ]
        assert len(flags) == 1 and flags[0].required
        assert key_of(flags[0].code, "c") in missing(form, PEOPLE, {})
        assert not any(key.endswith("@c") for key in missing(form, PEOPLE[:3], {}))


def test_questions_about_parenting_are_asked_only_where_children_are() -> None:
    form = FORMS["in_depth"]
    question = form.questions["d_adult_parenting"]
    assert asked(question, PEOPLE[1], PEOPLE, {}, form)
    assert not asked(question, PEOPLE[1], PEOPLE[:3], {}, form)


def test_a_threat_that_nobody_could_rule_out_is_not_simple() -> None:
    found: Result = score(FORMS["primary"], PEOPLE, {"p_danger@case": UNKNOWN})
    assert (found.level, found.unknown) == ("complex", ("p_danger@case",))


def test_one_version_of_a_stage_is_in_force_on_a_day() -> None:
    assert in_force("primary", date(2026, 11, 16)).version == 1


def _read(change: Any) -> list[str]:
    data = yaml.safe_load((FOLDER / "primary_1.yaml").read_text(encoding="utf-8"))
    changed = copy.deepcopy(data)
    change(changed)
    return lint(read_instrument(changed, {}))


def _drop_anchor(data: dict[str, Any]) -> None:
    del data["domains"][0]["questions"][0]["anchors"][2]


def _same_code(data: dict[str, Any]) -> None:
    data["domains"][0]["questions"][1]["code"] = "p_danger"


def _weak_threat(data: dict[str, Any]) -> None:
    data["domains"][0]["questions"][0]["threat"] = [2]


def _ends_early(data: dict[str, Any]) -> None:
    data["until"] = date(2019, 1, 1)


def _no_evidence(data: dict[str, Any]) -> None:
    data["domains"][0]["questions"][0]["evidence"] = []


@pytest.mark.parametrize("change", [_drop_anchor, _same_code, _weak_threat, _ends_early, _no_evidence])
def test_an_instrument_that_is_not_whole_is_named(change: Any) -> None:
    assert _read(lambda data: None) == []
    assert len(_read(change)) >= 1
