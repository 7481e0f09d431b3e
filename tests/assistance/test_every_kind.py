"""What holds for every kind of assistance, found by listing the folder. A new kind needs no new test."""

import json
from datetime import date, timedelta

import pytest

from turbota.assistance import catalogue, explaining, forms
from turbota.assistance.calculation import Calculation
from turbota.assistance.examples import Example, examples
from turbota.assistance.kind import Kind
from turbota.kernel import money
from turbota.law.engine import lint, lock
from turbota.law.engine.plan import check

KINDS = catalogue.kinds()
CASES = [(kind, example) for kind in KINDS for example in examples(kind)]
every_kind = pytest.mark.parametrize("kind", KINDS, ids=[kind.code for kind in KINDS])
every_example = pytest.mark.parametrize(
    ("kind", "example"),
    CASES,
    ids=[f"{kind.code}-{one.file}-{one.on}-{n}" for n, (kind, one) in enumerate(CASES)],
)


def test_the_folder_is_listed() -> None:
    folders = {path.parent.name for path in catalogue.FOLDER.glob("*/__init__.py")}
    assert {kind.code for kind in KINDS} == folders
    assert "low_income" in folders


def test_an_unknown_kind_is_named() -> None:
    with pytest.raises(catalogue.UnknownKind, match="no_such"):
        catalogue.kind("no_such")


@every_kind
def test_rules_keep_to_the_vocabulary(kind: Kind) -> None:
    assert lint.faults(kind.book) == []


@every_kind
def test_released_rules_are_frozen(kind: Kind) -> None:
    assert lock.faults(kind.book, kind.folder / "rules.lock") == []


@every_kind
def test_plans_hold_from_the_first_day_of_every_version(kind: Kind) -> None:
    check(kind.book, date(2024, 1, 1))


@every_kind
def test_there_are_at_least_four_pairs_of_examples(kind: Kind) -> None:
    assert len(list(examples(kind))) >= 8


@every_kind
def test_every_question_is_worded(kind: Kind) -> None:
    for form in kind.forms:
        codes = [section.code for section in form.sections]
        assert len(codes) == len(set(codes))
        assert len(forms.pages(form)) <= 20
        for section in form.sections:
            names = [question.code for question in section.questions]
            assert len(names) == len(set(names)), section.code
            for question in section.questions:
                said = f"{section.code}.{question.code}"
                assert question.label and question.hint, said
                assert "'" not in question.label + question.hint + question.why, said
                assert "!" not in question.label + question.hint + question.why, said
                assert bool(question.choices) == (question.type == "choice"), said
                if question.visible_when:
                    forms.visible(
                        form, {}, said if not section.repeat else f"{section.code}.0.{question.code}"
                    )


@every_kind
def test_the_deciders_follow_without_a_gap(kind: Kind) -> None:
    for earlier, later in zip(kind.deciders, kind.deciders[1:], strict=False):
        assert earlier.until is not None
        assert earlier.until + timedelta(days=1) == later.since


@every_example
def test_the_example_holds_explained(kind: Kind, example: Example) -> None:
    found = kind.calculate(example.answers, example.on)
    assert _said(kind, example, found) == dict(example.expect)


@every_example
def test_the_example_holds_over_columns(kind: Kind, example: Example) -> None:
    found = kind.calculate(example.answers, example.on)
    if found.outcome == "officer":
        with pytest.raises(ValueError, match="is unknown"):
            list(explaining.over_columns(kind, [kind.facts(example.answers, example.on)], example.on))
        return
    (one,) = explaining.over_columns(kind, [kind.facts(example.answers, example.on)], example.on)
    assert one.reasons == tuple(reason.code for reason in found.reasons)
    if found.outcome == "granted":
        assert one.amount == found.amount


@every_example
def test_everything_is_explained(kind: Kind, example: Example) -> None:
    found = kind.calculate(example.answers, example.on)
    snapshot = json.loads(json.dumps(found.snapshot, ensure_ascii=False))
    assert snapshot["kind"] == kind.code
    assert {"facts", "rules", "parameters", "steps", "schedule"} <= set(snapshot)
    assert all(rule["sha256"] for rule in snapshot["rules"])
    assert all("{" not in step.text and step.act for step in found.steps)
    for reason in found.reasons:
        assert reason.text.startswith("Допомогу не призначено: ") and reason.clause
    sums = [line.amount or 0 for line in found.receipt if line.sign == "+"]
    if found.outcome == "granted":
        total = next(line for line in found.receipt if line.sign == "total")
        part = next(line for line in found.receipt if line.sign == "part")
        minus = [line.amount or 0 for line in found.receipt if line.sign == "-"]
        assert part.amount == sum(sums)
        assert total.amount == found.amount == sum(sums) - sum(minus)
        assert found.schedule[0].since == found.since and found.schedule[-1].until == found.until


def _said(kind: Kind, example: Example, found: Calculation) -> dict[str, object]:
    average = found.average_income
    known: dict[str, object] = {
        "outcome": found.outcome,
        "amount": None if found.amount is None else money.plain(found.amount),
        "average_income": None if average is None else money.plain(average),
        "reasons": [reason.code for reason in found.reasons],
        "schedule": [[str(p.since), str(p.until), money.plain(p.amount)] for p in found.schedule],
        "missing": list(found.missing),
        "decider": kind.decider_on(example.on),
    }
    return {key: known[key] for key in example.expect}
