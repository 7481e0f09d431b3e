"""What people are told."""

import re
from datetime import date

import pytest

from turbota.messages import texts

DAY = date(2026, 3, 5)
ALL_TEXTS = (
    texts.registered(number="26-0001", on=DAY, kind_title="Допомога", organisation="Центр", due_on=DAY),
    texts.handed_over(number="26-0001", organisation="Центр", due_on=DAY),
    texts.accepted(number="26-0001", organisation="Центр", due_on=DAY),
    texts.asked_to_complete(number="26-0001", what=["довідку"], reason="", until=DAY, organisation="Центр"),
    texts.asked_to_complete(
        number="26-0001", what=["довідку"], reason="нечітко", until=None, organisation="Центр"
    ),
    texts.completed(number="26-0001", on=DAY),
    texts.returned_to_community(
        number="26-0001", reason="немає сторінки 2", organisation="Центр", until=None
    ),
    texts.accepted_from_community(number="26-0001", organisation="Центр"),
    texts.granted(number="26-0001", decision_number="7", on=DAY, kind_title="Допомога", since=DAY, until=DAY),
    texts.granted(
        number="26-0001", decision_number="7", on=DAY, kind_title="Допомога", since=DAY, until=None
    ),
    texts.refused(number="26-0001", decision_number="7", on=DAY, kind_title="Допомога", clauses=["пункт 9"]),
    texts.decided_for_community(number="26-0001", decision_number="7", on=DAY, was_granted=True),
    texts.withdrawn(number="26-0001", on=DAY),
    texts.signature_not_confirmed(number="26-0001"),
)


@pytest.mark.parametrize("text", ALL_TEXTS, ids=lambda text: text.kind)
def test_texts_are_plain(text: texts.Text) -> None:
    for words in (text.subject, text.body):
        assert not re.search(r"[!'`]|\bNone\b|[a-zA-Z]|  |\.\.", words)
    assert len(text.subject) <= 78
    assert "26-0001" in text.subject
    assert text.body.endswith(".")


def test_an_award_for_life_is_told_as_one() -> None:
    text = texts.granted(number="26-1", decision_number="7", on=DAY, kind_title="Допомога", since=DAY)
    assert "безстроково" in text.body and "одноразово" not in text.body


@pytest.mark.requirement("R039")
def test_a_refusal_tells_the_ground_and_the_appeal() -> None:
    text = texts.refused(
        number="26-1", decision_number="7", on=DAY, kind_title="Допомога", clauses=["пункт 9"]
    )
    assert "пункт 9" in text.body
    assert "оскаржити" in text.body
