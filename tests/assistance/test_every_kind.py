"""What holds for every kind of assistance, found by listing the folder. A new kind needs no new test."""

import json
from datetime import date, timedelta

import pytest
from tests.assistance import both_modes
from tests.assistance.samples import complete

from turbota.assistance import catalogue, forms, lawbook
from turbota.assistance.calculation import Calculation
from turbota.assistance.examples import Example, examples
from turbota.assistance.kind import Kind
from turbota.assistance.receipts import OF_COMMUNITY
from turbota.assistance.situations import TITLES
from turbota.law.dated import NotInForce
from turbota.law.engine import lint, lock
from turbota.law.engine.plan import check

KINDS = catalogue.kinds()
CASES = [(kind, example) for kind in KINDS for example in examples(kind)]
COMPUTED = [kind for kind in KINDS if kind.tier == "computed"]
REGISTERED = [kind for kind in KINDS if kind.tier == "registered"]
ASSESSED = [kind for kind in KINDS if kind.tier == "assessed"]
every_assessed_kind = pytest.mark.parametrize("kind", ASSESSED, ids=[kind.code for kind in ASSESSED])
every_kind = pytest.mark.parametrize("kind", KINDS, ids=[kind.code for kind in KINDS])
every_computed_kind = pytest.mark.parametrize("kind", COMPUTED, ids=[kind.code for kind in COMPUTED])
every_registered_kind = pytest.mark.parametrize("kind", REGISTERED, ids=[kind.code for kind in REGISTERED])
every_example = pytest.mark.parametrize(
    ("kind", "example"),
    CASES,
    ids=[f"{kind.code}-{one.file}-{one.on}-{n}" for n, (kind, one) in enumerate(CASES)],
)


def test_the_folder_is_listed() -> None:
    folders = {
        path.name for path in catalogue.FOLDER.iterdir() if path.is_dir() and path.name != "__pycache__"
    }
    assert {kind.code for kind in KINDS} == folders
    modules = {path.parent.name for path in catalogue.FOLDER.glob("*/__init__.py")}
    assert {kind.code for kind in KINDS if kind.tier != "registered"} == modules
    assert "low_income" in modules


def test_an_unknown_kind_is_named() -> None:
    with pytest.raises(catalogue.UnknownKind, match="no_such"):
        catalogue.kind("no_such")


@every_kind
def test_rules_keep_to_the_vocabulary(kind: Kind) -> None:
    assert lint.faults(kind.book) == []


@every_computed_kind
def test_released_rules_are_frozen(kind: Kind) -> None:
    assert lock.faults(kind.book, kind.folder / "rules.lock") == []


@every_kind
def test_plans_hold_from_the_first_day_of_every_version(kind: Kind) -> None:
    check(kind.book, date(2024, 1, 1))


@every_computed_kind
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


@every_kind
def test_the_kind_stands_under_a_situation_and_names_its_acts(kind: Kind) -> None:
    assert kind.situation in TITLES
    assert kind.acts and all(act.title and act.about for act in kind.acts)
    assert kind.title and kind.plain_title and kind.summary.endswith(".")
    assert "'" not in kind.title + kind.plain_title + kind.summary


@every_registered_kind
@pytest.mark.parametrize("answers", [{}, complete()], ids=["nothing answered", "everything answered"])
def test_a_registered_kind_never_grants_and_never_refuses(kind: Kind, answers: forms.Answers) -> None:
    assert not kind.book.rules
    for on in (kind.deciders[0].since, date(2026, 3, 10), date(2030, 1, 1)):
        found = kind.calculate(answers, on)
        assert (found.outcome, found.amount, found.once, found.schedule) == ("officer", None, 0, ())
        assert "може належати: спитайте" in found.doubts[0].text
        assert all(act.title in found.doubts[0].clause for act in kind.acts)
        assert found.snapshot["rules"] == "unknown"
        assert json.loads(json.dumps(found.snapshot))["kind"] == kind.code
    with pytest.raises(NotInForce):
        kind.calculate(answers, kind.deciders[0].since - timedelta(days=1))


@every_registered_kind
def test_a_registered_kind_is_its_description_alone(kind: Kind) -> None:
    assert {path.name for path in kind.folder.iterdir()} == {"kind.yaml"}


@every_assessed_kind
def test_an_assessed_kind_promises_no_sum_and_leaves_the_decision_to_people(kind: Kind) -> None:
    assert kind.gives_services and not kind.book.rules and not list(examples(kind))
    for on in (kind.deciders[0].since, date(2026, 3, 10), date(2030, 1, 1)):
        found = kind.calculate({}, on)
        assert (found.outcome, found.amount, found.once, found.schedule) == ("officer", None, 0, ())
        assert "Може належати" in found.doubts[0].text and "₴" not in found.doubts[0].text
        assert json.loads(json.dumps(found.snapshot))["kind"] == kind.code
    assert not any(q.type in ("money", "iban") for s in kind.forms[0].sections for q in s.questions)
    with pytest.raises(NotInForce):
        kind.calculate({}, kind.deciders[0].since - timedelta(days=1))


@every_example
def test_the_example_holds_explained(kind: Kind, example: Example) -> None:
    found = kind.calculate(example.answers, example.on)
    said = lawbook.told(kind, example, found)
    assert {key: said[key] for key in example.expect} == dict(example.expect)
    assert lawbook.agrees(kind, example, found)


@every_example
def test_the_example_holds_over_columns(kind: Kind, example: Example) -> None:
    both_modes.same(kind, example.answers, example.on)


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
    assert all(doubt.text and doubt.clause for doubt in found.doubts)
    if found.outcome == "granted":
        assert (_receipt_total(found, "month"), _receipt_total(found, "once")) == (found.amount, found.once)
        assert min(part.since for part in found.schedule) == found.since
        assert max(part.until for part in found.schedule) == found.until
        assert sum(part.amount for part in found.schedule if part.per == "once") == found.once
    else:
        assert (found.amount, found.once, found.schedule) == (None, 0, ())


@every_example
def test_every_line_of_the_receipt_says_what_stands_behind_it(kind: Kind, example: Example) -> None:
    found = kind.calculate(example.answers, example.on)
    rules = {rule.name for rule in kind.book.rules}
    for line in found.receipt:
        assert line.because and line.act, line.label
        assert line.rule in rules, f"{line.label}: ReceiptLine(rule=…, row=…) names the rule of its amount"
        for used in line.parameters:
            assert used.act and used.since <= (used.until or date.max)
        assert not line.verified or all(used.verified for used in line.parameters)
    if found.outcome == "granted":
        assert any(line.parameters or line.source == OF_COMMUNITY for line in found.receipt)


def _receipt_total(found: Calculation, per: str) -> int:
    """What the receipt says is paid: its total is the sum of its lines, its part the sum before the income."""
    lines = [line for line in found.receipt if line.per == per]
    plus = sum(line.amount or 0 for line in lines if line.sign == "+")
    minus = sum(line.amount or 0 for line in lines if line.sign == "-")
    assert {line.amount for line in lines if line.sign == "part"} <= {plus}
    totals = [line.amount for line in lines if line.sign == "total"]
    assert totals == ([plus - minus] if plus else []), lines
    return plus - minus
