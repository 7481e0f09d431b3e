"""Answers with a decimal point: areas, tariffs, norms. A whole number keeps all the signs after the point."""

from __future__ import annotations

import re

SIGNS = {"area": 2, "rate": 5}
"""Signs after the point by type of question: 52,3 m² is stored as 5230, a tariff of 7,95689 as 795689."""

MOST = {"area": 10_000, "rate": 10_000}
"""The greatest: square metres; hryvnias for a unit, or units of a norm."""

WRITTEN = re.compile(r"^(\d{1,9})(?:[.,](\d+))?$")


def parse(kind: str, text: str) -> int | None:
    """``52,3`` square metres become 5230; nothing is no answer. Raises ValueError with a sentence for the person."""
    text = re.sub(r"\s", "", text)
    if not text:
        return None
    found = WRITTEN.match(text)
    signs = SIGNS[kind]
    if not found or len(found.group(2) or "") > signs:
        raise ValueError(f"Вкажіть число цифрами, до {signs} знаків після коми, наприклад 52,3.")
    return int(found.group(1) + (found.group(2) or "").ljust(signs, "0"))


def words(kind: str, value: int) -> str:
    """5230 of an area as it is read and typed: ``52,3``."""
    whole, part = divmod(value, 10 ** SIGNS[kind])
    rest = f"{part:0{SIGNS[kind]}d}".rstrip("0")
    return f"{whole},{rest}" if rest else str(whole)
