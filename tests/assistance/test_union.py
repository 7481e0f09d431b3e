"""The household is the union of the questions of all kinds: one path, one question, one meaning."""

from dataclasses import replace
from datetime import date

import pytest

from turbota.assistance import catalogue, union
from turbota.assistance.examples import examples
from turbota.assistance.forms import Choice
from turbota.assistance.kind import Kind

DAYS = (date(2025, 3, 10), date(2026, 3, 10))
KINDS = catalogue.kinds()
every_kind = pytest.mark.parametrize("kind", KINDS, ids=[kind.code for kind in KINDS])


@pytest.mark.requirement("R080")
@pytest.mark.parametrize("on", DAYS, ids=str)
def test_one_path_is_one_question_with_one_meaning_in_every_kind(on: date) -> None:
    assert union.clashes(on) == []


def test_another_type_or_another_meaning_of_an_option_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    one = catalogue.kind("low_income")
    form = one.forms[0]
    applicant = form.section("applicant")
    changed = tuple(
        replace(q, type="text")
        if q.code == "birth_date"
        else replace(q, choices=(*q.choices[1:], Choice("works", "Відпочинок")))
        if q.code == "occupation"
        else q
        for q in applicant.questions
    )
    sections = (replace(applicant, questions=changed), *form.sections[1:])
    other = replace(one, code="other", forms=(replace(form, sections=sections),))
    monkeypatch.setattr(catalogue, "kinds", lambda: (one, other))
    said = union.clashes(DAYS[1])
    assert [line.split(":")[0] for line in said] == ["applicant.birth_date", "applicant.occupation"]
    assert "«Відпочинок»" in said[1]


@pytest.mark.parametrize("on", DAYS, ids=str)
def test_the_household_asks_everything_that_any_kind_asks(on: date) -> None:
    whole = {f"{s.code}.{q.code}": q for s in union.form(on).sections for q in s.questions}
    for kind in KINDS:
        for one in union.asked(kind, on):
            assert whole[one.path].type == one.question.type, one.path
            assert {c.value for c in one.question.choices} <= {c.value for c in whole[one.path].choices}
    for section in union.form(on).sections:
        for question in section.questions:
            condition = question.visible_when
            while condition:
                path = (
                    condition.question
                    if "." in condition.question
                    else f"{section.code}.{condition.question}"
                )
                assert path in whole, f"{section.code}.{question.code} depends on {path}"
                condition = condition.also


@every_kind
def test_answers_of_a_kind_come_back_out_of_the_household_and_mean_the_same(kind: Kind) -> None:
    for example in examples(kind):
        household = union.of_kind(kind, example.answers, example.on)
        again = union.answers_of(kind, household, example.on)
        assert kind.facts(again, example.on) == kind.facts(example.answers, example.on), example.title


def test_children_of_a_birth_are_chosen_from_the_whole_family() -> None:
    on, birth = DAYS[1], catalogue.kind("birth")
    family: list[dict[str, object]] = [
        {"id": "h", "given_name": "Андрій", "birth_date": "1989-08-03", "relation": "husband"},
        {"id": "a", "given_name": "Соломія", "birth_date": "2020-01-01", "relation": "child"},
        {"id": "b", "given_name": "Тарас", "birth_date": "2026-01-03", "relation": "child"},
        {"id": "c", "given_name": "Олена", "birth_date": "2026-01-02", "relation": "child"},
    ]

    def chosen(rows: list[dict[str, object]]) -> list[str]:
        return [str(row["id"]) for row in union.answers_of(birth, {"members": rows}, on)["members"]]

    assert chosen(family) == ["b", "c"]
    assert chosen([*family[:2], {**family[2], "birth_asked": True}, family[3]]) == ["b"]
    assert chosen([{**row, "birth_asked": False} for row in family]) == []
    assert chosen(family[:1]) == []


@every_kind
def test_a_kind_may_be_a_key(kind: Kind) -> None:
    assert {kind: kind.code}[kind] == kind.code
