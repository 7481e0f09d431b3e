"""Every kind names the acts on which it rests; the certificate of income has the form of order 192 and is no demand."""

import re
from typing import Any

import pytest

from turbota.assistance import catalogue
from turbota.assistance.asking.papers import DECLARED_ONLY, INCOME_FORM
from turbota.assistance.examples import examples
from turbota.assistance.kind import Kind

KINDS = catalogue.kinds()
READING = [kind for kind in KINDS if kind.tier == "computed" and kind.income_window is not None]
REFERENCE = re.compile(r"^(постанова КМУ|Закон України|Указ|указ|наказ|Кодекс|рішення)\b.*(№ \S+|«.+»)")


@pytest.mark.requirement("R132")
@pytest.mark.parametrize("kind", KINDS, ids=[kind.code for kind in KINDS])
def test_every_kind_carries_its_acts_and_no_rule_rests_on_another(kind: Kind) -> None:
    titles = [act.title for act in kind.acts]
    assert titles
    assert [title for title in titles if not REFERENCE.match(title)] == []
    assert len(set(titles)) == len(titles)
    assert {rule.act for rule in kind.book.rules} <= set(titles)
    assert all(period.act for period in kind.deciders)


def with_income(kind: Kind, income_class: str) -> tuple[Any, Any]:
    example = next(iter(examples(kind)))
    first, _ = kind.income_window(example.on) if kind.income_window else ("", "")
    row = {"id": "i1", "member": "applicant", "month": first, "class": income_class, "amount": 100}
    return {**example.answers, "incomes": [row]}, example.on


@pytest.mark.requirement("R164")
@pytest.mark.parametrize("kind", READING, ids=[kind.code for kind in READING])
def test_a_certificate_of_income_may_be_brought_in_the_form_of_order_192(kind: Kind) -> None:
    for income_class in DECLARED_ONLY:
        found = {one.code: one for one in kind.documents(*with_income(kind, income_class))}
        assert found["income"].obligatory is False
        assert found["income"].act == INCOME_FORM == "наказ Мінпраці № 192 від 27.08.2004"
        assert "за наказом Мінпраці № 192" in found["income"].why
        assert "вистачить вашої відповіді" in found["income"].why
