"""The legal receipt in words: made now, or kept with a decision before it had numbers of the law."""

import json
from datetime import date

from django.template import Context, Template
from tests.assistance.samples import complete

from turbota.assistance import catalogue
from turbota.decisions.calculating import as_json
from turbota.web.shared.receipts import receipt_lines

OLD = {"label": "Дохід", "amount": 100, "because": "Разом.", "sign": "-", "act": "акт", "point": ""}


def test_a_kept_calculation_is_read_as_the_one_made_now() -> None:
    found = catalogue.kind("low_income").calculate(complete(), date(2026, 3, 10))
    lines = receipt_lines(json.loads(json.dumps(as_json(found)))["receipt"])
    minimum, level = lines[0].basis
    assert minimum.value.replace("\u00a0", " ") == "3 328,00 ₴ на місяць"
    assert (minimum.when, minimum.unverified) == ("з 01.01.2026", False)
    assert minimum.url == "/law/values/subsistence_minimum.able_bodied/"
    assert (level.value.replace("\u00a0", " "), level.unverified) == ("60 %", True)
    assert lines[0].source == "вік: зі слів заявника, у заяві"
    assert lines[0].unverified


def test_a_line_that_was_kept_earlier_is_shown_without_numbers() -> None:
    (line,) = receipt_lines([OLD])
    assert (line.ground, line.basis, line.source, line.unverified) == ("акт", (), "", True)


def test_checked_or_not_is_said_in_words() -> None:
    lines = receipt_lines([OLD, {**OLD, "verified": True}])
    drawn = Template("{% receipt lines %}").render(Context({"lines": lines}))
    assert drawn.count("ще не звірено") == 1
    assert drawn.count("звірено") == 2
