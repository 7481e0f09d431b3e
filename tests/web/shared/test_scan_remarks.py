"""What the scans say beside a field: the same value, another one to compare, or nothing. Never an answer by itself."""

import pytest

from turbota.assistance.forms import Question
from turbota.web.shared.scan_remarks import ScannedText, remark

SCANS = [
    ScannedText("Паспорт", "ПРІЗВИЩЕ Зразкова\nнародилася 19.07.1957 РНОКПП 2101900010"),
    ScannedText("Довідка", "разом 4350,50 грн рахунок UA 21 3223130000026007233566001"),
]


def said(kind: str, value: object) -> str:
    return remark(Question("code", "Питання", type=kind), value, SCANS)


@pytest.mark.requirement("R143")
@pytest.mark.parametrize(
    ("kind", "value", "title"),
    [
        ("name", "Зразкова", "Паспорт"),
        ("date", "1957-07-19", "Паспорт"),
        ("tax_number", "2101900010", "Паспорт"),
        ("money", 435050, "Довідка"),
        ("iban", "UA213223130000026007233566001", "Довідка"),
    ],
)
def test_the_same_value_names_the_document(kind: str, value: object, title: str) -> None:
    assert said(kind, value) == f"Так само прочитано на скані «{title}»."


@pytest.mark.parametrize("value", [None, "2101900029"])
def test_another_number_is_shown_to_compare(value: str | None) -> None:
    assert said("tax_number", value).startswith("На скані прочитано: 2101900010 («Паспорт»). Звірте")


@pytest.mark.parametrize(
    ("kind", "value"), [("name", "Інша"), ("name", None), ("money", 100), ("money", None), ("date", None)]
)
def test_nothing_is_said_where_the_scan_proves_nothing(kind: str, value: object) -> None:
    assert said(kind, value) == ""


def test_a_text_that_was_not_read_yet_says_nothing() -> None:
    assert remark(Question("code", "Питання", type="tax_number"), None, []) == ""
