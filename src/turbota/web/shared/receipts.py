"""The legal receipt as a person and an officer read it: each line with its numbers of the law, their dates and acts."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.urls import reverse

from turbota.assistance.wording import value_words
from turbota.web.ui.components import Basis, ReceiptLine
from turbota.web.ui.words import numeric_date


def receipt_lines(kept: Iterable[Mapping[str, Any]]) -> tuple[ReceiptLine, ...]:
    """The lines of a calculation, made now or kept with a decision; what was kept earlier may lack what came later."""
    return tuple(_line(line) for line in kept)


def _line(line: Mapping[str, Any]) -> ReceiptLine:
    return ReceiptLine(
        label=line["label"],
        amount=line["amount"],
        because=line.get("because", ""),
        sign=line["sign"],
        unverified=not line.get("verified", False),
        ground=act_and_point(line.get("act"), line.get("point")),
        source=line.get("source", ""),
        basis=tuple(_basis(one) for one in line.get("parameters", ())),
    )


def _basis(used: Mapping[str, Any]) -> Basis:
    return Basis(
        title=used["title"],
        value=value_words(used["value"], used["unit"], used["title"]),
        when=days(_day(used["since"]), _day(used["until"])),
        ground=act_and_point(used["act"], used["point"]),
        url=reverse("public:law-value", args=[used["key"]]),
        unverified=not used["verified"],
    )


def act_and_point(act: str | None, point: str | None) -> str:
    """«постанова КМУ № 250 від 24.02.2003, п. 5»; without the point when nobody has seen it."""
    return ", ".join(part for part in (act, point) if part)


def days(since: date | None, until: date | None) -> str:
    """«з 01.01.2025 до 31.12.2025», «з 01.01.2026»."""
    begins = f"з {numeric_date(since)}" if since else ""
    return f"{begins} до {numeric_date(until)}" if until else begins


def _day(value: date | str | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value
